import { defineDetector } from '../detector.js';

export const beeai = defineDetector({
  name: 'beeai',
  title: 'BeeAI',
  modules: /^(?:beeai-framework|bee-agent-framework)(?:\/|$)/,
  tools: [
    { path: /^DynamicTool\.new$/, construct: 'DynamicTool', name: ['0.name'], executor: ['0.handler'] },
  ],
  ready: [
    {
      path: /^(?!DynamicTool|Tool\.)\w+Tool\.new$/,
      from: /framework\/tools\//,
      construct: 'ready-made tool',
    },
  ],
  classes: [{ path: /^Tool$/, construct: 'Tool', name: ['this.name'], executor: ['_run'] }],
  sinks: [
    { path: /^\w*Agent\.new$/, tools: ['0.tools'] },
    { path: /\.addAgent\.\(\)$/, tools: ['0.tools'] },
  ],
});
