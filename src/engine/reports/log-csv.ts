import type { LogRow } from './log-row.js';

const COLUMNS = ['seq', 'time', 'agent', 'capability', 'decision', 'reason'] as const;

export const CSV_HEAD = `${COLUMNS.join(',')}\r\n`;

/** A line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvLine(row: LogRow): string {
  return `${COLUMNS.map((column) => csvCell(String(row[column]))).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
