import type { CaseReport, ReportedCase, ReportedSuite } from './cases.js';
import { visible, visibleLines } from './visible.js';

/** JUnit XML in the form that CI servers read. It carries no times: a decision has no duration worth showing. */
export function casesJunit(report: CaseReport): string {
  const counts = countsOf(report.suites.flatMap((suite) => suite.cases));
  const suites = report.suites.map(suiteXml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="capfence policy test"${counts}>\n${suites}</testsuites>\n`;
}

function suiteXml(suite: ReportedSuite): string {
  const open = `  <testsuite${attributes({ name: suite.name, file: suite.file })}${countsOf(suite.cases)}>\n`;
  return `${open}${suite.cases.map((item) => caseXml(item, suite)).join('')}  </testsuite>\n`;
}

function caseXml(item: ReportedCase, suite: ReportedSuite): string {
  const head = attributes({
    name: item.name,
    classname: suite.name,
    file: suite.file,
    line: String(item.line),
  });
  if (item.ok) return `    <testcase${head}/>\n`;
  const message = attributes({ type: 'decision', message: `expected ${item.expected}, got ${item.got}` });
  const body = xmlText(visibleLines(item.details));
  return `    <testcase${head}>\n      <failure${message}>${body}</failure>\n    </testcase>\n`;
}

function countsOf(cases: readonly ReportedCase[]): string {
  const failures = cases.filter((item) => !item.ok).length;
  return ` tests="${cases.length}" failures="${failures}" errors="0" skipped="0"`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(visible(value))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Escapes text for XML 1.0 and drops what its production `Char` forbids, which no reference could carry either. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}
