import { defineDetector } from '../detector.js';

export const vercelAi = defineDetector({
  name: 'vercel-ai',
  title: 'Vercel AI SDK',
  modules: /^(?:ai|@ai-sdk\/[\w-]+)(?:\/|$)/,
  tools: [
    {
      path: /^(?:tool|dynamicTool)\.\(\)$/,
      construct: 'tool',
      name: ['0.name'],
      executor: ['0.execute'],
      human: ['0.needsApproval'],
      bodiless: 'hosted',
    },
    {
      path: /^\w+\.(?:\(\)\.)?tools\.\w+\.\(\)$/,
      construct: 'providerTool',
      name: ['0.name'],
      executor: ['0.execute'],
      human: ['0.needsApproval'],
      bodiless: 'hosted',
    },
  ],
  ready: [{ path: /^(?:experimental_)?createMCPClient\.\(\)\.tools\.\(\)$/, construct: 'MCP tools' }],
  sinks: [
    {
      path: /^(?:generateText|streamText|generateObject|streamObject|streamUI)\.\(\)$|^(?:\w*Agent)\.new$/,
      tools: ['0.tools'],
      shape: {
        construct: 'tools{}',
        name: ['name'],
        executor: ['execute', 'generate'],
        needs: ['inputSchema', 'parameters', 'execute'],
        human: ['needsApproval'],
        bodiless: 'hosted',
      },
    },
  ],
  typed: [
    {
      path: /^(?:Tool|CoreTool)\.new$/,
      shape: {
        construct: 'tool',
        name: ['name'],
        executor: ['execute'],
        needs: ['inputSchema', 'parameters', 'execute'],
        human: ['needsApproval'],
        bodiless: 'hosted',
      },
    },
  ],
  neutral: /(?:convertTo\w+|validateUI\w+|safeValidate\w+|asSchema|zodSchema)\.\(\)$/,
});
