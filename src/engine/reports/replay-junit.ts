import { xmlText } from './cases-junit.js';
import { originalText, whyText } from './replay-row.js';
import type { ReplayRow } from './replay-row.js';
import { visible } from './visible.js';

const LONGEST = 400;

/** Which events are failures. */
export type IsFailure = (row: ReplayRow) => boolean;

/*
 * JUnit XML written as the events come. Suites carry no counts, which are only known at the end: those who read
 * the form count the cases themselves.
 */
export const JUNIT_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="capfence replay">\n';
export const JUNIT_END = '</testsuites>\n';

export function junitSuiteHead(trace: string): string {
  return `  <testsuite${attributes({ name: trace })}>\n`;
}

export const JUNIT_SUITE_END = '  </testsuite>\n';

export function junitCase(row: ReplayRow, isFailure: IsFailure): string {
  const name = `line ${row.line}: ${(row.capability ?? '(invalid)').slice(0, LONGEST)}`;
  const head = attributes({ name, classname: row.trace, file: row.trace, line: String(row.line) });
  if (!isFailure(row)) return `    <testcase${head}/>\n`;
  const { decision } = row.replayed;
  const message = `original ${originalText(row, 'not recorded')}, replayed ${decision}`;
  const failure = attributes({ type: row.drift ?? decision, message });
  const why = xmlText(visible(whyText(row).slice(0, LONGEST)));
  return `    <testcase${head}>\n      <failure${failure}>${why}</failure>\n    </testcase>\n`;
}

/** A trace that broke off is an error of its suite, so that no server takes the rest for all. */
export function junitBroken(trace: string, message: string): string {
  const head = attributes({ name: 'the trace is whole', classname: trace });
  return `    <testcase${head}>\n      <error${attributes({ message })}/>\n    </testcase>\n`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(visible(value))}"`)
    .join('');
}
