import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/engine/model/finding.js';
import { findingsSarif } from '../../src/engine/reports/findings-sarif.js';
import { ruleName } from '../../src/engine/reports/sarif-name.js';
import { toolsSarif } from '../../src/engine/reports/tools-sarif.js';
import { judge } from '../../src/engine/scan/judge.js';
import { SARIF } from '../support/sarif-schema.js';
import { HOSTILE, SAMPLE } from '../support/scan-reports.js';

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly name?: string }[] };
    };
    readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
  }[];
}

const matches = new Ajv({ allErrors: true }).compile(SARIF);

/** What is wrong with a report, by the schema and by what the standard says beyond it. */
function faultsOf(sarif: string): unknown[] {
  const log = JSON.parse(sarif) as Log;
  matches(log);
  const beyond = log.runs.flatMap(({ tool: { driver }, results }) => [
    ...results.filter(({ ruleId, ruleIndex }) => driver.rules[ruleIndex]?.id !== ruleId),
    ...driver.rules.filter(({ id, name }) => name?.toLowerCase() === id.toLowerCase()),
  ]);
  return [...(matches.errors ?? []), ...beyond];
}

describe('SARIF', () => {
  const strict = { failOnUngated: false, strict: true };

  it.each([
    ['tools', SAMPLE],
    ['hostile tools', HOSTILE],
  ])('of %s is what the standard says', (_, report) => {
    const sarif = toolsSarif(judge(report, strict), { version: '1.2.3' });
    expect(JSON.parse(sarif)).toMatchObject({ runs: [{ results: { length: expect.any(Number) } }] });
    expect(faultsOf(sarif)).toEqual([]);
  });

  it('of a policy’s findings is too', () => {
    const position = { file: 'a b/é".yaml', line: 3, column: 5 };
    const finding: Finding = { code: 'unreachable', severity: 'warning', message: 'm', position, length: 2 };
    const findings = [finding, { ...finding, code: 'syntax', help: 'h' } as const];
    const sarif = findingsSarif(findings, { version: '1.2.3', root: '/x' });
    expect(faultsOf(sarif)).toEqual([]);
  });

  it('names a rule for people, where that is not its id again', () => {
    expect(ruleName('ungated-tool')).toEqual({ name: 'UngatedTool' });
    expect(ruleName('syntax')).toEqual({});
  });

  it('that is wrong is told', () => {
    const good = toolsSarif(judge(SAMPLE, strict), { version: '1.2.3' });
    for (const [from, to] of [
      ['"startLine": ', '"startLine": -'],
      ['"level": "', '"level": "x'],
      ['"ruleIndex"', '"rule"'],
      ['"uri": "', '"uri": " '],
      ['"2.1.0"', '"2.0.0"'],
    ] as const)
      expect(faultsOf(good.replace(from, to)), from).not.toEqual([]);
  });
});
