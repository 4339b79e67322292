import { BaseLlm, BaseTool, FunctionTool, InMemoryRunner, LlmAgent } from '@google/adk';
import type { LlmRequest, LlmResponse } from '@google/adk';
import { gateTool, gateTools } from 'capfence/google-adk';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BROKEN, drain, EMPTY, HELD, recorder, setUp } from './support.js';

const parameters = z.object({ path: z.string(), limit: z.number().default(10) });
const OPEN = { path: 'a.txt', limit: 10 };
const toolContext = {} as never;

function make() {
  const kit = setUp();
  const seen = recorder('text');
  const config = {
    name: 'read_file',
    description: 'reads',
    parameters,
    execute: async (args: unknown) => seen.run(args),
  };
  const raw = new FunctionTool(config as never);
  return { ...kit, seen, config, raw, gated: gateTool(raw, kit.options()) };
}

class OwnTool extends BaseTool {
  readonly calls: unknown[] = [];
  constructor() {
    super({ name: 'own', description: '' });
  }
  override async runAsync({ args }: { args: Record<string, unknown> }): Promise<unknown> {
    return this.calls.push(args);
  }
}

class Scripted extends BaseLlm {
  readonly told: string[] = [];
  constructor(readonly left: object[]) {
    super({ model: 'scripted' });
  }
  override async *generateContentAsync(request: LlmRequest): AsyncGenerator<LlmResponse, void> {
    this.told.push(JSON.stringify(request.contents));
    const args = this.left.shift();
    const part =
      args === undefined
        ? { text: 'done' }
        : { functionCall: { name: 'read_file', id: `c${this.left.length}`, args } };
    yield { content: { role: 'model', parts: [part] } } as LlmResponse;
  }
  override connect(): never {
    throw new Error('not live');
  }
}

describe('a tool', () => {
  it('runs once with parsed arguments, and answers a denial as an error', async () => {
    const { gated, seen, asked } = make();
    expect(await gated.runAsync({ args: { path: 'a.txt' }, toolContext })).toBe('text');
    expect(await gated.runAsync({ args: { path: 'secret' }, toolContext })).toMatchObject({
      error: expect.stringContaining('Secrets are not'),
      reason: 'policy_deny',
    });
    expect([seen.calls, asked.length]).toEqual([[OPEN], 2]);
    expect(asked[0]).toEqual({ capability: 'files.read', payload: OPEN, tool: 'read_file' });
  });

  it('asks at `execute` too', async () => {
    const { gated, seen, asked } = make();
    const { execute } = gated as unknown as { execute(args: unknown): Promise<unknown> };
    expect(await execute({ path: 'secret' })).toMatchObject({ blocked: true });
    expect([seen.calls.length, asked.length]).toEqual([0, 1]);
  });

  it('lets nothing run without an answer of the runtime, and names the approval', async () => {
    const { raw, seen, options, runtime, gated } = make();
    const request = { args: OPEN, toolContext };
    expect(await gateTool(raw, { ...options(), runtime: HELD }).runAsync(request)).toMatchObject({
      approval: 'apr_123',
    });
    for (const broken of [BROKEN, EMPTY]) {
      expect(await gateTool(raw, { ...options(), runtime: broken }).runAsync(request)).toMatchObject({
        blocked: true,
      });
    }
    await runtime.close();
    expect(await gated.runAsync(request)).toMatchObject({ reason: 'audit_error' });
    expect(seen.calls).toEqual([]);
  });

  it('keeps what it is, asks each of two gates once, and is not changed by a change of arguments', async () => {
    const { gated, raw, asked, seen, options } = make();
    expect(gated).toBeInstanceOf(FunctionTool);
    expect([gated.name, gated._getDeclaration()]).toEqual([raw.name, raw._getDeclaration()]);
    const args = { ...OPEN };
    const running = gateTool(gated, options('files.read.outer')).runAsync({ args, toolContext });
    args.path = 'secret';
    await running;
    expect([asked.length, seen.calls]).toEqual([2, [OPEN]]);
  });

  it('gates the options of a tool, and tools of another class', async () => {
    const { config, options, asked, seen } = make();
    const built = new FunctionTool(gateTool(config, options()) as never);
    expect(await built.runAsync({ args: { path: 'secret' }, toolContext })).toMatchObject({ blocked: true });
    expect(await built.runAsync({ args: { path: 'a.txt' }, toolContext })).toBe('text');
    const own = gateTool(new OwnTool(), options());
    expect(await own.runAsync({ args: { path: 'secret' } })).toMatchObject({ blocked: true });
    expect(await own.runAsync({ args: { path: 'a' } })).toBe(1);
    expect([own.calls, seen.calls, asked.length]).toEqual([[{ path: 'a' }], [OPEN], 4]);
  });

  it('gates a class that runs past FunctionTool', async () => {
    const ran: unknown[] = [];
    class Past extends FunctionTool<never> {
      override async runAsync({ args }: { args: Record<string, unknown> }): Promise<unknown> {
        return ran.push(args);
      }
    }
    const { config, options } = make();
    const gated = gateTool(new Past(config as never), options());
    expect(await gated.runAsync({ args: { path: 'secret' }, toolContext } as never)).toMatchObject({
      blocked: true,
    });
    expect(ran).toEqual([]);
  });
});

it('an agent tells its model of a denial, and runs what is allowed once', async () => {
  const { raw, host, seen, asked } = make();
  const model = new Scripted([{ path: 'secret' }, { path: 'a.txt' }]);
  const tools = gateTools([raw], { ...host, capabilities: { read_file: 'files.read' } });
  const runner = new InMemoryRunner({ agent: new LlmAgent({ name: 'a', model, tools }), appName: 'x' });
  const session = await runner.sessionService.createSession({ appName: 'x', userId: 'u' });
  const newMessage = { role: 'user', parts: [{ text: 'go' }] };
  await drain(runner.runAsync({ userId: 'u', sessionId: session.id, newMessage }));
  expect(model.told.at(-1)).toContain('Secrets are not for agents');
  expect([seen.calls, asked.length]).toEqual([[OPEN], 2]);
});
