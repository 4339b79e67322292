import type { JsonObject, JsonValue } from '../../model/json.js';
import type { Relation } from './define.js';

/** How a matcher of one kind is wider: by its list, by a bound from below or from above, or not at all. */
const WIDER: Readonly<Record<string, (a: JsonValue, b: JsonValue) => boolean>> = {
  ...all(['contains', 'starts_with', 'ends_with', 'glob'], among),
  matches: (a, b) => among(a, b) || isLongerRun(a, b),
  in: (a, b) => among(a, b) && sameTypes(a, b),
  not_in: (a, b) => among(b, a) && sameTypes(a, b),
  ...all(['gt', 'gte', 'length_gte'], (a, b) => Number(a) >= Number(b)),
  ...all(['lt', 'lte', 'length_lte'], (a, b) => Number(a) <= Number(b)),
};

function all<T>(names: readonly string[], value: T): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** Values keep their types: `5` is not `"5"`. */
function among(some: JsonValue, others: JsonValue): boolean {
  const known = new Set([others].flat().map((item) => JSON.stringify(item)));
  return [some].flat().every((item) => known.has(JSON.stringify(item)));
}

/** A value of a type that a list does not hold is unknown to it. */
function sameTypes(a: JsonValue, b: JsonValue): boolean {
  const [some, others] = [a, b].map((list) => new Set([list].flat().map(typeOf)));
  return some?.size === others?.size && [...(some ?? [])].every((type) => others?.has(type));
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const RUN = /^(\[[^\]\\]*\])\{(\d+)\}$/;

/** Two patterns for runs of the same letters: where there is a long one there is a short one. */
function isLongerRun(a: JsonValue, b: JsonValue): boolean {
  const [long, short] = [a, b].map((pattern) => RUN.exec([pattern].flat().map(String).join('\n')));
  return long?.[1] !== undefined && long[1] === short?.[1] && Number(long[2]) >= Number(short[2]);
}

/** One argument: every matcher of a map must hold, and an argument that is not there satisfies none. */
export const argumentRelation: Relation = {
  names: ['args'],

  narrower(first, second) {
    const [a, b] = [Object.entries(first as JsonObject), Object.entries(second as JsonObject)];
    const [[place, some], [other, others]] = [a[0] ?? ['', {}], b[0] ?? ['', {}]];
    return a.length === 1 && b.length === 1 && place === other && matchersWithin(some, others);
  },

  sureIsPossible: () => true,
};

function matchersWithin(some: JsonValue | undefined, others: JsonValue | undefined): boolean {
  const [a, b] = [some as JsonObject, others as JsonObject];
  return Object.entries(b).every(([key, expected]) => {
    const own = a[key];
    if (key === 'exists' && expected === true) return Object.keys(a).length > 0 && own !== false;
    if (own === undefined) return false;
    return (
      JSON.stringify(own) === JSON.stringify(expected) || WIDER[key]?.(own, expected as JsonValue) === true
    );
  });
}
