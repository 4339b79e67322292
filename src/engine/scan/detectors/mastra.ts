import { defineDetector } from '../detector.js';

export const mastra = defineDetector({
  name: 'mastra',
  title: 'Mastra',
  modules: /^@mastra\/[\w-]+(?:\/|$)/,
  tools: [
    {
      path: /^(?:createTool\.\(\)|Tool\.new)$/,
      construct: 'createTool',
      name: ['0.id', '0.name'],
      executor: ['0.execute', '0.executor'],
      human: ['0.requireApproval'],
      bodiless: 'hosted',
    },
  ],
  ready: [
    {
      path: /^(?:MCPClient|MCPConfiguration)\.new\.(?:getTools|getToolsets|listTools|listToolsets)\.\(\)$/,
      construct: 'MCP tools',
    },
  ],
  sinks: [
    {
      path: /^(?:Agent|MCPServer|Mastra|ToolsInput|createAgent)\.(?:new|\(\))$/,
      tools: ['0.tools'],
      shape: {
        construct: 'tools{}',
        name: ['id', 'name'],
        executor: ['execute'],
        needs: ['execute'],
        human: ['requireApproval'],
      },
    },
    { path: /^createStep\.\(\)$/, tools: ['0'] },
    {
      path: /\.(?:generate|stream|generateLegacy|streamLegacy)\.\(\)$/,
      tools: ['1.toolsets', '1.clientTools'],
    },
  ],
});
