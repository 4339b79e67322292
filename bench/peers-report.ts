import { median, medianRatio, type Series } from './measure.js';
import { count, number, ratio, type Section, type Table } from './table.js';
import { TITLES, type CaseName, type Hit } from './workload.js';

export const OURS = 'CapFence';

/** What came of one engine on one policy: times, or why there are none. */
export interface Outcome {
  readonly engine: string;
  readonly case: CaseName;
  readonly hit: Hit;
  readonly rules: number;
  readonly setupMs: number;
  readonly series?: Series;
  readonly skipped?: string;
}

export function peersReport(outcomes: readonly Outcome[], sizes: readonly number[]): Section {
  const kinds = new Map(outcomes.map((one) => [`${one.case}/${one.hit}`, one]));
  const tables = [...kinds.values()].map((kind) => timesTable(kind, outcomes, sizes));
  return {
    name: 'peers',
    rows: outcomes.map((one) => toRow(one, outcomes)),
    tables: [...tables, ...setupTables(outcomes, sizes)],
  };
}

function toRow(one: Outcome, outcomes: readonly Outcome[]): Section['rows'][number] {
  const { engine, case: name, hit, rules, setupMs, series, skipped } = one;
  const base = { engine, case: name, hit, rules };
  if (series === undefined) return { ...base, skipped: skipped ?? null };
  return {
    ...base,
    setupMs,
    microseconds: median(series),
    least: Math.min(...series),
    ratioToOurs: medianRatio(series, ours(one, outcomes)),
  };
}

/** Our own times on the same policy and request, sampled in the same rounds. */
function ours(one: Outcome, outcomes: readonly Outcome[]): Series {
  return find(outcomes, OURS, one, one.rules)!.series!;
}

function find(
  outcomes: readonly Outcome[],
  engine: string,
  kind: Pick<Outcome, 'case' | 'hit'>,
  rules: number,
): Outcome | undefined {
  return outcomes.find((one) => {
    return one.engine === engine && one.case === kind.case && one.hit === kind.hit && one.rules === rules;
  });
}

function enginesOf(outcomes: readonly Outcome[], kind: Pick<Outcome, 'case'>): string[] {
  return [...new Set(outcomes.filter((one) => one.case === kind.case).map((one) => one.engine))];
}

function timesTable(kind: Outcome, outcomes: readonly Outcome[], sizes: readonly number[]): Table {
  const engines = enginesOf(outcomes, kind);
  const rowOf = (engine: string): string[] => {
    const row = sizes.map((size) => find(outcomes, engine, kind, size)!);
    const cells = row.map((one) => (one.series === undefined ? ['skipped', ''] : timesCells(one, outcomes)));
    return [engine, ...cells.flat(), growthCell(row)];
  };
  return {
    title: `${TITLES[kind.case]}, hit ${kind.hit}: µs a decision and ratio to ours, by number of rules`,
    head: [
      '',
      ...sizes.flatMap((size) => [count(size), 'ratio']),
      `growth ${count(sizes[0]!)} to ${count(sizes.at(-1)!)}`,
    ],
    body: engines.map(rowOf),
    notes: skipNotes(outcomes, kind),
  };
}

function timesCells(one: Outcome, outcomes: readonly Outcome[]): string[] {
  return [number(median(one.series!)), ratio(medianRatio(one.series!, ours(one, outcomes)))];
}

/** Sizes are measured one after another here, so growth is a ratio of medians, not of neighbours. */
function growthCell(row: readonly Outcome[]): string {
  const [first, last] = [row[0]!.series, row.at(-1)!.series];
  return first === undefined || last === undefined ? '' : ratio(median(last) / median(first));
}

function skipNotes(outcomes: readonly Outcome[], kind: Pick<Outcome, 'case' | 'hit'>): string[] {
  const skipped = outcomes.filter(
    (one) => one.skipped !== undefined && one.case === kind.case && one.hit === kind.hit,
  );
  return skipped.map((one) => `skipped: ${one.engine} at ${count(one.rules)} rules, ${one.skipped}`);
}

/** One table a case: what each engine needs before its first decision. */
function setupTables(outcomes: readonly Outcome[], sizes: readonly number[]): Table[] {
  const names = [...new Set(outcomes.map((one) => one.case))];
  return names.map((name) => {
    const kind = outcomes.find((one) => one.case === name)!;
    const cell = (engine: string, size: number): string => {
      const { setupMs } = find(outcomes, engine, kind, size)!;
      return setupMs === 0 ? 'skipped' : number(setupMs);
    };
    return {
      title: `${TITLES[name]}: ms to load the policy, once, not warmed up`,
      head: ['', ...sizes.map(count)],
      body: enginesOf(outcomes, kind).map((engine) => [engine, ...sizes.map((size) => cell(engine, size))]),
    };
  });
}
