import { describe, expect, it } from 'vitest';
import { compilePolicy, decide, explain, loadPolicy, parsePolicy } from '../../src/index.js';
import type { EventInput, JsonObject } from '../../src/index.js';

const policyOf = (policy: object) => parsePolicy(JSON.stringify(policy));
function answer(policy: object, event: Partial<EventInput> = {}): string {
  const { decision, reason } = decide(policyOf(policy), { actor: 'x', capability: 'a.b.c', ...event });
  return `${decision} ${reason}`;
}

/** Whether a deny rule with these conditions matches, and whether an allow rule does. */
function truths(
  conditions: object,
  payload: JsonObject,
  event: Partial<EventInput> = {},
): [boolean, boolean] {
  const rule = { capability: 'a', ...conditions };
  return [
    answer({ deny: [rule], allow: ['a.b'] }, { payload, ...event }).startsWith('deny'),
    answer({ allow: [rule] }, { payload, ...event }).startsWith('allow'),
  ];
}

describe('readings', () => {
  it.each<[string, object, JsonObject, boolean, boolean]>([
    // conditions, payload, whether a deny rule matches, whether an allow rule does
    ['a needle in every string', { contains: 'ls' }, { a: 'ls', b: 'LS -l' }, true, true],
    ['a needle in some string', { contains: 'ls' }, { a: 'ls', b: 'rm' }, true, false],
    ['a needle in a key', { contains: 'drop' }, { drop: 1 }, true, false],
    ['a needle in a number', { contains: '42' }, { n: 1420 }, true, false],
    ['a needle across an argv', { contains: 'rm -rf' }, { argv: ['rm', '-rf', '/'] }, true, false],
    ['fullwidth letters', { contains: 'rm -rf' }, { c: 'ｒｍ －ｒｆ' }, true, false],
    ['soft hyphens', { contains: 'secret' }, { c: 'se\u00adcret' }, true, false],
    ['bidi marks', { contains: 'secret' }, { c: 'se\u202ecret' }, true, false],
    ['a dotless i', { contains: 'admin' }, { c: 'admın' }, true, false],
    ['lists of needles share the texts', { contains: ['a', 'b'] }, { x: 'a', y: 'b' }, true, true],
    ['lists of needles leave one text out', { contains: ['a', 'b'] }, { x: 'a', y: 'c' }, true, false],
    ['a pattern with the case of the text', { match_regex: '^DROP' }, { q: 'DROP x' }, true, true],
    ['a pattern with another case', { match_regex: '^DROP' }, { q: 'drop x' }, true, false],
    ['a pattern in no string', { match_regex: '^DROP' }, { q: 'select' }, false, false],
    ['no text at all', { contains: 'x' }, {}, false, false],
    ['an amount', { amount_gt: 10 }, { amount: 11 }, true, true],
    ['an amount as text', { amount_gt: 10 }, { amount: '11.00' }, true, true],
    ['an amount in cents', { amount_gt: 10 }, { amount_cents: 11 }, true, true],
    ['an amount with a currency', { amount_gt: 10 }, { totalUSD: 11 }, true, true],
    ['an amount in words', { amount_gt: 10 }, { amount: 'ten' }, true, false],
    ['a cost center', { amount_gt: 10 }, { cost_center: 'CC-9', costCentreId: 99 }, false, false],
    ['the name of a price', { amount_gt: 10 }, { price_id: 'p_9', amountType: 'net' }, false, false],
    ['the cost of a center', { amount_gt: 10 }, { center_cost: 99 }, true, true],
    ['an amount that is asked for', { amount_gt: 10 }, { include_total: true }, false, false],
    ['an amount under such a name', { amount_gt: 10 }, { include_total: 99 }, true, true],
    ['an amount in exponents', { amount_gt: 10 }, { amount: '1e9' }, true, false],
    ['an amount of too many digits', { amount_gt: 10 }, { amount: '0.12345678901234567' }, true, false],
    ['an amount in an object', { amount_gt: 10 }, { amount: { units: 1 } }, true, false],
    ['two amounts', { amount_lte: 10 }, { amount: 1, total: 50 }, true, false],
    ['a word that is no amount', { amount_gt: 10 }, { summary: 11, evaluate: 12 }, false, false],
    ['a path in a folder', { path_prefix: '/data' }, { path: '/data/x' }, true, true],
    ['the folder itself', { path_prefix: '/data/' }, { path: '/data' }, true, true],
    ['a path that leaves it', { path_prefix: '/data' }, { path: '/data/../etc' }, true, false],
    ['a path that returns', { path_prefix: '/data' }, { path: '/x/../data/y' }, true, false],
    ['an encoded path', { path_prefix: '/data' }, { path: '/%64ata/x' }, true, false],
    ['a file URL', { path_prefix: '/data' }, { path: 'file:///data/x' }, true, true],
    ['a file URL of another host', { path_prefix: '/data' }, { path: 'file://h/data/x' }, true, false],
    ['back slashes', { path_prefix: '/data' }, { path: '\\data\\x' }, true, true],
    [
      'a POSIX path that looks like a device',
      { path_prefix: '/etc' },
      { path: '//./etc/shadow' },
      true,
      true,
    ],
    [
      'a drive in the device namespace',
      { path_prefix: 'c:/data' },
      { path: '\\\\?\\C:\\data\\x' },
      true,
      false,
    ],
    ['another case', { path_prefix: '/data' }, { path: '/DATA/x' }, true, false],
    ['a variable', { path_prefix: '/data' }, { path: '$HOME/x' }, true, false],
    ['a home', { path_prefix: '~/.ssh' }, { path: '~/.ssh/id' }, true, true],
    ['a relative path', { path_prefix: '/data' }, { path: 'x/y' }, false, false],
    ['a relative path that climbs', { path_prefix: '/data' }, { path: '../../data/y' }, true, false],
    ['a NUL', { path_prefix: '/data' }, { path: '/data/x\0' }, true, false],
    ['a number where a path is meant', { path_prefix: '/data' }, { path: 7 }, true, false],
    ['a path in a list below a key', { path_prefix: '/data' }, { files: [{ name: '/data/x' }] }, true, true],
    ['a wildcard', { path_prefix: '/data/secret' }, { path: '/data/*' }, true, false],
    ['the payload’s own folder', { path_prefix: '/etc' }, { path: 'shadow', cwd: '/etc' }, true, false],
    ['a glob anywhere', { path: { glob: '**/.env*' } }, { path: '/a/b/.env.local' }, true, true],
    ['a variable before a glob', { path: { glob: '**/.ssh/**' } }, { path: '$D/id' }, true, false],
    ['a home before a glob', { path: { glob: '**/alice/**' } }, { path: '~/x' }, true, false],
    ['a home before a fixed end', { path: { glob: '**/.env*' } }, { path: '~/x.txt' }, false, false],
    ['a home and the glob below it', { path: { glob: '**/.ssh/*' } }, { path: '~/.ssh/id' }, true, true],
    [
      'a climb that may come back',
      { path: { outside: './secrets' } },
      { path: '../proj/secrets/k' },
      true,
      false,
    ],
    [
      'a climb that may come back to a prefix',
      { path_prefix: './secrets' },
      { path: '../proj/secrets/k' },
      true,
      false,
    ],
    ['a star that would climb', { path: { glob: '**/a.txt' } }, { path: '../../a.txt' }, true, false],
    ['a file named ~', { path_prefix: '~' }, { path: './~/x' }, false, false],
    ['a bad escape among good ones', { path_prefix: '/etc' }, { path: '%2f%ff%2f..%2fetc%2fx' }, true, false],
    [
      'a folder in an object',
      { path_prefix: '/etc/ssh' },
      { path: 'ssh/key', cwd: { x: '/etc' } },
      true,
      false,
    ],
    ['a folder in fullwidth', { path_prefix: '/etc/ssh' }, { path: 'ssh/key', cwd: '／etc' }, true, false],
    ['a key in odd capitals', { amount_gt: 10 }, { AmOunt: 11 }, true, true],
    ['a key with something invisible', { amount_gt: 10 }, { 'am\u200bount': 11 }, true, true],
    ['an argv in pieces', { contains: 'rm -rf' }, { argv: [['rm'], ['-rf']] }, true, false],
    ['a table with something invisible', { table: 'users' }, { table: 'users\u200b' }, true, false],
    ['a glob outside', { path: { glob: 'docs/**' } }, { path: 'src/x' }, false, false],
    ['outside', { path: { outside: './w' } }, { path: './w/x' }, false, false],
    ['outside, left', { path: { outside: './w' } }, { path: './w/../x' }, true, false],
    ['outside, far', { path: { outside: './w' } }, { path: './x' }, true, true],
    ['a named argument', { path: { in: 'to', within: './w' } }, { to: './w/a', path: '/etc' }, true, true],
  ])('%s', (_, conditions, payload, restricts, grants) => {
    expect(truths(conditions, payload)).toEqual([restricts, grants]);
  });

  it('takes relative paths from the host’s folder', () => {
    const context = { cwd: '/home/u/project' };
    expect(truths({ path_prefix: './w' }, { path: '/home/u/project/w/x' }, { context })).toEqual([
      true,
      true,
    ]);
    expect(truths({ path_prefix: '/etc' }, { path: '../../../etc/passwd' }, { context })).toEqual([
      true,
      false,
    ]);
    expect(truths({ path_prefix: '/etc' }, { path: 'x' }, { context })).toEqual([false, false]);
    expect(truths({ path_prefix: './w' }, { path: '/home/u/project/w/x' })).toEqual([true, false]);
  });
});

describe('args', () => {
  it.each<[string, object, JsonObject, boolean, boolean]>([
    ['a literal', { x: 'a' }, { x: 'a' }, true, true],
    ['another value', { x: 'a' }, { x: 'b' }, false, false],
    ['another type', { x: 5 }, { x: '5' }, true, false],
    ['nothing there', { x: 'a' }, {}, false, false],
    ['nothing there for ne', { x: { ne: 'a' } }, {}, false, false],
    ['exists false', { x: { exists: false } }, {}, true, true],
    ['exists false, there', { x: { exists: false } }, { x: null }, false, false],
    ['each element', { 'x[].p': { lte: 5 } }, { x: [{ p: 1 }, { p: 9 }] }, true, false],
    ['each element, all', { 'x[].p': { lte: 5 } }, { x: [{ p: 1 }, { p: 2 }] }, true, true],
    ['an empty list', { 'x[]': { lte: 5 } }, { x: [] }, false, false],
    ['no list', { 'x[]': { lte: 5 } }, { x: 1 }, true, false],
    ['a list without brackets', { x: { starts_with: 'a' } }, { x: ['a'] }, true, false],
    ['a whole value', { x: { matches: '^[a-z]+$' } }, { x: 'abc' }, true, true],
    ['a value with a newline', { x: { matches: '^[a-z]+$' } }, { x: 'abc\nrm' }, false, false],
    ['a type', { x: { type: 'integer' } }, { x: 3 }, true, true],
    ['a length in characters', { x: { length_lte: 1 } }, { x: '😀' }, true, true],
    ['a deep value', { x: { eq: { a: [1] } } }, { x: { a: [1] } }, true, true],
    ['a name that every object has', { constructor: { exists: true } }, {}, false, false],
    ['two matchers on one element', { 'x[]': { gte: 1, lte: 2 } }, { x: [0, 3] }, false, false],
    ['a path', { x: { within: './w' } }, { x: './w/../../etc' }, true, false],
  ])('%s', (_, args, payload, restricts, grants) => {
    expect(truths({ args }, payload)).toEqual([restricts, grants]);
  });
});

describe('not, any_of, all_of', () => {
  it('turns the question round, so that a decoy lifts no restriction', () => {
    const policy = { deny: [{ capability: 'a', not: { contains: 'safe' } }], allow: ['a.b'] };
    expect(answer(policy, { payload: { c: 'safe' } })).toBe('allow policy_allow');
    expect(answer(policy, { payload: { c: 'rm', note: 'safe' } })).toBe('deny policy_deny');
    expect(answer(policy, { payload: {} })).toBe('deny policy_deny');
  });

  it('keeps unknown unknown', () => {
    const payload = { amount: '5,000' };
    expect(truths({ not: { amount_gt: 10 } }, payload)).toEqual([true, false]);
    expect(truths({ any_of: [{ amount_gt: 10 }, { environment: 'development' }] }, payload)).toEqual([
      true,
      true,
    ]);
    expect(truths({ all_of: [{ amount_gt: 10 }, { environment: 'staging' }] }, payload)).toEqual([
      false,
      false,
    ]);
  });

  it('reads a tool’s name in the payload only to restrict', () => {
    expect(truths({ tool_name: 'admin_*' }, { tool_name: 'admin_x' })).toEqual([true, false]);
    expect(truths({ tool_name: 'admin_*' }, {}, { context: { tool_name: 'admin_x' } })).toEqual([true, true]);
    expect(truths({ not: { tool_name: 'read_*' } }, { tool_name: 'read_x' })).toEqual([true, false]);
  });
});

describe('risk', () => {
  const policy = {
    allow: ['a.b'],
    risk_levels: {
      medium: { action: 'warn' },
      high: { action: 'require_approval', from: 7 },
      critical: { action: 'deny', from: 9 },
    },
  };

  it.each<[EventInput['risk'] & (string | number), string]>([
    ['low', 'allow policy_allow'],
    ['medium', 'allow policy_warn'],
    ['high', 'require_approval approval_required'],
    ['critical', 'deny risk_level:critical'],
    [0, 'allow policy_allow'],
    [6.9, 'allow policy_allow'],
    [7, 'require_approval approval_required'],
    [100, 'deny risk_level:critical'],
  ])('%s', (risk, expected) => {
    expect(answer(policy, { risk })).toBe(expected);
  });

  it('takes a number that nothing explains for the worst', () => {
    expect(
      answer({ allow: ['a.b'], risk_levels: { high: { action: 'require_approval' } } }, { risk: 0.1 }),
    ).toBe('require_approval approval_required');
    expect(answer({ deny: [{ capability: 'a', risk_level: 'high' }], allow: ['a.b'] }, { risk: 0.1 })).toBe(
      'deny policy_deny',
    );
  });

  it('only ever tightens', () => {
    const high = { risk_levels: { high: { action: 'require_approval' }, critical: { action: 'deny' } } };
    expect(answer({ allow: ['z'], ...high }, { risk: 'high' })).toBe('deny policy_default_deny');
    expect(answer({ require_approval: ['a'], ...high }, { risk: 'critical' })).toBe(
      'deny risk_level:critical',
    );
    expect(answer({ deny: ['a'], ...high }, { risk: 'critical' })).toBe('deny policy_deny');
  });

  it('lets the host ask for a person', () => {
    const asked = { host: { require_approval: true } };
    expect(answer({ allow: ['a.b'] }, asked)).toBe('require_approval approval_required');
    expect(answer({ deny: ['a.b'] }, asked)).toBe('deny policy_deny');
    expect(answer({ allow: ['z'] }, asked)).toBe('deny policy_default_deny');
  });
});

describe('a decision', () => {
  it('names its rule, with its place and words', () => {
    const policy = parsePolicy('deny:\n  - id: no\n    capability: a\n    reason: Not here', {
      file: 'p.yaml',
    });
    const decision = decide(policy, { actor: 'x', capability: 'a.b.c' });
    expect(decision.rule).toEqual({ id: 'no', section: 'deny', file: 'p.yaml', line: 2, reason: 'Not here' });
    expect(decision.policy).toEqual({ name: 'p', digest: policy.digest });
    expect(Object.isFrozen(decision)).toBe(true);
  });

  it('tells how an approval lives', () => {
    const policy = policyOf({
      approval_timeout_seconds: 60,
      require_approval: [{ capability: 'a', approval: { uses: 3 } }, 'b'],
    });
    expect(decide(policy, { actor: 'x', capability: 'a.b.c' }).approval).toEqual({
      expiresIn: 60,
      uses: 3,
      maxUses: 3,
      approvers: 1,
    });
    expect(decide(policy, { actor: 'x', capability: 'b.b.c' }).approval).toEqual({
      expiresIn: 60,
      uses: 1,
      approvers: 1,
    });
  });

  it('denies whatever is no event and whatever is no policy', () => {
    const policy = policyOf({ allow: ['a.b'] });
    expect(decide(policy, null)).toMatchObject({
      decision: 'deny',
      reason: 'invalid_event',
      detail: 'an event must be an object',
    });
    expect(decide(undefined as never, { actor: 'x', capability: 'a.b.c' })).toMatchObject({
      decision: 'deny',
      reason: 'policy_error',
    });
    expect(decide({} as never, { actor: 'x', capability: 'a.b.c' })).toMatchObject({
      decision: 'deny',
      reason: 'policy_error',
    });
  });

  it('forgets nothing that it learned from another event', () => {
    const policy = policyOf({ deny: [{ capability: 'a', contains: 'drop' }], allow: ['a.b'] });
    const ask = (payload: JsonObject) =>
      decide(policy, { actor: 'x', capability: 'a.b.c', payload }).decision;
    expect(ask({ q: 'drop', drop: 1 })).toBe('deny');
    expect(ask({ drop: 1 })).toBe('deny');
    expect(ask({ q: 1 })).toBe('allow');
  });

  it('is compiled once', () => {
    const policy = policyOf({ allow: ['a.b'] });
    expect(compilePolicy(policy)).toBe(compilePolicy(policy));
    expect(compilePolicy(compilePolicy(policy))).toBe(compilePolicy(policy));
  });
});

describe('an explanation', () => {
  it('names each condition, its truth, and the reading that decided it', () => {
    const policy = policyOf({
      require_approval: [{ id: 'big', capability: 'pay', amount_gt: 1000, environment: 'development' }],
      allow: ['pay.out', 'x.y'],
    });
    const explanation = explain(policy, {
      actor: 'x',
      capability: 'pay.out.eu',
      payload: { items: [{ amount: 5 }, { amount: '5,000' }] },
    });
    expect(explanation.decision.decision).toBe('require_approval');
    expect(explanation.restedOnUnknown).toBe(true);
    expect(explanation.otherRules).toBe(1);
    expect(explanation.candidates.map(({ rule, matched, truth }) => [rule.id, matched, truth])).toEqual([
      ['big', true, 'unknown'],
      ['allow[0]', true, 'true'],
    ]);
    expect(explanation.candidates[0]?.conditions).toMatchObject([
      {
        condition: 'environment',
        truth: 'true',
        reading: { at: 'environment', value: 'development', form: 'host' },
      },
      {
        condition: 'amount_gt',
        truth: 'unknown',
        reading: { at: '$.items[1].amount', value: '5,000' },
        note: 'not a plain number',
      },
    ]);
  });

  it('has no candidates for what is no event', () => {
    expect(explain(policyOf({ allow: ['a.b'] }), 7)).toMatchObject({
      decision: { reason: 'invalid_event' },
      candidates: [],
      otherRules: 1,
    });
  });

  it.each(['shell', 'filesystem', 'database', 'payments', 'mcp', 'kubernetes'])(
    'of the pack %s agrees with its decision',
    (pack) => {
      const policy = loadPolicy(`pack:${pack}/baseline`);
      const event = {
        actor: 'x',
        capability: `${pack}.exec.prod`,
        payload: { command: 'rm -rf /', path: '/etc/shadow', amount: 'x' },
      };
      const { decision, candidates } = explain(policy, event);
      expect(
        candidates.some((candidate) => candidate.matched && candidate.rule.id === decision.rule?.id),
      ).toBe(decision.rule !== null);
    },
  );
});
