import { defineDetector } from '../detector.js';
import { FUNCTION } from './function-shape.js';

export const ollama = defineDetector({
  name: 'ollama',
  title: 'Ollama',
  modules: /^ollama(?:\/|$)/,
  sinks: [{ path: /(?:^|\.)chat\.\(\)$/, tools: ['0.tools'], shape: FUNCTION }],
  typed: [{ path: /(?:^|\.)Tool\.new$/, shape: FUNCTION }],
});
