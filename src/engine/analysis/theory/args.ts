import { FALSE, TRUE } from '../../model/decision.js';
import type { JsonObject, JsonValue } from '../../model/json.js';
import { parseArgPath } from '../../policy/conditions/arg-path.js';
import type { ArgPath } from '../../policy/conditions/arg-path.js';
import { ANY } from '../../policy/conditions/define.js';
import { AMOUNT_KEY, kindsAt, kindsOfKey, PATH_KEY } from '../../policy/readings/keys.js';
import { OutOfBudget } from '../budget.js';
import { and, negate, NO, YES } from '../formula.js';
import type { Formula } from '../formula.js';
import { findText } from '../strings/find.js';
import { evaluateText } from '../strings/run.js';
import { whole } from '../strings/shelf.js';
import type { Shelf } from '../strings/shelf.js';
import type { TextTest } from '../strings/tracks.js';
import { textMatcher, valueTruth } from './matchers.js';
import type { ArgDraft } from './draft.js';
import { split } from './group.js';
import type { Literal, Outcome, TextLaws, Tools } from './group.js';
import { boundsOf, breaksAmounts } from './numbers.js';
import { fittingPaths, placesOf } from './paths.js';

/** What else is known of the payload that an argument is part of. */
export interface ArgSurroundings {
  readonly laws: TextLaws;
  readonly amounts: readonly Literal[];
  /** What is asked of paths, which this argument may be one of. */
  readonly paths: readonly Literal[];
}

type Reading = ArgDraft & { readonly kind: 'missing' | 'misfit' | 'value' };

/** One argument path: all that is asked of it, and a value that answers, of whatever type. */
export function solveArgument(
  place: string,
  literals: readonly Literal[],
  around: ArgSurroundings,
  tools: Tools,
): Outcome {
  const path = parseArgPath(place);
  if (path === undefined) return 'unclear';
  const solver = new Argument(place, path, literals, around, tools);
  const found = path.steps.includes('each') ? solver.many() : solver.one();
  if (found === 'none') return 'none';
  const [head] = path.steps;
  return (draft) => {
    if (head !== 'each' && head !== undefined) draft.asked.add(head.name);
    draft.args.set(place, found);
  };
}

class Argument {
  readonly #name: string;
  /** Names on the path that no key of the payload may have, from the first on. */
  readonly #forbidden: readonly boolean[];

  constructor(
    private readonly place: string,
    private readonly path: ArgPath,
    private readonly literals: readonly Literal[],
    private readonly around: ArgSurroundings,
    private readonly tools: Tools,
  ) {
    const names = path.steps.flatMap((step) => (step === 'each' ? [] : [step.name]));
    this.#name = path.steps.at(-1) === 'each' ? '' : (names.at(-1) ?? '');
    const { never } = around.laws;
    this.#forbidden = names.map((name) => never.some((law) => evaluateText(whole(law), name) === true));
  }

  /** A path without `[]` has one reading, which answers everything. */
  one(): Reading | 'none' {
    return this.#reading(this.literals);
  }

  /** With `[]`, each element is a reading; a list without elements, or no list at all, may do too. */
  many(): ArgDraft | 'none' {
    const { each, some } = split(this.literals);
    const there = each.some(({ holds }) => holds) || some.some(({ holds }) => holds);
    if (!there) return { kind: 'each', items: [] };
    return this.#items(each, some) ?? this.#outer() ?? 'none';
  }

  /** A list with an element for each condition that some element must answer. */
  #items(each: readonly Literal[], some: readonly Literal[]): ArgDraft | undefined {
    const items: Reading[] = [];
    for (const wanted of some.length > 0 ? some.map((one) => [...each, one]) : [each]) {
      const reading = this.#reading(wanted, true);
      if (reading === 'none') return undefined;
      items.push(reading);
    }
    return { kind: 'each', items };
  }

  /** A list that is missing, or no list, is the one reading there is. */
  #outer(): ArgDraft | undefined {
    const whole = [{ kind: 'missing' }, { kind: 'misfit' }] as const;
    return whole.find((reading) => this.#fits(reading, this.literals));
  }

  #reading(literals: readonly Literal[], inList = false): Reading | 'none' {
    const { missing, misfit } = this.#shapes(inList);
    if (missing && this.#fits({ kind: 'missing' }, literals)) return { kind: 'missing' };
    const value = this.#isAmount
      ? (this.#value(literals) ?? this.#text(literals))
      : (this.#text(literals) ?? this.#value(literals));
    if (value !== undefined) return { kind: 'value', value };
    return misfit && this.#fits({ kind: 'misfit' }, literals) ? { kind: 'misfit' } : 'none';
  }

  /** Which readings there can be beside values: where a name follows, it may be missing; where anything does, misfit. */
  #shapes(inList: boolean): { missing: boolean; misfit: boolean } {
    const { steps } = this.path;
    const rest = inList ? steps.slice(steps.indexOf('each') + 1) : steps.slice(1);
    return { missing: !inList || rest.some((step) => step !== 'each'), misfit: rest.length > 0 };
  }

  get #isAmount(): boolean {
    return (kindsOfKey(this.#name) & AMOUNT_KEY) !== 0 && this.around.amounts.length > 0;
  }

  #value(literals: readonly Literal[]): JsonValue | undefined {
    const values = candidateValues(literals, this.#isAmount ? this.around.amounts : []);
    if (values === undefined) throw new OutOfBudget();
    return values.find((value) => this.#fits({ kind: 'value', value }, literals));
  }

  #fits(reading: Reading, literals: readonly Literal[]): boolean {
    if (reading.kind !== 'missing' && this.#forbidden[0] === true) return false;
    if (reading.kind === 'value' && (this.#forbidden.includes(true) || this.#breaks(reading.value)))
      return false;
    return literals.every((literal) => this.#holds(literal, reading) === literal.holds);
  }

  #breaks(value: JsonValue): boolean {
    const isAmount = this.#isAmount && (kindsAt(this.#name, value) & AMOUNT_KEY) !== 0;
    return isAmount && breaksAmounts(this.around.amounts, value);
  }

  #holds({ atom }: Literal, reading: Reading): boolean {
    const matchers = matchersOf(atom.value, this.place);
    if (reading.kind === 'misfit') return atom.mode === ANY;
    if (reading.kind === 'missing')
      return Object.entries(matchers).every(([key, expected]) => key === 'exists' && expected === false);
    return Object.entries(matchers).every(([key, expected]) => {
      const truth = valueTruth(key, expected, reading.value, atom.mode);
      return atom.mode === ANY ? truth !== FALSE : truth === TRUE;
    });
  }

  /** Paths first, where conditions read this as one too. */
  #candidates(literals: readonly Literal[]): readonly string[] {
    const reads = ({ atom }: Literal): boolean => {
      const places = placesOf(atom.value);
      return places.length === 0 ? (kindsOfKey(this.#name) & PATH_KEY) !== 0 : places.includes(this.place);
    };
    return [...fittingPaths(this.around.paths.filter(reads)), ...candidateTexts(literals)];
  }

  /** A text, which is one of the texts of the payload and must be as all of them are. */
  #text(literals: readonly Literal[]): string | undefined {
    if (this.#forbidden.includes(true)) return undefined;
    const { shelf, budget } = this.tools;
    const wanted = and(...literals.map((literal) => wantedText(literal, this.place, shelf)));
    const found = findText({ wanted, ...this.around.laws, candidates: this.#candidates(literals) }, budget);
    return found === 'none' ? undefined : found.text;
  }
}

export function matchersOf(value: JsonValue, place: string): JsonObject {
  return (value as Readonly<Record<string, JsonObject>>)[place] ?? {};
}

/** What a text must be so that a literal comes out as it should. */
function wantedText({ atom, holds }: Literal, place: string, shelf: Shelf): Formula<TextTest> {
  const parts = Object.entries(matchersOf(atom.value, place)).map(([key, expected]) => {
    const test = textMatcher(key, expected, shelf);
    // Not understood: enough for a restriction, never for a grant.
    return test === 'unknown' ? (atom.mode === ANY ? YES : NO) : test;
  });
  const all = and(...parts);
  return holds ? all : negate(all);
}

/** Texts that the matchers name, and some that tools are given. */
function candidateTexts(literals: readonly Literal[]): string[] {
  const named = literals.flatMap(({ atom }) => stringsOf(atom.value));
  return ['hello', ...named];
}

function stringsOf(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value as JsonObject).flatMap((item) => stringsOf(item as JsonValue));
}

/**
 * One value for each way in which values that are no text can be told apart by what is asked. Undefined where a list
 * would have to be too long.
 */
function candidateValues(literals: readonly Literal[], amounts: readonly Literal[]): JsonValue[] | undefined {
  // Texts are looked for elsewhere, as all texts of the payload must be.
  const named = literals
    .flatMap(({ atom }) => literalsOf(atom.value as JsonObject))
    .filter((value) => typeof value !== 'string');
  const numbers = [...named.filter((value) => typeof value === 'number'), ...boundsOf(amounts)];
  const bounds = [...new Set(numbers)];
  if (named.some((value) => typeof value === 'number' && value > MAX_LIST) && asksLength(literals))
    return undefined;
  const near = asksLength(literals) ? bounds.flatMap((n) => [n - 1, n, n + 1]) : [];
  const lengths = near.filter((n) => Number.isInteger(n) && n >= 0);
  const fresh = freshNumber(named);
  const lists = [...new Set([0, 1, 2, ...lengths])]
    .filter((length) => length <= MAX_LIST)
    .map((length) => new Array<JsonValue>(length).fill(fresh));
  return [...numbersAround(bounds), true, false, null, ...lists, {}, { other: fresh }, ...named];
}

/** Longer lists do not fit into a payload. */
const MAX_LIST = 100_000;

function asksLength(literals: readonly Literal[]): boolean {
  return literals.some(({ atom }) => JSON.stringify(atom.value).includes('"length_'));
}

/** Each bound, and a whole number and a fraction on each side of it, small ones first. */
function numbersAround(bounds: readonly number[]): number[] {
  const sorted = [...new Set([...bounds, 0, 1])].sort((a, b) => a - b);
  const first = Math.floor(sorted[0] ?? 0);
  const inner = sorted.flatMap((n, i) => {
    const next = sorted[i + 1] ?? Infinity;
    const up = Math.floor(n) + 1;
    return [n, ...(up < next ? [up] : []), n + (Math.min(up, next) - n) / 2];
  });
  return [...inner.filter((n) => n >= 0), ...inner.filter((n) => n < 0), first - 1, first - 0.5];
}

/** A number that no condition names, inside whatever it names. */
function freshNumber(named: readonly JsonValue[]): number {
  const text = JSON.stringify(named);
  let fresh = 7;
  while (text.includes(String(fresh))) fresh = fresh * 10 + 7;
  return fresh;
}

function literalsOf(value: JsonValue): JsonValue[] {
  const matchers = Object.values(value as Readonly<Record<string, JsonObject>>);
  return matchers.flatMap((map) =>
    Object.entries(map).flatMap(([key, expected]) =>
      key === 'in' || key === 'not_in' ? (expected as readonly JsonValue[]) : [expected as JsonValue],
    ),
  );
}
