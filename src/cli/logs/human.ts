import type { AuditRecord } from '../../engine/audit/index.js';
import { badRow, cell, logRow, minute, plainText } from '../../engine/reports/log-row.js';
import type { LogRow } from '../../engine/reports/log-row.js';
import { DESPITE, LogTable } from './log-table.js';
import type { Look } from './log-table.js';
import type { ReadRecord } from './read.js';

/** What stands first is not to push away what it stands before. */
const MOST_FIRST = 10;

export interface HumanReport {
  readonly text: string;
  /** For what comes later. */
  readonly table: LogTable;
}

/** Records in columns: bypasses first and loudly, then all in their order, then what this is not. */
export function humanReport(
  found: readonly ReadRecord[],
  open: readonly AuditRecord[],
  look: Look,
  notes: readonly string[],
): HumanReport {
  const rows = found.map(rowOf);
  const table = new LogTable(rows, look);
  const marked = rows.some(({ despite }) => despite)
    ? [`${DESPITE} let through all the same: observed only, or by a bypass.`]
    : [];
  const parts = [
    ...open.map((record) => openLine(record, look)),
    ...firstRows(rows, table, look),
    ...(rows.length === 0 ? [] : [`${table.head()}${table.rows(rows)}`]),
    [...marked, ...notes].map((note) => `${look.paint.dim(note)}\n`).join(''),
  ];
  return { text: parts.join('\n'), table };
}

/** The row of what was read, whatever it is. */
export function rowOf(read: ReadRecord): LogRow {
  return read.record === undefined ? badRow(read.seq, read.why) : logRow(read.record);
}

/** A door that stands open is told of wherever its record stands. */
function openLine(record: AuditRecord, { paint }: Look): string {
  const until = cell(minute(plainText(record['ends'])), 16);
  const who = `  by ${cell(record['by'], 40)}: ${cell(record['reason'], 500)}`;
  return `${paint.error(paint.strong(`! BYPASS UNTIL ${until} UTC (record ${record.seq})`))}\n${paint.error(who)}\n`;
}

function firstRows(rows: readonly LogRow[], table: LogTable, { paint }: Look): string[] {
  const bypasses = rows.filter(({ tone }) => tone === 'bypass');
  if (bypasses.length === 0) return [];
  const passed = bypasses.filter(({ despite }) => despite).length;
  const title = paint.error(paint.strong(`! ${titleOf(passed)}`));
  // Where nothing else is shown it would all be told twice.
  if (bypasses.length === rows.length) return [`${title}\n`];
  const left = bypasses.length - MOST_FIRST;
  const more = left > 0 ? paint.dim(`… and ${left} before: --reason 'bypassed:*' shows them\n`) : '';
  return [`${title}\n${table.rows(bypasses.slice(-MOST_FIRST))}${more}`];
}

function titleOf(passed: number): string {
  if (passed === 0) return 'A bypass was opened';
  return `${passed === 1 ? '1 action' : `${passed} actions`} went through a bypass, against the policy`;
}
