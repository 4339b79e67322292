import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capfence, golden, json, steady, temporaryFolder } from './run.js';

const test = (...args: string[]) => capfence(['policy', 'test', ...args]);

describe('capfence policy test', () => {
  it('prints a table of the cases', async () => {
    const { code, stdout, stderr } = await test('suites/ops.cases.yaml', 'suites/legacy.cases.yaml');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(golden('test-passing'));
  });

  it('explains each failing case, and exits with 1', async () => {
    const { code, stdout } = await test('suites/failing.cases.yaml');
    expect(code).toBe(1);
    expect(stdout).not.toMatch(/[\u202e\u001b]/);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('test-failing'));
  });

  it('lists the rules that decided no case', async () => {
    const { code, stdout } = await test('suites/ops.cases.yaml', '--coverage');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(golden('test-coverage'));
  });

  it('fails where too few rules are reached', async () => {
    const codes = await Promise.all(
      ['60', '61'].map(
        async (percent) => (await test('suites/ops.cases.yaml', '--fail-under', percent)).code,
      ),
    );
    expect(codes).toEqual([0, 1]);
    const both = await test(
      'suites/ops.cases.yaml',
      'suites/legacy.cases.yaml',
      '--fail-under',
      '80',
      '--json',
    );
    expect(both.code).toBe(0);
    expect(json(both)).toMatchObject({
      coverage: { rules: 5, reached: 4, percent: 80, unreached: [{ id: 'allow[1]' }] },
    });
  });

  it('counts the rules of a pack only where the pack is tested', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'p.yaml'), 'extends: pack:shell/baseline\nallow: [a.b.c]\n');
    const suite = (policy: string) =>
      `cases: [{ name: n, policy: "${policy}", event: { actor: x, capability: a.b.c }, expect: { decision: ${policy === 'p.yaml' ? 'allow' : 'deny'} } }]`;
    writeFileSync(join(folder, 'own.yaml'), suite('p.yaml'));
    writeFileSync(join(folder, 'pack.yaml'), suite('pack:shell/baseline'));
    const rulesOf = async (file: string) => {
      const ran = await capfence(['policy', 'test', file, '--coverage', '--json'], { cwd: folder });
      return (json(ran) as { coverage: { rules: number } }).coverage.rules;
    };
    expect(await rulesOf('own.yaml')).toBe(1);
    expect(await rulesOf('pack.yaml')).toBeGreaterThan(10);
  });

  it('runs the cases that the filter leaves, and none is an error', async () => {
    const some = await test('suites/ops.cases.yaml', '--filter', 'wipe', '--json');
    expect(json(some)).toMatchObject({
      passed: 1,
      failed: 0,
      suites: [{ cases: [{ name: 'a wipe is denied' }] }],
    });
    const none = await test('suites/ops.cases.yaml', '--filter', 'nothing like it');
    expect(none).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: no case has `nothing like it` in its name\n',
    });
  });

  it('has a documented JSON shape, with the same exit code', async () => {
    const ran = await test('suites/failing.cases.yaml', '--json');
    expect(ran.code).toBe(1);
    expect(json(ran)).toMatchObject({
      passed: 1,
      failed: 3,
      suites: [
        {
          name: 'failing',
          file: 'suites/failing.cases.yaml',
          cases: [
            {
              name: 'rests on an unknown',
              line: 3,
              ok: false,
              expected: { decision: 'allow', rule: 'allow[0]' },
              got: { decision: 'require_approval', reason: 'approval_required', rule: { id: 'large' } },
              explanation: { restedOnUnknown: true },
            },
            { ok: false, got: { reason: 'policy_default_deny' } },
            { ok: false, got: { reason: 'invalid_event', detail: expect.any(String) } },
            { name: 'passes', ok: true },
          ],
        },
      ],
    });
    expect(json(ran)).not.toHaveProperty('coverage');
    expect((await test('suites/failing.cases.yaml', '--format', 'json')).stdout).toBe(ran.stdout);
  });

  it('writes JUnit XML', async () => {
    const { code, stdout } = await test('suites/failing.cases.yaml', '--format', 'junit');
    expect(code).toBe(1);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('test-junit'));
  });

  it('writes TAP', async () => {
    const { code, stdout } = await test(
      'suites/ops.cases.yaml',
      'suites/failing.cases.yaml',
      '--format',
      'tap',
    );
    expect(code).toBe(1);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('test-tap'));
  });

  it.each([
    ['typo', ['suites/typo.cases.yaml']],
    ['broken', ['suites/broken.cases.yaml', 'suites/ops.cases.yaml']],
    ['empty', ['suites/empty.cases.yaml']],
  ])('shows what is wrong with a %s suite, runs nothing, and exits with 2', async (name, files) => {
    const { code, stdout, stderr } = await test(...files);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    await expect(stderr).toMatchFileSnapshot(golden(`test-${name}`));
  });

  it('reports what is wrong as JSON too', async () => {
    const ran = await test('suites/broken.cases.yaml', '--json');
    expect(ran.code).toBe(2);
    expect(json(ran)).toMatchObject({
      error: {
        code: 'unreadable',
        problems: [
          { code: 'unreadable', position: { file: 'suites/broken.cases.yaml', line: 4 } },
          { code: 'unknown_key', position: { file: 'suites/broken.cases.yaml', line: 8 } },
        ],
      },
    });
  });

  it.each([
    [['nowhere.yaml'], 'error: no such file: `nowhere.yaml`\n'],
    [
      ['suites/ops.cases.yaml', '--fail-under', '101'],
      expect.stringContaining('error: --fail-under: expected'),
    ],
    [['event.json'], expect.stringContaining('error: `cases` is missing')],
  ])('refuses %j with exit code 2', async (args, stderr) => {
    const ran = await test(...args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toEqual(stderr);
  });
});
