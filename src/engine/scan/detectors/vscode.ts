import { defineDetector } from '../detector.js';

export const vscode = defineDetector({
  name: 'vscode',
  title: 'VS Code language model tools',
  modules: /^vscode(?:\/|$)/,
  tools: [
    {
      path: /^lm\.registerTool\.\(\)$/,
      construct: 'lm.registerTool',
      name: ['0'],
      executor: ['1.invoke'],
      registered: true,
    },
  ],
});
