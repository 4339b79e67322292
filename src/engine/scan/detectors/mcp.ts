import { defineDetector } from '../detector.js';

export const mcp = defineDetector({
  name: 'mcp',
  title: 'MCP TypeScript SDK',
  modules:
    /^(?:@modelcontextprotocol\/(?:sdk|server|core|express|node|hono|ext-apps)|@vercel\/mcp-adapter|mcp-handler)(?:\/|$)/,
  tools: [
    {
      path: /(?:^|\.)(?:createMcpHandler|experimental_createMcpHandler|createMcpRouteHandler)\.=>\.0\.(?:tool|registerTool)\.\(\)$/,
      construct: 'registerTool',
      name: ['0'],
      executor: ['-1'],
      registered: true,
    },
    {
      path: /(?:^|\.)(?:McpServer)\.new\.(?:tool|registerTool)\.\(\)$/,
      construct: 'registerTool',
      name: ['0'],
      executor: ['-1'],
      registered: true,
    },
    {
      path: /(?:^|\.)McpServer\.new\.experimental\.tasks\.registerToolTask\.\(\)$/,
      construct: 'registerToolTask',
      name: ['0'],
      executor: ['-1.createTask', '-1'],
      registered: true,
    },
    {
      path: /(?:^|\.)(?:Server|McpServer)\.new\.(?:server\.)?setRequestHandler\.\(\)$/,
      construct: 'setRequestHandler',
      name: [],
      executor: ['-1'],
      registered: true,
      when: { at: '0', is: /^(?:types\.)?CallToolRequestSchema$|^tools\/call$/ },
      lists: /^(?:types\.)?ListToolsRequestSchema$|^tools\/list$/,
    },
    {
      path: /^registerAppTool\.\(\)$/,
      construct: 'registerAppTool',
      name: ['1'],
      executor: ['-1'],
      registered: true,
    },
  ],
});
