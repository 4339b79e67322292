import { dynamicTool, generateText, stepCountIs, streamText, tool } from 'ai';
import { MockLanguageModelV3, simulateReadableStream } from 'ai/test';
import { ActionBlocked } from 'capfence';
import { gateTool, gateTools } from 'capfence/ai';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BROKEN, drain, EMPTY, HELD, recorder, setUp } from './support.js';

const inputSchema = z.object({ path: z.string(), limit: z.number().default(10) });
const OPEN = { path: 'a.txt', limit: 10 };
const options = { toolCallId: 'c1', messages: [] };

function make() {
  const kit = setUp();
  const seen = recorder('text');
  const raw = tool({ description: 'reads', inputSchema, execute: async (args) => seen.run(args) });
  return { ...kit, seen, raw, gated: gateTool(raw, kit.options()) };
}

const usage = { inputTokens: { total: 1 }, outputTokens: { total: 1 } };

function scripted(inputs: string[]) {
  const left = [...inputs];
  return new MockLanguageModelV3({
    doGenerate: async () => {
      const next = left.shift();
      const content =
        next === undefined
          ? [{ type: 'text', text: 'done' }]
          : [{ type: 'tool-call', toolCallId: `c${left.length}`, toolName: 'readFile', input: next }];
      const finishReason = { unified: next === undefined ? 'stop' : 'tool-calls', raw: undefined };
      return { content, finishReason, usage, warnings: [] } as never;
    },
  });
}

describe('a tool', () => {
  it('runs once with the arguments', async () => {
    const { gated, seen, asked } = make();
    expect(await gated.execute!(OPEN, options)).toBe('text');
    expect([seen.calls, asked]).toEqual([[OPEN], [{ capability: 'files.read', payload: OPEN }]]);
  });

  it('throws where it may not run, with reason and approval', async () => {
    const { gated, raw, seen, runtime, options: gate } = make();
    await expect(gated.execute!({ ...OPEN, path: 'secret' }, options)).rejects.toThrow(ActionBlocked);
    await expect(gateTool(raw, { ...gate(), runtime: HELD }).execute!(OPEN, options)).rejects.toThrow(
      /apr_123/,
    );
    for (const broken of [BROKEN, EMPTY]) {
      await expect(gateTool(raw, { ...gate(), runtime: broken }).execute!(OPEN, options)).rejects.toThrow(
        ActionBlocked,
      );
    }
    await runtime.close();
    await expect(gated.execute!(OPEN, options)).rejects.toThrow(/audit_error/);
    expect(seen.calls).toEqual([]);
  });

  it('keeps what it is, asks each of two gates once, and is not changed by a change of arguments', async () => {
    const { gated, raw, asked, seen, options: gate } = make();
    expect(Object.keys(gated)).toEqual(Object.keys(raw));
    expect([gated.inputSchema, gated.description]).toEqual([raw.inputSchema, raw.description]);
    const args = { ...OPEN };
    const running = gateTool(gated, gate('files.read.outer')).execute!(args, options);
    args.path = 'secret';
    await running;
    expect(asked.map(({ capability }) => capability)).toEqual(['files.read.outer', 'files.read']);
    expect(seen.calls).toEqual([OPEN]);
  });

  it('gates a frozen tool, and a copy of a gated one', async () => {
    const { raw, options: gate, seen } = make();
    const frozen = gateTool(Object.freeze(raw), gate());
    await expect(frozen.execute!({ ...OPEN, path: 'secret' }, options)).rejects.toThrow(ActionBlocked);
    await expect({ ...frozen }.execute!({ ...OPEN, path: 'secret' }, options)).rejects.toThrow(ActionBlocked);
    expect(await frozen.execute!(OPEN, options)).toBe('text');
    expect(seen.calls).toHaveLength(1);
  });

  it('asks before the first value of a generator', async () => {
    const { options: gate, asked } = make();
    const steps: string[] = [];
    const slow = tool({
      inputSchema,
      async *execute({ path }) {
        steps.push(path);
        yield 'one';
        yield 'two';
      },
    });
    const gated = gateTool(slow, gate());
    const values: unknown[] = [];
    for await (const value of gated.execute!(OPEN, options) as AsyncIterable<unknown>) values.push(value);
    expect(values).toEqual(['one', 'two']);
    const bad = gated.execute!({ ...OPEN, path: 'secret' }, options) as AsyncIterable<unknown>;
    await expect(drain(bad)).rejects.toThrow(ActionBlocked);
    expect([steps, asked.length]).toEqual([['a.txt'], 2]);
  });

  it('refuses tools that do not run here', () => {
    const { options: gate, host } = make();
    expect(() => gateTool(tool({ inputSchema }), gate())).toThrow(/has no `execute`/);
    expect(() => gateTools({ readFile: make().raw }, { ...host, capabilities: {} })).toThrow(/names none/);
  });
});

describe('generateText and streamText', () => {
  it('tell the model of a denial, and run what is allowed once', async () => {
    const { raw, host, seen, asked } = make();
    const model = scripted(['{"path":"secret"}', '{"path":"a.txt"}']);
    const tools = gateTools({ readFile: raw }, { ...host, capabilities: { readFile: 'files.read' } });
    const { text } = await generateText({ model, tools, prompt: 'go', stopWhen: stepCountIs(5) });
    expect(text).toBe('done');
    const told = JSON.stringify(model.doGenerateCalls.at(-1)!.prompt);
    expect(told).toContain('error-text');
    expect(told).toContain('Secrets are not for agents');
    expect([seen.calls, asked.length]).toEqual([[OPEN], 2]);
    expect(asked[0]).toMatchObject({ tool: 'readFile', payload: { path: 'secret', limit: 10 } });
  });

  it('decide on repaired arguments', async () => {
    const { raw, host, seen, asked } = make();
    const tools = gateTools({ readFile: raw }, { ...host, capabilities: { readFile: 'files.read' } });
    await generateText({
      ...{ model: scripted(['{"path":1}']), tools, prompt: 'go', stopWhen: stepCountIs(5) },
      experimental_repairToolCall: async ({ toolCall }) => ({ ...toolCall, input: '{"path":"secret"}' }),
    });
    expect([seen.calls, asked.map(({ payload }) => payload['path'])]).toEqual([[], ['secret']]);
  });

  it('gate dynamic tools and streams', async () => {
    const { host, asked } = make();
    const seen = recorder('text');
    const tools = gateTools(
      { readFile: dynamicTool({ inputSchema: z.unknown(), execute: async (args) => seen.run(args) }) },
      { ...host, capabilities: { readFile: 'files.read' } },
    );
    const chunks = [
      { type: 'stream-start', warnings: [] },
      { type: 'tool-call', toolCallId: 'c1', toolName: 'readFile', input: '{"path":"secret"}' },
      { type: 'tool-call', toolCallId: 'c2', toolName: 'readFile', input: '{"path":"a"}' },
      { type: 'finish', finishReason: { unified: 'tool-calls', raw: undefined }, usage },
    ];
    const model = new MockLanguageModelV3({
      doStream: async () => ({ stream: simulateReadableStream({ chunks: chunks as never[] }) }),
    });
    const types: string[] = [];
    for await (const { type } of streamText({ model, tools, prompt: 'go' }).fullStream) types.push(type);
    expect(types).toContain('tool-error');
    expect(types).toContain('tool-result');
    expect([seen.calls, asked.length]).toEqual([[{ path: 'a' }], 2]);
  });
});
