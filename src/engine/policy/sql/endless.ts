import { holdsAlways } from './condition.js';
import type { Expr } from './condition-expr.js';
import { table } from '../table.js';

/** Which way what a recursive query counts goes, as far as its signs tell. */
type Direction = 'up' | 'down' | undefined;

function directionOf(signs: ReadonlySet<string>): Direction {
  const up = ['+', '*', '||'].some((sign) => signs.has(sign));
  if (up === signs.has('-')) return undefined;
  return up ? 'up' : 'down';
}

/** What is known of the part of a recursive query that feeds on itself. */
export interface Round {
  readonly conditions: readonly Expr[];
  /** The signs and functions by which it computes what it gives. */
  readonly signs: ReadonlySet<string>;
  /** Whether it reads nothing but itself. */
  readonly alone: boolean;
}

/** Nobody waits for a query that takes so many rounds. */
export const MANY = 10_000_000;

/** Whether a query that feeds on itself goes on for ever: nothing that it asks for ends what it counts. */
export function neverEnds({ conditions, signs, alone }: Round): boolean {
  // It gives what it took.
  if (alone && signs.size === 0) return true;
  const direction = directionOf(signs);
  return conditions.every((condition) => holdsAlways(condition, '') || endsNothing(condition, direction));
}

const TURNED: Readonly<Record<string, string>> = table({ '<': '>', '<=': '>=', '>': '<', '>=': '<=' });

/** `i > 0` where `i` grows, or an end that is too far away. */
function endsNothing(expr: Expr, direction: Direction): boolean {
  if (expr.op !== 'call' || direction === undefined) return false;
  if (expr.name === 'and') return expr.args.every((item) => endsNothing(item, direction));
  if (expr.name === 'or') return expr.args.some((item) => endsNothing(item, direction));
  const [left, right] = expr.args;
  if (expr.name === 'not') return left?.op === 'call' && left.name === 'isnull';
  const turned = left?.op === 'value';
  const [counted, end] = turned ? [right, left] : [left, right];
  const sign = turned ? TURNED[expr.name] : expr.name;
  if (sign === undefined || !(sign in TURNED) || counted?.op !== 'column' || end?.op !== 'value')
    return false;
  const upper = sign.startsWith('<');
  if (upper !== (direction === 'up')) return true;
  return typeof end.value === 'number' && Math.abs(end.value) > MANY;
}
