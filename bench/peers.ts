import { decideTask, parseWorkload, verify, type Engine } from './engine.js';
import { elapsedMs, interleave, Stopwatch, type Series, type Settings, type Task } from './measure.js';
import { PEERS } from './peers/index.js';
import { OURS, peersReport, type Outcome } from './peers-report.js';
import type { Peer, Ready } from './peers/peer.js';
import type { Section } from './table.js';
import { workload, type Ask, type CaseName, type Hit, type Workload } from './workload.js';

const SIZES = [10, 100, 1_000, 10_000];
const QUICK_SIZES = [10, 100, 1_000];
const TIMED: readonly { name: CaseName; hits: readonly Hit[] }[] = [
  { name: 'distinct', hits: ['last', 'each', 'none'] },
  { name: 'contains', hits: ['none'] },
];

const MAX_DECISION_MS = 200;
const MAX_SETUP_MS = 20_000;

/** Every engine on the same rules and requests, sampled in turn within each round. */
export async function peersSection(engine: Engine, settings: Settings, quick: boolean): Promise<Section> {
  const sizes = quick ? QUICK_SIZES : SIZES;
  const outcomes: Outcome[] = [];
  for (const { name, hits } of TIMED) {
    for (const size of sizes) {
      outcomes.push(...(await measureSize(engine, settings, workload(name, size), hits, outcomes)));
    }
  }
  return peersReport(outcomes, sizes);
}

interface Entrant {
  readonly name: string;
  readonly setupMs: number;
  readonly skipped?: string;
  task?(hit: Hit): Task;
}

async function measureSize(
  engine: Engine,
  settings: Settings,
  load: Workload,
  hits: readonly Hit[],
  before: readonly Outcome[],
): Promise<Outcome[]> {
  const entrants = [await enterOurs(engine, load)];
  for (const peer of PEERS) {
    if (peer.handles(load.rules)) entrants.push(await enter(peer, load, hits, before));
  }
  const outcomes: Outcome[] = [];
  for (const hit of hits) {
    const tasks = entrants.flatMap((entrant) => entrant.task?.(hit) ?? []);
    const results = await interleave(tasks, isFirst(load, before) ? longer(settings) : settings);
    outcomes.push(...entrants.map((entrant) => outcome(entrant, load, hit, results)));
  }
  return outcomes;
}

function isFirst(load: Workload, before: readonly Outcome[]): boolean {
  return !before.some((one) => one.case === load.name);
}

/** The first policy of a case meets cold code, WebAssembly that has not been optimised included. */
function longer(settings: Settings): Settings {
  return { ...settings, warmUpMs: settings.warmUpMs * 4 };
}

function outcome(entrant: Entrant, load: Workload, hit: Hit, results: Map<string, Series>): Outcome {
  const { name: engine, setupMs, skipped } = entrant;
  const base = { engine, case: load.name, hit, rules: load.rules.length, setupMs };
  return skipped === undefined ? { ...base, series: results.get(engine)! } : { ...base, skipped };
}

/** Ours takes the stricter road: every event new, every string of the payload in all its readings. */
async function enterOurs(engine: Engine, load: Workload): Promise<Entrant> {
  let policy: ReturnType<Engine['compilePolicy']> | undefined;
  const setupMs = await elapsedMs(() => (policy = engine.compilePolicy(parseWorkload(engine, load))));
  verify(engine, policy!, load);
  const task = (hit: Hit): Task => ({ ...decideTask(engine, policy!, load, hit, 'fresh'), name: OURS });
  return { name: OURS, setupMs, task };
}

async function enter(
  peer: Peer,
  load: Workload,
  hits: readonly Hit[],
  before: readonly Outcome[],
): Promise<Entrant> {
  const hopeless = foreseen(peer, load, before);
  if (hopeless !== undefined) return { name: peer.name, setupMs: 0, skipped: hopeless };
  let ready: Ready<unknown> | undefined;
  const setupMs = await elapsedMs(async () => (ready = await peer.load(load.rules)));
  const slowest = await verifyPeer(peer, ready!, load, peer.floor ? hits : load.hits);
  if (slowest > MAX_DECISION_MS) {
    return { name: peer.name, setupMs, skipped: `one decision takes ${Math.round(slowest)} ms` };
  }
  return { name: peer.name, setupMs, task: (hit) => peerTask(peer.name, ready!, load, hit) };
}

/** A size is not tried when the one before was given up, or when its set-up would take too long at the same rate. */
function foreseen(peer: Peer, load: Workload, before: readonly Outcome[]): string | undefined {
  const last = before.filter((one) => one.engine === peer.name && one.case === load.name).at(-1);
  if (last === undefined) return undefined;
  if (last.skipped !== undefined) return `given up at ${last.rules} rules`;
  const expected = (last.setupMs * load.rules.length) / last.rules;
  if (expected <= MAX_SETUP_MS) return undefined;
  return `set-up took ${Math.round(last.setupMs)} ms at ${last.rules} rules`;
}

/** Throws on a wrong answer; gives the milliseconds of a decision on the slowest kind of request. */
async function verifyPeer(
  peer: Peer,
  ready: Ready<unknown>,
  load: Workload,
  hits: readonly Hit[],
): Promise<number> {
  let slowest = 0;
  for (const hit of hits) {
    const times: number[] = [];
    for (const n of [0, 1, 2]) {
      const ask = load.ask(hit, n);
      const watch = new Stopwatch();
      const got = await ready.decide(ready.input(ask));
      times.push(watch.stop());
      if (got !== ask.expected) {
        throw new Error(`${peer.name}, ${load.name}, ${load.rules.length} rules, ${hit}: got ${got}`);
      }
    }
    slowest = Math.max(slowest, Math.min(...times));
  }
  return slowest;
}

function peerTask(name: string, ready: Ready<unknown>, load: Workload, hit: Hit): Task {
  let next = 0;
  const inputs = (n: number) => {
    const asks = Array.from({ length: n }, (): Ask => load.ask(hit, next++));
    return {
      list: asks.map((ask) => ready.input(ask)),
      allowed: asks.filter((ask) => ask.expected === 'allow').length,
    };
  };
  return { name, inputs, run: (list) => countAllowed(ready, list) };
}

/** Synchronous engines are not made to wait for a promise: only the first answer tells which kind it is. */
function countAllowed(ready: Ready<unknown>, list: readonly unknown[]): number | Promise<number> {
  let allowed = 0;
  for (let i = 0; i < list.length; i++) {
    const answer = ready.decide(list[i]);
    if (typeof answer !== 'string') return countAsync(ready, list, i, answer);
    if (answer === 'allow') allowed++;
  }
  return allowed;
}

async function countAsync(
  ready: Ready<unknown>,
  list: readonly unknown[],
  from: number,
  first: Promise<string>,
): Promise<number> {
  let allowed = (await first) === 'allow' ? 1 : 0;
  for (const input of list.slice(from + 1)) if ((await ready.decide(input)) === 'allow') allowed++;
  return allowed;
}
