import { csvBadLine, csvLine, CSV_HEAD } from '../../engine/reports/log-csv.js';
import { StatsCounter } from '../../engine/reports/log-stats.js';
import type { LogStats } from '../../engine/reports/log-stats.js';
import { logStatsText } from '../../engine/reports/log-stats-text.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { columnsOf, paintFor, textOptions } from '../paint.js';
import { Output } from '../simulate/output.js';
import { openBypasses } from './bypasses.js';
import { Filter } from './filter.js';
import type { FilterFlags } from './filter.js';
import { follow } from './follow.js';
import { humanReport, rowOf } from './human.js';
import { jsonLine, jsonOf } from './json.js';
import { following, newest } from './read.js';
import type { Newest, ReadRecord } from './read.js';

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

/** Writes some records; in the human form into the columns of those before. */
type Write = (reads: readonly ReadRecord[]) => string;

/** Reads a log and reports; under `json` hands the document back. */
export async function logs(request: LogsRequest, now: number): Promise<LogsJson | undefined> {
  const filter = new Filter(request, now);
  const reader = openLogReader(request.file);
  try {
    const output = new Output();
    if (request.stats) return await statistics(reader, filter, request, output);
    const read = reader.snapshot(() => newest(reader, filter, request.limit));
    if (request.form === 'json') return { records: read.found.map(jsonOf), more: read.more };
    const write = await show(read, reader, request, output, now);
    if (request.follow) await follow(reader, filter, output, write, read.next);
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
  for (const { record } of following(reader, filter)) if (record !== undefined) counter.add(record);
  const stats = counter.stats();
  if (form === 'json') return { stats };
  if (stats.decisions.length === 0) await output.write('no decision is as asked\n');
  else await output.write(logStatsText(stats, await textOptions('stdout')));
  return undefined;
}

async function show(
  read: Newest,
  reader: LogReader,
  request: LogsRequest,
  output: Output,
  now: number,
): Promise<Write> {
  if (request.form !== 'human') {
    const line = request.form === 'jsonl' ? jsonLine : csvOf;
    if (request.form === 'csv') await output.write(CSV_HEAD);
    for (const one of read.found) await output.write(line(one));
    return (reads) => reads.map(line).join('');
  }
  const look = { paint: await paintFor('stdout'), columns: columnsOf() };
  const open = openBypasses(reader, now);
  const { text, table } = humanReport(read.found, open, look, notesOn(read, reader, request));
  await output.write(text);
  return (reads) => (reads.length === 0 ? '' : table.rows(reads.map(rowOf)));
}

function csvOf(read: ReadRecord): string {
  return read.record === undefined ? csvBadLine(read.seq, read.why) : csvLine(read.record);
}

/** What stands below the table: what is not shown, and that nothing was verified. */
function notesOn(read: Newest, reader: LogReader, { follow: watching, limit }: LogsRequest): string[] {
  const notes: string[] = [];
  if (read.found.length === 0) notes.push(nothingFound(reader));
  else {
    if (read.more) notes.push(`Only the newest ${limit} of them; --limit shows more.`);
    notes.push('Not verified here: see `capfence verify`. `capfence trace SEQ` shows a record.');
  }
  if (watching) notes.push('Waiting for more; Ctrl-C ends it.');
  return notes;
}

function nothingFound(reader: LogReader): string {
  const size = reader.size();
  if (size === 0) return 'The log is empty.';
  return `No record is as asked. The log has ${size}; --type '*' shows those of every kind.`;
}
