import { COMPARE } from './amount.js';
import type { Cwds } from './path.js';
import { cwdsOf, pathTruth } from './path.js';
import { regexFinds } from './text.js';
import type { JsonObject, JsonValue, Mode } from './types.js';
import {
  combine,
  conjunction,
  FALSE,
  globMatches,
  isObject,
  listOf,
  not,
  TRUE,
  truth,
  UNKNOWN,
} from './types.js';
import { soughtBy } from './sought.js';

/** What stands at an argument path: a value, nothing, or something that cannot be walked into. */
type Reading = { value: JsonValue } | 'missing' | 'unwalkable';

function walk(reading: Reading, step: string): Reading[] {
  if (reading === 'missing' || reading === 'unwalkable') return [reading];
  const { value } = reading;
  if (step === '[]') {
    return Array.isArray(value)
      ? (value as JsonValue[]).map((element) => ({ value: element }))
      : ['unwalkable'];
  }
  if (!isObject(value)) return ['unwalkable'];
  return Object.hasOwn(value, step) ? [{ value: value[step]! }] : ['missing'];
}

export function readArgument(argument: string, payload: JsonObject): Reading[] {
  const steps = argument.split('.').flatMap((part) => part.split(/(\[\])/).filter((step) => step !== ''));
  let readings: Reading[] = [{ value: payload }];
  for (const step of steps) readings = readings.flatMap((reading) => walk(reading, step));
  return readings;
}

const typeOf = (v: JsonValue): string => (v === null ? 'null' : Array.isArray(v) ? 'array' : typeof v);

function same(a: JsonValue, b: JsonValue): boolean {
  if (typeOf(a) !== typeOf(b)) return false;
  if (Array.isArray(a))
    return a.length === (b as JsonValue[]).length && a.every((x, i) => same(x, (b as JsonValue[])[i]!));
  if (!isObject(a)) return a === b;
  const other = b as Record<string, JsonValue>;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && same(a[key]!, other[key]!))
  );
}

function among(value: JsonValue, expected: readonly JsonValue[]): number {
  if (!expected.some((one) => typeOf(one) === typeOf(value))) return UNKNOWN;
  return truth(expected.some((one) => same(one, value)));
}

function isType(value: JsonValue, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return typeOf(value) === type;
}

const ofText = (value: JsonValue, test: (text: string) => boolean): number =>
  typeof value === 'string' ? truth(test(value)) : UNKNOWN;

/** The text and length matchers, by the name they have in a policy. `e` is the expected value as written. */
const TEXT: Record<string, (e: string) => (text: string) => boolean> = {
  contains: (e) => (text) => text.includes(e),
  starts_with: (e) => (text) => text.startsWith(e),
  ends_with: (e) => (text) => text.endsWith(e),
  matches: (e) => (text) => regexFinds(e, text),
  glob: (e) => (text) => globMatches(e, text),
};

function lengthOf(value: JsonValue): number | null {
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : null;
}

function compareNumber(name: string, value: number | null, bound: JsonValue): number {
  return value === null ? UNKNOWN : truth(COMPARE[name]!(value, bound as number));
}

function matchValue(name: string, e: JsonValue, value: JsonValue, mode: Mode, cwds: Cwds): number {
  if (name === 'exists') return truth(e === true);
  if (name === 'type') return truth(isType(value, e as string));
  if (name === 'eq' || name === 'in') return among(value, name === 'eq' ? [e] : (e as JsonValue[]));
  if (name === 'ne' || name === 'not_in') return not(among(value, name === 'ne' ? [e] : (e as JsonValue[])));
  if (name === 'seeks') {
    const found = (listOf(e) as string[]).map((one) =>
      typeof value === 'string' ? soughtBy(value, one) : null,
    );
    return found.includes(null) ? UNKNOWN : truth(found.includes(true));
  }
  if (name in TEXT)
    return ofText(value, (text) => (listOf(e) as string[]).some((one) => TEXT[name]!(one)(text)));
  if (name in COMPARE) return compareNumber(name, typeof value === 'number' ? value : null, e);
  if (name.startsWith('length_')) return compareNumber(name.slice('length_'.length), lengthOf(value), e);
  return typeof value === 'string' ? pathTruth(value, { [name]: e }, mode, cwds) : UNKNOWN;
}

export function args(asked: JsonObject, payload: JsonObject, mode: Mode, hostCwd?: string): number {
  const cwds = cwdsOf(hostCwd, payload);
  const one = ([argument, matcher]: [string, JsonValue]): number => {
    const tests = Object.entries(isObject(matcher) ? matcher : { eq: matcher });
    const test =
      (reading: Reading) =>
      ([name, e]: [string, JsonValue]): number => {
        if (reading === 'unwalkable') return UNKNOWN;
        if (reading === 'missing') return name === 'exists' && e === false ? TRUE : FALSE;
        return matchValue(name, e, reading.value, mode, cwds);
      };
    return combine(
      mode,
      readArgument(argument, payload).map((reading) => conjunction(tests.map(test(reading)))),
    );
  };
  return conjunction(Object.entries(asked).map(one));
}
