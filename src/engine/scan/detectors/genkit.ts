import { defineDetector } from '../detector.js';

export const genkit = defineDetector({
  name: 'genkit',
  title: 'Genkit',
  modules: /^(?:genkit|@genkit-ai\/[\w-]+)(?:\/|$)/,
  tools: [
    {
      path: /(?:^|\.)(?:defineTool|dynamicTool)\.\(\)$/,
      construct: 'defineTool',
      name: ['0.name'],
      executor: ['-1'],
    },
    { path: /^(?:beta\.)?tool\.\(\)$/, construct: 'tool', name: ['0.name'], executor: ['1'] },
  ],
  sinks: [
    {
      path: /(?:^|\.)(?:generate|generateStream|definePrompt|prompt|chat)\.\(\)$/,
      tools: ['0.tools', '1.tools'],
    },
  ],
});
