import { defineDetector } from '../detector.js';

export const strands = defineDetector({
  name: 'strands',
  title: 'Strands Agents',
  modules: /^@strands-agents\/[\w-]+(?:\/|$)/,
  tools: [
    {
      path: /^(?:tool\.\(\)|FunctionTool\.new|ZodTool\.new)$/,
      construct: 'tool',
      name: ['0.name'],
      executor: ['0.callback', '0.handler', '0.execute'],
    },
    {
      path: /^Agent\.new\.asTool\.\(\)$/,
      construct: 'asTool',
      name: ['0.name', 'receiver.0.name'],
      executor: [],
    },
  ],
  classes: [{ path: /^Tool$/, construct: 'Tool', name: ['this.name'], executor: ['stream', 'invoke'] }],
  sinks: [{ path: /^Agent\.new$/, tools: ['0.tools'] }],
});
