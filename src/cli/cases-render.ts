import type { RunOutcome } from '../engine/suite/index.js';
import { caseReport, casesText } from './cases-text.js';
import type { CoverageChoice } from './cases-text.js';
import type { CaseFormat } from './formats.js';
import { columnsOf, textOptions } from './paint.js';

/** A run of cases in one of its text formats. */
export async function renderCases(
  run: RunOutcome,
  format: Exclude<CaseFormat, 'json'>,
  coverage: CoverageChoice,
): Promise<string> {
  if (format === 'junit') {
    const { casesJunit } = await import('../engine/reports/cases-junit.js');
    return casesJunit(caseReport(run, process.cwd()));
  }
  if (format === 'tap') {
    const { casesTap } = await import('../engine/reports/cases-tap.js');
    return casesTap(caseReport(run, process.cwd()));
  }
  return casesText(run, coverage, await textOptions('stdout'), columnsOf());
}
