/** An agent of Mastra with gated tools. */
import { Agent } from '@mastra/core/agent';
import { createTool } from '@mastra/core/tools';
import { gateTools } from 'capfence/mastra';
import { capabilities, description, done, host, proposals, readNote, schema, tell } from '../shared.js';

const left = proposals();
const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
async function doGenerate({ prompt }: { prompt: { role: string; content: { output?: unknown }[] }[] }) {
  const last = prompt.at(-1);
  if (last?.role === 'tool') for (const { output } of last.content) tell(output);
  const next = left.shift();
  const call = {
    type: 'tool-call',
    toolCallId: `c${left.length}`,
    toolName: 'read_note',
    input: JSON.stringify(next),
  };
  const content = next === undefined ? [{ type: 'text', text: 'Done.' }] : [call];
  return { content, finishReason: next === undefined ? 'stop' : 'tool-calls', usage, warnings: [] };
}

const tools = {
  read_note: createTool({
    id: 'read_note',
    description,
    inputSchema: schema,
    execute: async ({ context }) => readNote(context),
  }),
};
const agent = new Agent({
  name: 'notes',
  instructions: 'Reads notes.',
  model: {
    specificationVersion: 'v2',
    provider: 'none',
    modelId: 'scripted',
    supportedUrls: {},
    doGenerate,
  } as never,
  tools: gateTools(tools, { ...host, capabilities }),
});
await agent.generate('What is in my notes?', { maxSteps: 5 });
await done();
