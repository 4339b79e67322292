import type { JsonObject, JsonValue, Mode } from './types.js';
import { combine, eachEntry, truth, UNKNOWN, words } from './types.js';

const NAMES = ['amount', 'total', 'value', 'sum', 'quantity', 'price', 'cost'];

const isAmountKey = (key: string): boolean =>
  words(key).some(
    (word) => word === 'quantities' || NAMES.some((name) => word === name || word === `${name}s`),
  );

/** What a tool would take for the amount, or null where that cannot be said. */
function amountOf(value: JsonValue): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?[0-9]+(\.[0-9]+)?$/.test(value)) return null;
  const significant = value.replace(/[-.]/g, '').replace(/^0+/, '');
  return significant.length <= 15 ? Number(value) : null;
}

export const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
};

export function amount(operator: string, bound: number, payload: JsonObject, mode: Mode): number {
  const truths: number[] = [];
  eachEntry(payload, (key, value) => {
    if (!isAmountKey(key)) return;
    const read = amountOf(value);
    truths.push(read === null ? UNKNOWN : truth(COMPARE[operator]!(read, bound)));
  });
  return combine(mode, truths);
}
