import { defineDetector } from '../detector.js';

export const cloudflare = defineDetector({
  name: 'cloudflare',
  title: 'Cloudflare Agents',
  modules: /^(?:agents|@cloudflare\/(?:ai-chat|agents|codemode|think))(?:\/|$)/,
  tools: [
    {
      path: /^(?:McpAgent\.new\.server|McpServer\.new)\.(?:tool|registerTool)\.\(\)$/,
      construct: 'registerTool',
      name: ['0'],
      executor: ['-1'],
      registered: true,
    },
    {
      path: /^withX402\.\(\)\.(?:tool|registerTool|paidTool)\.\(\)$/,
      construct: 'paidTool',
      name: ['0'],
      executor: ['-1'],
      registered: true,
    },
  ],
  ready: [{ path: /\.new\.mcp\.(?:unstable_)?getAITools\.\(\)$/, construct: 'MCP tools' }],
  sinks: [
    {
      path: /^(?:useAgentChat|createCodeTool|experimental_codemode)\.\(\)$/,
      tools: ['0.tools'],
      shape: { construct: 'tools{}', name: ['name'], executor: ['execute'], needs: ['execute'] },
    },
  ],
  typed: [
    {
      path: /^AITool\.new$/,
      shape: { construct: 'tool', name: ['name'], executor: ['execute'], needs: ['execute', 'parameters'] },
    },
  ],
});
