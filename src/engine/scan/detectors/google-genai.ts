import { defineDetector, type ToolShape } from '../detector.js';

const DECLARED: ToolShape = {
  construct: 'functionDeclarations[]',
  name: ['name'],
  executor: ['execute', 'handler', 'func'],
  needs: ['name'],
  named: true,
};

/** An object that tells its functions by `tool()` and runs them by `callTool()`. */
const CALLABLE: ToolShape = {
  construct: 'CallableTool',
  name: ['name'],
  executor: ['callTool'],
  needs: ['callTool'],
};

const declarations = (...places: string[]): string[] =>
  places.map((place) => `${place}.tools.*.functionDeclarations`);

export const googleGenai = defineDetector({
  name: 'google-genai',
  title: 'Google Gen AI SDK',
  modules:
    /^(?:@google\/(?:genai|generative-ai)|@google-cloud\/vertexai|firebase\/(?:ai|vertexai)|@firebase\/(?:ai|vertexai))(?:\/|$)/,
  ready: [{ path: /^mcpToTool\.\(\)$/, construct: 'MCP tools' }],
  sinks: [
    {
      path: /\.(?:generateContent|generateContentStream|countTokens|sendMessage|sendMessageStream|chats\.create|caches\.create|live\.connect)\.\(\)$/,
      tools: declarations('0.config', '0'),
      shape: DECLARED,
    },
    {
      path: /(?:^|\.)(?:getGenerativeModel|getGenerativeModelFromCachedContent|startChat|getLiveGenerativeModel)\.\(\)$|^GenerativeModel\.new$/,
      tools: declarations('0', '1', '0.inCloudParams'),
      shape: DECLARED,
    },
    {
      path: /\.(?:generateContent|generateContentStream|sendMessage|sendMessageStream|chats\.create|live\.connect)\.\(\)$/,
      tools: ['0.config.tools'],
      shape: CALLABLE,
    },
  ],
  typed: [
    { path: /(?:^|\.)FunctionDeclaration\.new$/, shape: DECLARED },
    { path: /(?:^|\.)CallableTool\.new$/, shape: CALLABLE },
  ],
});
