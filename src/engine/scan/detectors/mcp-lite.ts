import { defineDetector } from '../detector.js';

/** Small servers of the protocol beside the official one. */
export const mcpLite = defineDetector({
  name: 'mcp-lite',
  title: 'mcp-lite, tmcp, LiteMCP',
  modules: /^(?:mcp-lite|tmcp|litemcp)(?:\/|$)/,
  tools: [
    {
      path: /^McpServer\.new\.(?:tool|registerTool)\.\(\)$/,
      construct: 'tool',
      name: ['0.name', '0'],
      executor: ['1.handler', '-1'],
      registered: true,
    },
    {
      path: /^LiteMCP\.new\.addTool\.\(\)$/,
      construct: 'addTool',
      name: ['0.name'],
      executor: ['0.execute'],
      registered: true,
    },
    { path: /^defineTool\.\(\)$/, construct: 'defineTool', name: ['0.name'], executor: ['1', '0.execute'] },
  ],
  sinks: [{ path: /^McpServer\.new\.tools\.\(\)$/, tools: ['0'] }],
});
