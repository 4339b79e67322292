import { AuditError } from '../../engine/model/errors.js';
import { parseRecord } from '../../engine/audit/index.js';
import type { AuditRecord } from '../../engine/audit/index.js';
import { badRow, logRow } from '../../engine/reports/log-row.js';
import type { LogRow } from '../../engine/reports/log-row.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import type { Filter } from './filter.js';

/** A record as it was read; without one where what stands in its place cannot be. */
export interface ReadRecord {
  readonly seq: number;
  readonly record: AuditRecord | undefined;
  readonly row: LogRow;
}

/** Reads what stands at a place, whatever it is. */
export function readRecord(seq: number, body: unknown): ReadRecord {
  try {
    if (typeof body !== 'string') throw new AuditError('bad_record', 'the record is no text');
    const record = parseRecord(body);
    return { seq, record, row: logRow(record) };
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return { seq, record: undefined, row: badRow(seq, error.message) };
  }
}

/** The newest records that are asked for, oldest first; and whether there are more. */
export function newest(
  reader: LogReader,
  filter: Filter,
  limit: number,
): { found: ReadRecord[]; more: boolean } {
  const found: ReadRecord[] = [];
  for (const [seq, body] of reader.backwards()) {
    const read = readRecord(seq, body);
    if (read.record !== undefined && !filter.test(read.record)) continue;
    if (found.length >= limit) return { found: found.reverse(), more: true };
    found.push(read);
  }
  return { found: found.reverse(), more: false };
}

/** Every record from a place on that is asked for, in order. */
export function* following(reader: LogReader, filter: Filter, from: number): Generator<ReadRecord> {
  for (const [seq, body] of reader.entries(from)) {
    const read = readRecord(seq, body);
    if (read.record === undefined || filter.test(read.record)) yield read;
  }
}

/** Is this a door that somebody opened by force, or what went through it? */
export function isBypass({ row }: ReadRecord): boolean {
  return row.tone === 'bypass';
}
