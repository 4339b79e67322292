import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../src/engine/model/check-report.js';
import type { Severity, ToolFinding, ToolVerdict } from '../../src/engine/model/tool-finding.js';
import { baselineOf } from '../../src/engine/scan/baseline.js';
import { judge } from '../../src/engine/scan/judge.js';
import type { JudgeOptions } from '../../src/engine/scan/judge.js';
import { EXEC, place, problem, SAMPLE, scanReport, step, tool } from '../support/scan-reports.js';

const LAX: JudgeOptions = { failOnUngated: false, strict: false };
const FAIL: JudgeOptions = { failOnUngated: true, strict: false };
const STRICT: JudgeOptions = { failOnUngated: false, strict: true };

const failing = (options: JudgeOptions, ...tools: ToolFinding[]) =>
  judge(scanReport({ tools }), options).summary.failing;
const one = (verdict: ToolVerdict, severity: Severity) => tool({ verdict, severity });

describe('a check', () => {
  it.each<[ToolVerdict, Severity, number, number]>([
    ['ungated', 'critical', 1, 1],
    ['ungated', 'high', 1, 1],
    ['ungated', 'medium', 0, 1],
    ['ungated', 'none', 0, 1],
    ['unknown', 'critical', 0, 1],
    ['gated', 'critical', 0, 0],
    ['human-only', 'critical', 0, 0],
    ['unreachable', 'critical', 0, 0],
    ['hosted', 'critical', 0, 0],
  ])('of a tool that is %s and %s: --fail-on-ungated %i, --strict %i', (verdict, severity, fail, strict) => {
    expect(failing(LAX, one(verdict, severity))).toBe(0);
    expect(failing(FAIL, one(verdict, severity))).toBe(fail);
    expect(failing(STRICT, one(verdict, severity))).toBe(strict);
  });

  it.each(SEVERITIES)('fails from the least severity that is asked for: %s', (minSeverity) => {
    const tools = SEVERITIES.map((severity) => one('ungated', severity));
    const report = judge(scanReport({ tools }), { ...FAIL, minSeverity });
    const wanted = SEVERITIES.indexOf(minSeverity) + 1;
    expect(report.tools).toHaveLength(wanted);
    expect(report.summary).toMatchObject({ failing: wanted, hidden: SEVERITIES.length - wanted, tools: 5 });
  });

  it('fails for problems too', () => {
    const bad = scanReport({ problems: [problem({ severity: 'high' }), problem({ code: 'tsconfig' })] });
    expect([LAX, FAIL, STRICT].map((options) => judge(bad, options).summary.failing)).toEqual([0, 1, 2]);
  });

  it('lets be what is ignored with a reason, and counts it', () => {
    const ignored = tool({ ignored: { reason: 'r', place: place('a.ts', 1) } });
    const { tools, summary } = judge(scanReport({ tools: [ignored] }), STRICT);
    expect(tools[0]).toMatchObject({ state: 'ignored', fails: false });
    expect(summary).toMatchObject({ ignored: 1, failing: 0 });
  });
});

describe('a baseline', () => {
  const known = (...tools: ToolFinding[]) => baselineOf(scanReport({ tools }));
  const after = (baseline: ReturnType<typeof known>, ...tools: ToolFinding[]) =>
    judge(scanReport({ tools }), { ...STRICT, baseline }).summary;

  it('covers what was found, wherever it has moved', () => {
    const baseline = baselineOf(SAMPLE);
    const moved = SAMPLE.tools.map((one) => ({ ...one, place: { ...one.place, line: one.place.line + 50 } }));
    const problems = SAMPLE.problems.map((one) => ({ ...one, place: { ...one.place, line: 99 } }));
    const { summary } = judge({ ...SAMPLE, tools: moved, problems }, { ...STRICT, baseline });
    expect(summary).toMatchObject({ failing: 0, baseline: 4, stale: 0 });
  });

  it('holds only what could fail', () => {
    expect(known(one('gated', 'high'), one('hosted', 'high'))).toEqual([]);
  });

  it('covers no second tool of the same name', () => {
    const again = tool({ place: place('src/tools.ts', 40) });
    expect(after(known(tool()), tool(), again)).toMatchObject({ failing: 1, baseline: 1 });
  });

  it('covers nothing that is worse than it was', () => {
    expect(after(known(one('ungated', 'medium')), one('ungated', 'critical'))).toMatchObject({ failing: 1 });
    expect(after(known(one('unknown', 'high')), one('ungated', 'high'))).toMatchObject({ failing: 1 });
    expect(after(known(one('ungated', 'high')), one('unknown', 'low'))).toMatchObject({ failing: 0 });
  });

  it('says how many entries nothing matches any more', () => {
    expect(after(known(tool(), tool({ fingerprint: 'f'.repeat(16) })))).toMatchObject({ stale: 2 });
  });
});

describe('what changed', () => {
  const changed = (...files: string[]) => ({ ...STRICT, changed: new Set(files) });

  it('is reported, and the rest is not', () => {
    const tools = [tool({ effects: [] }), tool({ effects: [], place: place('src/other.ts', 1) })];
    const report = judge(scanReport({ tools }), changed('src/other.ts'));
    expect(report.tools.map(({ place: { file } }) => file)).toEqual(['src/other.ts']);
    expect(report.summary).toMatchObject({ failing: 1, hidden: 1 });
  });

  it('includes a tool whose way or evidence runs through a changed file', () => {
    const report = (file: string) => judge(scanReport({ tools: [tool()] }), changed(file)).tools.length;
    expect(['src/run.ts', 'src/tools.ts', 'src/else.ts'].map(report)).toEqual([1, 1, 0]);
    const seen = tool({ effects: [EXEC], evidence: [step('x', 'src/agent.ts', 1)] });
    expect(judge(scanReport({ tools: [seen] }), changed('src/agent.ts')).tools).toHaveLength(1);
  });

  it('never hides a problem of the whole tree', () => {
    const problems = [problem({ code: 'tsconfig' }), problem()];
    expect(judge(scanReport({ problems }), changed('x.ts')).problems.map(({ code }) => code)).toEqual([
      'tsconfig',
    ]);
  });
});
