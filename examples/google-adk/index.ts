/** An agent of the Agent Development Kit with gated tools. */
import { BaseLlm, FunctionTool, InMemoryRunner, LlmAgent } from '@google/adk';
import type { LlmRequest, LlmResponse } from '@google/adk';
import { gateTools } from 'capfence/google-adk';
import { capabilities, description, done, host, proposals, readNote, schema, tell } from '../shared.js';

class Scripted extends BaseLlm {
  readonly left = proposals();

  override async *generateContentAsync({ contents }: LlmRequest): AsyncGenerator<LlmResponse, void> {
    for (const { functionResponse } of contents.at(-1)?.parts ?? [])
      if (functionResponse) tell(functionResponse.response);
    const args = this.left.shift();
    const part =
      args === undefined
        ? { text: 'Done.' }
        : { functionCall: { name: 'read_note', id: `c${this.left.length}`, args } };
    yield { content: { role: 'model', parts: [part] } } as LlmResponse;
  }

  override connect(): never {
    throw new Error('this model is not live');
  }
}

const tools = [
  new FunctionTool({
    name: 'read_note',
    description,
    parameters: schema,
    execute: async (args) => readNote(args),
  }),
];
const agent = new LlmAgent({
  name: 'notes',
  model: new Scripted({ model: 'scripted' }),
  tools: gateTools(tools, { ...host, capabilities }),
});
const runner = new InMemoryRunner({ agent, appName: 'notes' });
const { id: sessionId } = await runner.sessionService.createSession({ appName: 'notes', userId: 'u' });
const newMessage = { role: 'user', parts: [{ text: 'What is in my notes?' }] };
for await (const event of runner.runAsync({ userId: 'u', sessionId, newMessage })) void event;
await done();
