import { agent } from '@llamaindex/workflow';
import { FunctionTool, Settings, ToolCallLLM, tool } from 'llamaindex';
import { ActionBlocked } from 'capfence';
import { gateTool, gateTools } from 'capfence/llamaindex';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BROKEN, EMPTY, HELD, recorder, setUp } from './support.js';

const parameters = z.object({ path: z.string(), limit: z.number().default(10) });
const OPEN = { path: 'a.txt', limit: 10 };

function make() {
  const kit = setUp();
  const seen = recorder('text');
  const config = {
    name: 'read_file',
    description: 'reads',
    parameters,
    execute: (args: unknown) => seen.run(args),
  };
  const raw = tool(config as never) as unknown as FunctionTool<typeof OPEN, string>;
  return { ...kit, seen, config, raw, gated: gateTool(raw, kit.options()) };
}

/** A model that calls `read_file` with each of the inputs, one a turn. */
class Scripted extends ToolCallLLM {
  readonly supportToolCall = true;
  readonly told: string[] = [];
  constructor(readonly left: object[]) {
    super();
  }
  get metadata() {
    return {
      model: 'm',
      temperature: 0,
      topP: 1,
      contextWindow: 99999,
      tokenizer: undefined,
      structuredOutput: false,
    };
  }
  chat(params: { messages: unknown }): never {
    this.told.push(JSON.stringify(params.messages));
    const input = this.left.shift();
    const id = `c${this.left.length}`;
    const chunk =
      input === undefined
        ? { delta: 'done', raw: {} }
        : { delta: '', raw: {}, options: { toolCall: [{ id, name: 'read_file', input }] } };
    return (async function* () { yield chunk; })() as never; // prettier-ignore
  }
}

describe('a tool', () => {
  it('runs once, and throws where it may not', async () => {
    const { gated, raw, seen, asked, options, runtime } = make();
    expect(await gated.call(OPEN)).toBe('text');
    expect([seen.calls, asked]).toEqual([
      [OPEN],
      [{ capability: 'files.read', payload: OPEN, tool: 'read_file' }],
    ]);
    await expect(gated.call({ ...OPEN, path: 'secret' })).rejects.toThrow(ActionBlocked);
    await expect(gateTool(raw, { ...options(), runtime: HELD }).call(OPEN)).rejects.toThrow(/apr_123/);
    for (const broken of [BROKEN, EMPTY]) {
      await expect(gateTool(raw, { ...options(), runtime: broken }).call(OPEN)).rejects.toThrow(
        ActionBlocked,
      );
    }
    await runtime.close();
    await expect(gated.call(OPEN)).rejects.toThrow(/audit_error/);
    expect(seen.calls).toHaveLength(1);
  });

  it('gates what is bound to more arguments', async () => {
    const { gated, seen, asked } = make();
    const bound = gated.bind({} as never);
    await expect(bound.call({ ...OPEN, path: 'secret' })).rejects.toThrow(ActionBlocked);
    expect(await bound.call(OPEN)).toBe('text');
    expect([seen.calls, asked.length]).toEqual([[OPEN], 2]);
  });

  it('keeps what it is, private fields too, and asks each of two gates once', async () => {
    const { gated, raw, asked, seen, options } = make();
    expect(gated).toBeInstanceOf(FunctionTool);
    expect(gated.metadata).toBe(raw.metadata);
    const args = { ...OPEN };
    const running = gateTool(gated, options('files.read.outer')).call(args);
    args.path = 'secret';
    await running;
    expect([asked.length, seen.calls]).toEqual([2, [OPEN]]);
  });

  it('gates the options of a tool, where the schema has parsed the arguments', async () => {
    const { config, options, asked, seen } = make();
    const built = tool(gateTool(config, options()) as never) as unknown as FunctionTool<object, string>;
    expect(await built.call({ path: 'a.txt' })).toBe('text');
    await expect(built.call({ path: 'secret' })).rejects.toThrow(ActionBlocked);
    expect([asked[0].payload, seen.calls]).toEqual([OPEN, [OPEN]]);
  });
});

it('an agent tells its model of a denial, and runs what is allowed once', async () => {
  const { raw, host, seen, asked } = make();
  const llm = new Scripted([{ path: 'secret' }, { path: 'a.txt' }]);
  Settings.llm = llm as never;
  const tools = gateTools([raw], { ...host, capabilities: { read_file: 'files.read' } });
  const result = await agent({ name: 'a', llm: llm as never, tools: tools as never }).run('go');
  expect(result.data.result).toBe('done');
  expect(llm.told.at(-1)).toContain('Secrets are not for agents');
  expect([seen.calls, asked.length]).toEqual([[OPEN], 2]);
});
