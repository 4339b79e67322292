import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnalyzeResult } from '../../src/cli/analysis/analyze.js';
import type { DiffResult } from '../../src/cli/diff/index.js';
import type { WithinResult } from '../../src/cli/analysis/within.js';
import { capfence, golden, json, steady, temporaryFolder } from './run.js';

const FAULTY = ['policy', 'analyze', 'analysis/faulty.yaml'];
const ASSERTED = [...FAULTY, '--assert', 'analysis/assert.yaml'];
const CHANGED = ['analysis/old.yaml', 'analysis/new.yaml'];

describe('capfence policy analyze', () => {
  it('tells what the policy can do, what its rules cannot, and what is asserted', async () => {
    const { code, stdout, stderr } = await capfence(ASSERTED);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).not.toContain('\u001b');
    await expect(steady(stdout)).toMatchFileSnapshot(golden('analyze'));
  });

  it.each(['github', 'markdown'])('tells it for pull requests as %s', async (format) => {
    const { code, stdout } = await capfence([...ASSERTED, '--format', format]);
    expect(code).toBe(1);
    expect(stdout).not.toContain('\u001b');
    await expect(steady(stdout)).toMatchFileSnapshot(golden(`analyze-${format}`));
  });

  it('tells it for code scanning', async () => {
    const { code, stdout } = await capfence([...ASSERTED, '--format', 'sarif']);
    const log = JSON.parse(stdout) as { runs: [{ results: { ruleId: string }[] }] };
    expect(code).toBe(1);
    expect(log.runs[0].results.map(({ ruleId }) => ruleId).sort()).toEqual([
      'claim_refuted',
      'claim_refuted',
      'never_matches',
      'unbounded_grant',
      'unreachable',
    ]);
  });

  it('prints everything as JSON, and each witness as a case that fails until the policy is mended', async () => {
    const ended = await capfence([...ASSERTED, '--json']);
    const result = json(ended) as AnalyzeResult;
    expect(ended.code).toBe(1);
    expect(result.assertions.map(({ outcome }) => outcome)).toEqual(['proved', 'refuted', 'refuted']);
    expect(result.findings.map(({ code, rule }) => [code, rule])).toEqual([
      ['unreachable', 'clean-up'],
      ['unbounded_grant', 'read'],
      ['never_matches', 'between'],
    ]);
    expect(result.allowsNothing.witness?.decisions[0]).toMatchObject({ decision: 'allow' });
    const cases = result.assertions.flatMap(({ witness }) => witness?.case ?? []);
    const folder = temporaryFolder();
    const suite = join(folder, 'witness.cases.yaml');
    const policy = join(process.cwd(), 'test/fixtures/cli/analysis/faulty.yaml');
    writeFileSync(suite, JSON.stringify({ cases: cases.map((one) => ({ ...one, policy })) }));
    const tested = await capfence(['policy', 'test', suite, '--json']);
    expect([tested.code, (json(tested) as { failed: number }).failed]).toEqual([1, 2]);
  });

  it('succeeds without assertions, and fails for what it finds under --strict', async () => {
    expect((await capfence(FAULTY)).code).toBe(0);
    expect((await capfence([...FAULTY, '--strict'])).code).toBe(1);
    expect((await capfence(['policy', 'analyze', 'pack:kubernetes/strict', '--strict'])).code).toBe(0);
  });

  it('takes what is unknown for a failure', async () => {
    const { code, stdout } = await capfence([...ASSERTED, '--budget', '1']);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'unknown  every payment over 1000 needs approval or is denied (the budget was used up',
    );
    expect(stdout).not.toMatch(/^proved/m);
  });

  it('refuses a bad assert file with all of its places', async () => {
    const { code, stderr } = await capfence([...FAULTY, '--assert', 'analysis/bad-assert.yaml']);
    expect(code).toBe(2);
    await expect(steady(stderr)).toMatchFileSnapshot(golden('analyze-bad-assert'));
    const missing = await capfence([...FAULTY, '--assert', 'nowhere.yaml']);
    expect([missing.code, missing.stdout]).toEqual([2, '']);
  });
});

describe('capfence policy within', () => {
  it('proves that a level of a pack is within the next', async () => {
    const { code, stdout } = await capfence([
      'policy',
      'within',
      'pack:payments/baseline',
      'pack:payments/strict',
    ]);
    expect([code, stdout]).toEqual([
      0,
      'proved   nothing is allowed that the ceiling does not allow\n\n1 claim: 1 proved, 0 refuted, 0 unknown\n',
    ]);
  });

  it('shows an event that the ceiling does not allow', async () => {
    const { code, stdout } = await capfence(['policy', 'within', ...CHANGED]);
    expect(code).toBe(1);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('within'));
    const { proof } = json(await capfence(['policy', 'within', ...CHANGED, '--json'])) as WithinResult;
    expect(proof.witness?.decisions.map(({ decision }) => decision)).toEqual(['allow', 'deny']);
  });
});

describe('capfence policy diff --prove', () => {
  it('proves what does not differ and shows what does', async () => {
    const { code, stdout } = await capfence(['policy', 'diff', ...CHANGED, '--prove']);
    expect(code).toBe(1);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('diff-prove'));
  });

  it('succeeds where nothing more is allowed, and under --fail-on any only where nothing differs', async () => {
    const back = ['policy', 'diff', ...[...CHANGED].reverse(), '--prove'];
    expect((await capfence(back)).code).toBe(0);
    expect((await capfence([...back, '--fail-on', 'any'])).code).toBe(1);
    const same = ['policy', 'diff', CHANGED[0]!, CHANGED[0]!, '--prove', '--fail-on', 'any'];
    expect((await capfence(same)).code).toBe(0);
  });

  it('gives the proofs as JSON, and beside the lines of a pull request', async () => {
    const { proof } = json(await capfence(['policy', 'diff', ...CHANGED, '--prove', '--json'])) as DiffResult;
    expect([proof?.allowsNoMore, proof?.equivalent, proof?.proofs.length]).toEqual(['refuted', 'refuted', 6]);
    const github = await capfence(['policy', 'diff', ...CHANGED, '--prove', '--format', 'github']);
    expect(github.stdout.match(/^::\w+/gm)).toEqual(['::error', '::error', '::notice']);
    const markdown = await capfence(['policy', 'diff', ...CHANGED, '--prove', '--format', 'markdown']);
    expect(markdown.stdout).toContain('### Proofs');
  });

  it('has flags that need --prove', async () => {
    const budget = await capfence(['policy', 'diff', ...CHANGED, '--budget', '5']);
    const format = await capfence(['policy', 'diff', ...CHANGED, '--format', 'sarif']);
    expect([budget.code, format.code]).toEqual([2, 2]);
    expect(format.stderr).toContain('give --prove too');
    const poor = await capfence(['policy', 'diff', ...CHANGED, '--prove', '--budget', '1']);
    expect(poor.code).toBe(1);
  });
});
