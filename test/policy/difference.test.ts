import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePolicies } from '../../src/engine/policy/difference.js';
import { parsePolicy } from '../../src/index.js';
import type { PolicyObject } from '../reference/evaluate.js';
import { rngOf, situations } from '../support/arbitraries.js';
import { generatePolicy } from '../support/generate.js';
import type { Rng } from '../support/generate.js';
import { decider, parseObject } from '../support/subject.js';

const SEED = Number(process.env.CAPFENCE_SEED ?? 1);

const compare = (old: string, now: string) => comparePolicies(parsePolicy(old), parsePolicy(now));
const ids = (list: readonly { rule: { id: string } }[]): string[] => list.map(({ rule }) => rule.id);

describe('two policies as they stand', () => {
  it('are the same where only names, places and words beside the rules differ', () => {
    const found = compare('name: a\nallow: [a.b.c]', 'name: b\ndescription: x\n\n\nallow:\n  - a.b.c');
    expect(found).toMatchObject({
      same: true,
      added: [],
      removed: [],
      changed: [],
      settings: [],
      mayAllow: 0,
    });
  });

  it('differ by rules that were added and removed, whatever that does to the numbers of the others', () => {
    const found = compare(
      'deny: [x.y.z, a.b.c]\nallow: [d.e.f]',
      'deny: [n.o.p, a.b.c]\nallow: [d.e.f, g.h.i]',
    );
    expect(ids(found.added)).toEqual(['deny[0]', 'allow[1]']);
    expect(ids(found.removed)).toEqual(['deny[0]']);
    expect(found.changed).toEqual([]);
    expect(found.added.map(({ mayAllow }) => mayAllow)).toEqual([false, true]);
    expect(found.removed.map(({ mayAllow }) => mayAllow)).toEqual([true]);
  });

  it('has no difference to tell where rules only change places', () => {
    const found = compare('deny: [x.y.z, a.b.c]', 'deny: [a.b.c, x.y.z]');
    expect(found).toMatchObject({ same: false, added: [], removed: [], changed: [], mayAllow: 0 });
  });

  it('knows a rule again by its id, and an unnamed one by what it says', () => {
    const old =
      'deny: [{id: a, capability: x, contains: [p, q]}]\nallow: [{capability: f.r.w, path_prefix: ./a}]';
    const now =
      'deny: [{id: a, capability: [x, y], contains: [q, r]}]\nallow: [{capability: f.r.w, path_prefix: ./b}]';
    const { changed, added, removed } = compare(old, now);
    expect([added, removed]).toEqual([[], []]);
    expect(changed.map(({ details }) => details)).toEqual([
      [
        { what: 'capability', old: ['x'], new: ['x', 'y'] },
        { what: 'conditions.contains', old: ['p', 'q'], new: ['q', 'r'] },
      ],
      [{ what: 'conditions.path_prefix', old: ['./a'], new: ['./b'] }],
    ]);
  });

  it('tells a rule that moved to another section, and one that got a name', () => {
    const found = compare(
      'deny: [a.b.c]\nallow: [d.e.f]',
      'require_approval: [a.b.c]\nallow: [{id: n, capability: d.e.f}]',
    );
    expect(found.changed.map(({ details, mayAllow }) => ({ details, mayAllow }))).toEqual([
      { details: [{ what: 'section', old: 'deny', new: 'require_approval' }], mayAllow: false },
      { details: [{ what: 'id', old: 'allow[0]', new: 'n' }], mayAllow: false },
    ]);
  });

  it('tells arguments and approval terms one by one', () => {
    const old =
      'require_approval: [{id: a, capability: x.y, args: {to: {eq: b}, n: 5}, approval: {uses: 2}}]';
    const now =
      'require_approval: [{id: a, capability: x.y, args: {to: {eq: c}, m: 5}, approval: {expires_in: 5m}}]';
    expect(compare(old, now).changed[0]?.details).toEqual([
      { what: 'conditions.args.to', old: { eq: 'b' }, new: { eq: 'c' } },
      { what: 'conditions.args.n', old: { eq: 5 } },
      { what: 'conditions.args.m', new: { eq: 5 } },
      { what: 'approval.uses', old: 2 },
      { what: 'approval.expires_in', new: '5m' },
    ]);
  });

  it('tells settings, and which of them may let more through', () => {
    const old = 'risk_levels: {high: {action: deny}, low: {action: allow}}\nenforcement_mode: block';
    const now =
      'risk_levels: {high: {action: require_approval, from: 5}}\napproval_timeout_seconds: 60\nenforcement_mode: observe';
    expect(compare(old, now).settings).toEqual([
      { what: 'risk_levels.low', old: 'allow', mayAllow: false },
      { what: 'risk_levels.high', old: 'deny', new: 'require_approval', mayAllow: false },
      { what: 'risk_levels.high.from', new: 5, mayAllow: true },
      { what: 'approval_timeout_seconds', old: 3600, new: 60, mayAllow: false },
      { what: 'enforcement_mode', old: 'enforce', new: 'observe', mayAllow: true },
    ]);
  });

  it.each([
    ['deny: [{id: a, capability: x, amount_gt: 5}]', 'deny: [{id: a, capability: x, amount_gt: 4}]', false],
    ['deny: [{id: a, capability: x, amount_gt: 5}]', 'deny: [{id: a, capability: x, amount_gt: 6}]', true],
    [
      'allow: [{id: a, capability: x, amount_lte: 5}]',
      'allow: [{id: a, capability: x, amount_lte: 4}]',
      false,
    ],
    [
      'allow: [{id: a, capability: x, amount_lte: 5}]',
      'allow: [{id: a, capability: x, amount_lte: 6}]',
      true,
    ],
    ['deny: [{id: a, capability: x}]', 'deny: [{id: a, capability: x, contains: a}]', true],
    ['allow: [{id: a, capability: x}]', 'allow: [{id: a, capability: x, contains: a}]', false],
    ['allow: [{id: a, capability: x, tenant: [a, b]}]', 'allow: [{id: a, capability: x, tenant: a}]', false],
    ['deny: [{id: a, capability: x, tenant: [a, b]}]', 'deny: [{id: a, capability: x, tenant: a}]', true],
    ['deny: [{id: a, capability: x, args: {n: 1}}]', 'deny: [{id: a, capability: x, args: {n: 2}}]', true],
    ['allow: [{id: a, capability: x}]', 'deny: [{id: a, capability: x}]', false],
    ['deny: [{id: a, capability: [x, y]}]', 'require_approval: [{id: a, capability: x}]', true],
  ])('%s -> %s may allow more: %s', (old, now, mayAllow) => {
    expect(compare(old, now).changed[0]?.mayAllow).toBe(mayAllow);
  });

  it('never says that nothing more can be allowed where something is', () => {
    let newlyAllowed = 0;
    fc.assert(
      fc.property(situations(6), (situation) => {
        const { policy, events } = situation;
        const edited = edit(rngOf(situation), policy);
        const difference = comparePolicies(parseObject(policy), parseObject(edited));
        const [before, after] = [decider(policy), decider(edited)];
        for (const event of events) {
          if (before(event).decision === 'allow' || after(event).decision !== 'allow') continue;
          newlyAllowed++;
          expect({ mayAllow: difference.mayAllow > 0, policy, edited, event }).toMatchObject({
            mayAllow: true,
          });
        }
      }),
      { numRuns: 4000, seed: SEED },
    );
    expect(newlyAllowed).toBeGreaterThan(20);
  });
});

type Rules = readonly (string | Record<string, unknown>)[];
const SECTIONS = ['deny', 'require_approval', 'allow'] as const;

/** Another policy that is near: a rule dropped, moved, put in, or with a condition less or changed. */
function edit(r: Rng, policy: PolicyObject): PolicyObject {
  const section = r.pick(SECTIONS);
  const own = (policy[section] ?? []) as Rules;
  const donor = ((generatePolicy(r)[r.pick(SECTIONS)] ?? []) as Rules)[0] ?? 'fs.*';
  const bare = typeof donor === 'string' ? { capability: donor } : { ...donor };
  delete (bare as { id?: unknown }).id;
  delete (bare as { approval?: unknown }).approval;
  const at = r.below(own.length + 1);
  const target = own[at];
  if (target === undefined || r.chance(0.3))
    return { ...policy, [section]: own.toSpliced(at, 0, bare) } as never;
  const without = own.toSpliced(at, 1);
  if (typeof target === 'string' || r.chance(0.3)) return { ...policy, [section]: without } as never;
  if (r.chance(0.3)) {
    const other = r.pick(SECTIONS);
    const { approval: _, ...moved } = target;
    return {
      ...policy,
      [section]: without,
      [other]: [...((other === section ? without : policy[other]) ?? []), moved],
    } as never;
  }
  const keys = Object.keys(target).filter((key) => !['id', 'capability', 'reason', 'approval'].includes(key));
  if (keys.length === 0) return { ...policy, [section]: without } as never;
  const key = r.pick(keys);
  const { [key]: value, ...rest } = target;
  const changed =
    typeof value === 'number' ? { ...rest, [key]: Math.max(0, value + r.pick([-50, 50])) } : rest;
  const shorter = Array.isArray(value) && value.length > 1 ? { ...rest, [key]: value.slice(1) } : changed;
  return { ...policy, [section]: own.with(at, shorter) } as never;
}
