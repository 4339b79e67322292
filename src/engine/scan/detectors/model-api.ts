import { defineDetector, type ToolShape } from '../detector.js';

const DESCRIBED: ToolShape = {
  construct: 'tools[]',
  name: ['function.name', 'name', 'type'],
  executor: ['execute', 'run', 'handler', 'func'],
  needs: ['function', 'input_schema', 'parameters', 'inputSchema', 'type'],
  named: true,
};

/** What makes a body one for a model, and not any list of tools. */
const TOLD = ['messages', 'input', 'contents', 'system'];

export const modelApi = defineDetector({
  name: 'model-api',
  title: 'Model APIs over HTTP',
  modules: /^(?:global:$|axios$|got$|ky$|ofetch$|superagent$|needle$)/,
  mentions:
    /api\.openai\.com|api\.anthropic\.com|openrouter\.ai\/api|api\.(?:mistral|groq|deepseek|together|x|fireworks|perplexity)\.(?:ai|com|xyz)|generativelanguage\.googleapis|\/chat\/completions|\/v1\/messages\b|\/api\/chat["'`]|:generateContent|\bInvokeModel(?:WithResponseStream)?Command\b/,
  sinks: [
    {
      path: /^JSON\.stringify\.\(\)$/,
      tools: ['0.tools', '0.functions', '0.tools.*.functionDeclarations', '0.tools.*.function_declarations'],
      beside: TOLD.map((name) => `0.${name}`),
      shape: DESCRIBED,
    },
    {
      path: /^(?:default\.)?(?:post|request|\(\)|create\.\(\)\.post|extend\.\(\)\.post)(?:\.\(\))?$/,
      tools: ['1.tools', '1.functions', '1.json.tools', '0.data.tools'],
      beside: TOLD.flatMap((name) => [`1.${name}`, `1.json.${name}`, `0.data.${name}`]),
      shape: DESCRIBED,
    },
  ],
});
