import { defineDetector } from '../detector.js';
import { FUNCTION } from './function-shape.js';

export const openai = defineDetector({
  name: 'openai',
  title: 'OpenAI',
  modules: /^openai(?:\/|$)/,
  tools: [
    {
      path: /^zod(?:Responses)?Function\.\(\)$/,
      construct: 'zodFunction',
      name: ['0.name'],
      executor: ['0.function'],
      bodiless: 'unknown',
    },
    {
      path: /^(?:betaZodFunctionTool|betaZodTool|betaTool)\.\(\)$/,
      construct: 'betaTool',
      name: ['0.name'],
      executor: ['0.run'],
    },
  ],
  sinks: [
    {
      path: /\.createChatCompletion\.\(\)$/,
      tools: ['0.functions', '0.tools'],
      shape: FUNCTION,
    },
    {
      path: /\.(?:chat\.completions|responses|assistants|runs|threads)\.(?:create|stream|parse|runTools|toolRunner|createAndRun\w*)\.\(\)$/,
      tools: ['0.tools', '1.tools', '0.functions'],
      shape: FUNCTION,
    },
  ],
  typed: [
    {
      path: /(?:^|\.)(?:ChatCompletionTool|ChatCompletionFunctionTool|FunctionTool|RunnableToolFunction\w*)\.new$/,
      shape: FUNCTION,
    },
    { path: /(?:^|\.)Responses\.Tool\.new$/, shape: FUNCTION },
  ],
});
