import type { AuditRecord } from '../../engine/audit/index.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { cell } from '../../engine/reports/log-row.js';
import type { TraceView } from '../../engine/reports/trace-text.js';
import { InputError } from '../errors.js';
import { readRecord } from './read.js';
import { inclusionOf } from './trace-inclusion.js';
import { payloadOf } from './trace-payload.js';
import { approvalOf, isApprovalId, storyOf } from './trace-story.js';

/** How far behind its decision an outcome is looked for, in records. */
const STORY = 100_000;
/** How many ids are named where more than one is meant. */
const NAMED = 5;

/** One record, whole; a decision with its story. `keys` is the folder of the log's keys. @throws InputError */
export function traceOf(file: string, keys: string, id: string): TraceView {
  const reader = openLogReader(file);
  try {
    return reader.snapshot(() => {
      const record = find(reader, id);
      return {
        record,
        outcome: outcomeOf(reader, record),
        bypass: bypassOf(reader, record),
        payload: payloadOf(reader, record),
        inclusion: inclusionOf(reader, keys, record.seq),
        story: storyOf(reader, approvalOf(record)),
      };
    });
  } finally {
    reader.close();
  }
}

function find(reader: LogReader, id: string): AuditRecord {
  const place = /^(?:0|[1-9]\d{0,14})$/.test(id) ? at(reader, Number(id)) : undefined;
  const found = place ?? (isApprovalId(id) ? storyOf(reader, id)[0] : byId(reader, id));
  if (found !== undefined) return found;
  const first = reader.first();
  const pruned = first > 0 ? ` (those before ${first} were pruned)` : '';
  throw new InputError('bad_input', `no record \`${id}\` is in the log${pruned}`, {
    help: 'name it by its number, which `capfence logs` shows, or by the id of its event, or the beginning of that, or by that of a request or grant',
  });
}

function at(reader: LogReader, seq: number): AuditRecord | undefined {
  const body = reader.body(seq);
  if (body === undefined) return undefined;
  const read = readRecord(seq, body);
  if (read.record !== undefined) return read.record;
  throw new InputError('unreadable', `what stands at ${seq} cannot be read: ${read.why}`, {
    help: '`capfence verify` says whether the log was altered',
  });
}

/** The newest decision on the event of that id, or else the only event whose id begins so. */
function byId(reader: LogReader, id: string): AuditRecord | undefined {
  const found = new Map<string, AuditRecord>();
  for (const record of decisionsLike(reader, id)) {
    const own = record['id'] as string;
    if (own === id) return record;
    if (!found.has(own)) found.set(own, record);
  }
  if (found.size <= 1) return [...found.values()][0];
  const some = [...found.values()].slice(0, NAMED).map((one) => `${cell(one['id'])} (record ${one.seq})`);
  throw new InputError('bad_input', `${found.size} events have an id that begins with \`${id}\``, {
    help: `among them ${some.join(', ')}`,
  });
}

/** Decisions on events whose id begins so, newest first. */
function* decisionsLike(reader: LogReader, id: string): Generator<AuditRecord> {
  // Most bodies are passed over unparsed. Where a text is escaped in the record it may be spelled in other ways.
  const plain = /^[\x20-\x7e]*$/.test(id) && !/["\\]/.test(id);
  for (const [seq, body] of reader.backwards()) {
    if (typeof body !== 'string' || (plain && !body.includes(`"${id}`))) continue;
    const { record } = readRecord(seq, body);
    const own = record?.['id'];
    if (record?.type === 'decision' && typeof own === 'string' && own.startsWith(id)) yield record;
  }
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
  if (typeof seq !== 'number') return null;
  const body = reader.body(seq);
  return body === undefined ? null : (readRecord(seq, body).record ?? null);
}
