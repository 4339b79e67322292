import { defineDetector, type ToolShape } from '../detector.js';

const RAW: ToolShape = {
  construct: 'tools[]',
  name: ['name', 'type'],
  executor: ['run'],
  needs: ['input_schema', 'run', 'type'],
  named: true,
};

export const anthropic = defineDetector({
  name: 'anthropic',
  title: 'Anthropic SDK',
  modules: /^@anthropic-ai\/(?:sdk|bedrock-sdk|vertex-sdk|foundry-sdk)(?:\/|$)/,
  tools: [
    { path: /(?:^|\.)betaZodTool\.\(\)$/, construct: 'betaZodTool', name: ['0.name'], executor: ['0.run'] },
    { path: /(?:^|\.)betaTool\.\(\)$/, construct: 'betaTool', name: ['0.name'], executor: ['0.run'] },
    { path: /(?:^|\.)betaMemoryTool\.\(\)$/, construct: 'betaMemoryTool', name: ['callee'], executor: ['0'] },
  ],
  sinks: [{ path: /\.messages\.(?:create|stream|toolRunner|parse)\.\(\)$/, tools: ['0.tools'], shape: RAW }],
  typed: [{ path: /(?:^|\.)(?:Beta)?(?:Tool|ToolUnion|RunnableTool)\.new$/, shape: RAW }],
  neutral: /\.countTokens\.\(\)$/,
});
