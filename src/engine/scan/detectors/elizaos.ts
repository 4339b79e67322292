import { defineDetector } from '../detector.js';

export const elizaos = defineDetector({
  name: 'elizaos',
  title: 'elizaOS plugins',
  modules: /^@(?:elizaos|ai16z)\/[\w-]+(?:\/|$)/,
  typed: [
    {
      path: /^Action\.new$/,
      shape: { construct: 'Action', name: ['name'], executor: ['handler'], needs: ['handler'] },
    },
  ],
});
