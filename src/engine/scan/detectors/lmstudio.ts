import { defineDetector } from '../detector.js';

export const lmstudio = defineDetector({
  name: 'lmstudio',
  title: 'LM Studio SDK',
  modules: /^@lmstudio\/sdk(?:\/|$)/,
  tools: [
    {
      path: /^(?:tool|rawFunctionTool|unimplementedRawFunctionTool)\.\(\)$/,
      construct: 'tool',
      name: ['0.name'],
      executor: ['0.implementation'],
    },
  ],
  sinks: [{ path: /\.act\.\(\)$/, tools: ['1'] }],
});
