import { csvLine, CSV_HEAD } from '../../engine/reports/log-csv.js';
import { logStatsText, StatsCounter } from '../../engine/reports/log-stats.js';
import type { LogStats } from '../../engine/reports/log-stats.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { columnsOf, paintFor, textOptions } from '../paint.js';
import { Output } from '../simulate/output.js';
import { Filter } from './filter.js';
import type { FilterFlags } from './filter.js';
import { follow } from './follow.js';
import { jsonLine, jsonOf } from './json.js';
import { following, isBypass, newest } from './read.js';
import type { ReadRecord } from './read.js';
import { logTable } from './table.js';

export interface LogsRequest extends FilterFlags {
  readonly file: string;
  readonly form: 'human' | 'json' | 'jsonl' | 'csv';
  readonly limit: number;
  readonly follow: boolean;
  readonly stats: boolean;
}

/** What `--json` prints. */
export type LogsJson =
  { readonly records: readonly unknown[]; readonly more: boolean } | { readonly stats: LogStats };

/** Reads a log and reports; under `json` hands the document back. */
export async function logs(request: LogsRequest, now: number): Promise<LogsJson | undefined> {
  const reader = openLogReader(request.file);
  try {
    const filter = new Filter(request, now);
    const output = new Output();
    if (request.stats) return await statistics(reader, filter, request, output);
    const { found, more } = reader.snapshot(() => newest(reader, filter, request.limit));
    if (request.form === 'json') return { records: found.map(jsonOf), more };
    await show(found, more, reader, request, output);
    if (request.follow) await follow(reader, filter, output, request.form);
    return undefined;
  } finally {
    reader.close();
  }
}

async function statistics(
  reader: LogReader,
  filter: Filter,
  { form }: LogsRequest,
  output: Output,
): Promise<LogsJson | undefined> {
  const counter = new StatsCounter();
  for (const { record } of following(reader, filter, 0)) if (record !== undefined) counter.add(record);
  const stats = counter.stats();
  if (form === 'json') return { stats };
  if (stats.records === 0) await output.write('no records\n');
  else await output.write(logStatsText(stats, await textOptions('stdout')));
  return undefined;
}

async function show(
  found: readonly ReadRecord[],
  more: boolean,
  reader: LogReader,
  { form, limit }: LogsRequest,
  output: Output,
): Promise<void> {
  if (form === 'jsonl') return writeAll(found.map(jsonLine), output);
  if (form === 'csv') return writeAll([CSV_HEAD, ...found.map(({ row }) => csvLine(row))], output);
  const paint = await paintFor('stdout');
  if (found.length === 0) {
    return output.write(reader.size() === 0 ? 'the log is empty\n' : 'no record is as asked\n');
  }
  await output.write(logTable(found, found.filter(isBypass), { paint, columns: columnsOf() }));
  const shown = more ? `the newest ${limit} are shown (--limit); ` : '';
  await output.write(
    paint.dim(
      `\n${shown}\`capfence verify\` proves that the log is whole, \`capfence trace SEQ\` shows one decision\n`,
    ),
  );
}

async function writeAll(lines: readonly string[], output: Output): Promise<void> {
  for (const line of lines) await output.write(line);
}
