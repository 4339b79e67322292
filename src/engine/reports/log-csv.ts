import type { AuditRecord } from '../audit/record.js';
import { csvLine as cellsLine } from './csv.js';
import { plainText, reasonText, ruleIdOf } from './log-row.js';

const FIELDS = ['seq', 'ts', 'type', 'actor', 'capability', 'decision', 'authorized', 'mode'] as const;

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
  return cellsLine(values.map(plainText));
}
