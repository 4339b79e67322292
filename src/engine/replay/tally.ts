import type { DecisionKind } from '../model/decision.js';

/** The most keys that a count keeps apart. Names come from the trace, so nothing else would bound them. */
export const MAX_KEYS = 10_000;
/** Where the rest is counted. */
export const OTHER = '(other)';

const MAX_KEY_LENGTH = 256;

export interface Counted {
  readonly name: string;
  readonly events: number;
}

export interface Tallied extends Counted {
  readonly allow: number;
  readonly deny: number;
  readonly require_approval: number;
}

type Decisions = Record<DecisionKind, number>;

/** How often each name occurs. */
export class Counter {
  readonly #counts = new Map<string, { events: number }>();

  add(name: string): void {
    const key = keyOf(name);
    const count = this.#counts.get(key) ?? open(this.#counts, key, { events: 0 });
    count.events++;
  }

  /** Most frequent first, then by name; `(other)` last. */
  list(): Counted[] {
    return [...this.#counts].map(([name, { events }]) => ({ name, events })).sort(byFrequency);
  }
}

/** How often each name was allowed, denied or held for approval. */
export class Tally {
  readonly #counts = new Map<string, Decisions>();

  add(name: string, decision: DecisionKind): void {
    const key = keyOf(name);
    const count = this.#counts.get(key) ?? open(this.#counts, key, noDecisions());
    count[decision]++;
  }

  /** Most frequent first, then by name; `(other)` last. */
  list(): Tallied[] {
    return [...this.#counts]
      .map(([name, count]) => ({ name, events: total(count), ...count }))
      .sort(byFrequency);
  }
}

export function noDecisions(): Decisions {
  return { allow: 0, deny: 0, require_approval: 0 };
}

function total(count: Decisions): number {
  return count.allow + count.deny + count.require_approval;
}

/** The count of a new key, or of the rest where there are too many. */
function open<T>(counts: Map<string, T>, key: string, fresh: T): T {
  const room = counts.size < MAX_KEYS;
  const existing = room ? undefined : counts.get(OTHER);
  if (existing !== undefined) return existing;
  counts.set(room ? key : OTHER, fresh);
  return fresh;
}

/** A long name is cut, and copied: a mere slice would keep its whole line in memory. */
function keyOf(name: string): string {
  if (name.length <= MAX_KEY_LENGTH) return name;
  return Buffer.from(`${name.slice(0, MAX_KEY_LENGTH)}…`).toString();
}

function byFrequency(a: Counted, b: Counted): number {
  if (a.name === OTHER || b.name === OTHER) return a.name === OTHER ? 1 : -1;
  return b.events - a.events || (a.name < b.name ? -1 : 1);
}
