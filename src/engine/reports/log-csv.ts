import type { AuditRecord } from '../audit/record.js';
import { plainText, reasonText, ruleIdOf } from './log-row.js';
import { visible } from './visible.js';

const FIELDS = ['seq', 'ts', 'type', 'actor', 'capability', 'decision', 'authorized', 'mode'] as const;
/** As much as a cell of a spreadsheet takes. */
const MAX_CELL = 32_000;

export const CSV_HEAD = 'seq,time,type,agent,capability,decision,authorized,mode,rule,session,id,reason\r\n';

/** A record as a line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvLine(record: AuditRecord): string {
  const fields = FIELDS.map((name) => record[name]);
  const reason = record.type === 'decision' ? record['reason'] : reasonText(record);
  return csvCells([...fields, ruleIdOf(record), record['session'], record['id'], reason]);
}

/** The line of what stands in a record's place and is none. */
export function csvBadLine(seq: number, why: string): string {
  return csvCells([seq, '', 'unreadable', '', '', '', '', '', '', '', '', why]);
}

function csvCells(values: readonly unknown[]): string {
  return `${values.map((value) => csvCell(plainText(value))).join(',')}\r\n`;
}

function csvCell(value: string): string {
  const text = visible(value.slice(0, MAX_CELL));
  const tame = /^[\s'"]*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
