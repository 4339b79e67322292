/** An MCP server, gated: its client is told what is not let through. */
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { gateServer } from 'capfence/mcp';
import { capabilities, description, done, host, proposals, readNote, schema, tell } from '../shared.js';

const server = gateServer(new McpServer({ name: 'notes', version: '1.0.0' }), { ...host, capabilities });
server.registerTool('read_note', { description, inputSchema: schema }, async (args) => ({
  content: [{ type: 'text', text: readNote(args) }],
}));

const [ours, theirs] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: 'agent', version: '1.0.0' });
await Promise.all([server.connect(ours), client.connect(theirs)]);
for (const args of proposals()) tell(await client.callTool({ name: 'read_note', arguments: args }));
await client.close();
await done();
