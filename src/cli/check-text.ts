import { resolve } from 'node:path';
import type { Finding, PolicyReport, Severity } from '../engine/model/finding.js';
import { packsFolder } from '../engine/policy/index.js';
import { findingsText } from '../engine/reports/findings-text.js';
import type { Paint, TextOptions } from '../engine/reports/paint.js';
import { visible } from './safe-text.js';
import { tableText } from './table.js';
import { plural } from '../engine/reports/words.js';

/** The report without what is below an error in a shipped pack: who extends a pack cannot change it. */
export function ownFindings(report: PolicyReport): PolicyReport {
  if (isShipped(report.file)) return report;
  const own = report.findings.filter(
    ({ severity, position }) => severity === 'error' || !isShipped(position.file),
  );
  return { ...report, findings: own };
}

/** The findings of all reports: those of a file once, however many of the checked files extend it. */
export function findingsOf(reports: readonly PolicyReport[]): Finding[] {
  const seen = new Set<string>();
  return reports.flatMap(({ findings }) => {
    const fresh = findings.filter((finding) => !seen.has(keyOf(finding)));
    for (const finding of fresh) seen.add(keyOf(finding));
    return fresh;
  });
}

/** Not by its message: a rule of a parent may be called otherwise in its child. */
function keyOf({ position: { file, line, column }, code }: Finding): string {
  return JSON.stringify([resolve(file), line, column, code]);
}

function isShipped(file: string): boolean {
  return file.startsWith(packsFolder());
}

/** How many findings of each kind there are. */
export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export function tallyOf(findings: readonly Finding[]): Tally {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}

/** The findings, then a line a file with what is in it, then the count. */
export function checkText(
  reports: readonly PolicyReport[],
  options: Required<TextOptions>,
  columns: number,
): string {
  const findings = findingsOf(reports);
  const { paint } = options;
  const parts = findings.length > 0 ? [findingsText(findings, options)] : [];
  parts.push(
    summaryTable(reports, paint, columns),
    `${countLine(reports.length, tallyOf(findings), paint)}\n`,
  );
  return parts.join('\n');
}

const HEAD = ['file', 'deny', 'require_approval', 'allow', 'parents', 'mode', 'check'];

function summaryTable(reports: readonly PolicyReport[], paint: Paint, columns: number): string {
  const rows = reports.map(rowOf);
  return tableText([HEAD, ...rows], columns, (text, column, row) => {
    if (row === 0) return paint.dim(text);
    if (column !== HEAD.length - 1) return text;
    return text === 'ok'
      ? paint.good(text)
      : text.includes('error')
        ? paint.error(text)
        : paint.warning(text);
  });
}

function rowOf(report: PolicyReport): string[] {
  const { file, summary } = report;
  if (summary === undefined) return [visible(file), '-', '-', '-', '-', '-', stateOf(report)];
  const { deny, require_approval, allow } = summary.rules;
  const counts = [deny, require_approval, allow, summary.parents.length].map(String);
  return [visible(file), ...counts, summary.enforcementMode, stateOf(report)];
}

function stateOf(report: PolicyReport): string {
  const tally = tallyOf(findingsOf([report]));
  if (tally.errors > 0) return plural(tally.errors, 'error');
  return tally.warnings > 0 ? plural(tally.warnings, 'warning') : 'ok';
}

function countLine(files: number, tally: Tally, paint: Paint): string {
  const errors = plural(tally.errors, 'error');
  const warnings = plural(tally.warnings, 'warning');
  return [
    `${plural(files, 'file')} checked:`,
    `${tally.errors > 0 ? paint.error(errors) : errors},`,
    `${tally.warnings > 0 ? paint.warning(warnings) : warnings},`,
    plural(tally.notes, 'note'),
  ].join(' ');
}
