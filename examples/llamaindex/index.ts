/** An agent of LlamaIndex.TS with gated tools. */
import { agent } from '@llamaindex/workflow';
import { tool, ToolCallLLM } from 'llamaindex';
import { gateTools } from 'capfence/llamaindex';
import { capabilities, description, done, host, proposals, readNote, schema, tell } from '../shared.js';

class Scripted extends ToolCallLLM {
  readonly supportToolCall = true;
  readonly left = proposals();
  readonly metadata = {
    model: 'scripted',
    temperature: 0,
    topP: 1,
    contextWindow: 9999,
    tokenizer: undefined,
    structuredOutput: false,
  };

  chat({ messages }: { messages: { content: unknown; options?: object }[] }): never {
    const last = messages.at(-1);
    if (last?.options !== undefined && 'toolResult' in last.options) tell(last.options.toolResult);
    const input = this.left.shift();
    const toolCall = [{ id: `c${this.left.length}`, name: 'read_note', input }];
    const chunk =
      input === undefined ? { delta: 'Done.', raw: {} } : { delta: '', raw: {}, options: { toolCall } };
    return (async function* () {
      yield chunk;
    })() as never;
  }
}

const tools = gateTools([tool({ name: 'read_note', description, parameters: schema, execute: readNote })], {
  ...host,
  capabilities,
});
await agent({ name: 'notes', llm: new Scripted() as never, tools: tools as never }).run(
  'What is in my notes?',
);
await done();
