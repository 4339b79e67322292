import { defineDetector } from '../detector.js';

export const agentKit = defineDetector({
  name: 'agent-kit',
  title: 'Inngest AgentKit',
  modules: /^@inngest\/agent-kit(?:\/|$)/,
  tools: [{ path: /^createTool\.\(\)$/, construct: 'createTool', name: ['0.name'], executor: ['0.handler'] }],
  sinks: [
    {
      path: /^(?:createAgent|createRoutingAgent|createNetwork)\.\(\)$|^(?:Agent|RoutingAgent)\.new$/,
      tools: ['0.tools'],
    },
  ],
});
