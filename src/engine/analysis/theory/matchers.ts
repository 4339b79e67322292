import { UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { JsonValue } from '../../model/json.js';
import type { Mode } from '../../policy/conditions/define.js';
import { MATCHERS } from '../../policy/conditions/matchers.js';
import type { ValueTest } from '../../policy/conditions/matchers.js';
import { Resources } from '../../policy/index/resources.js';
import { buildOf } from '../atoms.js';
import { is, negate, NO, or, YES } from '../formula.js';
import type { Formula } from '../formula.js';
import type { Shelf } from '../strings/shelf.js';
import { FREE } from '../strings/tracks.js';
import type { TextTest } from '../strings/tracks.js';

/** The matchers of `args` that a value alone decides; a path also depends on folders that the event names. */
const OF_PATHS = new Set(['within', 'outside']);
/** A length past this is not counted out. */
const MAX_COUNT = 300;

/** What a matcher says of a value that is no text, by the engine's own code. */
export function valueTruth(key: string, expected: JsonValue, value: JsonValue, mode: Mode): Truth {
  if (OF_PATHS.has(key)) return UNKNOWN;
  const matcher = MATCHERS[key];
  if (matcher === undefined) throw new TypeError(`no matcher ${key}`);
  const test: ValueTest = matcher.compile(expected as never, buildOf(new Resources(), mode));
  return test(value, undefined as never, mode);
}

/** What a matcher asks of a text; `unknown` where no text is what it compares with. */
export function textMatcher(key: string, expected: JsonValue, shelf: Shelf): Formula<TextTest> | 'unknown' {
  switch (key) {
    case 'eq':
    case 'in':
      return among(listOf(key === 'eq' ? [expected] : expected), shelf);
    case 'ne':
    case 'not_in': {
      const inside = among(listOf(key === 'ne' ? [expected] : expected), shelf);
      return inside === 'unknown' ? inside : negate(inside);
    }
    case 'contains':
      return someOf(expected, (text) => shelf.contains(text));
    case 'starts_with':
      return someOf(expected, (text) => shelf.startsWith(text));
    case 'ends_with':
      return someOf(expected, (text) => shelf.endsWith(text));
    case 'matches':
      return someOf(expected, (text) => shelf.regex(text));
    case 'glob':
      return someOf(expected, (text) => shelf.glob(text));
    case 'exists':
      return expected === true ? YES : NO;
    case 'type':
      return expected === 'string' ? YES : NO;
    case 'length_lte':
    case 'length_gte':
      return length(expected as number, key === 'length_lte', shelf);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return 'unknown';
    default:
      return is(FREE);
  }
}

function length(bound: number, atMost: boolean, shelf: Shelf): Formula<TextTest> {
  return is(bound > MAX_COUNT ? FREE : shelf.length(bound, atMost));
}

/** Where the list has no text, a text is of another type than all that is expected. */
function among(expected: readonly JsonValue[], shelf: Shelf): Formula<TextTest> | 'unknown' {
  const texts = expected.filter((item) => typeof item === 'string');
  return texts.length === 0 ? 'unknown' : or(...texts.map((text) => is(shelf.equals(text))));
}

function someOf(expected: JsonValue, test: (text: string) => TextTest): Formula<TextTest> {
  return or(...listOf(expected).map((text) => is(test(text as string))));
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}
