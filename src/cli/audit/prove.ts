import {
  consistencyProof,
  inclusionProof,
  leafHash,
  parseCheckpoint,
  verifyConsistency,
} from '../../engine/audit/index.js';
import type { InclusionEvidence } from '../../engine/audit/index.js';
import { AuditError } from '../../engine/model/errors.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';

/** That one record stands in the log that a checkpoint signs. */
export interface InclusionProof extends InclusionEvidence {
  readonly kind: 'inclusion';
  readonly log: string;
  readonly body: string;
  /** The signed note of that size and root. */
  readonly checkpoint: string;
}

/** That the log of one checkpoint begins with the log of an older one. */
export interface ConsistencyProof {
  readonly kind: 'consistency';
  readonly log: string;
  readonly from: { readonly size: number; readonly root: string };
  readonly to: { readonly size: number; readonly root: string };
  readonly proof: readonly string[];
  readonly holds: boolean;
  readonly checkpoint: string;
}

/** @throws AuditError `not_found` where no such record is there, or no checkpoint covers it */
export function proveRecord(file: string, seq: number): InclusionProof {
  return reading(file, (reader) => {
    const checkpoint = newestNote(reader);
    const body = reader.body(seq);
    if (body === undefined)
      throw new AuditError('not_found', `record ${seq} is not in the log, or was pruned from it`);
    return { kind: 'inclusion', log: reader.logId, ...evidenceOf(reader, seq, checkpoint), body, checkpoint };
  });
}

/** The proof of a record against a checkpoint. @throws AuditError `not_found` */
export function evidenceOf(reader: LogReader, seq: number, note: string): InclusionEvidence {
  const { size, root } = parseCheckpoint(note);
  const body = reader.body(seq);
  if (body === undefined)
    throw new AuditError('not_found', `record ${seq} is not in the log, or was pruned from it`);
  if (seq >= size) {
    throw new AuditError('not_found', `no checkpoint covers record ${seq} yet`, {
      help: '`capfence audit checkpoint` makes one',
    });
  }
  return { seq, size, root, leaf: leafHash(body), proof: inclusionProof(seq, size, reader.hashAt) };
}

/** @throws AuditError */
export function proveSince(file: string, note: string): ConsistencyProof {
  const from = parseCheckpoint(note);
  return reading(file, (reader) => {
    if (from.origin !== `capfence/${reader.logId}`)
      throw new AuditError('bad_note', 'the checkpoint is another log’s');
    const checkpoint = newestNote(reader);
    const to = parseCheckpoint(checkpoint);
    if (from.size > to.size) {
      throw new AuditError(
        'rolled_back',
        `the checkpoint tells of ${from.size} records, and the log’s newest of ${to.size}`,
      );
    }
    const proof = consistencyProof(from.size, to.size, reader.hashAt);
    const holds = verifyConsistency(from.size, from.root, to.size, to.root, proof);
    return {
      ...{ kind: 'consistency', log: reader.logId, proof, holds, checkpoint },
      from: { size: from.size, root: from.root },
      to: { size: to.size, root: to.root },
    };
  });
}

export function newestNote(reader: LogReader): string {
  const newest = reader.checkpoints().at(-1);
  if (newest === undefined) throw new AuditError('not_found', 'the log has no checkpoint');
  return newest.note;
}

function reading<T>(file: string, work: (reader: LogReader) => T): T {
  const reader = openLogReader(file);
  try {
    return reader.snapshot(() => work(reader));
  } finally {
    reader.close();
  }
}
