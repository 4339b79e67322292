import { OutOfBudget } from '../budget.js';
import type { Budget } from '../budget.js';
import { atomsOf, evaluate } from '../formula.js';
import type { Formula, Maybe } from '../formula.js';
import { alphabetOf, isPlain, normalOf } from './alphabet.js';
import type { Realm } from './alphabet.js';
import type { TextTest, Track } from './tracks.js';

/** Longer texts are not looked for: nobody reads them, and a search that deep has lost its way. */
const MAX_LENGTH = 400;

interface Lane {
  readonly test: TextTest;
  readonly track: Track;
  readonly normal: boolean;
}

/**
 * The shortest text for which a formula holds, the readable ones first: a search through all machines at once, from
 * state to state. Undefined where there is none; with tests that may come out either way, that is still sure.
 * @throws OutOfBudget
 */
export function shortestText(
  formula: Formula<TextTest>,
  realm: Realm,
  budget: Budget,
  least = 0,
): string | undefined {
  return new Search(formula, realm, budget, least).run();
}

class Search {
  readonly #lanes: Lane[] = [];
  readonly #lane = new Map<TextTest, number>();
  readonly #alphabet: readonly number[];
  readonly #seen = new Map<string, number>();
  readonly #states: (readonly number[])[] = [];
  readonly #parents: number[] = [];
  readonly #letters: number[] = [];
  readonly #depths: number[] = [];

  constructor(
    private readonly formula: Formula<TextTest>,
    private readonly realm: Realm,
    private readonly budget: Budget,
    private readonly least: number,
  ) {
    for (const test of atomsOf(formula)) {
      // Beyond ASCII nothing is known of the normalised form of a text from the text itself.
      if (test.track === undefined || (test.space === 'normal' && realm !== 'ascii')) continue;
      this.#lane.set(test, this.#lanes.length);
      this.#lanes.push({ test, track: test.track, normal: test.space === 'normal' });
    }
    const sets = (normal: boolean) =>
      this.#lanes.flatMap((lane) => (lane.normal === normal ? lane.track.sets : []));
    this.#alphabet = alphabetOf(realm, sets(false), sets(true));
  }

  run(): string | undefined {
    this.#visit([...this.#lanes.map((lane) => (lane.normal ? 2 : 1) * lane.track.start), 0], -1, 0);
    for (let at = 0; at < this.#states.length; at++) {
      const state = this.#states[at] as readonly number[];
      if (this.#accepted(state, this.#depths[at] as number)) return this.#text(at);
      if ((this.#depths[at] as number) >= MAX_LENGTH) throw new OutOfBudget();
      this.budget.spend(1 + (this.#lanes.length >> 3));
      for (const letter of this.#alphabet) this.#visit(this.#step(state, letter), at, letter);
    }
    return undefined;
  }

  #visit(state: readonly number[], parent: number, letter: number): void {
    const depth = parent < 0 ? 0 : (this.#depths[parent] as number) + 1;
    const key = `${Math.min(depth, this.least)}|${state.join(',')}`;
    if (this.#seen.has(key)) return;
    this.#seen.set(key, this.#states.length);
    if (evaluate(this.formula, (test) => this.#fate(state, test)) === false) return;
    this.#states.push(state);
    this.#parents.push(parent);
    this.#letters.push(letter);
    this.#depths.push(depth);
  }

  /** The last number of a state says whether something beyond ASCII was read. */
  #step(state: readonly number[], letter: number): number[] {
    const next = this.#lanes.map((lane, i) => stepLane(lane, state[i] as number, letter));
    next.push(isPlain(letter) ? (state.at(-1) ?? 0) : 1);
    return next;
  }

  #fate(state: readonly number[], test: TextTest): Maybe {
    const index = this.#lane.get(test);
    if (index === undefined) return undefined;
    const { track, normal } = this.#lanes[index] as Lane;
    return track.fate(normal ? (state[index] as number) >> 1 : (state[index] as number));
  }

  #accepted(state: readonly number[], depth: number): boolean {
    if (depth < this.least || (this.realm === 'beyond' && state.at(-1) !== 1)) return false;
    const value = evaluate(this.formula, (test) => {
      const index = this.#lane.get(test);
      if (index === undefined) return undefined;
      const { track, normal } = this.#lanes[index] as Lane;
      return track.accepts(normal ? (state[index] as number) >> 1 : (state[index] as number));
    });
    return value !== false;
  }

  #text(at: number): string {
    const letters: number[] = [];
    for (let i = at; (this.#parents[i] as number) >= 0; i = this.#parents[i] as number)
      letters.push(this.#letters[i] as number);
    return String.fromCodePoint(...letters.reverse());
  }
}

/** A lane of the normalised form keeps beside its state whether the last character was a space. */
function stepLane({ track, normal }: Lane, state: number, letter: number): number {
  if (!normal) return track.step(state, letter);
  const seen = normalOf(letter);
  if (seen === 'nothing') return state;
  if (seen !== 'space') return track.step(state >> 1, seen) * 2;
  return state & 1 ? state : track.step(state >> 1, 32) * 2 + 1;
}
