import type { DecisionKind } from '../model/decision.js';
import { DRIFT_KINDS } from './recorded.js';
import type { DriftKind } from './recorded.js';
import { byFrequency, keyOf, MAX_KEYS, open, OTHER } from './tally.js';
import type { Counted, Entries } from './tally.js';

/** How many events of a name drifted, and how. */
export interface Drifted extends Counted, Readonly<Record<DriftKind, number>> {}

/** What was decided at first: null where the trace does not say, undefined where it is not understood. */
export type Original = DecisionKind | null | undefined;
export type OriginalName = DecisionKind | 'not recorded' | 'not understood';

/** So many events went from one decision to another. */
export interface Transition {
  readonly original: OriginalName;
  readonly replayed: DecisionKind;
  readonly events: number;
}

/** Where decisions differ. What is newly allowed stands first. */
export interface Breakdown {
  readonly transitions: readonly Transition[];
  readonly capabilities: readonly Drifted[];
  /** By the rule that decides today; where none does, by the reason in parentheses. */
  readonly rules: readonly Drifted[];
  readonly actors: readonly Drifted[];
}

type Kinds = Record<DriftKind, number>;

/** What one book hands to another. */
export interface DriftEntries {
  readonly transitions: Entries<number>;
  readonly names: readonly [Entries<Kinds>, Entries<Kinds>, Entries<Kinds>];
}

/** Counts drift by name, in memory that does not grow with the trace. */
export class DriftBook {
  readonly #transitions = new Map<string, number>();
  readonly #capabilities: KindTally;
  readonly #rules: KindTally;
  readonly #actors: KindTally;

  constructor(most = MAX_KEYS) {
    this.#capabilities = new KindTally(most);
    this.#rules = new KindTally(most);
    this.#actors = new KindTally(most);
  }

  transition(original: Original, replayed: DecisionKind): void {
    this.#go(`${nameOf(original)} ${replayed}`, 1);
  }

  drift(kind: DriftKind, capability: string, rule: string, actor: string): void {
    this.#capabilities.add(capability, kind);
    this.#rules.add(rule, kind);
    this.#actors.add(actor, kind);
  }

  entries(): DriftEntries {
    const names = [this.#capabilities.entries(), this.#rules.entries(), this.#actors.entries()] as const;
    return { transitions: [...this.#transitions], names: [...names] };
  }

  absorb({ transitions, names: [capabilities, rules, actors] }: DriftEntries): void {
    for (const [name, events] of transitions) this.#go(name, events);
    this.#capabilities.absorb(capabilities);
    this.#rules.absorb(rules);
    this.#actors.absorb(actors);
  }

  breakdown(): Breakdown {
    return {
      transitions: this.#matrix(),
      capabilities: this.#capabilities.list(),
      rules: this.#rules.list(),
      actors: this.#actors.list(),
    };
  }

  #go(name: string, events: number): void {
    this.#transitions.set(name, (this.#transitions.get(name) ?? 0) + events);
  }

  #matrix(): Transition[] {
    const pairs = DECISIONS.flatMap((replayed) => ORIGINALS.map((original) => ({ original, replayed })));
    return pairs
      .map((pair) => ({ ...pair, events: this.#transitions.get(`${pair.original} ${pair.replayed}`) ?? 0 }))
      .filter(({ events }) => events > 0);
  }
}

/** What was held back and passes today leads the list. */
const ORIGINALS: readonly OriginalName[] = [
  'deny',
  'require_approval',
  'allow',
  'not recorded',
  'not understood',
];
const DECISIONS: readonly DecisionKind[] = ['allow', 'require_approval', 'deny'];

function nameOf(original: Original): OriginalName {
  return original ?? (original === null ? 'not recorded' : 'not understood');
}

class KindTally {
  readonly #counts = new Map<string, Kinds>();

  constructor(private readonly most: number) {}

  add(name: string, kind: DriftKind): void {
    this.#of(name)[kind]++;
  }

  entries(): Entries<Kinds> {
    return [...this.#counts];
  }

  absorb(entries: Entries<Kinds>): void {
    for (const [name, more] of entries) {
      const count = this.#of(name);
      for (const kind of DRIFT_KINDS) count[kind] += more[kind];
    }
  }

  list(): Drifted[] {
    return [...this.#counts]
      .map(([name, count]) => ({ name, events: sumOf(count), ...count }))
      .sort((a, b) => byAllowed(a, b) || byFrequency(a, b));
  }

  #of(name: string): Kinds {
    const key = keyOf(name);
    return this.#counts.get(key) ?? open(this.#counts, key, noKinds(), this.most);
  }
}

function noKinds(): Kinds {
  return { newly_allowed: 0, newly_denied: 0, newly_needs_approval: 0 };
}

function sumOf(count: Kinds): number {
  return DRIFT_KINDS.reduce((sum, kind) => sum + count[kind], 0);
}

function byAllowed(a: Drifted, b: Drifted): number {
  return a.name === OTHER || b.name === OTHER ? 0 : b.newly_allowed - a.newly_allowed;
}
