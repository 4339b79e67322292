/** An agent of the OpenAI Agents SDK with gated tools. */
import { Agent, Runner, tool, Usage } from '@openai/agents';
import type { Model, ModelRequest, ModelResponse } from '@openai/agents';
import { gateTools } from 'capfence/openai-agents';
import { capabilities, description, done, host, proposals, readNote, schema, tell } from '../shared.js';

const left = proposals();

/** Calls the tool with what is left, and then ends. */
async function getResponse({ input }: ModelRequest): Promise<ModelResponse> {
  const last = Array.isArray(input) ? input.at(-1) : undefined;
  if (last?.type === 'function_call_result') tell(last.output);
  const next = left.shift();
  const output =
    next === undefined
      ? {
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: 'Done.' }],
        }
      : {
          type: 'function_call',
          callId: `c${left.length}`,
          name: 'read_note',
          status: 'completed',
          arguments: JSON.stringify(next),
        };
  return { usage: new Usage(), output: [output] as never };
}

const tools = [
  tool({ name: 'read_note', description, parameters: schema, execute: async (args) => readNote(args) }),
];
const agent = new Agent({
  name: 'notes',
  model: { getResponse } as unknown as Model,
  tools: gateTools(tools, { ...host, capabilities }),
});
await new Runner({ tracingDisabled: true }).run(agent, 'What is in my notes?');
await done();
