import { Client as Client2 } from '@modelcontextprotocol/client';
import { InMemoryTransport as Memory2 } from '@modelcontextprotocol/client';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTaskStore } from '@modelcontextprotocol/sdk/experimental/tasks/stores/in-memory.js';
import { InMemoryTransport as Memory1 } from '@modelcontextprotocol/sdk/inMemory.js';
import { Server as Server1 } from '@modelcontextprotocol/sdk/server/index.js';
import { McpServer as McpServer1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { McpServer as McpServer2, Server as Server2 } from '@modelcontextprotocol/server';
import { gateServer } from 'capfence/mcp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { BROKEN, EMPTY, HELD, recorder, setUp } from './support.js';

const INFO = { name: 's', version: '1.0.0' };
const inputSchema = z.object({ path: z.string(), limit: z.number().default(10) });
const OPEN = { path: 'a.txt', limit: 10 };
const capabilities = { read: 'files.read', bare: 'files.read', task: 'files.read', renamed: 'files.write' };
const said = (text: string) => ({ content: [{ type: 'text' as const, text }] });

interface Answer {
  content: { text: string }[];
  isError?: boolean;
}
type Call = (name: string, args?: object) => Promise<Answer>;

/** Both versions have the same calls, and only their classes differ. */
const VERSIONS = [
  { version: 'v1', McpServer: McpServer1, Server: Server1, Client: Client1, Memory: Memory1 },
  { version: 'v2', McpServer: McpServer2, Server: Server2, Client: Client2, Memory: Memory2 },
] as unknown as {
  version: string;
  McpServer: typeof McpServer2;
  Server: typeof Server2;
  Client: typeof Client2;
  Memory: typeof Memory2;
}[];

describe.each(VERSIONS)('a server of $version', ({ version, McpServer, Server, Client, Memory }) => {
  async function connect(server: { connect(transport: never): Promise<void> }): Promise<Call> {
    const [ours, theirs] = Memory.createLinkedPair();
    const client = new Client(INFO);
    await Promise.all([server.connect(ours as never), client.connect(theirs as never)]);
    onTestFinished(() => client.close());
    return (name, args) => client.callTool({ name, arguments: args } as never) as never;
  }

  async function make(before = true) {
    const kit = setUp();
    const seen = recorder(said('text'));
    const server = new McpServer(INFO);
    const register = () => {
      server.registerTool('read', { description: 'reads', inputSchema }, async (args) => seen.run(args));
      server.registerTool('bare', { description: 'no arguments' }, async () => seen.run('bare'));
      server.registerTool('other', { description: 'no capability' }, async () => seen.run('other'));
    };
    if (before) register();
    expect(gateServer(server as never, { ...kit.host, capabilities })).toBe(server);
    if (!before) register();
    return { ...kit, seen, server, call: await connect(server) };
  }

  it.each([true, false])(
    'runs once with what the schema made of the arguments (registered before: %s)',
    async (before) => {
      const { call, seen, asked } = await make(before);
      expect((await call('read', { path: 'a.txt' })).content[0].text).toBe('text');
      expect([seen.calls, asked]).toEqual([
        [OPEN],
        [{ capability: 'files.read', payload: OPEN, tool: 'read' }],
      ]);
    },
  );

  it.each([true, false])(
    'answers a denial with isError and the reason (registered before: %s)',
    async (before) => {
      const { call, seen, asked } = await make(before);
      const denied = await call('read', { path: 'secret' });
      expect(denied.isError).toBe(true);
      expect(denied.content[0].text).toMatch(/policy_deny; rule no-secrets\. Secrets are not for agents/);
      expect([seen.calls.length, asked.length]).toEqual([0, 1]);
    },
  );

  it('gates a tool without arguments, and denies one without a capability', async () => {
    const { call, seen, asked } = await make();
    expect((await call('bare')).content[0].text).toBe('text');
    const other = await call('other');
    expect([other.isError, other.content[0].text]).toEqual([
      true,
      expect.stringContaining('no capability is named'),
    ]);
    expect([seen.calls, asked.length]).toEqual([['bare'], 2]);
  });

  it('gates a tool whose function or name is changed later', async () => {
    const { server, call, asked } = await make();
    const seen = recorder(said('new'));
    const tool = server.registerTool('task', { inputSchema }, async () => said('old'));
    await call('task', OPEN);
    tool.update({ callback: async (args: unknown) => seen.run(args) } as never);
    expect((await call('task', { path: 'secret' })).isError).toBe(true);
    expect((await call('task', OPEN)).content[0].text).toBe('new');
    tool.update({ name: 'renamed' } as never);
    expect((await call('renamed', OPEN)).isError).toBe(true);
    expect(asked.at(-1)).toMatchObject({ capability: 'files.write', tool: 'renamed' });
    expect(seen.calls).toEqual([OPEN]);
  });

  it('asks each of two gates once, also about what comes later', async () => {
    const kit = setUp();
    const server = new McpServer(INFO);
    const seen = recorder(said('text'));
    const gate = (capability: string) =>
      gateServer(server as never, { ...kit.host, capabilities: { read: capability } });
    gate('files.read.inner');
    gate('files.read.outer');
    const tool = server.registerTool('read', { inputSchema }, async (args) => seen.run(args));
    const call = await connect(server);
    await call('read', OPEN);
    tool.update({ callback: async (args: unknown) => seen.run(args) } as never);
    await call('read', OPEN);
    expect(kit.asked.map(({ capability }) => capability).sort()).toEqual([
      ...['files.read.inner', 'files.read.inner', 'files.read.outer', 'files.read.outer'],
    ]);
    expect(seen.calls).toHaveLength(2);
  });

  it('lets nothing run without an answer of the runtime, and names the approval', async () => {
    for (const runtime of [HELD, BROKEN, EMPTY]) {
      const seen = recorder(said('text'));
      const server = gateServer(new McpServer(INFO) as never, {
        runtime,
        actor: 'a',
        capabilities,
      }) as InstanceType<typeof McpServer>;
      server.registerTool('read', { inputSchema }, async (args) => seen.run(args));
      const answer = await (await connect(server))('read', OPEN);
      expect([answer.isError, seen.calls.length]).toEqual([true, 0]);
      if (runtime === HELD) expect(answer.content[0].text).toContain('approval apr_123');
    }
    const { call, runtime, seen } = await make();
    await runtime.close();
    expect((await call('read', OPEN)).content[0].text).toContain('audit_error');
    expect(seen.calls).toEqual([]);
  });

  it.each([true, false])('gates a handler of tools/call (set before: %s)', async (before) => {
    const kit = setUp();
    const seen = recorder(said('text'));
    const server = new Server(INFO, { capabilities: { tools: {} } });
    const handler = async (request: { params: { arguments?: unknown } }) =>
      seen.run(request.params.arguments);
    const set = () => {
      const loose = server as unknown as { setRequestHandler(method: unknown, handler: unknown): void };
      loose.setRequestHandler(version === 'v1' ? CallToolRequestSchema : 'tools/call', handler);
    };
    if (before) set();
    gateServer(server as never, { ...kit.host, capabilities });
    if (!before) set();
    const call = await connect(server);
    expect((await call('read', { path: 'a' })).content[0].text).toBe('text');
    const denied = await call('read', { path: 'secret' });
    expect([denied.isError, denied.content[0].text]).toEqual([
      true,
      expect.stringContaining('Secrets are not'),
    ]);
    expect((await call('other', {})).isError).toBe(true);
    expect([seen.calls, kit.asked.length]).toEqual([[{ path: 'a' }], 3]);
  });

  it('gates a handler for all that has none', async () => {
    const kit = setUp();
    const seen = recorder(said('text'));
    const server = new Server(INFO, { capabilities: { tools: {} } });
    gateServer(server as never, { ...kit.host, capabilities });
    server.fallbackRequestHandler = (async (request: { params: { arguments: unknown } }) =>
      seen.run(request.params.arguments)) as never;
    const call = await connect(server);
    expect((await call('read', { path: 'secret' })).isError).toBe(true);
    expect((await call('read', { path: 'a' })).content[0].text).toBe('text');
    expect(seen.calls).toEqual([{ path: 'a' }]);
  });

  it('refuses what is no server', () => {
    expect(() => gateServer({} as never, { ...setUp().host, capabilities })).toThrow(/no MCP server/);
  });
});

describe('what only v1 has', () => {
  async function connected(server: McpServer1): Promise<Client1> {
    const [ours, theirs] = Memory1.createLinkedPair();
    const client = new Client1(INFO);
    await Promise.all([server.connect(ours), client.connect(theirs)]);
    onTestFinished(() => client.close());
    return client;
  }

  it('gates `tool`', async () => {
    const kit = setUp();
    const seen = recorder(said('text'));
    const server = gateServer(new McpServer1(INFO), { ...kit.host, capabilities });
    server.tool('read', 'reads', { path: z.string() }, async (args) => seen.run(args));
    const client = await connected(server);
    expect((await client.callTool({ name: 'read', arguments: { path: 'secret' } })).isError).toBe(true);
    expect((await client.callTool({ name: 'read', arguments: { path: 'a' } })).isError).toBeUndefined();
    expect([seen.calls, kit.asked.length]).toEqual([[{ path: 'a' }], 2]);
  });

  it('gates tools that are tasks', async () => {
    const kit = setUp();
    const seen = recorder('x');
    const taskStore = new InMemoryTaskStore();
    onTestFinished(() => taskStore.cleanup());
    const server = gateServer(
      new McpServer1(INFO, {
        capabilities: { tasks: { requests: { tools: { call: {} } } }, tools: {} },
        taskStore,
      }),
      { ...kit.host, capabilities },
    );
    server.experimental.tasks.registerToolTask(
      'task',
      { inputSchema: { path: z.string() }, execution: { taskSupport: 'optional' } },
      {
        createTask: async (args, { taskStore: store }) => {
          seen.run(args);
          const task = await store.createTask({ ttl: 1000, pollInterval: 10 });
          await store.storeTaskResult(task.taskId, 'completed', said('done'));
          return { task };
        },
        getTask: async (_, { taskId, taskStore: store }) => (await store.getTask(taskId))!,
        getTaskResult: async (_, { taskId, taskStore: store }) =>
          (await store.getTaskResult(taskId)) as never,
      },
    );
    const client = await connected(server);
    const denied = (await client.callTool({ name: 'task', arguments: { path: 'secret' } })) as Answer;
    expect([denied.isError, denied.content[0].text]).toEqual([true, expect.stringContaining('policy_deny')]);
    const done = (await client.callTool({ name: 'task', arguments: { path: 'a' } })) as Answer;
    expect(done.content[0].text).toBe('done');
    expect([seen.calls, kit.asked.length]).toEqual([[{ path: 'a' }], 2]);
  });
});
