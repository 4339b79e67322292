import { defineDetector } from '../detector.js';

export const opencode = defineDetector({
  name: 'opencode',
  title: 'OpenCode plugins',
  modules: /^@opencode-ai\/plugin(?:\/|$)/,
  tools: [
    { path: /^tool\.\(\)$/, construct: 'tool', name: ['0.name'], executor: ['0.execute'], fileNamed: true },
  ],
});
