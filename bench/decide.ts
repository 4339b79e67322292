import {
  decideTask,
  parseWorkload,
  taskName,
  verify,
  type Compiled,
  type Engine,
  type Mode,
} from './engine.js';
import { interleave, median, medianRatio, type Series, type Settings, type Task } from './measure.js';
import { count, number, ratio, type Section, type Table } from './table.js';
import { TITLES, workload, type CaseName, type Hit, type Workload } from './workload.js';

const CASES: readonly CaseName[] = ['distinct', 'contains', 'globs'];
const SIZES = [10, 100, 1_000, 10_000, 100_000];
const QUICK_SIZES = [10, 100, 1_000];
/** Parsing is the same for every hit; it is shown once. */
const PARSED: Hit = 'none';

interface Line {
  readonly hit: Hit;
  readonly mode: Mode;
  readonly series: readonly Series[];
}

/** One policy at all its sizes, every size sampled in every round, so that growth is a ratio of neighbours. */
export async function decideSection(engine: Engine, settings: Settings, quick: boolean): Promise<Section> {
  const sizes = quick ? QUICK_SIZES : SIZES;
  const rows: Section['rows'][number][] = [];
  const tables: Table[] = [];
  for (const name of CASES) {
    const lines = await measureCase(engine, settings, name, sizes);
    rows.push(...lines.flatMap((line) => toRows(name, sizes, line)));
    tables.push(toTable(name, sizes, lines));
  }
  return { name: 'decide', rows, tables };
}

async function measureCase(
  engine: Engine,
  settings: Settings,
  name: CaseName,
  sizes: readonly number[],
): Promise<Line[]> {
  const loads = sizes.map((size) => workload(name, size));
  const kinds = loads[0]!.hits.flatMap((hit) => modesOf(hit).map((mode) => ({ hit, mode })));
  const tasks = loads.flatMap((load) => tasksOf(engine, load, kinds));
  const results = await interleave(tasks, settings);
  return kinds.map(({ hit, mode }) => {
    return { hit, mode, series: loads.map((load) => results.get(taskName(load, hit, mode))!) };
  });
}

function modesOf(hit: Hit): Mode[] {
  return hit === PARSED ? ['fresh', 'again', 'parse + decide'] : ['fresh', 'again'];
}

function tasksOf(engine: Engine, load: Workload, kinds: readonly { hit: Hit; mode: Mode }[]): Task[] {
  const policy: Compiled = engine.compilePolicy(parseWorkload(engine, load));
  verify(engine, policy, load);
  return kinds.map(({ hit, mode }) => decideTask(engine, policy, load, hit, mode));
}

function toRows(name: CaseName, sizes: readonly number[], { hit, mode, series }: Line): Section['rows'] {
  return sizes.map((rules, i) => {
    return {
      case: name,
      hit,
      mode,
      rules,
      microseconds: median(series[i]!),
      least: Math.min(...series[i]!),
      growth: growth(series, 0, i),
    };
  });
}

function growth(series: readonly Series[], from: number, to: number): number {
  return medianRatio(series[to]!, series[from]!);
}

function toTable(name: CaseName, sizes: readonly number[], lines: readonly Line[]): Table {
  // Growth is promised up to the language's own limit of 10,000 rules.
  const top = Math.max(...sizes.map((size, i) => (size <= 10_000 ? i : 0)));
  return {
    title: `${TITLES[name]}: µs a decision, by number of rules`,
    head: ['hit', 'event', ...sizes.map(count), `growth ${count(sizes[0]!)} to ${count(sizes[top]!)}`],
    body: lines.map(({ hit, mode, series }) => {
      return [hit, mode, ...series.map((one) => number(median(one))), ratio(growth(series, 0, top))];
    }),
  };
}
