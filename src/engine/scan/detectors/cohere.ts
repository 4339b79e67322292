import { defineDetector } from '../detector.js';
import { FUNCTION } from './function-shape.js';

export const cohere = defineDetector({
  name: 'cohere',
  title: 'Cohere SDK',
  modules: /^cohere-ai(?:\/|$)/,
  sinks: [{ path: /\.chat(?:Stream)?\.\(\)$/, tools: ['0.tools'], shape: FUNCTION }],
  typed: [{ path: /(?:^|\.)(?:ToolV2|Cohere\.Tool)\.new$/, shape: FUNCTION }],
});
