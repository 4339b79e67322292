/** A graph of LangGraph: the node that runs tools is gated. */
import { AIMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { END, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph';
import { ToolNode } from '@langchain/langgraph/prebuilt';
import { gateToolNode } from 'capfence/langgraph';
import { capabilities, description, done, host, proposals, readNote, schema, tell } from '../shared.js';

const tools = new ToolNode([tool(readNote, { name: 'read_note', description, schema })]);
gateToolNode(tools, { ...host, capabilities });

/** The scripted model proposes all calls at once. */
const model = () => ({
  messages: [
    new AIMessage({
      content: '',
      tool_calls: proposals().map((args, i) => ({ name: 'read_note', args, id: `call_${i}` })),
    }),
  ],
});
const graph = new StateGraph(MessagesAnnotation)
  .addNode('model', model)
  .addNode('tools', tools)
  .addEdge(START, 'model')
  .addEdge('model', 'tools')
  .addEdge('tools', END)
  .compile();

const { messages } = await graph.invoke({ messages: [] });
for (const message of messages) if (message.getType() === 'tool') tell(message.content);
await done();
