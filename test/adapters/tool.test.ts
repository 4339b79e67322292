import { describe, expect, it } from 'vitest';
import { ADAPTERS } from '../../src/adapters/index.js';
import { denialOf } from '../../src/adapters/gate/index.js';
import { ActionBlocked, gateTool, gateTools, RuntimeError } from '../../src/index.js';
import type { Verdict } from '../../src/index.js';
import { setUp } from './support.js';

type Loose = Record<string, (...args: unknown[]) => Promise<unknown>>;
const GOOD = { path: 'a' };
const BAD = { path: 'secret' };

describe('a tool of no framework', () => {
  it.each(['execute', 'invoke', 'call', 'run', 'func', 'handler', '_call', '_run', 'stream'])(
    'asks at `%s`',
    async (name) => {
      const { options, asked } = setUp();
      const calls: unknown[] = [];
      const tool = {
        name: 't',
        [name]: async (args: unknown, more: unknown) => (calls.push([args, more]), 'ok'),
      };
      const gated = gateTool(tool, options) as unknown as Loose;
      expect(await gated[name]?.(GOOD, 'more')).toBe('ok');
      await expect(gated[name]?.(BAD)).rejects.toThrow(ActionBlocked);
      expect([calls, asked.length]).toEqual([[[GOOD, 'more']], 2]);
      expect(asked[0]?.context).toEqual({ tool_name: 't' });
    },
  );

  it('asks once where an entry goes through another', async () => {
    class Tool {
      #ran: unknown[] = [];
      invoke(args: unknown) {
        return this.call(args);
      }
      call(args: unknown) {
        return this.run(args);
      }
      async run(args: unknown) {
        return this.#ran.push(args);
      }
      get count() {
        return this.#ran.length;
      }
    }
    const { options, asked } = setUp();
    const tool = new Tool();
    const gated = gateTool(tool, options);
    expect(await gated.invoke(GOOD)).toBe(1);
    expect(asked).toHaveLength(1);
    expect(gated).toBeInstanceOf(Tool);
    expect([gated.count, tool.count]).toEqual([1, 1]);
  });

  it('asks about each of a batch, and runs it when all may', async () => {
    const { options, asked } = setUp();
    const ran: unknown[] = [];
    const gated = gateTool({ batch: async (inputs: unknown[]) => ran.push(inputs) }, options);
    await gated.batch([GOOD, GOOD]);
    await expect(gated.batch([GOOD, BAD])).rejects.toThrow(ActionBlocked);
    expect([ran, asked.length]).toEqual([[[GOOD, GOOD]], 4]);
  });

  it('asks before the first value of a generator', async () => {
    const { options } = setUp();
    const steps: unknown[] = [];
    const gated = gateTool({ async *stream(args: unknown) { steps.push(args); yield 1; } }, options); // prettier-ignore
    await expect(gated.stream(BAD).next()).rejects.toThrow(ActionBlocked);
    expect(await gated.stream(GOOD).next()).toEqual({ value: 1, done: false });
    expect(steps).toEqual([GOOD]);
  });

  it('gates a function with properties', async () => {
    const { options } = setUp();
    const fn = Object.assign(async (args: { path: string }) => args.path, { schema: { x: 1 } });
    const gated = gateTool(fn, options);
    expect([await gated(GOOD), gated.schema]).toEqual(['a', fn.schema]);
    await expect(gated(BAD)).rejects.toThrow(ActionBlocked);
  });

  it('gates what is put in later, what is frozen, and what is copied from it', async () => {
    const { options } = setUp();
    const gated = gateTool({ run: async () => 'old' }, options) as unknown as Loose;
    gated['run'] = async () => 'new';
    await expect(gated['run'](BAD)).rejects.toThrow(ActionBlocked);
    expect(await gated['run'](GOOD)).toBe('new');
    const frozen = gateTool(Object.freeze({ name: 'x', run: async (_: unknown) => 'ran' }), options);
    for (const copy of [
      frozen,
      { ...frozen },
      Object.defineProperties({}, Object.getOwnPropertyDescriptors(frozen)),
    ]) {
      await expect((copy as unknown as Loose)['run']?.(BAD)).rejects.toThrow(ActionBlocked);
    }
    expect([frozen.name, await frozen.run(GOOD)]).toEqual(['x', 'ran']);
  });

  it('leaves the tool itself as it was', async () => {
    const { options, asked } = setUp();
    const tool = { run: async (_: unknown) => 'ran' };
    const { run } = tool;
    gateTool(tool, options);
    expect(tool.run).toBe(run);
    expect([await tool.run(BAD), asked.length]).toEqual(['ran', 0]);
  });

  it.each([[{}], [{ name: 'hosted', type: 'web_search' }], [{ run: 'text' }]])(
    'refuses %j, which has nothing to gate',
    (tool) => {
      expect(() => gateTool(tool, setUp().options)).toThrow(RuntimeError);
    },
  );
});

describe('gateTools', () => {
  const tool = (name: string) => ({ name, run: async (_: unknown) => name });

  it('gates lists and records, each tool by its name', async () => {
    const { host, asked } = setUp();
    const capabilities = { one: 'files.read', two: 'files.write' };
    const [one, two] = gateTools([tool('one'), tool('two')] as const, { ...host, capabilities });
    expect(await one.run(GOOD)).toBe('one');
    await expect(two.run(GOOD)).rejects.toThrow(/approval_required/);
    const record = gateTools({ one: tool('x') }, { ...host, capabilities: { one: 'files.read' } });
    await record.one.run(GOOD);
    expect(asked.map(({ context }) => context?.tool_name)).toEqual(['one', 'two', 'one']);
  });

  it('leaves none ungated', () => {
    const { host } = setUp();
    const gated = (tools: object[], capabilities: Record<string, string>) =>
      gateTools(tools, { ...host, capabilities });
    expect(() => gated([tool('one'), tool('two')], { one: 'a.b' })).toThrow(/none for the tool `two`/);
    expect(() => gated([tool('one')], { one: 'a.b', onne: 'a.b' })).toThrow(
      /`onne`, and no tool is called so/,
    );
    expect(() => gated([{ run: async () => 1 }], {})).toThrow(/has no name/);
    expect(() => gated([tool('constructor')], {})).toThrow(/none for the tool `constructor`/);
    expect(() => gated([tool('a'), { name: 'hosted' }], { a: 'a.b', hosted: 'a.b' })).toThrow(/none of/);
  });
});

describe('a denial as data', () => {
  const verdict = (more: object): Verdict =>
    ({ decision: 'deny', reason: 'policy_deny', rule: null, ...more }) as unknown as Verdict;

  it('names decision, reason, rule and approval', () => {
    const rule = { id: 'r1', reason: 'Ask first' };
    const held = verdict({ decision: 'require_approval', reason: 'approval_required:apr_1', rule });
    expect(denialOf(new ActionBlocked(held))).toEqual({
      ...{
        blocked: true,
        decision: 'require_approval',
        reason: 'approval_required:apr_1',
        approval: 'apr_1',
        rule: 'r1',
      },
      message:
        'Not run: a person has to approve this action first; reason approval_required:apr_1; approval apr_1; rule r1. Ask first',
    });
  });

  it('hides nothing and moves no cursor', () => {
    const { message } = denialOf(new ActionBlocked(verdict({ detail: 'a\u202Eb\u001b[2J\n' })));
    expect(message).toMatch(/a<U\+202E>b<U\+001B>\[2J\\n$/);
  });
});

it('every adapter has its own name, and the last one takes what no other knows', () => {
  const names = ADAPTERS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(ADAPTERS.find(({ is }) => is({ run: () => 1 }))?.name).toBe('capfence');
});
