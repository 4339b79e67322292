import { defineDetector } from '../detector.js';
import { FUNCTION } from './function-shape.js';

/** Vendors' own packages for APIs that are spelled as OpenAI's is. */
export const chatApis = defineDetector({
  name: 'chat-apis',
  title: 'Groq, Together, Cerebras, Hugging Face, Azure, Portkey and watsonx SDKs',
  modules:
    /^(?:groq-sdk|together-ai|@cerebras\/cerebras_cloud_sdk|@huggingface\/(?:inference|tasks)|@azure\/openai|@azure-rest\/ai-inference|portkey-ai|@ibm-cloud\/watsonx-ai|@openrouter\/sdk|@cloudflare\/ai-utils)(?:\/|$)/,
  sinks: [
    {
      path: /\.(?:chat\.completions\.(?:create|stream)|chatCompletion(?:Stream)?|chat\.send|textChat(?:Stream)?)\.\(\)$|^chatCompletion(?:Stream)?\.\(\)$/,
      tools: ['0.tools'],
      shape: FUNCTION,
    },
    {
      path: /\.(?:getChatCompletions|streamChatCompletions)\.\(\)$|^runWithTools\.\(\)$/,
      tools: ['2.tools', '2.functions'],
      shape: FUNCTION,
    },
    { path: /\.path\.\(\)\.post\.\(\)$/, tools: ['0.body.tools'], shape: FUNCTION },
  ],
  typed: [{ path: /(?:^|\.)(?:ChatCompletionTool|ChatCompletionsToolDefinition)\.new$/, shape: FUNCTION }],
});
