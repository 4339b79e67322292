import { parseCapabilityPattern } from '../policy/capability-pattern.js';
import type { CapabilityPattern } from '../policy/capability-pattern.js';
import type { PolicyRule } from '../policy/model.js';
import type { Budget } from './budget.js';
import { isInner, matches, placesFor } from './segments.js';
import type { Place, SegmentGlob } from './segments.js';

/** What an open place must still be for a pattern to cover a capability. */
export interface SegmentTest extends SegmentGlob {
  readonly place: number;
}

/** When a rule covers the capabilities of a class: some of these lists must hold whole. An empty list always does. */
export type Cover = readonly (readonly SegmentTest[])[];

/** Capabilities that all rules see alike, but for globs within a segment. */
export interface CapabilityClass {
  readonly places: readonly Place[];
  /** One of them. */
  readonly sample: string;
  readonly covers: ReadonlyMap<PolicyRule, Cover>;
}

interface Live {
  readonly rule: PolicyRule;
  readonly pattern: CapabilityPattern;
  readonly fold: boolean;
}

/**
 * All classes of capabilities that rules can tell apart, found segment by segment: at each place only the patterns that
 * agree so far have a say. `wanted` cuts off the branches that no question is about.
 */
export function capabilityClasses(
  rules: readonly PolicyRule[],
  wanted: (live: ReadonlySet<PolicyRule>) => boolean,
  budget: Budget,
): readonly CapabilityClass[] {
  const found = new Map<string, CapabilityClass>();
  const numbers = new Map(rules.map((rule, i) => [rule, i]));
  const visit = (places: readonly Place[], alive: readonly Live[]): void => {
    if (!wanted(new Set(alive.map(({ rule }) => rule)))) return;
    budget.spend(1 + (alive.length >> 4));
    if (places.length > 0) {
      const made = classOf(places, alive);
      const key = keyOf(made, numbers);
      // Three segments say the most, and so read best.
      if (!found.has(key) || (places.length === 3 && found.get(key)?.places.length !== 3))
        found.set(key, made);
    }
    const depth = places.length;
    const longest = alive.reduce((most, { pattern }) => Math.max(most, pattern.segments.length), 3);
    if (depth > longest) return;
    const sorted = new Sorted(alive, depth);
    for (const place of placesFor(distinct(alive, depth))) visit([...places, place], sorted.agreeing(place));
  };
  visit(
    [],
    rules.flatMap((rule) => rule.capabilities.map((text) => liveOf(rule, text))),
  );
  return [...found.values()].filter(({ covers }) => wanted(new Set(covers.keys())));
}

function classOf(places: readonly Place[], alive: readonly Live[]): CapabilityClass {
  const covers = new Map<PolicyRule, Cover>();
  for (const live of alive) {
    const tests = coverOf(live, places);
    if (tests !== undefined) covers.set(live.rule, [...(covers.get(live.rule) ?? []), tests]);
  }
  return { places, sample: places.map(({ sample }) => sample).join('.'), covers };
}

function keyOf({ places, covers }: CapabilityClass, numbers: ReadonlyMap<PolicyRule, number>): string {
  const open = places.flatMap((place, i) => (place.open === undefined ? [] : [i, place.open]));
  const rules = [...covers].map(([rule, cover]): [number, Cover | 'sure'] => [
    numbers.get(rule) ?? 0,
    cover.some((tests) => tests.length === 0) ? 'sure' : cover,
  ]);
  return JSON.stringify([open, rules.sort(([a], [b]) => a - b)]);
}

function liveOf(rule: PolicyRule, text: string): Live {
  const fold = rule.section !== 'allow';
  return { rule, pattern: parseCapabilityPattern(fold ? text.toLowerCase() : text), fold };
}

/** Patterns by what they ask of one place, so that those of other literals need not be looked at. */
class Sorted {
  readonly #literal = new Map<string, Live[]>();
  readonly #other: Live[] = [];

  constructor(
    alive: readonly Live[],
    private readonly depth: number,
  ) {
    for (const live of alive) {
      const glob = live.pattern.segments[depth];
      if (glob === undefined || glob.includes('*')) this.#other.push(live);
      else {
        const key = keyOfLiteral(glob, live.fold);
        const known = this.#literal.get(key);
        if (known === undefined) this.#literal.set(key, [live]);
        else known.push(live);
      }
    }
  }

  agreeing(place: Place): readonly Live[] {
    const { sample } = place;
    const literal = [false, true].flatMap((fold) => this.#literal.get(keyOfLiteral(sample, fold)) ?? []);
    return [...this.#other.filter((live) => this.#agrees(live, place)), ...literal];
  }

  #agrees({ pattern, fold }: Live, place: Place): boolean {
    const glob = pattern.segments[this.depth];
    return glob === undefined || agreement({ glob, fold }, place) !== false;
  }
}

function keyOfLiteral(text: string, fold: boolean): string {
  return fold ? `any ${text.toLowerCase()}` : `exact ${text}`;
}

/** Whether a glob covers a place; `open` where that is for the search to say. */
function agreement(test: SegmentGlob, { sample, open }: Place): boolean | 'open' {
  return open !== undefined && isInner(test) ? 'open' : matches(test, sample);
}

/** What is left to be seen for a pattern to cover a request; undefined where it never does. As `covers` says it. */
function coverOf({ pattern, fold }: Live, places: readonly Place[]): readonly SegmentTest[] | undefined {
  const { segments, kind } = pattern;
  if (places.length >= 3) {
    if (kind === 'exact' && places.length !== segments.length) return undefined;
    if (kind === 'open' && places.length < segments.length) return undefined;
    if (kind === 'tail' && places.length <= segments.length) return undefined;
  } else if (!fold && !coversEveryScope(pattern, places.length)) return undefined;
  const tests: SegmentTest[] = [];
  for (const [place, glob] of segments.slice(0, places.length).entries()) {
    const agrees = agreement({ glob, fold }, places[place] as Place);
    if (agrees === false) return undefined;
    if (agrees === 'open') tests.push({ place, glob, fold });
  }
  return tests;
}

/** Whether a granting pattern covers a request of so few segments whatever its scope is, as far as its length goes. */
function coversEveryScope({ segments, kind }: CapabilityPattern, length: number): boolean {
  const rest = segments.slice(length);
  if (kind === 'exact' || (kind === 'open' && rest.length > 0)) return false;
  return rest.every((segment) => segment === '*') && rest.length < Math.max(3 - length, 1);
}

function distinct(alive: readonly Live[], depth: number): SegmentGlob[] {
  const globs = new Map<string, SegmentGlob>();
  for (const { pattern, fold } of alive) {
    const glob = pattern.segments[depth];
    if (glob !== undefined) globs.set(`${fold} ${glob}`, { glob, fold });
  }
  return [...globs.values()];
}
