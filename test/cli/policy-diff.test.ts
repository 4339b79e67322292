import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiffResult } from '../../src/cli/diff/index.js';
import { capfence, golden, json, steady, temporaryFolder } from './run.js';

const diff = (...args: string[]) => capfence(['policy', 'diff', ...args]);
const BOTH = ['diff/old.yaml', 'diff/new.yaml'];
const TRACE = [...BOTH, '--trace', 'diff/trace.jsonl'];
const WARNING = /^warning: diff\/trace\.jsonl:4: .*\n$/;

describe('capfence policy diff', () => {
  it('tells in words how two policies differ', async () => {
    const { code, stdout, stderr } = await diff(...BOTH);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(steady(stdout)).toMatchFileSnapshot(golden('diff-rules'));
  });

  it('tells it in Markdown', async () => {
    const { code, stdout } = await diff(...BOTH, '--format', 'markdown');
    expect(code).toBe(0);
    await expect(stdout.replace(/`[0-9a-f]{16}`/g, '`…`')).toMatchFileSnapshot(golden('diff-rules-markdown'));
  });

  it('shows the events that are decided otherwise, newly allowed first', async () => {
    const { code, stdout, stderr } = await diff(...TRACE);
    expect(code).toBe(0);
    expect(stderr).toMatch(WARNING);
    expect(stdout).not.toMatch(/[\u202e\u001b]/);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('diff-trace'));
  });

  it('shows them in Markdown that no payload breaks out of', async () => {
    const { stdout } = await diff(...TRACE, '--format', 'markdown');
    expect(stdout).not.toMatch(/[\u202e\u001b]/);
    await expect(stdout.replace(/`[0-9a-f]{16}`/g, '`…`')).toMatchFileSnapshot(golden('diff-trace-markdown'));
  });

  it('prints the same with every run, and all of it as JSON', async () => {
    const [one, two] = await Promise.all([diff(...TRACE, '--json'), diff(...TRACE, '--json')]);
    expect(one.stdout).toBe(two.stdout);
    const result = json(one) as DiffResult;
    expect(result.sources).toEqual([{ name: 'diff/trace.jsonl', events: 7, badLines: 1, invalidEvents: 1 }]);
    expect([result.events, result.changed, result.difference.same]).toEqual([7, 5, false]);
    expect(result.transitions?.map(({ old, new: now, kind, count }) => [old, now, kind, count])).toEqual([
      ['deny', 'allow', 'newly_allowed', 1],
      ['require_approval', 'allow', 'newly_allowed', 1],
      ['deny', 'require_approval', 'newly_needs_approval', 2],
      ['allow', 'deny', 'newly_denied', 1],
    ]);
    expect(result.transitions?.[0]?.events[0]).toMatchObject({
      ...{ source: 'diff/trace.jsonl', line: 3, id: 'e3', payload: { path: './workspace/a.txt' } },
      old: { decision: 'deny', rule: null },
      new: { decision: 'allow', rule: { id: 'read', line: 20 } },
    });
  });

  it('takes events from suites, by the names of their cases', async () => {
    const { code, stdout } = await diff(...BOTH, '--cases', 'suites/ops.cases.yaml', '--json');
    expect(code).toBe(0);
    const { sources, transitions } = json({ stdout } as never) as DiffResult;
    expect(sources?.[0]?.name).toBe('suites/ops.cases.yaml');
    expect(transitions?.flatMap(({ events }) => events.map((event) => typeof event.name))).toContain(
      'string',
    );
  });

  it('takes several traces, and one from standard input', async () => {
    const input = '{"actor":"bot","capability":"payment.execute.eur","payload":{"amount":300}}';
    const args = ['policy', 'diff', '--trace', '-', '--trace', 'diff/trace.jsonl', ...BOTH, '--json'];
    const result = json(await capfence(args, { input })) as DiffResult;
    expect(result.sources?.map(({ name, events }) => [name, events])).toEqual([
      ['-', 1],
      ['diff/trace.jsonl', 7],
    ]);
    expect(result.transitions?.[1]?.events.map(({ source, line }) => [source, line])).toEqual([
      ['-', 1],
      ['diff/trace.jsonl', 2],
    ]);
  });

  it('says that equal policies are the same', async () => {
    const { code, stdout } = await diff('diff/old.yaml', 'diff/old.yaml', '--fail-on', 'any');
    expect(code).toBe(0);
    expect(stdout).toContain('the policies are the same: no decision can differ\n');
  });

  it('fails where it is told to', async () => {
    const folder = temporaryFolder();
    const wider = join(folder, 'wider.yaml');
    const narrower = join(folder, 'narrower.yaml');
    const small = join(folder, 'small.yaml');
    writeFileSync(small, 'name: p\nallow: [files.list]\n');
    writeFileSync(wider, 'name: p\nallow: [files.list, files.read]\n');
    writeFileSync(narrower, 'name: p\ndeny: [files.list.all]\nallow: [files.list]\n');
    const fail = async (...args: string[]) => (await diff(...args)).code;
    const trace = ['--trace', 'diff/trace.jsonl'];
    expect(await fail(small, wider, '--fail-on', 'newly-allowed')).toBe(1);
    expect(await fail(small, wider, '--fail-on', 'newly-allowed', ...trace)).toBe(1);
    expect(await fail(small, narrower, '--fail-on', 'newly-allowed')).toBe(0);
    expect(await fail(small, narrower, '--fail-on', 'newly-allowed', ...trace, '--json')).toBe(0);
    expect(await fail(small, narrower, '--fail-on', 'any')).toBe(1);
    expect(await fail(small, narrower, '--fail-on', 'any', ...trace, '--json')).toBe(1);
  });

  it('exits with 2 where something cannot be read', async () => {
    const cases = [
      ['diff/old.yaml', 'diff/missing.yaml'],
      ['policies/broken.yaml', 'diff/new.yaml'],
      [...BOTH, '--trace', 'diff/missing.jsonl'],
      [...BOTH, '--trace', 'diff/trace.jsonl', '--strict'],
      [...BOTH, '--trace', 'diff/trace.jsonl', '--cases', 'suites/ops.cases.yaml'],
      [...BOTH, '--cases', 'suites/typo.cases.yaml'],
      ['diff/old.yaml'],
    ];
    for (const args of cases) {
      const { code, stdout, stderr } = await diff(...args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).toMatch(/^(warning: .*\n)*\S*(error: |.*: error: )/);
      expect(stderr).not.toContain('    at ');
    }
  });
});
