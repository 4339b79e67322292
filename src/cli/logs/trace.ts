import {
  commitmentOf,
  inclusionProof,
  leafHash,
  parseCheckpoint,
  verifyInclusion,
} from '../../engine/audit/index.js';
import type { AuditRecord, PayloadCommitment } from '../../engine/audit/index.js';
import type { JsonObject, JsonValue } from '../../engine/model/json.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { InputError } from '../errors.js';
import { readRecord } from './read.js';

/** How far an outcome, or the end of a story, is looked for behind its decision. */
const STORY = 100_000;

/** One decision, whole. */
export interface Trace {
  readonly record: AuditRecord;
  /** What came of it; null where nothing is recorded. */
  readonly outcome: AuditRecord | null;
  /** The start of the bypass that let it through. */
  readonly bypass: AuditRecord | null;
  readonly payload: TracePayload | null;
  /** That it stands in the log under the newest checkpoint; null where none covers it yet. */
  readonly inclusion: {
    readonly size: number;
    readonly root: string;
    readonly leaf: string;
    readonly proof: readonly string[];
    readonly holds: boolean;
  } | null;
}

export interface TracePayload {
  readonly stored: JsonValue;
  /** For each argument whether what is stored is what was committed to; `redacted` where it was taken out. */
  readonly arguments: Readonly<Record<string, 'matches' | 'differs' | 'redacted'>>;
}

/** @throws InputError where there is no such record, or more than one */
export function traceOf(file: string, id: string): Trace {
  const reader = openLogReader(file);
  try {
    return reader.snapshot(() => {
      const record = find(reader, id);
      return {
        record,
        outcome: outcomeOf(reader, record),
        bypass: bypassOf(reader, record),
        payload: payloadOf(reader, record),
        inclusion: inclusionOf(reader, record),
      };
    });
  } finally {
    reader.close();
  }
}

function find(reader: LogReader, id: string): AuditRecord {
  const found = /^\d{1,15}$/.test(id) ? at(reader, Number(id)) : byId(reader, id);
  if (found !== undefined) return found;
  throw new InputError('bad_input', `no record \`${id}\` is in the log`, {
    help: 'name it by the id of its event (or the beginning of it), or by its number; `capfence logs` shows both',
  });
}

function at(reader: LogReader, seq: number): AuditRecord | undefined {
  return readRecord(seq, reader.body(seq)).record;
}

/** By the event's id, or a beginning of it that no other decision has. */
function byId(reader: LogReader, id: string): AuditRecord | undefined {
  let found: AuditRecord | undefined;
  for (const [seq, body] of reader.backwards()) {
    if (typeof body !== 'string' || !body.includes(JSON.stringify(id).slice(1, -1))) continue;
    const { record } = readRecord(seq, body);
    const own = record?.['id'];
    if (record?.type !== 'decision' || typeof own !== 'string' || !own.startsWith(id)) continue;
    if (own === id) return record;
    if (found !== undefined)
      throw new InputError('bad_input', `more than one event’s id begins with \`${id}\``);
    found = record;
  }
  return found;
}

function outcomeOf(reader: LogReader, { seq, type }: AuditRecord): AuditRecord | null {
  if (type !== 'decision') return null;
  const mark = `"of":${seq},`;
  for (const [place, body] of reader.entries(seq + 1, seq + STORY)) {
    if (typeof body !== 'string' || !body.includes(mark)) continue;
    const { record } = readRecord(place, body);
    if (record?.type === 'outcome' && record['of'] === seq) return record;
  }
  return null;
}

function bypassOf(reader: LogReader, record: AuditRecord): AuditRecord | null {
  const seq = record['bypass'];
  return typeof seq === 'number' ? (at(reader, seq) ?? null) : null;
}

function payloadOf(reader: LogReader, record: AuditRecord): TracePayload | null {
  const text = reader.payload(record.seq);
  const salt = reader.salt(record.seq);
  if (text === undefined) return null;
  let stored: JsonValue;
  try {
    stored = JSON.parse(text) as JsonValue;
  } catch {
    return { stored: text, arguments: {} };
  }
  const committed = record['payload'] as PayloadCommitment | undefined;
  if (salt === undefined || committed?.args === undefined || !isObject(stored))
    return { stored, arguments: {} };
  const redacted = committed.redacted ?? [];
  const checks = Object.entries(committed.args).map(
    ([name, commitment]): [string, TracePayload['arguments'][string]] => {
      const value = (stored as JsonObject)[name];
      if (value !== undefined && commitmentOf(name, value, salt) === commitment) return [name, 'matches'];
      return [name, redacted.some((place) => isWithin(place, name)) ? 'redacted' : 'differs'];
    },
  );
  return { stored, arguments: Object.fromEntries(checks) };
}

function isWithin(pointer: string, name: string): boolean {
  const start = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer === start || pointer.startsWith(`${start}/`);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inclusionOf(reader: LogReader, { seq }: AuditRecord): Trace['inclusion'] {
  const newest = reader.checkpoints().at(-1);
  const body = reader.body(seq);
  if (newest === undefined || newest.size <= seq || body === undefined) return null;
  const { size, root } = parseCheckpoint(newest.note);
  const proof = inclusionProof(seq, size, reader.hashAt);
  const leaf = leafHash(body);
  return { size, root, leaf, proof, holds: verifyInclusion(leaf, seq, size, proof, root) };
}
