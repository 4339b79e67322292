import type { AuditRecord } from '../../engine/audit/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { readRecord } from './read.js';

/** A bypass lasts a day at most; and a log of any length must not be read whole for it. */
const LONGEST_MS = 25 * 3_600_000;
const MOST_RECORDS = 200_000;

/** Bypasses whose time is not up and whose end is not recorded, newest first: doors that stand open. */
export function openBypasses(reader: LogReader, now: number): AuditRecord[] {
  const ended = new Set<unknown>();
  const open: AuditRecord[] = [];
  const oldest = new Date(now - LONGEST_MS).toISOString();
  const until = new Date(now).toISOString();
  let left = MOST_RECORDS;
  for (const [seq, body] of reader.backwards()) {
    if (typeof body !== 'string' || left-- === 0) break;
    if (timeIn(body) < oldest) break;
    if (!body.includes('"type":"bypass.')) continue;
    const { record } = readRecord(seq, body);
    if (record?.type === 'bypass.end') ended.add(record['of']);
    if (record?.type !== 'bypass.start' || ended.has(seq)) continue;
    if (typeof record['ends'] === 'string' && record['ends'] > until) open.push(record);
  }
  return open;
}

/** The time of a record as its body's end has it, without reading the whole of it. */
function timeIn(body: string): string {
  const at = body.lastIndexOf('"ts":"');
  return at < 0 ? '9' : body.slice(at + 6, at + 30);
}
