/** Values of JavaScript that are no JSON, or pretend to be: what a host may hand over by mistake, and an attacker on purpose. */
import { TraceError } from '../../src/index.js';
import { generateEvent } from './generate-event.js';
import type { Rng } from './rng.js';

function throwingNull(): never {
  throw null;
}

function throwingOurs(): never {
  throw new TraceError('unreadable', 'from a getter');
}

class Instance {
  amount = 5;
}

function throwing(): never {
  throw new RangeError('from a getter');
}

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'deep';
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
}

function cycle(): unknown {
  const value: Record<string, unknown> = { list: [] };
  value.self = value;
  (value.list as unknown[]).push(value);
  return value;
}

function changing(): unknown {
  let reads = 0;
  return Object.defineProperty({}, 'amount', {
    enumerable: true,
    get: () => (reads++ === 0 ? 1 : { no: Symbol('x') }),
  });
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const TRAPS = ['get', 'ownKeys', 'getPrototypeOf', 'has', 'getOwnPropertyDescriptor'] as const;

export const ODD_VALUES: readonly ((r: Rng) => unknown)[] = [
  () => Object.defineProperty({}, 'x', { enumerable: true, get: throwing }),
  () => Object.defineProperty({}, 'x', { enumerable: true, get: throwingOurs }),
  () => Object.defineProperty([1], 0, { enumerable: true, get: throwing }),
  () => Object.defineProperty({}, 'x', { enumerable: true, get: throwingNull }),
  (r) => new Proxy({ a: 1 }, { [r.pick(TRAPS)]: throwing }),
  (r) => new Proxy([1, 2], { [r.pick(TRAPS)]: throwing }),
  () => new Proxy([1], { get: (target, key) => (key === 'length' ? 2 ** 32 : Reflect.get(target, key)) }),
  () => new Proxy([1], { get: (target, key) => (key === 'length' ? -1 : Reflect.get(target, key)) }),
  () => new Proxy({ a: 1 }, { ownKeys: () => ['a', 'b', '__proto__'] }),
  revoked,
  cycle,
  changing,
  () => Symbol('s'),
  () => 10n,
  () => throwing,
  () => new Date(Number.NaN),
  () => new Map([['amount', 5]]),
  () => new Set([1]),
  () => new Instance(),
  () => new Error('x'),
  () => /x/,
  () => new Uint8Array(4),
  () => Object('text') as unknown,
  () => Object(5) as unknown,
  () => Promise.resolve(1),
  () => new Array(2 ** 32 - 1),
  () => [1, , 3],
  () => Object.assign([1], { extra: 1 }),
  () => JSON.parse('{"__proto__":{"amount":5}}') as unknown,
  () =>
    JSON.parse('{"constructor":{"prototype":{}},"toString":1,"hasOwnProperty":null,"length":3}') as unknown,
  () => ({ toJSON: throwing, [Symbol.toPrimitive]: throwing }),
  () => ({ [Symbol.iterator]: throwing, then: throwing }),
  () => Object.assign(Object.create(null) as object, { amount: 5 }),
  () => Object.create({ amount: 5 }) as unknown,
  () => nested(10_000, (inner) => [inner]),
  () => nested(10_000, (inner) => ({ path: inner })),
  () => nested(65, (inner) => ({ amount: [inner] })),
  () => nested(60, (inner) => ({ x: inner })),
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => undefined,
  () => '\ud800\udfff\udc00',
  () => 'x'.repeat(2 ** 20),
  () => Array.from({ length: 1000 }, (_, i) => ({ amount: `${i}` })),
  () => Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`path${i}`, '../'.repeat(i % 50)])),
  () => `${'%25'.repeat(3000)}2e`,
  () => '../'.repeat(3000),
  () => 'a\u0301\u200b'.repeat(1500),
];

/** An event with something odd somewhere in it, or in place of it. */
export function oddEvent(r: Rng): unknown {
  const odd = r.pick(ODD_VALUES)(r);
  const event: Record<string, unknown> = { ...generateEvent(r) };
  const draw = r.below(8);
  if (draw === 0) return odd;
  if (draw === 1)
    event[r.pick(['actor', 'resource', 'scope', 'environment', 'risk', 'capability', 'id'])] = odd;
  else if (draw === 2) event[r.pick(['payload', 'context', 'host'])] = odd;
  else if (draw === 3)
    event.context = { [r.pick(['tenant', 'caller_depth', 'cwd', 'tool_name', 'parent'])]: odd };
  else
    event.payload = {
      [r.pick(['amount', 'path', 'cwd', 'command', 'to', 'items', 'table'])]: r.chance(0.5) ? odd : [odd],
    };
  return event;
}
