import { defineDetector } from '../detector.js';

export const tanstackAi = defineDetector({
  name: 'tanstack-ai',
  title: 'TanStack AI',
  modules: /^@tanstack\/ai[\w-]*(?:\/|$)/,
  tools: [
    {
      path: /^toolDefinition\.\(\)\.server\.\(\)$/,
      construct: 'toolDefinition.server',
      name: ['receiver.0.name'],
      executor: ['0'],
      human: ['receiver.0.needsApproval'],
    },
    {
      path: /^toolDefinition\.\(\)\.client\.\(\)$/,
      construct: 'toolDefinition.client',
      name: ['receiver.0.name'],
      executor: ['0'],
      human: ['receiver.0.needsApproval'],
    },
    {
      path: /^toolDefinition\.\(\)$/,
      construct: 'toolDefinition',
      name: ['0.name'],
      executor: [],
      human: ['0.needsApproval'],
      declares: true,
    },
    {
      path: /^tool\.\(\)$/,
      construct: 'tool',
      name: ['0.name', '0.function.name'],
      executor: ['0.execute'],
      human: ['0.needsApproval'],
    },
  ],
  sinks: [
    {
      path: /^(?:chat|ai\.\(\)\.chat|createChat|useChat|clientTools|createChatClientOptions)(?:\.new)?\.\(\)$/,
      tools: ['0.tools', '0', '1', '2', '3'],
    },
  ],
});
