import { deepStrictEqual } from 'node:assert';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DecisionKind } from '../src/index.js';
import type * as ReplayModule from '../src/engine/replay/index.js';
import { loadModule, type Engine } from './engine.js';
import { median, medianRatio, Stopwatch } from './measure.js';
import { count, ratio, type Section } from './table.js';
import { writeTrace } from './trace.js';

type Replay = typeof ReplayModule;
type Policy = ReturnType<Engine['loadPolicy']>;

const POLICY = fileURLToPath(new URL('../policies/quickstart.yaml', import.meta.url));
/** As the command reads: in pieces of this size. */
const CHUNK = 256 * 1024;

/** How many events came out how, by decision. */
type Counts = Readonly<Record<DecisionKind, number>>;

/** One way through the file, and what it must come to. */
interface Way {
  readonly name: string;
  readonly expected: unknown;
  go(file: string): unknown;
}

/** The whole pipeline from file to summary, beside what `JSON.parse` alone needs for the same file. */
export async function simulateSection(engine: Engine, quick: boolean): Promise<Section> {
  const { module: replay } = await loadModule<Replay>('engine/replay/index');
  const policy = engine.loadPolicy(POLICY);
  const folder = await mkdtemp(join(tmpdir(), 'capfence-bench-'));
  try {
    const file = join(folder, 'trace.jsonl');
    const events = quick ? 20_000 : 200_000;
    const bytes = await writeTrace(file, events);
    const ways = waysThrough(replay, policy, decideAll(engine, policy, file), events);
    return report(await race(ways, file, quick ? 3 : 5), events, bytes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function waysThrough(replay: Replay, policy: Policy, counts: Counts, events: number): Way[] {
  const run = (rows: number) => (file: string) => simulate(replay, policy, file, rows);
  return [
    { name: 'JSON.parse of every line', expected: events, go: parseOnly },
    { name: 'simulate, counting', expected: { counts, rows: 0 }, go: run(0) },
    { name: 'simulate, every event handed out', expected: { counts, rows: events }, go: run(Infinity) },
  ];
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n');
}

function parseOnly(file: string): number {
  let records = 0;
  for (const line of linesOf(file)) if (line !== '' && JSON.parse(line) !== null) records++;
  return records;
}

async function simulate(replay: Replay, policy: Policy, file: string, limit: number): Promise<unknown> {
  const simulation = replay.newSimulation(policy, { rows: limit });
  const chunks = createReadStream(file, { highWaterMark: CHUNK });
  let rows = 0;
  for await (const batch of replay.simulateTrace(chunks, simulation)) rows += batch.events.length;
  return { counts: simulation.summary().decisions, rows };
}

/** What the pipeline must come to: every line decided by itself, without it. */
function decideAll(engine: Engine, policy: Policy, file: string): Counts {
  const compiled = engine.compilePolicy(policy);
  const counts: Record<DecisionKind, number> = { allow: 0, deny: 0, require_approval: 0 };
  for (const line of linesOf(file)) {
    if (line === '') continue;
    const { ts: _, ...event } = JSON.parse(line) as Record<string, unknown>;
    const { decision, reason } = engine.decide(compiled, engine.parseEvent(event));
    if (reason === 'invalid_event' || reason === 'policy_error')
      throw new Error(`simulate: ${reason} in the trace`);
    counts[decision]++;
  }
  if (Object.values(counts).includes(0))
    throw new Error(`simulate: too plain a trace: ${JSON.stringify(counts)}`);
  return counts;
}

type Times = ReadonlyMap<string, number[]>;

/** Alternating, after one round that does not count. Milliseconds a way through the whole file. */
async function race(ways: readonly Way[], file: string, rounds: number): Promise<Times> {
  const times = new Map(ways.map((way): [string, number[]] => [way.name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const way of ways) {
      const watch = new Stopwatch();
      const got = await way.go(file);
      const elapsed = watch.stop();
      deepStrictEqual(got, way.expected, way.name);
      if (round >= 0) times.get(way.name)!.push(elapsed);
    }
  }
  return times;
}

function report(times: Times, events: number, bytes: number): Section {
  const floor = times.values().next().value!;
  const rows = [...times].map(([way, all]) => {
    const seconds = median(all) / 1000;
    return {
      way,
      events,
      bytes,
      eventsPerSecond: Math.round(events / seconds),
      ofJsonParse: medianRatio(floor, all),
    };
  });
  const table = {
    title: `Simulating ${count(events)} events, ${Math.round(bytes / events)} bytes each`,
    head: ['', 'events/s', 'of JSON.parse'],
    body: rows.map((row) => [row.way, count(row.eventsPerSecond), ratio(row.ofJsonParse)]),
  };
  return { name: 'simulate', rows, tables: [table] };
}
