import {
  daysBetween,
  daysOf,
  formatted,
  isDate,
  partOf,
  shifted,
  truncated,
  unitDays,
} from './condition-dates.js';
import type { Juggles, Value } from './condition-expr.js';
import { asNumber, compared, numeric, order, truthOfValue } from './condition-order.js';
import { glob, like, regex } from './condition-patterns.js';
import { table } from '../table.js';

type Operation = (values: readonly Value[], juggles: Juggles) => Value | undefined;

/** Of numbers, or of what reads as one. */
function arithmetic(compute: (a: number, b: number) => number): Operation {
  return ([a, b = 0], juggles) => {
    if (a === null || a === undefined || b === null) return null;
    const [left, right] = juggles === 'never' ? [numeric(a), numeric(b)] : [asNumber(a), asNumber(b)];
    if (left === undefined || right === undefined) return undefined;
    const result = compute(left, right);
    return Number.isFinite(result) ? result : undefined;
  };
}

function textual(compute: (text: string) => Value): Operation {
  return ([a], juggles) => (a === null || a === undefined ? null : compute(written(a, juggles)));
}

/** Where texts count as numbers, so do truths. */
function written(item: Value, juggles: Juggles): string {
  return String(typeof item === 'boolean' && juggles !== 'never' ? Number(item) : item);
}

/** NULL of NULL; otherwise of texts, numbers read as such. */
function texts(compute: (...texts: string[]) => Value | undefined): Operation {
  return (values, juggles) =>
    values.includes(null) ? null : compute(...values.map((item) => written(item, juggles)));
}

/** Of a date, with what is said about it. */
function dated(compute: (date: string, rest: string) => Value | undefined): Operation {
  return ([rest = null, date = null]) =>
    date === null || rest === null ? null : isDate(date) ? compute(date, String(rest)) : undefined;
}

const [add, subtract] = [arithmetic((a, b) => a + b), arithmetic((a, b) => a - b)];

function remainder(values: readonly Value[], juggles: Juggles): Value | undefined {
  const whole = juggles === 'in sums' ? Math.trunc : (number: number): number => number;
  return arithmetic((a, b) => (Math.abs(b) === 1 ? 0 : whole(a) % whole(b)))(values, juggles);
}

/** A date and days, in either order. */
function sum(a: Value, b: Value, sign: 1 | -1): Value | undefined {
  if (isDate(a) && isDate(b)) return sign < 0 ? daysBetween(a, b) : undefined;
  const [date, span] = isDate(a) ? [a, b] : [b, a];
  if (!isDate(date) || (sign < 0 && date === b)) return undefined;
  const days = typeof span === 'string' ? (numeric(span) ?? daysOf(span)) : span;
  return days === null ? null : typeof days === 'number' ? shifted(date, days * sign) : undefined;
}

/** Where a start before the text lies is said otherwise everywhere: before it, or from its end. */
function cutOut(text: string, from: string, juggles: Juggles, count?: string): string | undefined {
  const [at, size] = [Number(from), count === undefined ? Infinity : Number(count)];
  if (Number.isNaN(at) || Number.isNaN(size)) return undefined;
  if (at < 0 && juggles === 'never') return text.slice(0, Math.max(0, at - 1 + size));
  if (at === 0 && juggles === 'everywhere') return '';
  if (at < 0) return text.slice(at).slice(0, Math.max(0, size));
  return text.slice(Math.max(0, at - 1), Math.max(0, at - 1 + Math.max(0, size)));
}

/** The first or the last characters; PostgreSQL takes fewer than none for all but so many. */
function ending(text: string, count: number, juggles: Juggles, side: 0 | 1): string | undefined {
  if (Number.isNaN(count)) return undefined;
  if (count < 0 && juggles !== 'never') return '';
  const kept = count < 0 ? Math.max(0, text.length + count) : count;
  return side === 0 ? text.slice(0, kept) : text.slice(Math.max(0, text.length - kept));
}

const MAX_PADDED = 10_000;

/** Filled up at its left or right, or cut. */
function padded(text: string, size: number, fill: string, side: 0 | 1): string | undefined {
  if (Number.isNaN(size) || size > MAX_PADDED) return undefined;
  const cut = text.slice(0, Math.max(0, size));
  return side === 0 ? cut.padStart(size, fill) : cut.padEnd(size, fill);
}

export const OPERATIONS: Readonly<Record<string, Operation>> = table({
  not: ([a = null], juggles) => {
    const truth = truthOfValue(a, juggles);
    return typeof truth === 'boolean' ? !truth : truth;
  },
  isnull: ([a]) => a === null,
  istrue: ([a = null], juggles) => is(truthOfValue(a, juggles), true),
  isfalse: ([a = null], juggles) => is(truthOfValue(a, juggles), false),
  isunknown: ([a]) => a === null,
  xor: ([a = null, b = null], juggles) => {
    const [one, other] = [truthOfValue(a, juggles), truthOfValue(b, juggles)];
    return typeof one === 'boolean' && typeof other === 'boolean' ? one !== other : undefined;
  },
  '+': ([a = null, b = null], juggles) => sum(a, b, 1) ?? add([a, b], juggles),
  '-': ([a = null, b = null], juggles) => sum(a, b, -1) ?? subtract([a, b], juggles),
  minus: arithmetic((a) => -a),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => a / b),
  quotient: arithmetic((a, b) => (Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b)),
  // What is left of whole numbers is nothing, and SQLite takes whole ones alone.
  '%': remainder,
  div: arithmetic((a, b) => Math.trunc(a / b)),
  '&': arithmetic((a, b) => Number(BigInt(Math.trunc(a)) & BigInt(Math.trunc(b)))),
  '|': arithmetic((a, b) => Number(BigInt(Math.trunc(a)) | BigInt(Math.trunc(b)))),
  number: ([a = null], juggles) => (a === null || juggles === 'never' ? a : asNumber(a)),
  text: ([a = null], juggles) => (a === null || juggles === 'never' ? a : written(a, juggles)),
  power: arithmetic((a, b) => a ** b),
  abs: arithmetic((a) => Math.abs(a)),
  sign: arithmetic((a) => Math.sign(a)),
  floor: arithmetic((a) => Math.floor(a)),
  ceil: arithmetic((a) => Math.ceil(a)),
  round: arithmetic((a) => Math.round(a)),
  length: textual((text) => text.length),
  lower: textual((text) => text.toLowerCase()),
  upper: textual((text) => text.toUpperCase()),
  trim: textual((text) => text.trim()),
  reverse: textual((text) => [...text].reverse().join('')),
  left: (values, juggles) =>
    texts((text, count = '') => ending(text, Number(count), juggles, 0))(values, juggles),
  right: (values, juggles) =>
    texts((text, count = '') => ending(text, Number(count), juggles, 1))(values, juggles),
  substr: (values, juggles) =>
    texts((text, from = '1', count) => cutOut(text, from, juggles, count))(values, juggles),
  lpad: texts((text, size = '', fill = ' ') => padded(text, Number(size), fill, 0)),
  rpad: texts((text, size = '', fill = ' ') => padded(text, Number(size), fill, 1)),
  replace: texts((text, old = '', by = '') => (old === '' ? undefined : text.replaceAll(old, by))),
  split_part: texts((text, by = '', at = '1') => text.split(by || text).at(Number(at) - 1) ?? ''),
  position: texts((text, sought = '') => text.indexOf(sought) + 1),
  starts: texts((text, start = '') => text.startsWith(start)),
  concat: (values) => values.map((item) => item ?? '').join(''),
  '||': (values, juggles) => {
    if (juggles === 'everywhere') return undefined;
    return values.includes(null) ? null : values.join('');
  },
  interval: ([text = null, unit = null]) => {
    if (text === null) return null;
    if (unit !== null && unitDays(String(unit)) !== undefined)
      return Number(text) * (unitDays(String(unit)) ?? 1);
    return typeof text === 'string' ? (daysOf(text) ?? numeric(text)) : (text as number);
  },
  date: ([a = null]) => (isDate(a) ? a.slice(0, 10) : a === null ? null : undefined),
  time_of: ([a = null]) =>
    isDate(a) ? a.slice(11) || '00:00:00' : a === null || /^\d\d?:\d\d/.test(String(a)) ? a : undefined,
  date_trunc: dated((date, unit) => truncated(unit, date)),
  extract: ([unit = null, at = null]) => {
    // A span of time is a number of days.
    if (typeof at === 'number' && /^(?:epoch|days?)$/i.test(String(unit)))
      return /^e/i.test(String(unit)) ? at * 86_400 : Math.trunc(at);
    return at === null ? null : isDate(at) ? partOf(String(unit), at) : undefined;
  },
  format_date: dated((date, format) => formatted(format, date)),
  from_epoch: ([a = null]) =>
    a === null ? null : typeof a === 'number' ? shifted('1970-01-01', a / 86_400) : undefined,
  greatest: (values) => extreme(values, 1),
  least: (values) => extreme(values, -1),
  nullif: ([a = null, b = null]) => (compared('=', a, b) === true ? null : a),
  like: texts((text, pattern = '') => like(text, pattern)),
  ilike: texts((text, pattern = '') => like(text.toLowerCase(), pattern.toLowerCase())),
  glob: texts((text, pattern = '') => glob(text, pattern)),
  regex: texts((text, pattern = '') => regex(text, pattern)),
  row: () => undefined,
});

function is(truth: boolean | null | undefined, wanted: boolean): boolean | undefined {
  return truth === undefined ? undefined : truth === wanted;
}

function extreme(values: readonly Value[], sign: 1 | -1): Value | undefined {
  const known = values.filter((item) => item !== null);
  return known.length === 0
    ? null
    : known.reduce((best, item) => (order(item, best) * sign > 0 ? item : best));
}
