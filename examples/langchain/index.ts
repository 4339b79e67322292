/** An agent of LangChain: one line gates all that it runs. */
import { tool } from '@langchain/core/tools';
import { createAgent, FakeToolCallingModel } from 'langchain';
import { gateMiddleware } from 'capfence/langchain';
import { capabilities, description, done, host, proposals, readNote, schema, tell } from '../shared.js';

const toolCalls = proposals().map((args, i) => [
  { name: 'read_note', args, id: `call_${i}`, type: 'tool_call' as const },
]);
const agent = createAgent({
  model: new FakeToolCallingModel({ toolCalls: [...toolCalls, []] }),
  tools: [tool(readNote, { name: 'read_note', description, schema })],
  middleware: [gateMiddleware({ ...host, capabilities })],
});

const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'What is in my notes?' }] });
for (const message of messages) if (message.getType() === 'tool') tell(message.content);
await done();
