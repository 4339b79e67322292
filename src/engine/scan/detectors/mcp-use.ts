import { defineDetector } from '../detector.js';

export const mcpUse = defineDetector({
  name: 'mcp-use',
  title: 'mcp-use',
  modules: /^mcp-use(?:\/|$)/,
  tools: [
    {
      path: /^(?:MCPServer\.new|(?:create|createMCPServer)\.\(\)|McpServerInstance\.new)\.(?:tool|addTool)\.\(\)$/,
      construct: 'tool',
      name: ['0.name'],
      executor: ['1', '0.cb', '0.fn'],
      registered: true,
    },
  ],
  sinks: [{ path: /^MCPAgent\.new$/, tools: ['0.additionalTools', '0.additional_tools'] }],
});
