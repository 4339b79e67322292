import { setTimeout as sleep } from 'node:timers/promises';
import { csvLine } from '../../engine/reports/log-csv.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { paintFor } from '../paint.js';
import type { Output } from '../simulate/output.js';
import type { Filter } from './filter.js';
import { jsonLine } from './json.js';
import { following } from './read.js';
import type { ReadRecord } from './read.js';
import { logLines } from './table.js';

/** Between two looks, in milliseconds: quick enough for eyes, and the database is asked for one number only. */
const LOOK_MS = 200;

/** Writes records as they come, until nobody reads any more or the process is stopped. */
export async function follow(reader: LogReader, filter: Filter, output: Output, form: string): Promise<void> {
  const look = { paint: await paintFor('stdout'), columns: 200 };
  const write = (read: ReadRecord): string =>
    form === 'jsonl' ? jsonLine(read) : form === 'csv' ? csvLine(read.row) : logLines([read], look);
  let next = reader.size();
  let version = reader.dataVersion();
  while (!output.closed) {
    await sleep(LOOK_MS);
    const now = reader.dataVersion();
    if (now === version) continue;
    version = now;
    const fresh = [...following(reader, filter, next)];
    next = reader.size();
    for (const read of fresh) await output.write(write(read));
  }
}
