import type { LogRow } from '../../engine/reports/log-row.js';
import type { Paint } from '../../engine/reports/paint.js';
import { tableText } from '../table.js';
import type { ReadRecord } from './read.js';

export interface Look {
  readonly paint: Paint;
  readonly columns: number;
}

const HEAD = ['SEQ', 'TIME', 'AGENT', 'CAPABILITY', 'DECISION', 'REASON'];
/** The reason gives way where the terminal is narrow. */
const REASON = 5;
const DECISION = 4;

/** Records in columns. What went through a bypass stands first, and once more in its place. */
export function logTable(found: readonly ReadRecord[], bypasses: readonly ReadRecord[], look: Look): string {
  const { paint } = look;
  const all = table(
    found.map(({ row }) => row),
    look,
  );
  if (bypasses.length === 0) return all;
  const count = bypasses.length === 1 ? '1 record' : `${bypasses.length} records`;
  const title = paint.error(
    paint.strong(`! Bypass: ${count}. What stands here was let through against the policy.`),
  );
  return `${title}\n\n${table(
    bypasses.map(({ row }) => row),
    look,
  )}\n${all}`;
}

/** Lines without a head, for what comes while somebody watches. */
export function logLines(found: readonly ReadRecord[], { paint }: Look): string {
  return found
    .map(({ row }) => {
      const cells = [String(row.seq), row.time, row.agent, row.capability, toned(row, paint), row.reason];
      return `${cells.filter((text) => text !== '').join('  ')}\n`;
    })
    .join('');
}

function table(rows: readonly LogRow[], { paint, columns }: Look): string {
  const cells = rows.map((row) => [
    String(row.seq),
    shortTime(row.time),
    row.agent,
    row.capability,
    row.decision,
    row.reason,
  ]);
  const paintCell = (text: string, column: number, index: number): string => {
    if (index === 0) return paint.dim(text);
    const row = rows[index - 1] as LogRow;
    return column === DECISION ? painted(text, row, paint) : column < 2 ? paint.dim(text) : text;
  };
  return tableText([HEAD, ...cells], columns, paintCell, REASON);
}

/** To the second: `2026-01-31 09:00:00`. */
function shortTime(time: string): string {
  return time.slice(0, 19).replace('T', ' ');
}

function toned(row: LogRow, paint: Paint): string {
  return painted(row.decision, row, paint);
}

function painted(text: string, { tone }: LogRow, paint: Paint): string {
  switch (tone) {
    case 'allow':
      return paint.good(text);
    case 'require_approval':
    case 'observed':
      return paint.warning(text);
    case 'deny':
    case 'bypass':
    case 'bad':
      return paint.error(text);
    case 'event':
      return paint.dim(text);
  }
}
