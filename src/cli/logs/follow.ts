import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuditError } from '../../engine/model/errors.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import type { Output } from '../simulate/output.js';
import type { Filter } from './filter.js';
import { following } from './read.js';
import type { ReadRecord } from './read.js';

/** Between two looks, in milliseconds: quick enough for eyes, and the database is asked for one number only. */
const LOOK_MS = 200;
/** Records read at once: a burst of any size passes through little memory. */
const STEP = 500;

/**
 * Writes records from `next` on as they come, until nobody reads any more or the process is stopped.
 * @throws AuditError `replaced` when another file stands in the log's place: what is written there would not be seen
 */
export async function follow(
  reader: LogReader,
  filter: Filter,
  output: Output,
  write: (reads: readonly ReadRecord[]) => string,
  next: number,
): Promise<void> {
  const file = identity(reader.file);
  let version = -1;
  for (let place = next; !output.closed; await sleep(LOOK_MS)) {
    if (identity(reader.file) !== file) {
      throw new AuditError('replaced', `\`${reader.file}\` is no longer the file that was opened`);
    }
    const now = reader.dataVersion();
    if (now === version) continue;
    version = now;
    for (const size = reader.size(); place < size && !output.closed; place = Math.min(size, place + STEP)) {
      const to = Math.min(size, place + STEP);
      await output.write(write([...following(reader, filter, place, to)]));
    }
  }
}

function identity(file: string): string {
  const facts = statSync(file, { bigint: true, throwIfNoEntry: false });
  return facts === undefined ? '' : `${facts.dev}:${facts.ino}`;
}
