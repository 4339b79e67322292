import { AIMessage, ToolMessage } from '@langchain/core/messages';
import { RunnableLambda } from '@langchain/core/runnables';
import { DynamicStructuredTool, DynamicTool, StructuredTool, tool } from '@langchain/core/tools';
import { ToolNode } from '@langchain/langgraph/prebuilt';
import { createAgent, createMiddleware, FakeToolCallingModel } from 'langchain';
import type { AgentMiddleware } from 'langchain';
import { ActionBlocked } from 'capfence';
import { gateMiddleware, gateTool, gateTools } from 'capfence/langchain';
import { gateToolNode } from 'capfence/langgraph';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BROKEN, drain, EMPTY, HELD, recorder, setUp } from './support.js';

const schema = z.object({ path: z.string(), limit: z.number().default(10) });
const call = (path: string, id = 'call_1', name = 'read_file') => ({
  ...{ type: 'tool_call' as const, id, name, args: { path } },
});
const OPEN = { path: 'a.txt', limit: 10 };

function make() {
  const kit = setUp();
  const seen = recorder('text');
  const raw = tool(async (args) => seen.run(args), { name: 'read_file', description: 'reads', schema });
  return { ...kit, seen, raw, gated: gateTool(raw, kit.options()) };
}

class ReadTool extends StructuredTool {
  override name = 'read_file';
  override description = 'reads';
  override schema = schema;
  #secret = 'text';
  calls: unknown[] = [];
  protected override async _call(args: z.output<typeof schema>): Promise<string> {
    this.calls.push(args);
    return this.#secret;
  }
}

describe('a tool', () => {
  it('runs once with what the schema made of the arguments', async () => {
    const { gated, seen, asked } = make();
    expect(await gated.invoke({ path: 'a.txt' })).toBe('text');
    expect(seen.calls).toEqual([OPEN]);
    expect(asked).toEqual([{ capability: 'files.read', payload: OPEN, tool: 'read_file' }]);
  });

  it('answers a denied tool call with a message of status error', async () => {
    const { gated, seen, asked } = make();
    const answer = (await gated.invoke(call('secret.txt'))) as unknown as ToolMessage;
    expect(ToolMessage.isInstance(answer)).toBe(true);
    expect(answer).toMatchObject({ status: 'error', tool_call_id: 'call_1', name: 'read_file' });
    expect(answer.content).toContain('policy_deny');
    expect(answer.content).toContain('Secrets are not for agents');
    expect(answer.artifact).toMatchObject({ blocked: true, rule: 'no-secrets' });
    expect([seen.calls.length, asked.length]).toEqual([0, 1]);
  });

  it('throws where no tool call is answered', async () => {
    const { gated, seen } = make();
    await expect(gated.invoke({ path: 'secret.txt' })).rejects.toThrow(ActionBlocked);
    expect(seen.calls).toEqual([]);
  });

  it('names the approval', async () => {
    const { raw, options } = make();
    const held = gateTool(raw, { ...options(), runtime: HELD });
    const answer = (await held.invoke(call('a.txt'))) as unknown as ToolMessage;
    expect(answer.content).toContain('approval apr_123');
    expect(answer.artifact).toMatchObject({ approval: 'apr_123', decision: 'require_approval' });
  });

  it('asks at every entry, once', async () => {
    const { gated, seen, asked } = make();
    const loose = gated as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    const good = { path: 'a.txt' };
    for (const name of ['invoke', 'call', '_call', 'func', 'stream']) {
      const before = asked.length;
      const result = await loose[name](good, undefined);
      if (name === 'stream')
        for await (const part of result as AsyncIterable<unknown>) expect(part).toBe('text');
      expect([name, asked.length - before]).toEqual([name, 1]);
    }
    expect(await gated.batch([good, good])).toEqual(['text', 'text']);
    for await (const event of gated.streamEvents(good, { version: 'v2' })) expect(event).toBeDefined();
    expect(await gated.pipe((text) => `${String(text)}!`).invoke(good)).toBe('text!');
    expect(await gated.withConfig({ tags: ['x'] }).invoke(good)).toBe('text');
    expect(await gated.withRetry({ stopAfterAttempt: 1 }).invoke(good)).toBe('text');
    expect([asked.length, seen.calls.length]).toEqual([11, 11]);

    const bad = { path: 'secret' };
    for (const name of ['invoke', 'call', '_call', 'func'])
      await expect(loose[name](bad)).rejects.toThrow(ActionBlocked);
    await expect(gated.batch([bad])).rejects.toThrow(ActionBlocked);
    await expect(gated.stream(bad).then(drain)).rejects.toThrow(ActionBlocked);
    await expect(gated.pipe((text) => text).invoke(bad)).rejects.toThrow(ActionBlocked);
    expect(seen.calls).toHaveLength(11);
  });

  it('keeps what it is', () => {
    const { gated, raw } = make();
    expect(gated).toBeInstanceOf(DynamicStructuredTool);
    expect(Object.getPrototypeOf(gated)).toBe(Object.getPrototypeOf(raw));
    expect(gated.schema).toBe(raw.schema);
    expect([gated.name, gated.description]).toEqual(['read_file', 'reads']);
    expect(Object.keys(gated)).toEqual(Object.keys(raw));
    expect(raw.func).not.toBe(gated.func);
    expect({ ...gated }.func).toBe(gated.func);
    expect(Object.getOwnPropertyDescriptor(gated, 'func')?.value).toBe(gated.func);
  });

  it('stays gated when another executor is put in', async () => {
    const { gated } = make();
    let ran = false;
    gated.func = async () => ((ran = true), 'x') as never;
    await expect(gated.invoke({ path: 'secret' })).rejects.toThrow(ActionBlocked);
    expect(ran).toBe(false);
  });

  it('is not led astray by arguments that change', async () => {
    const { gated, seen, asked } = make();
    const args = { path: 'a.txt', limit: 1 };
    const loose = gated as unknown as { _call(args: unknown): Promise<unknown> };
    const running = loose._call(args);
    args.path = 'secret.txt';
    await running;
    let reads = 0;
    const shifty = { limit: 1, get path() { return reads++ === 0 ? 'a.txt' : 'secret.txt'; } }; // prettier-ignore
    await loose._call(shifty);
    expect(seen.calls).toEqual([
      { path: 'a.txt', limit: 1 },
      { path: 'a.txt', limit: 1 },
    ]);
    expect(asked.map(({ capability }) => capability)).toEqual(['files.read', 'files.read']);
  });

  it('lets nothing run without an answer of the runtime', async () => {
    const { raw, seen, options, runtime, gated } = make();
    for (const broken of [BROKEN, EMPTY]) {
      await expect(gateTool(raw, { ...options(), runtime: broken }).invoke({ path: 'a' })).rejects.toThrow(
        ActionBlocked,
      );
    }
    await runtime.close();
    await expect(gated.invoke({ path: 'a.txt' })).rejects.toThrow(/audit_error/);
    expect(seen.calls).toEqual([]);
  });

  it('asks each of two gates once', async () => {
    const { gated, asked, options, seen } = make();
    const twice = gateTool(gated, options('files.read.twice'));
    expect(await twice.invoke({ path: 'a.txt' })).toBe('text');
    expect(asked.map(({ capability }) => capability)).toEqual(['files.read.twice', 'files.read']);
    expect(seen.calls).toHaveLength(1);
    const inner = (await gateTool(gated, options('files.read.b')).invoke(
      call('secret'),
    )) as unknown as ToolMessage;
    expect(inner).toMatchObject({ status: 'error' });
    const other = gateTool(gateTool(make().raw, options('files.write')), options());
    const held = (await other.invoke(call('a.txt'))) as unknown as ToolMessage;
    expect(held).toMatchObject({ status: 'error' });
    expect(held.content).toContain('approval_required');
  });

  it('asks before a generator gives its first value', async () => {
    const { options, asked } = make();
    const steps: string[] = [];
    const slow = gateTool(
      tool(
        async function* ({ path }: { path: string }) {
          steps.push(`start ${path}`);
          yield 'one';
          steps.push('end');
          return 'two';
        } as never,
        { name: 'read_file', description: 'reads', schema },
      ),
      options(),
    );
    await expect(slow.invoke({ path: 'secret' })).rejects.toThrow(ActionBlocked);
    expect(steps).toEqual([]);
    expect(await slow.invoke({ path: 'a' })).toBe('two');
    expect([steps, asked.length]).toEqual([['start a', 'end'], 2]);
  });

  it('answers in two parts where the tool does', async () => {
    const { options } = make();
    const twofold = gateTool(
      tool(async () => ['text', { size: 4 }], {
        name: 'read_file',
        description: '',
        schema,
        responseFormat: 'content_and_artifact',
      }),
      options(),
    );
    expect(await twofold.invoke(call('a'))).toMatchObject({ content: 'text', artifact: { size: 4 } });
    expect(await twofold.invoke(call('secret'))).toMatchObject({
      status: 'error',
      artifact: { blocked: true },
    });
  });
});

describe('classes', () => {
  it('gates a class on StructuredTool, with private fields', async () => {
    const { options, asked } = make();
    const raw = new ReadTool();
    const gated = gateTool(raw, options());
    expect(await gated.invoke({ path: 'a.txt' })).toBe('text');
    await expect(gated.invoke({ path: 'secret' })).rejects.toThrow(ActionBlocked);
    expect(gated).toBeInstanceOf(ReadTool);
    expect(gated.calls).toEqual([OPEN]);
    expect(asked).toHaveLength(2);
  });

  it('gates entries that a class overrides, and asks once where they go on unchanged', async () => {
    class Bypass extends ReadTool {
      ran: unknown[] = [];
      override async invoke(input: unknown): Promise<never> {
        return this.ran.push(input) as never;
      }
    }
    class Edits extends ReadTool {
      override async invoke(input: { path: string; limit: number }, config?: object): Promise<never> {
        return super.invoke(
          { ...input, path: input.path.replace('edit', 'secret') },
          config as never,
        ) as never;
      }
    }
    const { options, asked } = make();
    const bypass = gateTool(new Bypass(), options());
    await expect(bypass.invoke({ path: 'secret' })).rejects.toThrow(ActionBlocked);
    await bypass.invoke({ path: 'a' });
    expect(bypass.ran).toEqual([{ path: 'a' }]);
    expect(asked).toHaveLength(2);
    const edits = gateTool(new Edits(), options());
    await edits.invoke(OPEN);
    expect(asked).toHaveLength(3);
    await expect(edits.invoke({ path: 'edit', limit: 1 })).rejects.toThrow(ActionBlocked);
    expect(asked).toHaveLength(5);
    expect(edits.calls).toEqual([OPEN]);
  });

  it('gates tools with one text, and with a JSON schema', async () => {
    const { options, asked } = make();
    const text = recorder('done');
    const simple = gateTool(
      new DynamicTool({ name: 'run', description: '', func: async (input) => text.run(input) }),
      options(),
    );
    expect(await simple.invoke('ls')).toBe('done');
    await expect(simple.invoke('secret')).rejects.toThrow(ActionBlocked);
    expect(text.calls).toEqual(['ls']);
    expect(asked[0].payload).toEqual({ input: 'ls' });
    const json = recorder('done');
    const loose = gateTool(
      tool(async (args) => json.run(args), {
        name: 'j',
        description: '',
        schema: { type: 'object', properties: { path: { type: 'string' } } } as never,
      }),
      options(),
    );
    await loose.invoke({ path: 'a', more: { deep: [1] } } as never);
    expect(json.calls).toEqual([{ path: 'a', more: { deep: [1] } }]);
    await expect(loose.invoke({ path: 'a', more: { deep: ['secret'] } } as never)).rejects.toThrow(
      ActionBlocked,
    );
  });

  it('gates a runnable that is a tool', async () => {
    const { options, asked } = make();
    const seen = recorder('ok');
    const gated = gateTool(
      RunnableLambda.from((args: { path: string }) => seen.run(args)).asTool({
        name: 'r',
        schema: z.object({ path: z.string() }),
      }),
      options(),
    );
    expect(await gated.invoke({ path: 'a' })).toBe('ok');
    await expect(gated.invoke({ path: 'secret' })).rejects.toThrow(ActionBlocked);
    await expect(gated.batch([{ path: 'secret' }])).rejects.toThrow(ActionBlocked);
    await expect(gated.stream({ path: 'secret' })).rejects.toThrow(ActionBlocked);
    expect(await gated.invoke(call('secret') as never)).toContain('policy_deny');
    expect(() => gated.withConfig({})).toThrow(/not let through/);
    expect([seen.calls.length, asked.length]).toEqual([1, 5]);
  });

  it('denies arguments that are not JSON', async () => {
    const { options } = make();
    const seen = recorder('x');
    const dated = gateTool(
      tool(async (args) => seen.run(args), {
        name: 'd',
        description: '',
        schema: z.object({ day: z.string().transform((s) => new Date(s)) }),
      }),
      options(),
    );
    await expect(dated.invoke({ day: '2026-01-01' })).rejects.toThrow(/invalid_event/);
    expect(seen.calls).toEqual([]);
  });
});

describe('many tools', () => {
  it('refuses tools without a capability, and capabilities without a tool', () => {
    const { raw, host } = make();
    expect(() => gateTools([raw], { ...host, capabilities: {} })).toThrow(
      /names none for the tool `read_file`/,
    );
    expect(() =>
      gateTools([raw], { ...host, capabilities: { read_file: 'files.read', writ: 'x.y' } }),
    ).toThrow(/`writ`/);
    expect(() => gateTool({ type: 'web_search' } as object, make().options())).toThrow(
      /no tool that LangChain runs here/,
    );
  });

  it('gates them in an agent, whose model sees the denial', async () => {
    const { raw, host, seen } = make();
    const model = new FakeToolCallingModel({
      toolCalls: [[call('secret.txt', 'c1')], [call('a.txt', 'c2')], []],
    });
    const agent = createAgent({
      model,
      tools: gateTools([raw], { ...host, capabilities: { read_file: 'files.read' } }),
    });
    const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'go' }] });
    const answers = messages.filter((message) => ToolMessage.isInstance(message)) as ToolMessage[];
    expect(answers.map(({ status }) => status)).toEqual(['error', 'success']);
    expect(seen.calls).toEqual([OPEN]);
  });
});

describe('gateMiddleware', () => {
  const agentWith = (
    kit: ReturnType<typeof make>,
    capabilities: Record<string, string>,
    more: AgentMiddleware[] = [],
  ) =>
    createAgent({
      model: new FakeToolCallingModel({ toolCalls: [[call('secret.txt', 'c1'), call('a.txt', 'c2')], []] }),
      tools: [kit.raw],
      middleware: [...more, gateMiddleware({ ...kit.host, capabilities })] as AgentMiddleware[],
    });

  it('gates every tool that an agent runs, once', async () => {
    const kit = make();
    const { messages } = await agentWith(kit, { read_file: 'files.read' }).invoke({
      messages: [{ role: 'user', content: 'go' }],
    });
    const answers = messages.filter((message) => ToolMessage.isInstance(message)) as ToolMessage[];
    expect(answers.map(({ status, tool_call_id }) => [tool_call_id, status])).toEqual([
      ['c1', 'error'],
      ['c2', 'success'],
    ]);
    expect(answers[0].content).toContain('Secrets are not for agents');
    expect([kit.seen.calls, kit.asked.length]).toEqual([[OPEN], 2]);
  });

  it('denies tools that have no capability', async () => {
    const kit = make();
    const { messages } = await agentWith(kit, {}).invoke({ messages: [{ role: 'user', content: 'go' }] });
    const answers = messages.filter((message) => ToolMessage.isInstance(message)) as ToolMessage[];
    expect(answers.map(({ status }) => status)).toEqual(['error', 'error']);
    expect(answers[0].content).toContain('no capability is named for the tool');
    expect(kit.seen.calls).toEqual([]);
  });

  it('decides on what another middleware made of the call', async () => {
    const kit = make();
    const edit = createMiddleware({
      name: 'edit',
      wrapToolCall: (request, handler) =>
        handler({ ...request, toolCall: { ...request.toolCall, args: { path: 'secret/edited' } } }),
    });
    await agentWith(kit, { read_file: 'files.read' }, [edit]).invoke({
      messages: [{ role: 'user', content: 'go' }],
    });
    expect(kit.seen.calls).toEqual([]);
    expect(kit.asked.map(({ payload }) => payload['path'])).toEqual(['secret/edited', 'secret/edited']);
  });
});

describe('gateToolNode', () => {
  const state = (path: string, answered = false) => ({
    messages: [
      new AIMessage({ content: '', tool_calls: [call(path, 'c1')] }),
      ...(answered ? [new ToolMessage({ content: 'old', tool_call_id: 'c1' })] : []),
    ],
  });

  it('gates the tools of a node in place', async () => {
    const { raw, host, seen, asked } = make();
    const node = new ToolNode([raw]);
    expect(gateToolNode(node, { ...host, capabilities: { read_file: 'files.read' } })).toBe(node);
    const denied = (await node.invoke(state('secret'))) as { messages: ToolMessage[] };
    expect(denied.messages[0]).toMatchObject({ status: 'error', tool_call_id: 'c1' });
    const allowed = (await node.invoke(state('a.txt'))) as { messages: ToolMessage[] };
    expect(allowed.messages[0]).toMatchObject({ status: 'success', content: 'text' });
    expect([seen.calls, asked.length]).toEqual([[OPEN], 2]);
  });

  it('does not run again, nor ask about, what is answered', async () => {
    const { raw, host, seen, asked } = make();
    const node = gateToolNode(new ToolNode([raw]), { ...host, capabilities: { read_file: 'files.read' } });
    expect(await node.invoke(state('a.txt', true))).toEqual({ messages: [] });
    expect([seen.calls.length, asked.length]).toEqual([0, 0]);
  });

  it('gates tools that come later, and denies those without a capability', async () => {
    const { raw, host, seen } = make();
    const node = gateToolNode(new ToolNode([]), { ...host, capabilities: {} });
    expect(() => (node.tools as unknown[]).push(raw)).toThrow(TypeError);
    node.tools = [raw];
    const { messages } = (await node.invoke(state('a.txt'))) as { messages: ToolMessage[] };
    expect(messages[0]).toMatchObject({ status: 'error' });
    expect(seen.calls).toEqual([]);
  });
});
