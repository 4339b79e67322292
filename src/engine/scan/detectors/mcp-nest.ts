import { defineDetector } from '../detector.js';

export const mcpNest = defineDetector({
  name: 'mcp-nest',
  title: 'MCP for NestJS',
  modules: /^@rekog\/mcp-nest(?:\/|$)/,
  tools: [
    {
      path: /^Tool\.\(\)$/,
      construct: '@Tool',
      name: ['0.name', 'decorated'],
      executor: ['decorated'],
      registered: true,
    },
  ],
});
