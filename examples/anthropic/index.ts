/** The tool runner of the Anthropic SDK with gated tools. */
import Anthropic from '@anthropic-ai/sdk';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { gateTools } from 'capfence/anthropic';
import { capabilities, description, done, host, proposals, readNote, schema, tell } from '../shared.js';

const left = proposals();

/** Stands in for the service: calls the tool with what is left, and then ends. */
async function scripted(_: unknown, init?: { body?: unknown }): Promise<Response> {
  const { messages } = JSON.parse(String(init?.body)) as { messages: { content: unknown }[] };
  const last = messages.at(-1)?.content;
  if (Array.isArray(last)) for (const block of last as unknown[]) tell(block);
  const next = left.shift();
  const content =
    next === undefined
      ? { type: 'text', text: 'Done.' }
      : { type: 'tool_use', id: `t${left.length}`, name: 'read_note', input: next };
  const message = {
    ...{ id: 'm', type: 'message', role: 'assistant', model: 'scripted', content: [content] },
    ...{
      stop_reason: next === undefined ? 'end_turn' : 'tool_use',
      usage: { input_tokens: 1, output_tokens: 1 },
    },
  };
  return new Response(JSON.stringify(message), { headers: { 'content-type': 'application/json' } });
}

const client = new Anthropic({ apiKey: 'none', fetch: scripted as never });
const tools = [betaZodTool({ name: 'read_note', description, inputSchema: schema, run: readNote })];
await client.beta.messages.toolRunner({
  model: 'scripted',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'What is in my notes?' }],
  tools: gateTools(tools, { ...host, capabilities }),
});
await done();
