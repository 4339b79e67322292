import { daysBetween, daysOf, isDate } from './condition-dates.js';
import type { Juggles, Value } from './condition-expr.js';
import { table } from '../table.js';

/** The number that a text begins with. */
export function leading(text: string): number {
  return Number(/^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)/.exec(text)?.[0] ?? 0);
}

export function order(left: Exclude<Value, null>, right: Exclude<Value, null>): number {
  if (isDate(left) && isDate(right)) return daysBetween(left, right);
  const [a, b] = [numeric(left), numeric(right)];
  if (a !== undefined && b !== undefined && !(typeof left === 'string' && typeof right === 'string'))
    return a - b;
  const [one, other] = [String(left), String(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}

export function asNumber(value: Exclude<Value, null>): number {
  return typeof value === 'string' ? leading(value) : Number(value);
}

export function numeric(value: Exclude<Value, null>): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

export const COMPARES: Readonly<Record<string, (order: number) => boolean>> = table({
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  same: (order) => order === 0,
});

export function compared(
  name: string,
  left: Value,
  right: Value,
  juggles: Juggles | 'by kind' = 'never',
): Value | undefined {
  if (left === null || right === null) return name === 'same' ? left === right : null;
  if (typeof left === typeof right) return COMPARES[name]?.(order(left, right));
  if (juggles === 'everywhere') return COMPARES[name]?.(asNumber(left) - asNumber(right));
  // In SQLite, where no column says what is meant, every number sorts before every text.
  if (juggles === 'by kind' && (typeof left === 'string') !== (typeof right === 'string'))
    return COMPARES[name]?.(typeof left === 'string' ? 1 : -1);
  const [one, other] = [readNumber(left), readNumber(right)];
  if (one !== undefined && other !== undefined) return COMPARES[name]?.(one - other);
  // No row holds a text where a number is asked for, or the one sorts before all of the other.
  return /^(?:=|same)$/.test(name) ? false : name === '<>' ? true : undefined;
}

/** A text beside a number: it may say a span of time. */
function readNumber(value: Exclude<Value, null>): number | undefined {
  return numeric(value) ?? (typeof value === 'string' ? daysOf(value) : undefined);
}

export function truthOfValue(value: Value, juggles: Juggles): boolean | null | undefined {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  return juggles === 'never' ? undefined : leading(value) !== 0;
}
