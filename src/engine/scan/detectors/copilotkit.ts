import { defineDetector, type ToolShape } from '../detector.js';

const ACTION: ToolShape = {
  construct: 'actions[]',
  name: ['name'],
  executor: ['handler'],
  needs: ['handler'],
};

export const copilotkit = defineDetector({
  name: 'copilotkit',
  title: 'CopilotKit',
  modules: /^@copilotkit(?:next)?\/[\w-]+(?:\/|$)/,
  tools: [
    {
      path: /^(?:useCopilotAction|useFrontendTool|useRenderToolCall|useHumanInTheLoop|useWebMcpTool)\.\(\)$/,
      construct: 'useCopilotAction',
      name: ['0.name'],
      executor: ['0.handler'],
      registered: true,
      needs: ['0.handler'],
    },
    {
      path: /^defineTool\.\(\)$/,
      construct: 'defineTool',
      name: ['0.name'],
      executor: ['0.execute', '0.handler'],
    },
  ],
  sinks: [{ path: /^CopilotRuntime\.new$/, tools: ['0.actions'], shape: ACTION }],
  typed: [{ path: /^(?:Action|FrontendAction)\.new$/, shape: ACTION }],
});
