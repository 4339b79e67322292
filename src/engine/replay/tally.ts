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

export type Decisions = Record<DecisionKind, number>;

/** Names with their counts, in the order in which they came up: what one count hands to another. */
export type Entries<T> = readonly (readonly [string, T])[];

/** How often each name occurs. */
export class Counter {
  readonly #counts = new Map<string, { events: number }>();

  constructor(private readonly most = MAX_KEYS) {}

  add(name: string, events = 1): void {
    const key = keyOf(name);
    const count = this.#counts.get(key) ?? open(this.#counts, key, { events: 0 }, this.most);
    count.events += events;
  }

  entries(): Entries<number> {
    return [...this.#counts].map(([name, { events }]) => [name, events]);
  }

  absorb(entries: Entries<number>): void {
    for (const [name, events] of entries) this.add(name, events);
  }

  /** Most frequent first, then by name; `(other)` last. */
  list(): Counted[] {
    return [...this.#counts].map(([name, { events }]) => ({ name, events })).sort(byFrequency);
  }
}

/** How often each name was allowed, denied or held for approval. */
export class Tally {
  readonly #counts = new Map<string, Decisions>();

  constructor(private readonly most = MAX_KEYS) {}

  add(name: string, decision: DecisionKind): void {
    this.#of(name)[decision]++;
  }

  entries(): Entries<Decisions> {
    return [...this.#counts];
  }

  absorb(entries: Entries<Decisions>): void {
    for (const [name, more] of entries) addDecisions(this.#of(name), more);
  }

  #of(name: string): Decisions {
    const key = keyOf(name);
    return this.#counts.get(key) ?? open(this.#counts, key, noDecisions(), this.most);
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

export function addDecisions(to: Decisions, more: Decisions): void {
  to.allow += more.allow;
  to.deny += more.deny;
  to.require_approval += more.require_approval;
}

function total(count: Decisions): number {
  return count.allow + count.deny + count.require_approval;
}

/** The count of a new key, or of the rest where there are too many. */
export function open<T>(counts: Map<string, T>, key: string, fresh: T, most: number): T {
  const room = counts.size < most;
  const existing = room ? undefined : counts.get(OTHER);
  if (existing !== undefined) return existing;
  counts.set(room ? key : OTHER, fresh);
  return fresh;
}

/** A long name is cut, and copied: a mere slice would keep its whole line in memory. */
export function keyOf(name: string): string {
  if (name.length <= MAX_KEY_LENGTH) return name;
  return Buffer.from(`${name.slice(0, MAX_KEY_LENGTH)}…`).toString();
}

export function byFrequency(a: Counted, b: Counted): number {
  if (a.name === OTHER || b.name === OTHER) return a.name === OTHER ? 1 : -1;
  return b.events - a.events || (a.name < b.name ? -1 : 1);
}
