import { defineDetector } from '../detector.js';
import { FUNCTION } from './function-shape.js';

export const mistral = defineDetector({
  name: 'mistral',
  title: 'Mistral SDK',
  modules: /^@mistralai\/mistralai(?:\/|$)/,
  sinks: [
    {
      path: /\.(?:chat|chatStream|(?:chat|agents)\.(?:complete|stream|parse|parseStream)|beta\.agents\.(?:create|update)|beta\.conversations\.(?:start|startStream))\.\(\)$/,
      tools: ['0.tools'],
      shape: FUNCTION,
    },
  ],
  typed: [{ path: /(?:^|\.)Tool\.new$/, shape: FUNCTION }],
});
