import type { AuditRecord } from '../audit/record.js';
import { PLAIN } from './paint.js';
import type { TextOptions } from './paint.js';
import { cell } from './log-row.js';
import { textWidth } from './width.js';

const MAX_NAMES = 10_000;
const SHOWN = 10;
const BAR = 30;

export interface Counted {
  readonly name: string;
  readonly count: number;
}

export interface LogStats {
  readonly records: number;
  readonly decisions: readonly Counted[];
  readonly rules: readonly Counted[];
  readonly agents: readonly Counted[];
  /** By the hour, in order of time; UTC. */
  readonly hours: readonly Counted[];
}

/** Counts decisions as they go by, in memory that does not grow with the log. */
export class StatsCounter {
  #records = 0;
  readonly #decisions = new Map<string, number>();
  readonly #rules = new Map<string, number>();
  readonly #agents = new Map<string, number>();
  readonly #hours = new Map<string, number>();

  add(record: AuditRecord): void {
    this.#records++;
    if (record.type !== 'decision') return;
    const { decision, actor, reason, rule } = record;
    const id = (rule as { readonly id?: unknown } | null | undefined)?.id;
    count(this.#decisions, nameOf(decision, reason));
    count(this.#rules, cell(id ?? `(${cell(reason)})`));
    count(this.#agents, cell(actor, 40));
    count(this.#hours, `${cell(record.ts.slice(0, 13)).replace('T', ' ')}:00`);
  }

  stats(): LogStats {
    const hours = [...this.#hours].map(([name, n]) => ({ name, count: n }));
    return {
      records: this.#records,
      decisions: ranked(this.#decisions),
      rules: ranked(this.#rules),
      agents: ranked(this.#agents),
      hours: hours.sort((one, other) => (one.name < other.name ? -1 : 1)),
    };
  }
}

/** Decisions that did not stop anything are counted apart. */
function nameOf(decision: unknown, reason: unknown): string {
  const prefix = typeof reason === 'string' ? /^(observed|bypassed):/.exec(reason)?.[1] : undefined;
  return prefix === undefined ? cell(decision, 20) : `${cell(decision, 20)} (${prefix})`;
}

function count(counts: Map<string, number>, name: string): void {
  const key = counts.has(name) || counts.size < MAX_NAMES ? name : '(other)';
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function ranked(counts: ReadonlyMap<string, number>): Counted[] {
  const list = [...counts].map(([name, n]) => ({ name, count: n }));
  return list.sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}

/** Small bar charts. */
export function logStatsText(stats: LogStats, { paint = PLAIN }: TextOptions = {}): string {
  const parts: [string, readonly Counted[]][] = [
    ['By decision', stats.decisions],
    ['By rule', stats.rules],
    ['By agent', stats.agents],
    ['By hour (UTC)', stats.hours.slice(-24)],
  ];
  const charts = parts.map(([title, counted]) => {
    const shown = title === 'By hour (UTC)' ? counted : counted.slice(0, SHOWN);
    const more =
      counted.length > shown.length ? [paint.dim(`  … and ${counted.length - shown.length} more`)] : [];
    return [paint.strong(title), ...bars(shown), ...more].join('\n');
  });
  return `${charts.join('\n\n')}\n`;
}

function bars(counted: readonly Counted[]): string[] {
  const most = Math.max(1, ...counted.map((one) => one.count));
  const width = Math.max(0, ...counted.map(({ name }) => textWidth(name)));
  const digits = String(most).length;
  return counted.map(({ name, count: n }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((n / most) * BAR)));
    return `  ${name}${' '.repeat(width - textWidth(name))}  ${String(n).padStart(digits)}  ${bar}`;
  });
}
