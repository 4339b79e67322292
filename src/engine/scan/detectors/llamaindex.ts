import { defineDetector } from '../detector.js';

export const llamaindex = defineDetector({
  name: 'llamaindex',
  title: 'LlamaIndex.TS',
  modules: /^(?:llamaindex|@llamaindex\/[\w-]+)(?:\/|$)/,
  tools: [
    {
      path: /^(?:tool\.\(\)|FunctionTool\.(?:new|from\.\(\)))$/,
      construct: 'tool',
      name: ['1.name', '0.name'],
      executor: ['0.execute', '1.execute', '0'],
    },
    {
      path: /^QueryEngineTool\.new$|\.queryTool\.\(\)$/,
      construct: 'QueryEngineTool',
      name: ['0.metadata.name', '0.options.name'],
      executor: [],
    },
  ],
  ready: [{ path: /^mcp\.\(\)\.tools\.\(\)$/, construct: 'MCP tools' }],
  sinks: [
    { path: /^agent\.\(\)$|^\w*Agent(?:Worker)?\.new$/, tools: ['0.tools'] },
    { path: /^callTool\.\(\)$/, tools: ['0'] },
    { path: /\.(?:exec|streamExec)\.\(\)$/, tools: ['0.tools'] },
  ],
});
