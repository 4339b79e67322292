import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ActionEvent, EventError, parseEvent, PolicyError } from '../../src/index.js';
import type { EventInput } from '../../src/index.js';

function code(value: unknown): string {
  try {
    parseEvent(value);
  } catch (error) {
    expect(error).toBeInstanceOf(EventError);
    return `${(error as EventError).code} ${(error as EventError).field}`;
  }
  return 'parsed';
}

const base = { actor: 'a', capability: 'x.y.z' };
const deep = (depth: number): object => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as object;

describe('an event that parses', () => {
  it('has its defaults, and a capability of resource, action and environment', () => {
    const event = ActionEvent.create({ actor: 'ops', resource: 'shell', action: 'exec' });
    expect(event.capability).toBe('shell.exec.development');
    expect([event.environment, event.risk, event.payload, event.context]).toEqual([
      'development',
      'low',
      {},
      {},
    ]);
    expect(event.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('puts the scope, where there is one, before the environment', () => {
    const input = {
      actor: 'a',
      resource: 'fs',
      action: 'read',
      scope: 'workspace',
      environment: 'production',
    };
    expect(ActionEvent.create(input).capability).toBe('fs.read.workspace');
  });

  it('takes its clock and its random bytes from outside', () => {
    const env = { now: () => Date.UTC(2026, 0, 1), randomBytes: (n: number) => new Uint8Array(n) };
    expect(ActionEvent.create(base, { env }).id).toBe('019b76da-a800-7000-8000-000000000000');
  });

  it('keeps its own frozen copy of the payload', () => {
    const payload = { list: [{ command: 'ls' }] };
    const event = ActionEvent.create({ ...base, payload });
    payload.list[0] = { command: 'rm -rf /' };
    expect(event.payload).toEqual({ list: [{ command: 'ls' }] });
    expect(() => ((event.payload as { list: unknown[] }).list[0] = 1)).toThrow(TypeError);
    expect(Object.isFrozen(event)).toBe(true);
  });

  it('reads a getter once, so that what is decided is what is kept', () => {
    let reads = 0;
    const payload = {
      get command() {
        return reads++ === 0 ? 'ls' : 'rm';
      },
    };
    expect(ActionEvent.create({ ...base, payload: payload as never }).payload).toEqual({ command: 'ls' });
  });

  it('drops undefined properties, as JSON does', () => {
    const payload = { a: 1, b: undefined } as never;
    expect(Object.keys(ActionEvent.create({ ...base, payload }).payload)).toEqual(['a']);
  });

  it('accepts plain data of another realm and without a prototype', () => {
    const foreign = runInContext('({ a: [1, { b: 2 }] })', createContext({})) as never;
    expect(ActionEvent.create({ ...base, payload: foreign }).payload).toEqual({ a: [1, { b: 2 }] });
    expect(
      ActionEvent.create({ ...base, payload: Object.assign(Object.create(null), { a: 1 }) as never }).payload,
    ).toEqual({ a: 1 });
  });

  it('can be written down and parsed again', () => {
    const input: EventInput = {
      ...{
        id: 'e',
        actor: 'a',
        resource: 'shell',
        action: 'exec',
        scope: 'ws',
        environment: 'staging',
        risk: 7,
      },
      ...{ payload: { a: [1, null, 'x'] }, context: { tenant: 't' }, host: { require_approval: true } },
    };
    const event = ActionEvent.create(input);
    const again = parseEvent(JSON.parse(JSON.stringify(event)));
    expect(again).toEqual(event);
    expect(JSON.stringify(again)).toBe(JSON.stringify(event));
    expect(again.requireApproval).toBe(true);
  });

  it('keeps keys that only look dangerous', () => {
    expect(code({ ...base, payload: { constructor: 1, prototype: 2, hasOwnProperty: 3, toString: 4 } })).toBe(
      'parsed',
    );
  });

  it.each(['low', 'critical', 0, 0.5, 1e9])('takes the risk %s', (risk) => {
    expect(code({ ...base, risk })).toBe('parsed');
  });

  it('takes a payload at its limits', () => {
    expect(code({ ...base, payload: deep(64) })).toBe('parsed');
    expect(code({ ...base, payload: { a: 'x'.repeat(1024 * 1024 - 10) } })).toBe('parsed');
  });
});

describe('an event that does not parse', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const throwing = {
    get command() {
      throw new RangeError('no');
    },
  };
  const own = JSON.parse('{"__proto__": {"polluted": true}}') as object;

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'not_an_object '],
    ['a list', [], 'not_an_object '],
    ['an instance of a class', new (class Foo {})(), 'not_an_object '],
    ['no actor', { capability: 'a.b.c' }, 'missing_field actor'],
    ['no capability', { actor: 'a' }, 'missing_field resource'],
    ['no action', { actor: 'a', resource: 'x' }, 'missing_field action'],
    ['a misspelt field', { ...base, enviroment: 'x' }, 'unknown_field enviroment'],
    ['a misspelt context field', { ...base, context: { tenent: 'x' } }, 'unknown_field context.tenent'],
    ['an unknown host field', { ...base, host: { trust: true } }, 'unknown_field host.trust'],
    ['an empty actor', { ...base, actor: '' }, 'empty actor'],
    ['an actor that is no text', { ...base, actor: 7 }, 'wrong_type actor'],
    ['a null tenant', { ...base, context: { tenant: null } }, 'wrong_type context.tenant'],
    ['a long actor', { ...base, actor: 'a'.repeat(257) }, 'too_long actor'],
    ['a space in the environment', { ...base, environment: 'prod (eu)' }, 'bad_character environment'],
    ['a newline after the actor', { ...base, actor: 'a\n' }, 'bad_character actor'],
    ['a star in the capability', { actor: 'a', capability: 'a.*' }, 'bad_capability capability'],
    ['an empty segment', { actor: 'a', capability: 'a..b' }, 'bad_capability capability'],
    ['a newline after the capability', { actor: 'a', capability: 'a.b.c\n' }, 'bad_capability capability'],
    ['a dot in the scope', { actor: 'a', resource: 'x', action: 'y', scope: 'a.b' }, 'bad_capability scope'],
    [
      'an environment that is no segment',
      { actor: 'a', resource: 'x', action: 'y', environment: 'a/b' },
      'bad_capability environment',
    ],
    ['a risk by another name', { ...base, risk: 'HIGH' }, 'wrong_type risk'],
    ['a negative risk', { ...base, risk: -1 }, 'wrong_type risk'],
    ['an infinite risk', { ...base, risk: Infinity }, 'wrong_type risk'],
    ['half a caller', { ...base, context: { caller_depth: 1.5 } }, 'wrong_type context.caller_depth'],
    [
      'a host that asks in words',
      { ...base, host: { require_approval: 'yes' } },
      'wrong_type host.require_approval',
    ],
    ['a payload that is a list', { ...base, payload: [] }, 'payload_not_json payload'],
    ['a payload that is a text', { ...base, payload: 'x' }, 'payload_not_json payload'],
    ['a date', { ...base, payload: { at: new Date(0) } }, 'payload_not_json payload'],
    ['a map', { ...base, payload: { at: new Map() } }, 'payload_not_json payload'],
    ['NaN', { ...base, payload: { n: NaN } }, 'payload_not_json payload'],
    ['a bigint', { ...base, payload: { n: 1n } }, 'payload_not_json payload'],
    ['a function', { ...base, payload: { toJSON: () => 1 } }, 'payload_not_json payload'],
    ['a hole in a list', { ...base, payload: { a: [, 1] } }, 'payload_not_json payload'],
    ['a cycle', { ...base, payload: cycle }, 'payload_too_deep payload'],
    ['depth', { ...base, payload: deep(65) }, 'payload_too_deep payload'],
    ['great depth', { ...base, payload: deep(5_000) }, 'payload_too_deep payload'],
    ['size', { ...base, payload: { a: 'x'.repeat(1024 * 1024 + 1) } }, 'payload_too_large payload'],
    ['size in bytes', { ...base, payload: { a: '€'.repeat(400_000) } }, 'payload_too_large payload'],
    ['a list without end', { ...base, payload: { a: Array(4_000_000_000) } }, 'payload_too_large payload'],
    ['`__proto__`', { ...base, payload: own }, 'forbidden_key payload'],
    ['a getter that throws', { ...base, payload: throwing }, 'payload_not_json payload'],
    [
      'a getter that throws one of our own',
      {
        ...base,
        payload: {
          get x() {
            throw new PolicyError([
              { code: 'syntax', message: 'no', position: { file: 'f', line: 1, column: 1 }, length: 1 },
            ]);
          },
        },
      },
      'payload_not_json payload',
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
      'payload_not_json payload',
    ],
  ])('%s', (_, value, expected) => {
    expect(code(value)).toBe(expected);
  });

  it('checks a payload that it owns as strictly', () => {
    const owned = (payload: unknown): string => {
      try {
        parseEvent({ ...base, payload }, { owned: true });
      } catch (error) {
        return (error as EventError).code;
      }
      return 'parsed';
    };
    expect(owned(deep(64))).toBe('parsed');
    expect(owned(deep(65))).toBe('payload_too_deep');
    expect(owned(own)).toBe('forbidden_key');
    expect(owned({ a: '€'.repeat(400_000) })).toBe('payload_too_large');
  });

  it('pollutes nothing', () => {
    code({ ...base, payload: own });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('never takes a look-alike for a parsed event', () => {
    const event = ActionEvent.create(base as EventInput);
    expect(ActionEvent.is(event)).toBe(true);
    expect(ActionEvent.is(Object.create(event))).toBe(false);
    expect(ActionEvent.is({ ...event })).toBe(false);
  });
});
