import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as EngineModule from '../src/index.js';
import { eventText, policyText, type Ask, type CaseName, type Hit, type Workload } from './workload.js';
import type { Task } from './measure.js';

export type Engine = typeof EngineModule;
export type Compiled = ReturnType<Engine['compilePolicy']>;

/** A file of the engine: the built one, which is what users run, or else the source. */
export async function loadModule<Module>(path: string): Promise<{ module: Module; from: string }> {
  const built = new URL(`../dist/${path}.js`, import.meta.url);
  if (existsSync(built)) return { module: (await import(built.href)) as Module, from: `dist/${path}.js` };
  const source = new URL(`../src/${path}.ts`, import.meta.url);
  return { module: (await import(source.href)) as Module, from: `src/${path}.ts` };
}

/** Whether the built engine is older than its source: what is measured is then not what the source says. */
export function isStale(): boolean {
  const [built, source] = ['../dist/index.js', '../src'].map((at) =>
    fileURLToPath(new URL(at, import.meta.url)),
  );
  if (!existsSync(built!) || !existsSync(source!)) return false;
  const changed = readdirSync(source!, { recursive: true, encoding: 'utf8' }).map((name) => {
    return statSync(join(source!, name)).mtimeMs;
  });
  return Math.max(...changed) > statSync(built!).mtimeMs;
}

/** The language stops at 10,000 rules a policy; the benchmark looks beyond. */
const BEYOND = { limits: { rules: 1e6, bytes: 1e9 } };

export function parseWorkload(engine: Engine, load: Workload): ReturnType<Engine['parsePolicy']> {
  return engine.parsePolicy(policyText(load.rules), { file: 'bench.yaml', ...BEYOND });
}

/** Throws unless the engine answers every kind of request of the workload as it should, and for the right reason. */
export function verify(engine: Engine, policy: Compiled, load: Workload): void {
  for (const hit of load.hits) {
    for (const n of [0, 1, 7]) {
      const ask = load.ask(hit, n);
      const { decision, reason } = engine.decide(policy, engine.parseEvent(JSON.parse(eventText(ask))));
      const wanted = reasonOf(ask, load.name, hit);
      if (decision === ask.expected && reason === wanted) continue;
      throw new Error(
        `${load.name}, ${load.rules.length} rules, ${hit}: got ${decision} (${reason}), expected ${wanted}`,
      );
    }
  }
}

function reasonOf(ask: Ask, name: CaseName, hit: Hit): string {
  if (name === 'distinct' && hit === 'none') return 'policy_default_deny';
  return `policy_${ask.expected}`;
}

export type Mode = 'fresh' | 'again' | 'parse + decide';

/** Asks numbered through the whole run, so that no payload ever comes twice, each parsed from its own text. */
function source(load: Workload, hit: Hit): (n: number) => { values: unknown[]; allowed: number } {
  let next = 0;
  return (n) => {
    const values: unknown[] = [];
    let allowed = 0;
    for (let i = 0; i < n; i++) {
      const ask = load.ask(hit, next++);
      if (ask.expected === 'allow') allowed++;
      values.push(JSON.parse(eventText(ask)));
    }
    return { values, allowed };
  };
}

/** `fresh`: every event is decided once. `again`: one event, over and over. */
export function decideTask(engine: Engine, policy: Compiled, load: Workload, hit: Hit, mode: Mode): Task {
  const make = source(load, hit);
  const name = taskName(load, hit, mode);
  if (mode === 'parse + decide') return { name, inputs: listOf(make), run: counter(engine, policy, true) };
  const run = counter(engine, policy, false);
  const events = (n: number) => {
    const { values, allowed } = make(n);
    return { list: values.map((value) => engine.parseEvent(value, { owned: true })), allowed };
  };
  if (mode === 'fresh') return { name, inputs: events, run };
  const { list, allowed } = events(1);
  const same = (n: number) => ({ list: Array.from({ length: n }, () => list[0]), allowed: allowed * n });
  return { name, inputs: same, run };
}

export function taskName(load: Workload, hit: Hit, mode: Mode): string {
  return `${load.name}/${load.rules.length}/${hit}/${mode}`;
}

function listOf(make: ReturnType<typeof source>): Task['inputs'] {
  return (n) => {
    const { values, allowed } = make(n);
    return { list: values, allowed };
  };
}

type Event = ReturnType<Engine['parseEvent']>;

function counter(engine: Engine, policy: Compiled, parse: boolean): Task['run'] {
  const { decide, parseEvent } = engine;
  return (list) => {
    let allowed = 0;
    for (const item of list) {
      const event = parse ? parseEvent(item) : (item as Event);
      if (decide(policy, event).decision === 'allow') allowed++;
    }
    return allowed;
  };
}
