import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { AuditRecord, BundleManifest } from '../../engine/audit/index.js';
import { BUNDLE_VERSION, TILE_SPAN } from '../../engine/audit/index.js';
import { KeyFiles, openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { writeError } from '../errors.js';
import { readRecord } from '../logs/read.js';
import { Output } from '../simulate/output.js';
import { evidenceOf, newestNote } from './prove.js';

export interface Exported {
  readonly file: string;
  readonly entries: number;
  readonly skipped: number;
}

/** Decisions as events that `simulate` reads, a line each. */
export async function exportEvents(log: string, file: string): Promise<Exported> {
  return withReader(log, file, async (reader, write) => {
    let entries = 0;
    let skipped = 0;
    for (const [seq, body] of reader.entries()) {
      const { record } = readRecord(seq, body);
      if (record === undefined) skipped++;
      if (record?.type !== 'decision' || record['reason'] === 'invalid_event') continue;
      await write(`${JSON.stringify(eventOf(record, reader))}\n`);
      entries++;
    }
    return { file, entries, skipped };
  });
}

function eventOf(record: AuditRecord, reader: LogReader): object {
  const payload = reader.payload(record.seq);
  const { rule } = record as { rule?: { id?: unknown } | null };
  return {
    ...{ id: record['id'], ts: record.ts, actor: record['actor'], capability: record['capability'] },
    ...{ environment: record['environment'], risk: riskOf(record['risk']) },
    ...(record['host_approval'] === true && { host: { require_approval: true } }),
    payload: payload === undefined ? {} : (JSON.parse(payload) as unknown),
    context: contextOf(record),
    ...{ decision: record['decision'], reason: record['reason'], rule: rule?.id },
  };
}

const CONTEXT: Readonly<Record<string, string>> = {
  ...{ session: 'session', tenant: 'tenant', role: 'user_role', tool: 'tool_name', table: 'table' },
  ...{ parent: 'parent', on_behalf: 'on_behalf', cwd: 'cwd', caller_depth: 'caller_depth' },
};

function contextOf(record: AuditRecord): Record<string, unknown> {
  const named = Object.entries(CONTEXT).map(([from, to]): [string, unknown] => [to, record[from]]);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

function riskOf(risk: unknown): unknown {
  return typeof risk === 'string' && /^\d/.test(risk) ? Number(risk) : risk;
}

export interface BundleRequest {
  readonly log: string;
  readonly file: string;
  readonly keys: string;
  /** Records to prove one by one. */
  readonly prove: readonly number[];
  /** Whether salts and stored payloads go along. */
  readonly payloads: boolean;
}

/** The log as one text file, all of it as of one moment. */
export async function exportBundle({ log, file, keys, prove, payloads }: BundleRequest): Promise<Exported> {
  return withReader(log, file, async (reader, write) => {
    const size = reader.size();
    const first = reader.first();
    const note = newestNote(reader);
    const shown = payloads ? [...secretsOf(reader, size)] : [];
    const manifest: BundleManifest = {
      ...{ bundle: BUNDLE_VERSION, log: reader.logId, first, size },
      checkpoints: reader.checkpoints().filter((one) => one.size <= size),
      keys: new KeyFiles(keys, reader.logId).publicKeys(),
      tiles: tilesOf(reader, first),
      ...{ entries: size - first, payloads: shown.length },
      proofs: prove.map((seq) => evidenceOf(reader, seq, note)),
    };
    await write(`${JSON.stringify(manifest)}\n`);
    for (const [, body] of reader.entries(first, size))
      await write(`${String(body).replaceAll('\n', ' ')}\n`);
    for (const line of shown) await write(line);
    return { file, entries: size - first, skipped: 0 };
  });
}

function* secretsOf(reader: LogReader, size: number): Generator<string> {
  for (let seq = reader.first(); seq < size; seq++) {
    const salt = reader.salt(seq);
    const payload = reader.payload(seq);
    if (salt === undefined && payload === undefined) continue;
    yield `${JSON.stringify({ seq, ...(salt && { salt: Buffer.from(salt).toString('hex') }), ...(payload && { payload }) })}\n`;
  }
}

/** The full subtrees that stand for pruned records, of every level. */
function tilesOf(reader: LogReader, first: number): [number, number, string][] {
  const tiles: [number, number, string][] = [];
  for (let level = 1, span = TILE_SPAN; span <= first; level++, span *= TILE_SPAN) {
    for (let index = 0; (index + 1) * span <= first; index++) {
      const hash = reader.tile(level, index);
      if (hash !== undefined) tiles.push([level, index, hash]);
    }
  }
  return tiles;
}

type Write = (text: string) => Promise<void>;

/** A reader on one snapshot, and a file (or `-`) to write to; a file that is there is not written over. */
async function withReader<T>(
  log: string,
  file: string,
  work: (reader: LogReader, write: Write) => Promise<T>,
): Promise<T> {
  const reader = openLogReader(log);
  reader.hold();
  try {
    if (file === '-') {
      const output = new Output();
      return await work(reader, (text) => output.write(text));
    }
    return await intoFile(file, (write) => work(reader, write));
  } finally {
    reader.close();
  }
}

async function intoFile<T>(file: string, work: (write: Write) => Promise<T>): Promise<T> {
  const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    await once(stream, 'open');
    const result = await work(async (text) => {
      if (!stream.write(text)) await once(stream, 'drain');
    });
    stream.end();
    await once(stream, 'finish');
    return result;
  } catch (error) {
    stream.destroy();
    throw writeError(file, error);
  }
}
