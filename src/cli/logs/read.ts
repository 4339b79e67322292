import { AuditError } from '../../engine/model/errors.js';
import { parseRecord } from '../../engine/audit/index.js';
import type { AuditRecord } from '../../engine/audit/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import type { Filter } from './filter.js';

/** A record as it was read; where what stands in its place is none, why. */
export type ReadRecord =
  | { readonly seq: number; readonly record: AuditRecord }
  | { readonly seq: number; readonly record: undefined; readonly why: string };

/** Reads what stands at a place, whatever it is. */
export function readRecord(seq: number, body: unknown): ReadRecord {
  try {
    if (typeof body !== 'string') throw new AuditError('bad_record', 'the record is no text');
    return { seq, record: parseRecord(body) };
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return { seq, record: undefined, why: error.message };
  }
}

export interface Newest {
  /** Oldest first. */
  readonly found: readonly ReadRecord[];
  /** There are older ones. */
  readonly more: boolean;
  /** The place after all that was read. */
  readonly next: number;
}

/** The newest records that are asked for. */
export function newest(reader: LogReader, filter: Filter, limit: number): Newest {
  const found: ReadRecord[] = [];
  const next = reader.size();
  const start = startOf(reader, filter);
  for (const [seq, body] of reader.backwards()) {
    if (seq < start) break;
    const read = readRecord(seq, body);
    if (read.record !== undefined && !filter.test(read.record)) continue;
    if (found.length >= limit) return { found: found.reverse(), more: true, next };
    found.push(read);
  }
  return { found: found.reverse(), more: false, next };
}

/** Every record that is asked for, from a place on and up to another, in order. */
export function* following(
  reader: LogReader,
  filter: Filter,
  from = startOf(reader, filter),
  to = Number.MAX_SAFE_INTEGER,
): Generator<ReadRecord> {
  for (const [seq, body] of reader.entries(from, to)) {
    const read = readRecord(seq, body);
    if (read.record === undefined || filter.test(read.record)) yield read;
  }
}

function startOf(reader: LogReader, { start }: Filter): number {
  return start === undefined ? 0 : reader.since(start);
}
