import { parse } from 'yaml';
import { parseWorkload, type Engine } from './engine.js';
import { elapsedMs, median } from './measure.js';
import { count, number, type Section } from './table.js';
import { policyText, TITLES, workload, type CaseName } from './workload.js';

const CASES: readonly CaseName[] = ['distinct', 'contains', 'globs'];

interface Times {
  readonly bare: number[];
  readonly load: number[];
  readonly compile: number[];
}

/** From text to a policy that can decide, beside what the YAML parser alone needs for the same text. */
export async function compileSection(engine: Engine, quick: boolean): Promise<Section> {
  const size = quick ? 1_000 : 10_000;
  const times = new Map(CASES.map((name): [CaseName, Times] => [name, { bare: [], load: [], compile: [] }]));
  for (let round = 0; round < (quick ? 3 : 5); round++) {
    for (const [name, into] of times) await once(engine, name, size, into);
  }
  return report(size, times);
}

async function once(engine: Engine, name: CaseName, size: number, into: Times): Promise<void> {
  const load = workload(name, size);
  const text = policyText(load.rules);
  into.bare.push(await elapsedMs(() => parse(text)));
  let policy: ReturnType<Engine['parsePolicy']> | undefined;
  into.load.push(await elapsedMs(() => (policy = parseWorkload(engine, load))));
  into.compile.push(await elapsedMs(() => engine.compilePolicy(policy!)));
}

function report(size: number, times: ReadonlyMap<CaseName, Times>): Section {
  const rows = [...times].map(([name, { bare, load, compile }]) => ({
    case: name,
    rules: size,
    yamlMs: median(bare),
    loadMs: median(load),
    compileMs: median(compile),
    totalMs: median(load.map((ms, i) => ms + compile[i]!)),
  }));
  const table = {
    title: `Loading ${count(size)} rules: ms`,
    head: ['', 'the YAML parser alone', 'parsePolicy', 'compilePolicy', 'parse + compile'],
    body: rows.map((row) => {
      return [TITLES[row.case], ...[row.yamlMs, row.loadMs, row.compileMs, row.totalMs].map(number)];
    }),
  };
  return { name: 'compile', rows, tables: [table] };
}
