import type { JsonObject, JsonValue, Mode } from './types.js';
import { bareKey, combine, eachEntry, isFlag, truth, UNKNOWN, words } from './types.js';

const NAMES = ['amount', 'total', 'value', 'sum', 'quantity', 'price', 'cost'];

/** Names that have an amount's word in them and hold none. */
const OTHERS =
  /^((in|ex)ternal)?(cost(center|centre)(id|no|nr|number|code|name)?|(amount|total|value|price|cost)(id|type|code|name|label))$/;

const isAmountKey = (key: string): boolean =>
  !OTHERS.test(bareKey(key)) &&
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
    if (!isAmountKey(key) || isFlag(key, value)) return;
    const read = amountOf(value);
    truths.push(read === null ? UNKNOWN : truth(COMPARE[operator]!(read, bound)));
  });
  return combine(mode, truths);
}
