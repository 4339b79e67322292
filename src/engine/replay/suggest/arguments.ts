import type { JsonObject, JsonValue } from '../../model/json.js';
import { parseArgPath } from '../../policy/conditions/arg-path.js';
import { jsonType } from '../../policy/conditions/matchers.js';
import { AMOUNT_KEY, kindsOfKey, PATH_KEY } from '../../policy/readings/keys.js';
import { textMatcher } from './strings.js';
import { roundUp } from './texts.js';

/** How close a draft stays to what was seen. */
export const GENERAL = 0;
export const VALUES = 1;
export const PAYLOADS = 2;
export const WHOLE = 3;
export type Level = typeof GENERAL | typeof VALUES | typeof PAYLOADS | typeof WHOLE;

export interface ArgumentOptions {
  readonly level: typeof GENERAL | typeof VALUES;
  /** Whether texts may be commands. */
  readonly shell: boolean;
  /** Whether amounts and paths are already bounded, by conditions that read all of them. */
  readonly amounts: boolean;
  readonly paths: boolean;
}

const MOST_ARGUMENTS = 40;
const MOST_VALUES = 200;
const MOST_OBJECTS = 8;
const DEEPEST = 3;

/** Whether every argument can be named by a rule, and they are not too many. */
export function isNameable(payload: JsonObject): boolean {
  const names = Object.keys(payload);
  return names.length <= MOST_ARGUMENTS && names.every((name) => name.length <= 100 && canName(name));
}

function canName(name: string): boolean {
  const path = parseArgPath(name);
  return path !== undefined && path.name === name;
}

/** What the arguments of these payloads have in common, as conditions. Undefined where it cannot be said. */
export function argumentConditions(
  payloads: readonly JsonObject[],
  options: ArgumentOptions,
): JsonObject | undefined {
  const names = [...new Set(payloads.flatMap((payload) => Object.keys(payload)))];
  if (names.length > MOST_ARGUMENTS) return undefined;
  const required: Record<string, JsonValue> = {};
  const optional: JsonValue[] = [];
  for (const name of names) {
    const values = payloads
      .filter((payload) => Object.hasOwn(payload, name))
      .map((payload) => payload[name] as JsonValue);
    const matchers = options.level === VALUES ? listed(name, values) : matchersOf(name, values, options, 1);
    if (matchers === undefined) return undefined;
    if (values.length === payloads.length) Object.assign(required, matchers);
    else optional.push({ any_of: [{ args: { [name]: { exists: false } } }, { args: matchers }] });
  }
  return {
    ...(Object.keys(required).length > 0 && { args: required }),
    ...(optional.length === 1 ? (optional[0] as JsonObject) : optional.length > 1 && { all_of: optional }),
  };
}

function listed(name: string, values: readonly JsonValue[]): JsonObject | undefined {
  const different = differentOf(values);
  return different.length > MOST_VALUES ? undefined : { [name]: sameAs(different) };
}

function sameAs(values: readonly JsonValue[]): JsonValue {
  return values.length === 1 ? { eq: values[0] as JsonValue } : { in: [...values] };
}

function differentOf(values: readonly JsonValue[]): JsonValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Matchers for an argument and what is in it, by place. */
function matchersOf(
  place: string,
  values: readonly JsonValue[],
  options: ArgumentOptions,
  depth: number,
): JsonObject | undefined {
  const types = [...new Set(values.map(jsonType))];
  const kinds = kindsOfKey(lastName(place));
  const [type] = types;
  if (
    options.amounts &&
    (kinds & AMOUNT_KEY) !== 0 &&
    types.every((name) => name === 'number' || name === 'string')
  )
    return { [place]: { exists: true } };
  if (types.length > 1 || type === 'null') return listed(place, values);
  if (type === 'boolean')
    return { [place]: differentOf(values).length > 1 ? { type } : sameAs(differentOf(values)) };
  if (type === 'number') {
    return { [place]: range(values as number[]) };
  }
  if (type === 'string') {
    if (options.paths && (kinds & PATH_KEY) !== 0) return { [place]: { type } };
    return { [place]: textMatcher(lastName(place), values as string[], options.shell) };
  }
  return type === 'array'
    ? listMatchers(place, values as JsonValue[][], options, depth)
    : objectMatchers(place, values as JsonObject[], options, depth);
}

function lastName(place: string): string {
  return (place.split('.').at(-1) ?? place).replace(/(?:\[\])+$/, '');
}

function range(values: readonly number[]): JsonValue {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  if (low === high) return { eq: low };
  return { type: values.every(Number.isInteger) ? 'integer' : 'number', gte: low, lte: high };
}

/** A list and, where none is empty, each of its elements. */
function listMatchers(
  place: string,
  lists: readonly (readonly JsonValue[])[],
  options: ArgumentOptions,
  depth: number,
): JsonObject | undefined {
  const different = differentOf(lists as readonly JsonValue[]);
  const elements = lists.flat();
  const mixed = new Set(elements.map(jsonType)).size > 1;
  if (different.length === 1 || mixed || depth >= DEEPEST || lists.some((list) => list.length === 0))
    return listed(place, lists as readonly JsonValue[]);
  const longest = lists.reduce((most, list) => Math.max(most, list.length), 0);
  const inner = matchersOf(`${place}[]`, elements, options, depth + 1);
  return (
    inner && { [place]: { type: 'array', length_lte: longest < 10 ? longest : roundUp(longest) }, ...inner }
  );
}

/** An object and what is in all of them; what only some have could be anything, so those are listed. */
function objectMatchers(
  place: string,
  objects: readonly JsonObject[],
  options: ArgumentOptions,
  depth: number,
): JsonObject | undefined {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const even = objects.every((object) => Object.keys(object).length === names.length);
  const few = differentOf(objects).length <= MOST_OBJECTS && !place.includes('[]');
  if (few || !even || depth >= DEEPEST || !names.every(canName)) return listed(place, objects);
  let found: JsonObject = { [place]: { type: 'object' } };
  for (const name of names) {
    const inner = matchersOf(
      `${place}.${name}`,
      objects.map((object) => object[name] as JsonValue),
      options,
      depth + 1,
    );
    if (inner === undefined) return undefined;
    found = { ...found, ...inner };
  }
  return found;
}
