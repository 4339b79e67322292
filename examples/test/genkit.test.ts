import { genkit, z } from 'genkit';
import { gateTool, gateTools } from 'capfence/genkit';
import { describe, expect, it } from 'vitest';
import { BROKEN, drain, EMPTY, HELD, recorder, setUp } from './support.js';

const inputSchema = z.object({ path: z.string(), limit: z.number().optional() });
const OPEN = { path: 'a.txt' };

function make() {
  const kit = setUp();
  const seen = recorder('text');
  const ai = genkit({});
  const config = { name: 'read_file', description: 'reads', inputSchema, outputSchema: z.string() };
  const fn = async (args: z.infer<typeof inputSchema>) => seen.run(args);
  return { ...kit, seen, ai, config, fn };
}

/** A model that calls `read_file` with each of the inputs, one a turn. */
function scripted(ai: ReturnType<typeof genkit>, inputs: object[]) {
  const told: string[] = [];
  const left = [...inputs];
  ai.defineModel({ name: 'scripted' }, async (request) => {
    told.push(JSON.stringify(request.messages));
    const input = left.shift();
    const content =
      input === undefined
        ? [{ text: 'done' }]
        : [{ toolRequest: { name: 'read_file', ref: `c${left.length}`, input } }];
    return { message: { role: 'model', content }, finishReason: 'stop' };
  });
  return told;
}

describe('the function of a defined tool', () => {
  it('runs once and answers a denial in words', async () => {
    const { ai, config, fn, options, seen, asked } = make();
    const tool = ai.defineTool(config, gateTool(fn, options()));
    expect(await tool({ path: 'a.txt' })).toBe('text');
    expect((await tool.run({ path: 'a.txt' })).result).toBe('text');
    expect(await tool({ ...OPEN, path: 'secret' })).toContain('Secrets are not for agents');
    expect([seen.calls, asked.length]).toEqual([[OPEN, OPEN], 3]);
    expect(asked[0].payload).toEqual(OPEN);
  });

  it('gates a tool that is looked up by its name, by a model too', async () => {
    const { ai, config, fn, options, seen, asked } = make();
    const tool = ai.defineTool(config, gateTool(fn, options()));
    const told = scripted(ai, [{ path: 'secret' }, { path: 'a.txt' }]);
    for (const tools of [[tool], ['read_file']]) {
      told.length = 0;
      const { text } = await ai.generate({ model: 'scripted', prompt: 'go', tools: tools as never });
      expect(text).toBe('done');
    }
    expect(told.length).toBe(1);
    expect([seen.calls, asked.length]).toEqual([[OPEN], 2]);
  });

  it('lets nothing run without an answer of the runtime, and names the approval', async () => {
    const { fn, options, seen, runtime } = make();
    const answer = (more: object) => gateTool(fn, { ...options(), ...more })(OPEN);
    expect(await answer({ runtime: HELD })).toContain('approval apr_123');
    for (const broken of [BROKEN, EMPTY]) expect(await answer({ runtime: broken })).toContain('Not run');
    await runtime.close();
    expect(await answer({})).toContain('audit_error');
    expect(seen.calls).toEqual([]);
  });

  it('refuses a tool that a registry gives out past the gate', () => {
    const { ai, config, fn, options } = make();
    const tool = ai.defineTool(config, fn);
    expect(() => gateTool(tool, options())).toThrow(/looked up there/);
  });
});

describe('a dynamic tool', () => {
  function dynamic() {
    const kit = make();
    const raw = kit.ai.dynamicTool(kit.config, kit.fn);
    return { ...kit, raw, gated: gateTool(raw, kit.options()) };
  }

  it('asks at every entry, once', async () => {
    const { gated, seen, asked } = dynamic();
    expect(await gated(OPEN)).toBe('text');
    expect((await gated.run(OPEN)).result).toBe('text');
    expect(await gated.stream(OPEN).output).toBe('text');
    const bad = { ...OPEN, path: 'secret' };
    for (const answer of [await gated(bad), (await gated.run(bad)).result, await gated.stream(bad).output]) {
      expect(answer).toContain('policy_deny');
    }
    await drain(gated.stream(bad).stream);
    expect([seen.calls.length, asked.length]).toEqual([3, 7]);
  });

  it('keeps what it is, and asks each of two gates once', async () => {
    const { gated, raw, seen, asked, options } = dynamic();
    expect(typeof gated).toBe('function');
    expect(gated.__action).toBe(raw.__action);
    expect(await gateTool(gated, options('files.read.outer'))(OPEN)).toBe('text');
    expect([seen.calls.length, asked.map(({ capability }) => capability)]).toEqual([
      1,
      ['files.read.outer', 'files.read'],
    ]);
  });

  it('is gated in a generation', async () => {
    const { ai, raw, host, seen, asked } = dynamic();
    const told = scripted(ai, [{ path: 'secret' }, { path: 'a.txt' }]);
    const tools = gateTools([raw], { ...host, capabilities: { read_file: 'files.read' } });
    const { text } = await ai.generate({ model: 'scripted', prompt: 'go', tools: tools as never });
    expect(text).toBe('done');
    expect(told.at(-1)).toContain('Secrets are not for agents');
    expect([seen.calls.length, asked.length]).toEqual([1, 2]);
  });
});
