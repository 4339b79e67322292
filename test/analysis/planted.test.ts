import { describe, expect, it } from 'vitest';
import { decide, parsePolicy } from '../../src/index.js';
import { proveDiff, proveWithin } from '../../src/engine/analysis/index.js';
import type { PolicyObject } from '../reference/evaluate.js';
import { evaluate } from '../reference/evaluate.js';
import { parseObject } from '../support/subject.js';

/** Changes that a review would let pass, each of which lets something through. */
const DEFECTS: readonly [name: string, before: PolicyObject, after: PolicyObject][] = [
  [
    'a deny that looks for more text',
    { deny: [{ capability: 'shell', contains: 'rm -rf' }], allow: ['shell.exec'] },
    { deny: [{ capability: 'shell', contains: 'rm -rf /' }], allow: ['shell.exec'] },
  ],
  [
    'a deny of one capability fewer',
    { deny: [{ capability: ['db.drop', 'db.truncate'] }], allow: ['db'] },
    { deny: [{ capability: ['db.drop'] }], allow: ['db'] },
  ],
  [
    'a deny that now also needs an environment',
    { deny: [{ capability: 'db.drop' }], allow: ['db'] },
    { deny: [{ capability: 'db.drop', environment: 'production' }], allow: ['db'] },
  ],
  [
    'a prefix without its border',
    { allow: [{ capability: 'fs.read', args: { path: { starts_with: '/data/' } } }] },
    { allow: [{ capability: 'fs.read', args: { path: { starts_with: '/data' } } }] },
  ],
  [
    'a folder instead of one below it',
    { allow: [{ capability: 'fs.read', path_prefix: '/data/public' }] },
    { allow: [{ capability: 'fs.read', path_prefix: '/data' }] },
  ],
  [
    'a prefix where a parsed path stood',
    { allow: [{ capability: 'fs.read', path_prefix: '/data' }] },
    { allow: [{ capability: 'fs.read', args: { path: { starts_with: '/data/' } } }] },
  ],
  [
    'any_of for all_of',
    { allow: [{ capability: 'pay.send', all_of: [{ amount_lte: 100 }, { tenant: 'acme' }] }] },
    { allow: [{ capability: 'pay.send', any_of: [{ amount_lte: 100 }, { tenant: 'acme' }] }] },
  ],
  [
    'one of the items for each of them',
    { allow: [{ capability: 'pay.send', args: { 'items[].price': { lte: 10 } } }] },
    { allow: [{ capability: 'pay.send', not: { args: { 'items[].price': { gt: 10, lt: 1e9 } } } }] },
  ],
  [
    'a limit that forgets the payload without an amount',
    { allow: [{ capability: 'pay.send', amount_lte: 100 }] },
    { deny: [{ capability: 'pay.send', amount_gt: 100 }], allow: ['pay.send'] },
  ],
  [
    'a list of the bad that forgets the absent environment role',
    { allow: [{ capability: 'db.write', user_role: 'admin' }] },
    { allow: [{ capability: 'db.write', not: { user_role: ['guest', 'reader'] } }] },
  ],
  [
    'a bound that forgets the other side',
    { allow: [{ capability: 'pay.send', amount_gte: 0, amount_lte: 100 }] },
    { allow: [{ capability: 'pay.send', amount_lte: 100 }] },
  ],
  [
    'a pattern without anchors',
    { allow: [{ capability: 'mail.send', args: { to: { matches: '^[a-z]+@example\\.com$' } } }] },
    { allow: [{ capability: 'mail.send', args: { to: { matches: '[a-z]+@example\\.com' } } }] },
  ],
  [
    'a dot that is any character',
    { allow: [{ capability: 'mail.send', args: { to: { matches: '^a@example\\.com$' } } }] },
    { allow: [{ capability: 'mail.send', args: { to: { matches: '^a@example.com$' } } }] },
  ],
  [
    'a level that is only flagged',
    { allow: ['db.write'], risk_levels: { critical: { action: 'deny' } } },
    { allow: ['db.write'], risk_levels: { critical: { action: 'warn' } } },
  ],
  [
    'an approval that ends a little higher',
    { require_approval: [{ capability: 'pay', amount_gte: 100 }], allow: ['pay'] },
    { require_approval: [{ capability: 'pay', amount_gt: 100 }], allow: ['pay'] },
  ],
  [
    'a capability with a star in a segment',
    { allow: ['mcp.github.get_issue'] },
    { allow: ['mcp.github.get_*'] },
  ],
];

describe('a defect planted in a policy', () => {
  it.each(DEFECTS)('%s is found, with an event that shows it', (_, before, after) => {
    const { proofs, allowsNoMore } = proveDiff(parseObject(before), parseObject(after));
    expect(allowsNoMore).toBe('refuted');
    const found = proofs.find(({ name, outcome }) => name.startsWith('newly_') && outcome === 'refuted');
    const { event } = found!.witness!;
    const [is, was] = [evaluate(after, event).decision, evaluate(before, event).decision];
    expect([is, was]).toEqual([
      expect.stringMatching('allow'),
      expect.stringMatching('deny|require_approval'),
    ]);
    expect(decide(parseObject(after), event).decision).toBe(is);
  });

  // Two ways of reading paths: neither is within the other.
  const ordered = DEFECTS.filter(([name]) => !name.startsWith('a prefix where'));

  it.each(ordered)('%s, the other way round, allows nothing more', (_, before, after) => {
    const { proofs } = proveDiff(parseObject(after), parseObject(before));
    const outcomes = new Map(proofs.map(({ name, outcome }) => [name, outcome]));
    expect([outcomes.get('newly_allowed'), outcomes.get('newly_without_approval')]).toEqual([
      'proved',
      'proved',
    ]);
    expect(proveWithin(parseObject(after), parseObject(before)).outcome).toBe('proved');
  });
});

describe('a payload without a text', () => {
  it('satisfies no grant, whatever its keys hold that a restriction reads', () => {
    const before = parsePolicy('allow: [{ capability: "*", match_regex: "a?" }]');
    const after = parsePolicy('require_approval: [{ capability: pay, contains: "null" }]');
    const found = proveDiff(before, after).proofs.find(({ name }) => name === 'newly_approvable')!;
    expect(found.outcome).toBe('refuted');
    expect(decide(before, found.witness!.event).decision).toBe('deny');
  });
});

describe('policies that say the same', () => {
  const SAME: readonly [name: string, a: PolicyObject, b: PolicyObject][] = [
    [
      'in another order',
      { deny: [{ capability: 'a.b', contains: 'x' }, 'a.c'], allow: ['a'] },
      { deny: ['a.c', { capability: 'a.b', contains: 'x' }], allow: ['a'] },
    ],
    [
      'once as a list and once rule by rule',
      { allow: [{ capability: ['a.b.*', 'a.c.*'], tenant: ['x', 'y'] }] },
      {
        allow: [
          { capability: 'a.b.*', any_of: [{ tenant: 'x' }, { tenant: 'y' }] },
          { capability: 'a.c.*', tenant: ['x', 'y'] },
        ],
      },
    ],
    [
      'with a double negation',
      { allow: [{ capability: 'a.b', amount_lte: 5 }] },
      { allow: [{ capability: 'a.b', not: { not: { amount_lte: 5 } } }] },
    ],
    [
      'with a rule that never decides',
      { deny: ['a.b'], allow: ['a'] },
      { deny: ['a.b', { capability: 'a.b.c', contains: 'x' }], allow: ['a'] },
    ],
  ];

  it.each(SAME)('%s, are proved to', (_, a, b) => {
    expect(proveDiff(parseObject(a), parseObject(b)).equivalent).toBe('proved');
  });
});

describe('what cannot be said', () => {
  it('is unknown where the budget is used up, and never proved', () => {
    const before = parsePolicy('deny: [{ capability: a.b, match_regex: "(x+y)*z{5,20}q" }]\nallow: [a]');
    const after = parsePolicy('deny: [{ capability: a.b, match_regex: "(x+y)*z{6,20}q" }]\nallow: [a]');
    expect(proveDiff(before, after, { steps: 20 }).allowsNoMore).toBe('unknown');
    expect(proveDiff(before, after).allowsNoMore).toBe('refuted');
  });

  it('is unknown once time is over', () => {
    const policy = parsePolicy('allow: [{ capability: a.b, contains: x }]');
    const other = parsePolicy('allow: [{ capability: a.b, contains: xyz }]');
    const { proofs } = proveDiff(policy, other, { steps: 1e6, expired: () => true });
    for (const { outcome } of proofs) expect(outcome).toBe('unknown');
  });

  it('gives the same answer every time', () => {
    const [a, b] = [parseObject(DEFECTS[0]![1]), parseObject(DEFECTS[0]![2])];
    expect(proveDiff(a, b)).toEqual(proveDiff(a, b));
  });
});
