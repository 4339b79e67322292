import { defineDetector } from '../detector.js';

export const mcpFramework = defineDetector({
  name: 'mcp-framework',
  title: 'mcp-framework',
  modules: /^mcp-framework(?:\/|$)/,
  classes: [{ path: /^MCPTool$/, construct: 'MCPTool', name: ['this.name'], executor: ['execute'] }],
  sinks: [{ path: /^MCPServer\.new\.addTool\.\(\)$/, tools: ['0'] }],
});
