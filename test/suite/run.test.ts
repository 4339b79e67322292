import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PolicyError, SuiteError } from '../../src/engine/model/errors.js';
import { parseSuite, runSuites } from '../../src/engine/suite/index.js';

const folder = mkdtempSync(join(tmpdir(), 'capfence-suite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const suite = (text: string, name = 'x.cases.yaml') => parseSuite(text, join(folder, name));

const PAY = `policy: &pay
  deny: [{ id: never, capability: pay.refund }]
  require_approval: [{ id: large, capability: pay, amount_gt: 10 }]
  allow: [{ id: small, capability: pay.out, amount_gte: 0, amount_lte: 10 }]
`;

describe('runSuites', () => {
  it.each([
    ['decision: require_approval', true],
    ['decision: require_approval, reason: approval_required', true],
    ['decision: require_approval, reason: "approval_required:0190c0de"', true],
    ['decision: require_approval, reason: policy_allow', false],
    ['decision: require_approval, rule: large', true],
    ['decision: require_approval, rule: small', false],
    ['decision: allow', false],
  ])('compares { %s }', (expected, ok) => {
    const one = `${PAY}cases: [{ name: n, event: { actor: a, capability: pay.out.eu, payload: { amount: 11 } }, expect: { ${expected} } }]`;
    const run = runSuites([suite(one)]);
    expect([run.passed, run.failed]).toEqual(ok ? [1, 0] : [0, 1]);
    expect(run.suites[0]?.cases[0]?.explanation === undefined).toBe(ok);
  });

  it('decides an event that does not parse as the engine does', () => {
    const events = [
      '5',
      '{}',
      '[1]',
      'null',
      '{ actor: "a b", capability: a.b.c }',
      '{ actor: a, capability: a.b.c, x: 1 }',
    ];
    const cases = events.map(
      (event, index) =>
        `{ name: n${index}, event: ${event}, expect: { decision: deny, reason: invalid_event } }`,
    );
    expect(runSuites([suite(`${PAY}cases: [${cases.join(', ')}]`)])).toMatchObject({ passed: 6, failed: 0 });
  });

  it('loads a policy relative to its suite, once', () => {
    writeFileSync(join(folder, 'p.yaml'), 'allow: [a.b.c]\n');
    const named = (name: string) =>
      `{ name: ${name}, policy: ./p.yaml, event: { actor: a, capability: a.b.c }, expect: { decision: allow } }`;
    const run = runSuites([
      suite(`cases: [${named('one')}, ${named('two')}]`),
      suite(`cases: [${named('one')}]`, 'y.yaml'),
    ]);
    expect(run).toMatchObject({ passed: 3, failed: 0, coverage: { rules: 1, reached: 1, percent: 100 } });
  });

  it('runs nothing unless every policy loads, and reports all of them', () => {
    const bad = (name: string, policy: string) =>
      `  - { name: ${name}, policy: ${policy}, event: 1, expect: { decision: deny } }\n`;
    const text = `cases:\n${bad('one', 'nowhere.yaml')}${bad('two', '{ dny: [] }')}${bad('three', '{ allow: [a.b.c] }')}`;
    const run = () => runSuites([suite(text)]);
    expect(run).toThrow(PolicyError);
    try {
      run();
    } catch (error) {
      const { problems } = error as PolicyError;
      expect(problems.map(({ code, position }) => [code, position.line])).toEqual([
        ['unreadable', 2],
        ['unknown_key', 3],
      ]);
    }
  });

  it('loads only the policies that the filter leaves', () => {
    const text =
      'cases: [{ name: one, policy: nowhere.yaml, event: 1, expect: { decision: deny } }, { name: two, policy: { allow: [a.b.c] }, event: 1, expect: { decision: deny } }]';
    expect(runSuites([suite(text)], { filter: 'two' })).toMatchObject({ passed: 1, failed: 0 });
    expect(() => runSuites([suite(text)], { filter: 'three' })).toThrow(SuiteError);
  });

  it('counts a rule as reached only where it decided', () => {
    const text = `${PAY}cases:
  - { name: large refund, event: { actor: a, capability: pay.refund.eu, payload: { amount: 99 } }, expect: { decision: deny } }
  - { name: nothing, event: { actor: a, capability: pay.out.eu }, expect: { decision: deny } }
`;
    const { coverage } = runSuites([suite(text)]);
    expect(coverage).toMatchObject({ rules: 3, reached: 1 });
    expect(coverage.percent).toBeCloseTo(33.33, 1);
    expect(coverage.unreached.map(({ id, line }) => [id, line])).toEqual([
      ['large', 3],
      ['small', 4],
    ]);
  });

  it('counts a rule of a shared parent once', () => {
    writeFileSync(join(folder, 'base.yaml'), 'deny: [{ id: base, capability: b }]\n');
    writeFileSync(join(folder, 'a.yaml'), 'extends: base.yaml\n');
    writeFileSync(join(folder, 'b.yaml'), 'extends: base.yaml\n');
    const one = (name: string, policy: string, capability: string) =>
      `{ name: ${name}, policy: ${policy}, event: { actor: a, capability: ${capability} }, expect: { decision: deny } }`;
    const run = runSuites([suite(`cases: [${one('x', 'a.yaml', 'b.c.d')}, ${one('y', 'b.yaml', 'c.d.e')}]`)]);
    expect(run.coverage).toMatchObject({ rules: 1, reached: 1, unreached: [] });
  });
});
