import type { AuditRecord } from '../audit/record.js';
import { cell, plainText, ruleIdOf } from './log-row.js';

const MAX_NAMES = 10_000;

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
    count(this.#decisions, decisionOf(record));
    count(this.#rules, cell(ruleIdOf(record) ?? `(${plainText(record['reason'])})`));
    count(this.#agents, cell(record['actor'], 40) || '(none)');
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
function decisionOf({ decision, reason }: AuditRecord): string {
  const prefix = /^(observed|bypassed):/.exec(plainText(reason))?.[1];
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
