import { visible } from './visible.js';

/** As much as a cell of a spreadsheet takes. */
const MAX_CELL = 32_000;

/** A line of CSV (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function csvCell(value: string): string {
  const text = visible(value.slice(0, MAX_CELL));
  const tame = /^[\s'"]*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
