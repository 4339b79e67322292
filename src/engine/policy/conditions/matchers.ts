import { z } from 'zod';
import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { JsonValue } from '../../model/json.js';
import { matchGlob } from '../text/glob.js';
import { checkPattern, MAX_REGEX_WORK } from '../text/regex.js';
import { seeks } from '../text/sought-names.js';
import type { Build, EvaluationState, Mode, Reporter } from './define.js';
import { checkPathText, CompiledPathTest } from './path-test.js';
import { listOf, number, text, texts, wholeNumber } from './values.js';
import type { Texts } from './values.js';

/** Whether the value at an argument path is accepted. The value is there: absence is settled before. */
export type ValueTest = (value: JsonValue, state: EvaluationState, mode: Mode) => Truth;

/** One matcher of `args`: its schema and what it makes of its value. */
interface Matcher {
  readonly schema: z.ZodType;
  readonly check?: (expected: never, report: Reporter, key: string) => void;
  readonly compile: (expected: never, build: Build) => ValueTest;
  readonly doc: string;
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;
const json: z.ZodType<JsonValue> = z.json();

function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}

function comparison(doc: string, accepts: (value: number, expected: number) => boolean): Matcher {
  return {
    doc,
    schema: number,
    compile: (expected: number) => (value) =>
      typeof value === 'number' ? truth(accepts(value, expected)) : UNKNOWN,
  };
}

function textMatcher(doc: string, accepts: (value: string, expected: string) => boolean): Matcher {
  return {
    doc,
    schema: texts,
    compile: (expected: Texts) => (value) =>
      typeof value === 'string' ? truth(listOf(expected).some((item) => accepts(value, item))) : UNKNOWN,
  };
}

function lengthMatcher(doc: string, accepts: (length: number, expected: number) => boolean): Matcher {
  return {
    doc,
    schema: wholeNumber,
    compile: (expected: number) => (value) => {
      const length =
        typeof value === 'string' ? codePoints(value) : Array.isArray(value) ? value.length : undefined;
      return length === undefined ? UNKNOWN : truth(accepts(length, expected));
    },
  };
}

function pathMatcher(doc: string, key: 'within' | 'outside'): Matcher {
  return {
    doc,
    schema: texts,
    check: (expected: Texts, report) => {
      for (const item of listOf(expected)) {
        const fault = checkPathText(item);
        if (fault) report.report('bad_value', [key], `\`${item}\` ${fault}`);
      }
    },
    compile: (expected: Texts) => {
      const test = new CompiledPathTest({ [key]: listOf(expected) });
      return (value, state, mode) =>
        typeof value === 'string' && value !== ''
          ? test.evaluate(state.readings.path(value), state.readings.hostCwd, mode)
          : UNKNOWN;
    },
  };
}

function membership(doc: string, wanted: boolean): Matcher {
  return {
    doc,
    schema: z.array(json, { error: 'must be a list' }).min(1, { error: 'is an empty list' }),
    compile: (expected: readonly JsonValue[]) => (value) => oneOf(value, expected, wanted),
  };
}

function equality(doc: string, wanted: boolean): Matcher {
  return { doc, schema: json, compile: (expected: JsonValue) => (value) => oneOf(value, [expected], wanted) };
}

/** Types are strict: a value of another type than all that is expected is not understood. */
function oneOf(value: JsonValue, expected: readonly JsonValue[], wanted: boolean): Truth {
  if (!expected.some((item) => jsonType(item) === jsonType(value))) return UNKNOWN;
  return truth(expected.some((item) => jsonEqual(value, item)) === wanted);
}

export const MATCHERS: Readonly<Record<string, Matcher>> = {
  eq: equality('equal, of the same type', true),
  ne: equality('not equal, of the same type', false),
  in: membership('one of a list', true),
  not_in: membership('none of a list', false),
  gt: comparison('a number above', (value, expected) => value > expected),
  gte: comparison('a number from', (value, expected) => value >= expected),
  lt: comparison('a number below', (value, expected) => value < expected),
  lte: comparison('a number up to', (value, expected) => value <= expected),
  contains: textMatcher('text that contains (exact case)', (value, expected) => value.includes(expected)),
  starts_with: textMatcher('text that starts with', (value, expected) => value.startsWith(expected)),
  ends_with: textMatcher('text that ends with', (value, expected) => value.endsWith(expected)),
  matches: {
    doc: 'text in which an RE2 pattern is found',
    schema: texts,
    check: (expected: Texts, report) => {
      for (const [index, pattern] of listOf(expected).entries()) {
        const fault = checkPattern(pattern);
        const at = Array.isArray(expected) ? ['matches', index] : ['matches'];
        if (fault) report.report('bad_regex', at, fault.message, fault.help, fault.offset + 1);
      }
    },
    compile: (expected: Texts, build) => {
      const patterns = listOf(expected).map((pattern) => build.matcher(pattern));
      const size = patterns.reduce((sum, pattern) => sum + pattern.size, 0);
      return (value) => {
        if (typeof value !== 'string' || value.length * size > MAX_REGEX_WORK) return UNKNOWN;
        return truth(patterns.some((pattern) => pattern.matches(value)));
      };
    },
  },
  glob: textMatcher('text that a glob matches whole (`*` any run, `?` one character)', (value, expected) =>
    matchGlob(expected, value),
  ),
  seeks: {
    doc: 'a pattern of file names that is aimed at one of these (`*.pem` is any with that ending)',
    schema: texts,
    compile: (expected: Texts) => (value) => {
      const found = typeof value === 'string' ? seeks(value, listOf(expected)) : undefined;
      return found === undefined ? UNKNOWN : truth(found);
    },
  },
  exists: {
    doc: 'whether it is there',
    schema: z.boolean({ error: 'must be true or false' }),
    compile: (expected: boolean) => () => truth(expected),
  },
  type: {
    doc: `its type, one of ${TYPES.join(' ')}`,
    schema: z.enum(TYPES, { error: `must be one of ${TYPES.join(', ')}` }),
    compile: (expected: string) => (value) =>
      truth(jsonType(value) === expected || (expected === 'integer' && Number.isInteger(value))),
  },
  length_lte: lengthMatcher(
    'at most so many characters or elements',
    (length, expected) => length <= expected,
  ),
  length_gte: lengthMatcher(
    'at least so many characters or elements',
    (length, expected) => length >= expected,
  ),
  within: pathMatcher('a path in a folder', 'within'),
  outside: pathMatcher('a path out of a folder', 'outside'),
};

/** A literal (equals), or a map of matchers that must all hold. */
export const matcherSchema = z.union([
  text,
  number,
  z.boolean(),
  z.null(),
  z
    .strictObject(
      Object.fromEntries(Object.entries(MATCHERS).map(([key, matcher]) => [key, matcher.schema.optional()])),
    )
    .refine((value) => Object.keys(value).length > 0, { error: 'is an empty map' }),
]);

export function jsonType(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

export function jsonEqual(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const [left, right] = [a, b] as unknown as [Record<string, JsonValue>, Record<string, JsonValue>];
  return keys.every(
    (key) => Object.hasOwn(right, key) && jsonEqual(left[key] as JsonValue, right[key] as JsonValue),
  );
}

function codePoints(value: string): number {
  let count = 0;
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i);
    const next = value.charCodeAt(i + 1);
    if (c >= 0xd800 && c < 0xdc00 && next >= 0xdc00 && next < 0xe000) i++;
    count++;
  }
  return count;
}
