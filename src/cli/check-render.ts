import type { PolicyReport } from '../engine/model/finding.js';
import { checkText, findingsOf } from './check-text.js';
import type { CheckFormat } from './formats.js';
import { columnsOf, textOptions } from './paint.js';

/** A check in one of its text formats. Places are given as seen from the working folder. */
export async function renderCheck(
  reports: readonly PolicyReport[],
  format: Exclude<CheckFormat, 'json'>,
  version: string,
): Promise<string> {
  const findings = findingsOf(reports);
  const root = process.cwd();
  if (format === 'github') {
    const { findingsGithub } = await import('../engine/reports/findings-github.js');
    return findingsGithub(findings, root);
  }
  if (format === 'sarif') {
    const { findingsSarif } = await import('../engine/reports/findings-sarif.js');
    return findingsSarif(findings, { root, version });
  }
  return checkText(reports, await textOptions('stdout'), columnsOf());
}
