import { FALSE, TRUE } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { ConditionTrace, Reading, TruthName } from '../../model/explanation.js';
import type { JsonValue } from '../../model/json.js';
import { ANY } from './define.js';
import type { Mode } from './define.js';

export function truthName(truth: Truth): TruthName {
  return truth === TRUE ? 'true' : truth === FALSE ? 'false' : 'unknown';
}

/** A reading for an explanation; a long value is cut. */
export function reading(at: string, value: unknown, form: string): Reading {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { at, value: text.length > 200 ? `${text.slice(0, 200)}…` : text, form };
}

interface TraceDetail {
  readonly reading?: Reading | undefined;
  readonly note?: string | undefined;
  readonly children?: readonly ConditionTrace[];
}

export function trace(
  condition: string,
  expected: JsonValue,
  mode: Mode,
  truth: Truth,
  detail: TraceDetail = {},
): ConditionTrace {
  return {
    condition,
    expected: JSON.stringify(expected),
    mode: mode === ANY ? 'any' : 'every',
    truth: truthName(truth),
    ...(detail.reading && { reading: detail.reading }),
    ...(detail.note !== undefined && { note: detail.note }),
    ...(detail.children && { children: detail.children }),
  };
}

/**
 * The reading that decided: in `any` mode the best one, in `every` mode the worst. `truths` and `readings` go together.
 */
export function deciding<T>(items: readonly T[], truthOf: (item: T) => Truth, mode: Mode): T | undefined {
  let found: T | undefined;
  let best: Truth | undefined;
  for (const item of items) {
    const truth = truthOf(item);
    if (best === undefined || (mode === ANY ? truth > best : truth < best)) {
      best = truth;
      found = item;
    }
  }
  return found;
}

/** Folds the truths of all readings: none is false. */
export function overReadings<T>(items: readonly T[], truthOf: (item: T) => Truth, mode: Mode): Truth {
  if (items.length === 0) return FALSE;
  let result: Truth = mode === ANY ? FALSE : TRUE;
  for (const item of items) {
    const truth = truthOf(item);
    if (mode === ANY ? truth > result : truth < result) result = truth;
    if (result === (mode === ANY ? TRUE : FALSE)) break;
  }
  return result;
}
