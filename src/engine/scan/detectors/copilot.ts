import { defineDetector } from '../detector.js';

export const copilot = defineDetector({
  name: 'copilot',
  title: 'GitHub Copilot SDK',
  modules: /^@github\/copilot-sdk(?:\/|$)/,
  tools: [{ path: /^defineTool\.\(\)$/, construct: 'defineTool', name: ['0'], executor: ['1.handler'] }],
  sinks: [
    {
      path: /\.(?:createSession|resumeSession)\.\(\)$/,
      tools: ['0.tools', '1.tools'],
      shape: { construct: 'tools[]', name: ['name'], executor: ['handler'], needs: ['handler'] },
    },
    { path: /\.registerTools\.\(\)$/, tools: ['0'] },
  ],
  typed: [
    {
      path: /^Tool\.new$/,
      shape: { construct: 'tool', name: ['name'], executor: ['handler'], needs: ['handler'] },
    },
  ],
});
