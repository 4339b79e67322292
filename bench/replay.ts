import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as BatchesModule from '../src/cli/replay/batches.js';
import type * as ReplayerModule from '../src/cli/replay/replayer.js';
import type { DecisionKind } from '../src/index.js';
import { loadModule, type Engine } from './engine.js';
import { median, medianRatio } from './measure.js';
import { count, ratio, type Section } from './table.js';
import { writeTrace } from './trace.js';

type Modules = typeof BatchesModule & typeof ReplayerModule;

const POLICY = fileURLToPath(new URL('../policies/quickstart.yaml', import.meta.url));
const CHUNK = 256 * 1024;

/** One way through the file: how many events it found. */
interface Way {
  readonly name: string;
  go(file: string, size: number): Promise<number>;
}

/**
 * A replay from file to summary, in one thread and in others, beside what `JSON.parse` alone needs for the same file.
 * Wall-clock time: threads are there to save it, and on a busy machine they cannot.
 */
export async function replaySection(engine: Engine, quick: boolean): Promise<Section> {
  const { module: batches } = await loadModule<typeof BatchesModule>('cli/replay/batches');
  const { module: replayer } = await loadModule<typeof ReplayerModule>('cli/replay/replayer');
  const folder = await mkdtemp(join(tmpdir(), 'capfence-bench-'));
  try {
    const file = join(folder, 'trace.jsonl');
    const events = quick ? 40_000 : 400_000;
    const bytes = await writeTrace(file, events);
    const ways = waysThrough({ ...batches, ...replayer }, engine);
    return report(await race(ways, file, bytes, events, quick ? 3 : 5), events, bytes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function waysThrough(modules: Modules, engine: Engine): Way[] {
  const policy = engine.loadPolicy(POLICY);
  const run = (workers: number, threads: string): Way => ({
    name: `replay, ${threads}`,
    go: (file, size) => replay(modules, policy, { file, size, workers }),
  });
  return [
    { name: 'JSON.parse of every line', go: parseOnly },
    run(0, 'no thread of its own'),
    run(1, 'one thread'),
    run(2, 'two threads'),
  ];
}

async function parseOnly(file: string): Promise<number> {
  let records = 0;
  for (const line of readFileSync(file, 'utf8').split('\n'))
    if (line !== '' && JSON.parse(line) !== null) records++;
  return records;
}

interface Run {
  readonly file: string;
  readonly size: number;
  readonly workers: number;
}

async function replay(
  { Replayer, readHere, ParallelReading }: Modules,
  policy: ReturnType<Engine['loadPolicy']>,
  { file, size, workers }: Run,
): Promise<number> {
  const replayer = new Replayer(policy, undefined, {
    ...{ from: 'auto', map: undefined, actor: undefined, environment: undefined },
    ...{ strict: true, only: undefined, json: false, timeline: false },
  });
  const chunks = createReadStream(file, { highWaterMark: CHUNK });
  const trace = { name: file, size, chunks, read: () => 0, digest: () => '' };
  // Threads are used from the first lines on, also for the small file of a quick run.
  const reading =
    workers === 0 ? readHere(trace, replayer) : new ParallelReading(trace, replayer, workers, 1);
  for await (const _ of reading.batches);
  const { events, decisions } = replayer.summary();
  assertPlain(decisions);
  return events;
}

/** A trace in which one decision does not come up measures less than it says. */
function assertPlain(decisions: Readonly<Record<DecisionKind, number>>): void {
  if (Object.values(decisions).includes(0))
    throw new Error(`replay: too plain a trace: ${JSON.stringify(decisions)}`);
}

type Times = ReadonlyMap<string, number[]>;

/** Alternating, after one round that does not count. */
async function race(
  ways: readonly Way[],
  file: string,
  size: number,
  events: number,
  rounds: number,
): Promise<Times> {
  const times = new Map(ways.map((way): [string, number[]] => [way.name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const way of ways) {
      const start = performance.now();
      const got = await way.go(file, size);
      const elapsed = performance.now() - start;
      if (got !== events) throw new Error(`${way.name}: ${got} events, expected ${events}`);
      if (round >= 0) times.get(way.name)!.push(elapsed);
    }
  }
  return times;
}

function report(times: Times, events: number, bytes: number): Section {
  const floor = times.values().next().value!;
  const rows = [...times].map(([way, all]) => {
    const eventsPerSecond = Math.round(events / (median(all) / 1000));
    return { way, events, bytes, eventsPerSecond, ofJsonParse: medianRatio(floor, all) };
  });
  const table = {
    title: `Replaying ${count(events)} events, ${Math.round(bytes / events)} bytes each`,
    head: ['', 'events/s', 'of JSON.parse'],
    body: rows.map((row) => [row.way, count(row.eventsPerSecond), ratio(row.ofJsonParse)]),
    notes: ['wall-clock time; the start of the threads is in it'],
  };
  return { name: 'replay', rows, tables: [table] };
}
