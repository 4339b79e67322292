import { describe, expect, it } from 'vitest';
import { checkPolicyText, lintPolicy, parsePolicy } from '../../src/index.js';

function codes(policy: object): string[] {
  return lintPolicy(parsePolicy(JSON.stringify(policy))).map(({ code, rule }) =>
    `${code} ${rule ?? ''}`.trim(),
  );
}

describe('lint', () => {
  it.each<[string, object, string[]]>([
    ['an allow behind a deny', { deny: ['a.b'], allow: ['a.b.c'] }, ['unreachable allow[0]']],
    ['an allow behind a starred deny', { deny: ['*.b.*'], allow: ['a.b.c'] }, ['unreachable allow[0]']],
    ['an allow behind a glob', { deny: ['a.del_*'], allow: ['a.del_x.c'] }, ['unreachable allow[0]']],
    ['an allow behind another case', { deny: ['A.B'], allow: ['a.b.c'] }, ['unreachable allow[0]']],
    [
      'an approval behind a deny',
      { deny: ['a'], require_approval: [{ capability: 'a.b.c', amount_gt: 1 }] },
      ['unreachable require_approval[0]'],
    ],
    ['a repeated rule', { allow: ['a.b.c', 'a.b.c'] }, ['unreachable allow[1]']],
    [
      'an allow that a wider one makes idle',
      { allow: ['a.b', { capability: 'a.b.c', environment: 'x' }] },
      ['unreachable allow[1]'],
    ],
    [
      'a deny with a condition hides nothing',
      { deny: [{ capability: 'a', environment: 'x' }], allow: ['a.b.c'] },
      [],
    ],
    ['a narrower deny hides nothing', { deny: ['a.b.c'], allow: ['a.b'] }, []],
    ['an exact pattern hides no deeper one', { deny: ['a.b.c'], allow: ['a.b.c.d'] }, []],
    ['a tail hides not its own stem', { deny: ['a.b.c.*'], allow: ['a.b.c'] }, []],
    ['only all capabilities together', { deny: ['a.b'], allow: [{ capability: ['a.b.c', 'x.y.z'] }] }, []],
    ['a whole resource', { allow: ['shell'] }, ['broad_grant allow[0]']],
    ['a starred resource', { allow: ['shell.*'] }, ['broad_grant allow[0]']],
    ['everything', { allow: ['*'] }, ['broad_grant allow[0]']],
    ['a resource with a condition', { allow: [{ capability: 'shell', environment: 'dev' }] }, []],
    ['a grant on a text', { allow: [{ capability: 'a.b', contains: 'ok' }] }, ['weak_condition allow[0]']],
    [
      'a grant on a text and more',
      { allow: [{ capability: 'a.b', contains: 'ok', environment: 'dev' }] },
      [],
    ],
    ['an open range', { allow: [{ capability: 'a.b', amount_lte: 5 }] }, ['open_range allow[0]']],
    ['a closed range', { allow: [{ capability: 'a.b', amount_lte: 5, amount_gte: 0 }] }, []],
    [
      'a command known by its text',
      { deny: [{ capability: 'shell.exec', contains: 'rm' }] },
      ['evadable_text deny[0]'],
    ],
    ['observing only', { enforcement_mode: 'observe', allow: ['a.b'] }, ['observe_mode']],
  ])('%s', (_, policy, expected) => {
    expect(codes(policy)).toEqual(expected);
  });

  it('compares ten thousand rules in a moment', () => {
    const allow = Array.from({ length: 9_999 }, (_, i) => `svc.action${i}.scope`);
    const start = performance.now();
    expect(codes({ allow, deny: ['svc.action7'] })).toEqual(['unreachable allow[7]']);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('reports errors and warnings in one form, with the line', () => {
    const report = checkPolicyText('allow:\n  - shell\n');
    expect(report.findings).toMatchObject([
      { severity: 'warning', code: 'broad_grant', excerpt: '  - shell', position: { line: 2, column: 5 } },
    ]);
    expect(report.summary?.rules).toEqual({ deny: 0, require_approval: 0, allow: 1 });
    expect(checkPolicyText('alow: []').findings).toMatchObject([
      { severity: 'error', code: 'unknown_key', excerpt: 'alow: []' },
    ]);
  });
});
