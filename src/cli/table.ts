import Table from 'cli-table3';
import { textWidth } from '../engine/reports/width.js';

const GAP = 2;
/** Rows laid out at once: the time that the table takes grows with their square. */
const CHUNK = 50;

/** Colours a cell; `row` 0 is the head. */
export type PaintCell = (text: string, column: number, row: number) => string;

/**
 * Cells in columns, without lines. Where the terminal is narrow one column gives way by wrapping: the first, or
 * the one that `elastic` names.
 */
export function tableText(
  rows: readonly (readonly string[])[],
  columns: number,
  paintCell: PaintCell = plain,
  elastic = 0,
): string {
  const head = rows[0] ?? [];
  const widths = head.map(
    (_, column) => rows.reduce((max, row) => Math.max(max, textWidth(row[column] ?? '')), 0) + GAP,
  );
  const others = widths.reduce((sum, width, column) => (column === elastic ? sum : sum + width), 0);
  widths[elastic] = Math.max(12, Math.min(widths[elastic] ?? 0, columns - others));
  const painted = rows.map((row, index) => row.map((text, column) => paintCell(text, column, index)));
  const parts: string[] = [];
  for (let at = 0; at < painted.length; at += CHUNK)
    parts.push(layOut(painted.slice(at, at + CHUNK), widths));
  return parts.join('');
}

function layOut(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  const style = { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] };
  const table = new Table({ chars: NO_LINES, style, colWidths: [...widths], wordWrap: true });
  for (const row of rows) table.push([...row]);
  return `${table.toString().replace(/[ \t]+$/gm, '')}\n`;
}

function plain(text: string): string {
  return text;
}

const NO_LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' },
  ...{ 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '' },
  ...{ right: '', 'right-mid': '', middle: '' },
};
