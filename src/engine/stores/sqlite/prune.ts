import { TILE_SPAN } from '../../audit/index.js';
import { AuditError } from '../../model/errors.js';
import { hashReader } from './hash-reader.js';
import { DELETE_TRIGGERS } from './schema.js';
import type { Writer } from './writer.js';

export interface PruneOptions {
  /** Records before this place may go. */
  readonly before: number;
  readonly reason: string;
  readonly by: string;
}

export interface Pruned {
  /** The first record that is left. */
  readonly to: number;
  /** Records that went. */
  readonly removed: number;
  /** Where the record of it stands. */
  readonly seq: number;
}

/**
 * Drops bodies, salts and payloads of whole old tiles. Their hashes stay, and a record says what went and why.
 * @throws AuditError `nothing_to_prune`
 */
export function prune(writer: Writer, { before, reason, by }: PruneOptions): Pruned {
  const { sql, db } = writer;
  const first = db.prepare('SELECT min(seq) FROM entries').pluck().get();
  const from = typeof first === 'number' ? first : 0;
  const to = Math.floor(Math.min(before, sql.lastCheckpoint()) / TILE_SPAN) * TILE_SPAN;
  if (to <= from) {
    throw new AuditError(
      'nothing_to_prune',
      `no whole segment of ${TILE_SPAN} signed records stands before ${before}`,
    );
  }
  const root = hashReader(sql)(0, to);
  const draft = {
    type: 'prune' as const,
    ...{ from: 0, to, root, reason, by, records: to - from, keys: writer.publicKeys() },
  };
  const { appended } = writer.write([{ draft }], 'always', () => drop(writer, to));
  return { to, removed: to - from, seq: appended[0]?.seq ?? -1 };
}

/** The triggers guard against mistakes; this is none. */
function drop({ db }: Writer, to: number): void {
  for (const table of Object.keys(DELETE_TRIGGERS)) db.exec(`DROP TRIGGER ${table}_no_delete`);
  for (const table of ['entries', 'salts', 'payloads'])
    db.prepare(`DELETE FROM ${table} WHERE seq < ?`).run(to);
  db.prepare(`DELETE FROM checkpoints WHERE size < ? AND size % ${TILE_SPAN} <> 0`).run(to);
  for (const trigger of Object.values(DELETE_TRIGGERS)) db.exec(trigger);
}
