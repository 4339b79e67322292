import { defineDetector } from '../detector.js';

export const googleAdk = defineDetector({
  name: 'google-adk',
  title: 'Google ADK',
  modules: /^@google\/adk(?:\/|$)/,
  tools: [
    {
      path: /^(?:FunctionTool|LongRunningFunctionTool)\.new$/,
      construct: 'FunctionTool',
      name: ['0.name'],
      executor: ['0.execute'],
      human: ['0.requireConfirmation'],
    },
    {
      path: /^AgentTool\.new$/,
      construct: 'AgentTool',
      name: ['0.agent.made.0.name', 'callee'],
      executor: [],
    },
  ],
  classes: [
    {
      path: /^(?:BaseTool|FunctionTool)$/,
      construct: 'BaseTool',
      name: ['super.0.name', 'this.name'],
      executor: ['runAsync'],
    },
  ],
  ready: [{ path: /^MCPToolset\.new$/, construct: 'MCP tools' }],
  sinks: [{ path: /^(?:LlmAgent|Agent)\.new$/, tools: ['0.tools'] }],
  hosted: [{ path: /^(?:GOOGLE_SEARCH|GoogleSearchTool\.new)$/, construct: 'hostedTool', name: ['callee'] }],
});
