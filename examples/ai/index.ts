/** generateText of the Vercel AI SDK with gated tools. */
import { generateText, stepCountIs, tool } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';
import { gateTools } from 'capfence/ai';
import { capabilities, description, done, host, proposals, readNote, schema, tell } from '../shared.js';

const left = proposals();
const usage = { inputTokens: { total: 1 }, outputTokens: { total: 1 } };
const model = new MockLanguageModelV3({
  doGenerate: async ({ prompt }) => {
    const last = prompt.at(-1);
    if (last?.role === 'tool') for (const part of last.content) tell('output' in part ? part.output : part);
    const next = left.shift();
    const call = {
      type: 'tool-call',
      toolCallId: `c${left.length}`,
      toolName: 'read_note',
      input: JSON.stringify(next),
    };
    const content = next === undefined ? [{ type: 'text', text: 'Done.' }] : [call];
    const finishReason = { unified: next === undefined ? 'stop' : 'tool-calls', raw: undefined };
    return { content, finishReason, usage, warnings: [] } as never;
  },
});

const tools = {
  read_note: tool({ description, inputSchema: schema, execute: async (args) => readNote(args) }),
};
await generateText({
  model,
  tools: gateTools(tools, { ...host, capabilities }),
  prompt: 'What is in my notes?',
  stopWhen: stepCountIs(5),
});
await done();
