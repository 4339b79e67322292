import { Agent } from '@mastra/core/agent';
import { RuntimeContext } from '@mastra/core/runtime-context';
import { createTool, Tool } from '@mastra/core/tools';
import { gateTool, gateTools } from 'capfence/mastra';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BROKEN, EMPTY, HELD, recorder, setUp } from './support.js';

const inputSchema = z.object({ path: z.string(), limit: z.number().default(10) });
const OPEN = { path: 'a.txt', limit: 10 };
const runtimeContext = new RuntimeContext();
const hostInput = (path: string) => ({ context: { path, limit: 10 }, runtimeContext }) as never;

function make() {
  const kit = setUp();
  const seen = recorder('text');
  const config = {
    id: 'read_file',
    description: 'reads',
    inputSchema,
    execute: async ({ context }: { context: unknown }) => seen.run(context),
  };
  const raw = createTool(config as never) as Tool;
  return { ...kit, seen, raw, config, gated: gateTool(raw, kit.options()) };
}

/** A model that calls `readFile` with each of the inputs, one a turn, in the form of the AI SDK. */
function scripted(inputs: object[]) {
  const prompts: unknown[] = [];
  const left = [...inputs];
  const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
  const doGenerate = async ({ prompt }: { prompt: unknown }) => {
    prompts.push(prompt);
    const input = left.shift();
    const call = {
      type: 'tool-call',
      toolCallId: `c${left.length}`,
      toolName: 'readFile',
      input: JSON.stringify(input),
    };
    const content = input === undefined ? [{ type: 'text', text: 'done' }] : [call];
    return { content, finishReason: input === undefined ? 'stop' : 'tool-calls', usage, warnings: [] };
  };
  const model = { specificationVersion: 'v2', provider: 'p', modelId: 'm', supportedUrls: {}, doGenerate };
  return { prompts, model: model as never };
}

describe('a tool', () => {
  it('runs once with the context', async () => {
    const { gated, seen, asked } = make();
    expect(await gated.execute!(hostInput('a.txt'))).toBe('text');
    expect([seen.calls, asked]).toEqual([
      [OPEN],
      [{ capability: 'files.read', payload: OPEN, tool: 'read_file' }],
    ]);
  });

  it('answers a denial as an error, with reason and approval', async () => {
    const { gated, raw, seen, options, runtime } = make();
    expect(await gated.execute!(hostInput('secret'))).toMatchObject({
      error: true,
      reason: 'policy_deny',
      message: expect.stringContaining('Secrets are not'),
    });
    expect(await gateTool(raw, { ...options(), runtime: HELD }).execute!(hostInput('a'))).toMatchObject({
      error: true,
      approval: 'apr_123',
    });
    for (const broken of [BROKEN, EMPTY]) {
      expect(await gateTool(raw, { ...options(), runtime: broken }).execute!(hostInput('a'))).toMatchObject({
        error: true,
      });
    }
    await runtime.close();
    expect(await gated.execute!(hostInput('a'))).toMatchObject({ reason: 'audit_error' });
    expect(seen.calls).toEqual([]);
  });

  it('decides on everything where a model could have written the host’s part', async () => {
    const { gated, seen, asked } = make();
    await gated.execute!({ context: OPEN, runtimeContext: { get: 'no function' } } as never);
    await gated.execute!({ context: OPEN, runtimeContext, command: 'secret' } as never);
    expect(asked[0].payload).toEqual({ context: OPEN, runtimeContext: { get: 'no function' } });
    expect(seen.calls).toHaveLength(1);
  });

  it('keeps what it is, asks each of two gates once, and is not changed by a change of arguments', async () => {
    const { gated, raw, asked, seen, options } = make();
    expect(gated).toBeInstanceOf(Tool);
    expect([gated.id, gated.inputSchema]).toEqual([raw.id, raw.inputSchema]);
    const input = { context: { ...OPEN }, runtimeContext };
    const running = gateTool(gated, options('files.read.outer')).execute!(input as never);
    input.context.path = 'secret';
    await running;
    expect([asked.length, seen.calls]).toEqual([2, [OPEN]]);
  });

  it('decides on what the schema made of the arguments, and else on the arguments', async () => {
    const { gated, asked, options, seen } = make();
    await gated.execute!({ context: { path: 'a.txt', more: 'x' }, runtimeContext } as never);
    const twice = z.object({ path: z.string().transform((path) => `${path}!`) });
    const config = {
      id: 't',
      description: '',
      inputSchema: twice,
      execute: async ({ context }: never) => seen.run(context),
    };
    await (gateTool(createTool(config as never), options()) as Tool).execute!({
      context: { path: 'a' },
      runtimeContext,
    } as never);
    expect(asked.map(({ payload }) => payload)).toEqual([OPEN, { path: 'a' }]);
    expect(seen.calls).toEqual([{ path: 'a.txt', limit: 10 }, { path: 'a!' }]);
  });

  it('takes the whole input for arguments, as version 1 has it', async () => {
    const { options, asked } = make();
    const seen = recorder('text');
    const tool = gateTool(
      {
        id: 'v1',
        execute: (async (args) => seen.run(args)) as (args: object, ctx: object) => Promise<unknown>,
      },
      options(),
    );
    expect(await tool.execute({ path: 'a' }, { requestContext: {} })).toBe('text');
    expect(await tool.execute({ path: 'secret' }, {})).toMatchObject({ error: true });
    expect([seen.calls, asked.length]).toEqual([[{ path: 'a' }], 2]);
  });

  it('gates the options of a tool', async () => {
    const { config, options, seen } = make();
    const built = createTool(gateTool(config, options()) as never) as Tool;
    expect(await built.execute!(hostInput('secret'))).toMatchObject({ error: true });
    expect(await built.execute!(hostInput('a.txt'))).toBe('text');
    expect(seen.calls).toEqual([OPEN]);
  });
});

it('an agent tells its model of a denial, and runs what is allowed once', async () => {
  const { raw, host, seen, asked } = make();
  const tools = gateTools({ readFile: raw }, { ...host, capabilities: { readFile: 'files.read' } });
  const { model, prompts } = scripted([{ path: 'secret' }, { path: 'a.txt' }]);
  const agent = new Agent({ name: 'a', instructions: 'go', model, tools });
  const result = await agent.generate('go', { maxSteps: 5 });
  expect(result.text).toBe('done');
  expect(JSON.stringify(prompts.at(-1))).toContain('Secrets are not for agents');
  expect([seen.calls, asked.length]).toEqual([[OPEN], 2]);
});
