import { defineDetector } from '../detector.js';

export const voltagent = defineDetector({
  name: 'voltagent',
  title: 'VoltAgent',
  modules: /^@voltagent\/[\w-]+(?:\/|$)/,
  tools: [
    {
      path: /^(?:createTool\.\(\)|tool\.\(\)|Tool\.new)$/,
      construct: 'createTool',
      name: ['0.name', '0.id'],
      executor: ['0.execute'],
      human: ['0.needsApproval'],
      bodiless: 'hosted',
    },
  ],
  ready: [{ path: /^MCPConfiguration\.new\.(?:getTools|getToolsets)\.\(\)$/, construct: 'MCP tools' }],
  sinks: [
    { path: /^createToolkit\.\(\)$/, tools: ['0.tools'], carries: true },
    { path: /^(?:Agent|SubAgent|MCPServer|PlanAgent)\.new$/, tools: ['0.tools', '0.toolkits'] },
    { path: /^Agent\.new\.(?:addTools?|addToolkit|generateText|streamText)\.\(\)$/, tools: ['0', '1.tools'] },
  ],
});
