import { describe, expect, it } from 'vitest';
import { PolicyError, SuiteError } from '../../src/engine/model/errors.js';
import type { Problem } from '../../src/engine/model/errors.js';
import { parseSuite } from '../../src/engine/suite/parse.js';

function problemsOf(text: string): readonly Problem[] {
  try {
    parseSuite(text, 'x.cases.yaml');
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
  throw new Error('the suite was expected not to load');
}

const said = (text: string): string[] =>
  problemsOf(text).map(({ position: { line, column }, message, help }) => {
    return `${line}:${column}: ${message}${help === undefined ? '' : ` (${help})`}`;
  });

describe('parseSuite', () => {
  it('reads cases with inline policies, aliases and files', () => {
    const suite = parseSuite(
      `suite: ops
cases:
  - name: one
    policy: &p { deny: [a] }
    event: { actor: x, capability: a.b.c }
    expect: { decision: deny, reason: policy_deny, rule: "deny[0]" }
  - name: two
    policy: *p
    event: 5
    expect: { decision: deny }
  - name: three
    policy: ../ops.yaml
    event: {}
    expect: { decision: deny }
`,
      'x.cases.yaml',
    );
    expect(suite).toMatchObject({ name: 'ops', file: 'x.cases.yaml' });
    expect(suite.cases.map((item) => item.policy.value)).toEqual([
      { deny: ['a'] },
      { deny: ['a'] },
      '../ops.yaml',
    ]);
    expect(suite.cases.map((item) => item.policy.locate([]).position.line)).toEqual([4, 4, 12]);
    expect(suite.cases.map((item) => item.event)).toEqual([{ actor: 'x', capability: 'a.b.c' }, 5, {}]);
    expect(suite.cases[0]?.expected).toEqual({ decision: 'deny', reason: 'policy_deny', rule: 'deny[0]' });
    expect(suite.cases[1]?.position).toEqual({ file: 'x.cases.yaml', line: 7, column: 11 });
  });

  it('takes a policy at the top for the cases without one', () => {
    const suite = parseSuite(
      'policy: a.yaml\ncases: [{ name: n, event: {}, expect: { decision: deny } }, { name: m, policy: b.yaml, event: {}, expect: { decision: deny } }]',
      'dir/shell.cases.yaml',
    );
    expect(suite.name).toBe('shell');
    expect(suite.cases.map((item) => item.policy.value)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('reads the form of earlier engines', () => {
    const suite = parseSuite(
      `cases:
  - name: old
    policy: p.yaml
    event:
      actor: { id: bot, role: admin }
      action: { capability: shell.exec }
      operation: run
      resource: shell
      environment: production
      tenant: acme
      risk_level: high
      tool_name: bash
      payload: { command: ls }
      metadata: { session: s1, caller_depth: 2, table: users, trace: ignored }
    expected: { verdict: block }
  - name: plain
    policy: p.yaml
    event: { actor: bot, action: write, resource: file }
    expected: { verdict: require_approval }
`,
      'x.yaml',
    );
    expect(suite.cases[0]?.event).toEqual({
      actor: 'bot',
      action: 'run',
      capability: 'shell.exec',
      resource: 'shell',
      environment: 'production',
      risk: 'high',
      payload: { command: 'ls' },
      context: {
        session: 's1',
        tenant: 'acme',
        user_role: 'admin',
        caller_depth: 2,
        tool_name: 'bash',
        table: 'users',
      },
    });
    expect(suite.cases[0]?.expected).toEqual({ decision: 'deny' });
    expect(suite.cases[1]?.event).toEqual({ actor: 'bot', action: 'write', resource: 'file', context: {} });
    expect(suite.cases[1]?.expected).toEqual({ decision: 'require_approval' });
  });

  it('reports everything that is wrong at once, with its place', () => {
    expect(
      said(`suit: ops
cases:
  - name: one
    policy: p.yaml
    event: {}
    expect: { decison: deny }
  - name: 7
    policy: 5
    expect: { decision: dney, reason: policy_denied, rule: [] }
  - nam: three
    event: { actor: { id: x, rol: y }, action: 5, tol_name: x }
    expected: { verdict: no }
    expect: { decision: deny }
`),
    ).toEqual(['1:1: unknown key `suit` (did you mean `suite`?)']);
    expect(
      said(`cases:
  - name: one
    policy: p.yaml
    event: {}
    expect: { decison: deny }
  - name: 7
    policy: 5
    expect: { decision: dney, reason: policy_denied, rule: [] }
  - nam: three
    event: { actor: { id: x, rol: y }, action: 5, tol_name: x }
    expected: { verdict: no }
    expect: { decision: deny }
`),
    ).toEqual([
      '5:13: `decision` is missing',
      '5:15: unknown key `decison` (did you mean `decision`?)',
      '6:5: `event` is missing',
      '6:11: `name` must be text, not a number',
      '7:13: `policy` must be text or a map, not a number',
      '8:25: `decision` must be one of `allow`, `deny`, `require_approval`, not `dney` (did you mean `deny`?)',
      expect.stringContaining('8:39: `reason` must be one of `policy_allow`'),
      '8:60: `rule` must be text, not a list',
      '9:5: `name` is missing',
      '9:5: unknown key `nam` (did you mean `name`?)',
      '10:30: unknown key `rol` (did you mean `role`?)',
      '10:48: `action` must be text or a map, not a number',
      '10:51: unknown key `tol_name` (did you mean `tool_name`?)',
      expect.stringContaining('11:26: `verdict` must be one of'),
      '12:5: unknown key `expect` (did you mean `expected`?)',
    ]);
  });

  it('refuses a name twice', () => {
    const one = '{ name: n, policy: p.yaml, event: {}, expect: { decision: deny } }';
    expect(said(`cases:\n  - ${one}\n  - ${one}\n`)).toEqual([
      '3:13: the case name `n` stands here twice (the first is on line 2)',
    ]);
  });

  it('wants a policy somewhere', () => {
    expect(said('cases: [{ name: n, event: {}, expect: { decision: deny } }]')).toEqual([
      '1:9: `policy` is missing (name one here, or at the top of the suite)',
    ]);
  });

  it.each([
    ['', '1:1: a suite must be a map, not nothing'],
    ['[]', '1:1: a suite must be a map, not a list'],
    ['cases: 5', '1:8: `cases` must be a list, not a number'],
    ['suite: x', '1:1: `cases` is missing'],
    ['cases: [5]', '1:9: item 1 must be a map, not a number'],
    [
      'cases: [{ name: "", policy: p, event: 1, expect: { decision: deny } }]',
      '1:17: `name` must not be empty',
    ],
  ])('says what is wrong with %j', (text, message) => {
    expect(said(text)).toEqual([message]);
  });

  it('refuses a suite without cases', () => {
    expect(() => parseSuite('cases: []', 'x.yaml')).toThrow(SuiteError);
    expect(() => parseSuite('cases: []', 'x.yaml')).toThrow('`x.yaml` has no cases');
  });

  it('has the limits of every file: depth, aliases, duplicate keys', () => {
    expect(problemsOf('cases: [\ncases: []')[0]?.code).toBe('syntax');
    expect(problemsOf('cases: []\ncases: []')[0]?.code).toBe('duplicate_key');
    expect(problemsOf(`cases: ${'['.repeat(100)}${']'.repeat(100)}`)[0]?.code).toBe('too_deep');
  });
});
