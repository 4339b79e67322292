import { defineDetector } from '../detector.js';

export const claudeAgent = defineDetector({
  name: 'claude-agent',
  title: 'Claude Agent SDK',
  modules: /^@anthropic-ai\/claude-(?:agent-sdk|code)(?:\/|$)/,
  tools: [{ path: /^tool\.\(\)$/, construct: 'tool', name: ['0'], executor: ['3'] }],
  sinks: [
    { path: /^createSdkMcpServer\.\(\)$/, tools: ['0.tools'], carries: true },
    { path: /^(?:query|unstable_v2_\w+)\.\(\)$/, tools: ['0.options.mcpServers', '0.mcpServers'] },
  ],
});
