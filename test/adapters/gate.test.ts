import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/engine/audit/index.js';
import { openLogReader } from '../../src/engine/stores/sqlite/index.js';
import { ActionBlocked, gate, RuntimeError } from '../../src/index.js';
import type { GateOptions, GateRuntime, JsonObject } from '../../src/index.js';
import { denialOf } from '../../src/adapters/gate/index.js';
import { ALICE, openOffice, setUp as withOffice } from '../support/approvals.js';
import { lenient, setUp } from './support.js';

const read = (args: { path: string }): string => `read ${args.path}`;

describe('gate', () => {
  it('runs what is allowed once, and throws for the rest', async () => {
    const { options, asked } = setUp();
    const calls: unknown[] = [];
    const gated = gate((args: { path: string }) => (calls.push(args), read(args)), options);
    expect(await gated({ path: 'a.txt' })).toBe('read a.txt');
    await expect(gated({ path: 'secret' })).rejects.toMatchObject({
      code: 'blocked',
      verdict: { reason: 'policy_deny', rule: { id: 'no-secrets' } },
    });
    expect([calls, asked.length]).toEqual([[{ path: 'a.txt' }], 2]);
  });

  it('names lists of arguments', async () => {
    const { options, asked } = setUp();
    const mail = (to: string, subject?: string, copy?: boolean): string => `${to} ${subject} ${copy}`;
    const named = gate(mail, { ...options, parameters: ['to', 'subject', 'copy'] });
    expect(await named('a@b', undefined, true)).toBe('a@b undefined true');
    expect(await named('a@b')).toBe('a@b undefined undefined');
    const bare = gate(mail, options);
    expect(await bare('a@b', 'hi')).toBe('a@b hi undefined');
    expect(await bare('a@b', undefined)).toBe('a@b undefined undefined');
    expect(asked.map(({ payload }) => payload)).toEqual([
      ...[{ to: 'a@b', copy: true }, { to: 'a@b' }],
      ...[{ args: ['a@b', 'hi'] }, { args: ['a@b'] }],
    ]);
    const short = gate(mail, { ...options, parameters: ['to'] });
    await expect(short('a@b', 'secret')).rejects.toThrow(/2 arguments, and 1 names/);
    await expect(bare('a@b', undefined, true)).rejects.toThrow(/undefined list element/);
  });

  it('keeps `this`, name and length', async () => {
    const { options } = setUp();
    const thing = { base: 'x', join: gate(function join(this: { base: string }, a: string) { return this.base + a; }, options) }; // prettier-ignore
    expect(await thing.join('y')).toBe('xy');
    expect([thing.join.name, thing.join.length]).toEqual(['join', 1]);
  });

  it('tells the runtime who, where and what', async () => {
    const { asked, host } = setUp();
    const gated = gate(read, {
      ...host,
      ...{ capability: 'files.read', environment: 'production', session: 's1', risk: 'high' },
      context: (args, ctx) => ({
        tenant: `t-${String(args['path'])}`,
        ...(ctx === undefined && { cwd: '/work' }),
      }),
    });
    await gated({ path: 'a' });
    expect(asked[0]).toEqual({
      ...{
        actor: 'agent',
        capability: 'files.read',
        environment: 'production',
        risk: 'high',
        payload: { path: 'a' },
      },
      context: { session: 's1', tool_name: 'read', tenant: 't-a', cwd: '/work' },
    });
  });

  it('records what came of it, and what threw', async () => {
    const { options, runtime, log } = setUp();
    await gate(read, options)({ path: 'a' });
    await expect(gate(() => { throw new RangeError('no'); }, options)()).rejects.toThrow('no'); // prettier-ignore
    await runtime.close();
    const reader = openLogReader(log);
    const outcomes = [...reader.entries()]
      .map(([, body]) => parseRecord(body))
      .filter(({ type }) => type === 'outcome');
    reader.close();
    expect(outcomes).toMatchObject([{ status: 'completed' }, { status: 'failed', error: 'RangeError' }]);
  });

  it('passes on a block from within, and does not take it for its own', async () => {
    const { options, host } = setUp();
    const inner = gate(read, { ...host, capability: 'files.write' });
    const outer = gate(async (args: { path: string }) => `got ${await inner(args)}`, options);
    await expect(outer({ path: 'a' })).rejects.toMatchObject({
      verdict: { reason: expect.stringMatching(/^approval_required:./) },
    });
  });
});

describe('a call that needs a person', () => {
  it('is blocked with the id of its approval, and runs once that is given', async () => {
    const { runtime, state, clock } = await withOffice('require_approval: [payments.refund]\n');
    const { office } = await openOffice(state, clock);
    let runs = 0;
    const options = { runtime, actor: 'bot', capability: 'payments.refund' };
    const refund = gate((args: { amount: number }) => (runs++, args.amount), options);
    const blocked = (await refund({ amount: 5 }).catch((error: unknown) => error)) as ActionBlocked;
    const { approval, message } = denialOf(blocked);
    expect([approval, message.includes(`approval ${approval}`)]).toEqual([blocked.verdict.request, true]);
    await office.approve(approval as string, ALICE, {});
    expect(await refund({ amount: 5 })).toBe(5);
    await expect(refund({ amount: 5 })).rejects.toThrow(/approval_required/);
    await expect(gate(() => runs++, { ...options, wait: 'soon' })()).rejects.toThrow(ActionBlocked);
    expect(runs).toBe(1);
  });
});

describe('a capability that is a function', () => {
  const narrowed = (capability: (args: JsonObject) => string): GateOptions => {
    const { host } = setUp();
    return { ...host, within: 'files', capability };
  };

  it('narrows', async () => {
    const gated = gate(
      read,
      narrowed((args) => (args['path'] === 'a' ? 'files.read' : 'files.write')),
    );
    expect(await gated({ path: 'a' })).toBe('read a');
    await expect(gated({ path: 'b' })).rejects.toThrow(/approval_required/);
  });

  it.each([
    ['another name', () => 'shell.exec'],
    ['a name that only begins alike', () => 'filesystem.read'],
    ['no text', () => 7 as never],
    ['nothing', () => undefined as never],
    ['an object that turns into a name', () => ({ toString: () => 'files.read' }) as never],
    ['an error', () => { throw new Error('no'); }], // prettier-ignore
  ])('denies %s', async (_, capability) => {
    await expect(gate(read, narrowed(capability))({ path: 'a' })).rejects.toMatchObject({
      verdict: { reason: 'invalid_event' },
    });
  });

  it('cannot change the arguments that it is shown', async () => {
    const gated = gate(
      read,
      narrowed((args) => ((args as { path: string }).path = 'secret') && 'files.read'),
    );
    await expect(gated({ path: 'a' })).rejects.toThrow(/invalid_event/);
  });
});

describe('options', () => {
  const { guard } = lenient().runtime;
  const good = { runtime: { guard }, actor: 'a', capability: 'x.y' };
  it.each([
    ['no runtime', { ...good, runtime: undefined }, /needs `runtime`/],
    ['no actor', { ...good, actor: '' }, /needs `actor`/],
    ['no capability', { ...good, capability: undefined }, /needs `capability`/],
    ['a function without `within`', { ...good, capability: () => 'x' }, /needs `within`/],
    ['a context that is no function', { ...good, context: {} }, /must be a function/],
  ])('refuse %s', (_, options, message) => {
    expect(() => gate(read, options as never)).toThrow(RuntimeError);
    expect(() => gate(read, options as never)).toThrow(message);
  });

  it('are read once', async () => {
    const { options, asked } = setUp();
    const loose = { ...options };
    const gated = gate(read, loose);
    loose.capability = 'files.write' as never;
    await gated({ path: 'a' });
    expect(asked[0]?.capability).toBe('files.read');
  });

  it.each([
    ['throws', () => { throw new Error('no'); }], // prettier-ignore
    ['rejects', () => Promise.reject(new Error('no'))],
    ['answers nothing', () => undefined],
    ['answers a field that there is not', () => ({ nonsense: 'x' })],
    ['answers a list', () => []],
  ])('block a call where the context %s', async (_, context) => {
    const { options } = setUp();
    await expect(gate(read, { ...options, context: context as never })({ path: 'a' })).rejects.toMatchObject({
      verdict: { reason: 'invalid_event', authorized: false },
    });
  });
});

describe('a runtime that does not answer', () => {
  const RUNTIMES: [string, GateRuntime['guard']][] = [
    ['throws', () => { throw new Error('boom'); }], // prettier-ignore
    ['rejects', () => Promise.reject(new TypeError('boom'))],
    ['rejects with nothing', () => Promise.reject(undefined as never)],
    ['answers without running anything', () => Promise.resolve('done' as never)],
  ];
  it.each(RUNTIMES)('blocks when it %s', async (_, guard) => {
    let ran = false;
    const gated = gate(() => (ran = true), { runtime: { guard }, actor: 'a', capability: 'x.y' });
    await expect(gated()).rejects.toThrow(ActionBlocked);
    expect(ran).toBe(false);
  });

  it('blocks when it is closed', async () => {
    const { options, runtime } = setUp();
    await runtime.close();
    await expect(gate(read, options)({ path: 'a' })).rejects.toMatchObject({
      verdict: { reason: 'audit_error' },
    });
  });
});

describe('the arguments', () => {
  it('reach the function as they were decided on, whatever they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), async (args) => {
        const { runtime, payloads } = lenient();
        let got: unknown;
        const gated = gate((given: object) => void (got = given), { runtime, actor: 'a', capability: 'x.y' });
        const said = JSON.parse(JSON.stringify(args)) as object;
        const running = gated(args).catch((error: unknown) => error);
        for (const key of Object.keys(args)) args[key] = 'changed';
        const failed = await running;
        if (JSON.stringify(said).includes('"__proto__":')) expect(failed).toBeInstanceOf(ActionBlocked);
        else expect([JSON.parse(JSON.stringify(got)), payloads]).toEqual([said, [said]]);
      }),
      { numRuns: 500 },
    );
  });

  it('are read once: no getter and no proxy answers twice', async () => {
    const { options, asked } = setUp();
    const got: unknown[] = [];
    const gated = gate((args: object) => void got.push(args), options);
    let reads = 0;
    const getter = { get path() { return reads++ === 0 ? 'a' : 'secret'; } }; // prettier-ignore
    const proxy = new Proxy({ path: 'a' }, { get: () => (reads++ === 1 ? 'b' : 'secret') });
    await gated(getter);
    await gated(proxy);
    expect(got).toEqual([{ path: 'a' }, { path: 'b' }]);
    expect(asked.map(({ payload }) => payload)).toEqual(got);
  });

  it('belong to the function alone', async () => {
    const { options, asked } = setUp();
    const given = { list: [3, 1, 2] };
    const gated = gate((args: { list: number[] }) => args.list.sort(), options);
    expect(await gated(given)).toEqual([1, 2, 3]);
    expect([given.list, asked[0]?.payload]).toEqual([[3, 1, 2], { list: [3, 1, 2] }]);
  });

  it.each([
    ['a function', { path: () => 'a' }],
    ['a date', { day: new Date(0) }],
    ['a map', new Map([['path', 'a']])],
    ['not a number', { n: Number.NaN }],
    ['a big number', { n: 1n }],
    ['a symbol', Symbol('a')],
    ['a key __proto__', JSON.parse('{"__proto__": {"x": 1}}')],
    ['a circle', (() => { const a: { self?: unknown } = {}; return (a.self = a); })()], // prettier-ignore
    ['a getter that throws', { get path() { throw new Error('no'); } }], // prettier-ignore
    ['too much', { text: 'x'.repeat(1024 * 1024 + 1) }],
  ])('are denied where they are %s', async (_, args) => {
    const { options, runtime, log } = setUp();
    let ran = false;
    const gated = gate((_args: unknown) => (ran = true), options);
    await expect(gated(args)).rejects.toMatchObject({ verdict: { reason: 'invalid_event' } });
    expect(ran).toBe(false);
    await runtime.close();
    const reader = openLogReader(log);
    const last = [...reader.entries()]
      .map(([, body]) => parseRecord(body))
      .find(({ type }) => type === 'decision');
    reader.close();
    expect(last).toMatchObject({ type: 'decision', reason: 'invalid_event', actor: 'agent' });
  });
});

describe('a generator', () => {
  async function* count(args: { path: string }): AsyncGenerator<string, string> {
    yield `${args.path} 1`;
    yield `${args.path} 2`;
    return 'end';
  }
  const outcomes = async (log: string, close: () => Promise<void>): Promise<unknown[]> => {
    await close();
    const reader = openLogReader(log);
    const all = [...reader.entries()].map(
      ([, body]) => parseRecord(body) as { type: string; status?: string },
    );
    reader.close();
    return all.filter(({ type }) => type === 'outcome').map(({ status }) => status);
  };

  it('is asked about with its first value, and ends its record when it ends', async () => {
    const { options, asked, runtime, log } = setUp();
    const gated = gate(count, options);
    const run = gated({ path: 'a' });
    expect(asked).toHaveLength(0);
    expect(await run.next()).toEqual({ value: 'a 1', done: false });
    expect(await run.next()).toEqual({ value: 'a 2', done: false });
    expect(await run.next()).toEqual({ value: 'end', done: true });
    await expect(gated({ path: 'secret' }).next()).rejects.toThrow(ActionBlocked);
    expect(asked).toHaveLength(2);
    expect(await outcomes(log, () => runtime.close())).toEqual(['completed']);
  });

  it('can be let go of, and can fail', async () => {
    const { options, runtime, log } = setUp();
    for await (const value of gate(count, options)({ path: 'a' })) {
      expect(value).toBe('a 1');
      break;
    }
    const failing = gate(async function* () { yield 1; throw new RangeError('no'); }, options); // prettier-ignore
    const run = failing();
    await run.next();
    await expect(run.next()).rejects.toThrow('no');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await outcomes(log, () => runtime.close())).toEqual(['completed', 'failed']);
  });

  it('may be of the other kind', async () => {
    const { options } = setUp();
    const gated = gate(function* (n: number) { for (let i = 0; i < n; i++) yield i; }, options); // prettier-ignore
    const values: number[] = [];
    for await (const value of gated(3)) values.push(value);
    expect(values).toEqual([0, 1, 2]);
  });
});
