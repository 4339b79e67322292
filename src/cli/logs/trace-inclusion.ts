import {
  checkRotation,
  inclusionProof,
  leafHash,
  parseCheckpoint,
  parseVerifierKey,
  verifyCheckpoint,
  verifyInclusion,
} from '../../engine/audit/index.js';
import type { VerifierKey } from '../../engine/audit/index.js';
import { AuditError } from '../../engine/model/errors.js';
import type { TraceInclusion } from '../../engine/reports/trace-text.js';
import { KeyFiles } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { readRecord } from './read.js';

/**
 * That a record stands in the log that the newest checkpoint signs; null where none covers it yet. Of the log's other
 * records this says nothing: that is what verifying is for.
 */
export function inclusionOf(reader: LogReader, keys: string, seq: number): TraceInclusion | null {
  const newest = reader.checkpoints().at(-1);
  const body = reader.body(seq);
  if (newest === undefined || newest.size <= seq || body === undefined) return null;
  const leaf = leafHash(body);
  try {
    return proven(reader, keys, { seq, leaf, note: newest.note });
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return { size: newest.size, root: null, leaf, proof: [], holds: false, fault: error.message };
  }
}

function proven(
  reader: LogReader,
  folder: string,
  { seq, leaf, note }: { readonly seq: number; readonly leaf: string; readonly note: string },
): TraceInclusion {
  const checkpoint = parseCheckpoint(note);
  const { size, root, time, origin } = checkpoint;
  if (origin !== `capfence/${reader.logId}`)
    throw new AuditError('bad_note', 'the newest checkpoint is another log’s');
  const own = folderKeys(reader.logId, folder);
  const key = verifyCheckpoint(checkpoint, own.length > 0 ? own : recordedKeys(reader));
  const proof = seq < size ? inclusionProof(seq, size, reader.hashAt) : [];
  const holds = verifyInclusion(leaf, seq, size, proof, root);
  const trust = own.length > 0 ? 'keys folder' : 'own word';
  return { size, root, leaf, proof, holds, key: key.id, trust, ...(time !== undefined && { time }) };
}

function folderKeys(logId: string, folder: string): VerifierKey[] {
  if (!/^[0-9a-f]{32}$/.test(logId)) return [];
  return new KeyFiles(folder, logId).publicKeys().map(parseVerifierKey);
}

/** The keys that the log itself names: the first one, and those that followed by records that both signed. */
function recordedKeys(reader: LogReader): VerifierKey[] {
  const keys: VerifierKey[] = [];
  for (const [seq, body] of reader.entries()) {
    if (typeof body !== 'string') continue;
    if (seq > 0 && !body.includes('"type":"key.rotate"') && !body.includes('"type":"prune"')) continue;
    const { record } = readRecord(seq, body);
    const current = keys.at(-1);
    if (record?.type === 'log.genesis') keys.push(...parsedKeys([record['key']]));
    else if (record?.type === 'key.rotate' && current !== undefined)
      keys.push(checkRotation(record, current));
    else if (record?.type === 'prune' && current === undefined) keys.push(...parsedKeys(record['keys']));
  }
  return keys;
}

function parsedKeys(named: unknown): VerifierKey[] {
  const texts = Array.isArray(named) ? (named as unknown[]) : [];
  return texts.filter((text): text is string => typeof text === 'string').map(parseVerifierKey);
}
