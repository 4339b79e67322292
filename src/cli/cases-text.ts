import type { Decision } from '../engine/model/decision.js';
import type { CaseReport } from '../engine/reports/cases.js';
import { explanationText } from '../engine/reports/explanation-text.js';
import type { Paint, TextOptions } from '../engine/reports/paint.js';
import { shownFile } from '../engine/reports/place.js';
import { ruleName } from '../engine/reports/rule-name.js';
import type { CaseOutcome, Coverage, RunOutcome, SuiteOutcome } from '../engine/suite/index.js';
import { visible } from './safe-text.js';
import { tableText } from './table.js';

export interface CoverageChoice {
  readonly show: boolean;
  readonly failUnder: number | undefined;
}

/** A table a suite, why each failing case came out as it did, the coverage, and the count. */
export function casesText(
  run: RunOutcome,
  coverage: CoverageChoice,
  options: Required<TextOptions>,
  columns: number,
): string {
  const { paint } = options;
  const parts = run.suites
    .filter((suite) => suite.cases.length > 0)
    .map((suite) => suiteText(suite, paint, columns));
  for (const suite of run.suites) {
    parts.push(...suite.cases.filter((item) => !item.ok).map((item) => failureText(item, suite, options)));
  }
  if (coverage.show) parts.push(coverageText(run.coverage, coverage.failUnder, options));
  parts.push(countLine(run, paint));
  return parts.join('\n');
}

function suiteText(suite: SuiteOutcome, paint: Paint, columns: number): string {
  const head = `${paint.strong(visible(suite.name))} ${paint.dim(`(${visible(suite.file)})`)}\n`;
  const rows = suite.cases.map((item) => {
    return [visible(item.name), expectedText(item.expected), gotText(item), item.ok ? 'ok' : 'FAIL'];
  });
  const table = tableText([['name', 'expected', 'got', ''], ...rows], columns, (text, column, row) => {
    if (row === 0) return paint.dim(text);
    return column < 3 ? text : text === 'ok' ? paint.good(text) : paint.error(text);
  });
  return `${head}${table}`;
}

function failureText(item: CaseOutcome, suite: SuiteOutcome, options: Required<TextOptions>): string {
  const { paint } = options;
  const place = paint.strong(`${visible(suite.file)}:${item.line}:`);
  const head = `${place} ${paint.error('failed:')} ${visible(item.name)}`;
  const wanted = `  expected ${expectedText(item.expected)}, got ${gotText(item)}`;
  const why = item.explanation === undefined ? '' : indented(explanationText(item.explanation, options));
  return `${head}\n${wanted}\n\n${why}`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function expectedText({ decision, reason, rule }: CaseOutcome['expected']): string {
  return outcomeText(decision, reason, rule);
}

/** As much of what came out as the case asked for; in a failing case the reason too. */
function gotText({ got, expected, ok }: CaseOutcome): string {
  const reason = expected.reason !== undefined || !ok ? got.reason : undefined;
  const rule = expected.rule === undefined ? undefined : (got.rule?.id ?? 'no rule');
  return outcomeText(got.decision, reason, rule);
}

function outcomeText(decision: Decision['decision'], reason?: string, rule?: string): string {
  const parts = [reason, rule].filter((part) => part !== undefined).map(visible);
  return parts.length === 0 ? decision : `${decision} (${parts.join(', ')})`;
}

function coverageText(
  coverage: Coverage,
  failUnder: number | undefined,
  { paint, root }: Required<TextOptions>,
): string {
  const { reached, rules, percent, unreached } = coverage;
  const enough = failUnder === undefined || percent >= failUnder;
  const wanted = failUnder === undefined ? '' : `, ${failUnder} % wanted`;
  const line = `coverage: ${reached} of ${rules} rules decided a case (${percentText(percent)}${wanted})`;
  const missing = unreached.map(({ section, id, file, line: at }) => {
    return `  ${visible(shownFile(file, root))}:${at}: never decided: ${ruleName(section, id)}`;
  });
  return `${[enough ? line : paint.error(line), ...missing].join('\n')}\n`;
}

/** Rounded down: 99.9 % must not read as all. */
export function percentText(percent: number): string {
  return `${Math.floor(percent * 10) / 10} %`;
}

function countLine({ passed, failed }: RunOutcome, paint: Paint): string {
  const total = passed + failed;
  const failures = failed > 0 ? paint.error(`${failed} failed`) : '0 failed';
  return `${total} case${total === 1 ? '' : 's'}: ${paint.good(`${passed} passed`)}, ${failures}\n`;
}

/** The same outcome for the formats of test runners. */
export function caseReport(run: RunOutcome, root: string): CaseReport {
  const suites = run.suites.map((suite) => ({
    ...suite,
    cases: suite.cases.map((item) => reported(item, root)),
  }));
  return { suites: suites.filter((suite) => suite.cases.length > 0) };
}

function reported(item: CaseOutcome, root: string): CaseReport['suites'][number]['cases'][number] {
  const details = item.explanation === undefined ? '' : explanationText(item.explanation, { root });
  const { name, line, ok } = item;
  return { name, line, ok, expected: expectedText(item.expected), got: gotText(item), details };
}
