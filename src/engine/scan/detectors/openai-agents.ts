import { defineDetector } from '../detector.js';

export const openaiAgents = defineDetector({
  name: 'openai-agents',
  title: 'OpenAI Agents SDK',
  modules: /^@openai\/agents(?:-core|-realtime|-extensions)?(?:\/|$)/,
  tools: [
    {
      path: /^(?:realtime\.)?tool\.\(\)$/,
      construct: 'tool',
      name: ['0.name'],
      executor: ['0.execute', '0.invoke'],
      human: ['0.needsApproval'],
    },
    {
      path: /^(?:shellTool|applyPatchTool|computerTool)\.\(\)$/,
      construct: 'localTool',
      name: ['0.name', 'callee'],
      executor: ['0.shell', '0.editor', '0.computer'],
      human: ['0.needsApproval'],
    },
    {
      path: /^(?:Agent|SandboxAgent)\.(?:new|create\.\(\))(?:\.clone\.\(\))?\.asTool\.\(\)$/,
      construct: 'asTool',
      name: ['0.toolName', 'receiver.0.name'],
      executor: [],
      human: ['0.needsApproval'],
    },
  ],
  ready: [{ path: /^getAllMcpTools\.\(\)$/, construct: 'MCP tools' }],
  sinks: [
    {
      path: /^(?:Agent|RealtimeAgent|SandboxAgent)\.(?:new|create\.\(\)|new\.clone\.\(\))$/,
      tools: ['0.tools'],
    },
    { path: /^Agent\.(?:create\.\(\))\.clone\.\(\)$/, tools: ['0.tools'] },
  ],
  hosted: [
    {
      path: /^(?:webSearchTool|fileSearchTool|codeInterpreterTool|imageGenerationTool|hostedMcpTool)\.\(\)$/,
      construct: 'hostedTool',
      name: ['0.name', '0.serverLabel', 'callee'],
    },
  ],
});
