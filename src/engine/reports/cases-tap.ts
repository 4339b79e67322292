import type { CaseReport, ReportedCase, ReportedSuite } from './cases.js';
import { visible, visibleLines } from './visible.js';

/** TAP 14, flat, so that consumers of TAP 13 read it too: https://testanything.org/tap-version-14-specification.html */
export function casesTap(report: CaseReport): string {
  const points = report.suites.flatMap((suite) => suite.cases.map((item) => ({ suite, item })));
  const out = ['TAP version 14', `1..${points.length}`];
  points.forEach(({ suite, item }, index) => out.push(...point(index + 1, suite, item)));
  return `${out.join('\n')}\n`;
}

function point(number: number, suite: ReportedSuite, item: ReportedCase): string[] {
  const line = `${item.ok ? 'ok' : 'not ok'} ${number} - ${description(`${suite.name}: ${item.name}`)}`;
  return item.ok ? [line] : [line, ...diagnostics(suite, item)];
}

/** A hash would start a directive (`# SKIP`), so it is escaped, and with it the escape character. */
function description(text: string): string {
  return visible(text).replace(/[\\#]/g, '\\$&');
}

/** JSON strings are YAML strings, so quoting needs no rules of its own. */
function diagnostics(suite: ReportedSuite, item: ReportedCase): string[] {
  const details = visibleLines(item.details).trim().split('\n');
  return [
    '  ---',
    `  message: ${quoted(`expected ${item.expected}, got ${item.got}`)}`,
    '  severity: fail',
    '  at:',
    `    file: ${quoted(suite.file)}`,
    `    line: ${item.line}`,
    `  expected: ${quoted(item.expected)}`,
    `  actual: ${quoted(item.got)}`,
    '  details: |',
    ...details.map((line) => (line === '' ? '' : `    ${line}`)),
    '  ...',
  ];
}

function quoted(text: string): string {
  return JSON.stringify(visible(text));
}
