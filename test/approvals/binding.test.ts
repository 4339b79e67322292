import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindingOf, keyFor, keysOf, payloadDigest } from '../../src/engine/approvals/index.js';
import type { Bound } from '../../src/engine/approvals/index.js';

const text = fc.string({
  maxLength: 6,
  unit: fc.constantFrom('a', 'b', '"', ',', '[', '\\', '\0', '\ud800', '.'),
});
const nullable = fc.option(text, { nil: null });
const bound: fc.Arbitrary<Bound> = fc.record({
  ...{ actor: text, capability: text, environment: text, policy: text, payload: text },
  ...{ session: nullable, tenant: nullable, onBehalf: nullable },
  ...{ tool: nullable, table: nullable, role: nullable, cwd: nullable },
});

describe('what an approval is bound to', () => {
  it('differs where anything differs, whatever the texts hold', () => {
    fc.assert(
      fc.property(bound, bound, (one, other) => {
        const same =
          JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
        expect(keysOf(one).exact === keysOf(other).exact).toBe(same);
      }),
      { numRuns: 3000 },
    );
  });

  it('changes with each single field', () => {
    fc.assert(
      fc.property(bound, (one) => {
        for (const field of Object.keys(one) as (keyof Bound)[])
          expect(keysOf({ ...one, [field]: `${one[field] ?? ''}x` }).exact).not.toBe(keysOf(one).exact);
      }),
      { numRuns: 300 },
    );
  });

  it('has no two kinds of keys that are alike', () => {
    fc.assert(
      fc.property(bound, (one) => {
        const { exact, session, capability, shape } = keysOf(one);
        const keys = [exact, capability, shape, ...(session === null ? [] : [session])];
        expect(new Set(keys).size).toBe(keys.length);
        expect(keyFor('session', keysOf({ ...one, session: null }))).toBe(
          keysOf({ ...one, session: null }).exact,
        );
      }),
    );
  });

  it('says nothing of a payload in the log that could be guessed, nor elsewhere be used', () => {
    const keys = keysOf({ ...fc.sample(bound, 1)[0]!, payload: payloadDigest('{"amount":5}') });
    const all = [
      bindingOf('log', 'id', 'salt', keys.exact),
      bindingOf('other', 'id', 'salt', keys.exact),
      bindingOf('log', 'id2', 'salt', keys.exact),
      bindingOf('log', 'id', 'salt2', keys.exact),
    ];
    expect(new Set(all).size).toBe(4);
  });
});
