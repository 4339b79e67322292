import { ANY } from '../../policy/conditions/define.js';
import type { Region } from '../../policy/conditions/define.js';
import { readAmount } from '../../policy/readings/fields.js';
import type { JsonValue } from '../../model/json.js';
import { split } from './group.js';
import type { Literal, Outcome } from './group.js';

type Interval = Region & { readonly kind: 'interval' };

function accepts(region: Region, value: number): boolean {
  const { low, high, lowInclusive, highInclusive } = region as Interval;
  if (low !== undefined && (lowInclusive === true ? value < low : value <= low)) return false;
  return high === undefined || (highInclusive === true ? value <= high : value < high);
}

export function boundsOf(literals: readonly Literal[]): number[] {
  return literals.flatMap(({ atom }) => {
    const { low, high } = atom.region as Interval;
    return [low, high].filter((bound) => bound !== undefined);
  });
}

/** Caller depth: a whole number from 0, or none, which no comparison accepts. */
export function solveDepth(literals: readonly Literal[]): Outcome {
  const fits = (depth: number | undefined): boolean =>
    literals.every(({ atom, holds }) => (depth !== undefined && accepts(atom.region, depth)) === holds);
  if (fits(undefined)) return () => undefined;
  const candidates = boundsOf(literals).flatMap((bound) => [bound - 1, bound, bound + 1]);
  const depth = [0, ...candidates]
    .sort((a, b) => a - b)
    .find((candidate) => Number.isSafeInteger(candidate) && candidate >= 0 && fits(candidate));
  if (depth === undefined) return 'none';
  return (draft) => {
    draft.context.caller_depth = depth;
  };
}

/** What may stand under an amount key: a number, or something that is not understood. */
type AmountReading = number | 'unclear';

/** Amounts: what must hold for each, and what for some. Between two bounds all numbers are alike. */
export function solveAmounts(literals: readonly Literal[]): Outcome {
  const { each, some } = split(literals);
  const there = each.some(({ holds }) => holds) || some.some(({ holds }) => holds);
  // A grant does not match where there is no amount at all.
  if (!there) return () => undefined;
  const readings = readingsFor(literals).filter((reading) => each.every((one) => fits(one, reading)));
  const found = some.map((one) => readings.find((reading) => fits(one, reading)));
  if (found.length === 0) found.push(readings[0]);
  if (found.includes(undefined)) return 'none';
  return (draft) => {
    draft.amounts.push(...new Set(found.map((reading) => reading ?? 'unclear')));
  };
}

function readingsFor(literals: readonly Literal[]): AmountReading[] {
  const bounds = [...new Set(boundsOf(literals))].sort((a, b) => a - b);
  const between = bounds.flatMap((bound, i) => [bound, middle(bound, bounds[i + 1])]);
  const first = bounds[0] ?? 1;
  const inner = between.sort((a, b) => Number(Number.isInteger(b)) - Number(Number.isInteger(a)));
  return [...inner.filter((n) => n >= 0), ...inner.filter((n) => n < 0), below(first), 'unclear'];
}

function below(bound: number): number {
  return bound > 0 ? bound / 2 : bound - 1;
}

/** Something above a bound and below the next. */
function middle(bound: number, next: number | undefined): number {
  if (next === undefined) return bound + Math.max(1, Math.abs(bound) * 1e-6);
  return bound + 1 < next ? Math.floor(bound) + 1 : bound + (next - bound) / 2;
}

/** Whether an amount satisfies the condition, as its mode counts what is not understood. */
function holdsFor({ atom }: Literal, reading: AmountReading): boolean {
  return reading === 'unclear' ? atom.mode === ANY : accepts(atom.region, reading);
}

function fits(literal: Literal, reading: AmountReading): boolean {
  return holdsFor(literal, reading) === literal.holds;
}

/** Whether a value under an amount key breaks what must hold for each amount. */
export function breaksAmounts(literals: readonly Literal[], value: JsonValue): boolean {
  const reading = readAmount(value) ?? 'unclear';
  return split(literals).each.some((literal) => !fits(literal, reading));
}
