import { SAMPLE_STEPS, samplesHold } from './condition-samples.js';

/** A constant of a condition. */
export type Value = null | boolean | number | string;

/** A condition in a form that does not depend on whose grammar read it. */
export type Expr =
  | { readonly op: 'value'; readonly value: Value }
  /** A column of the table that is changed. */
  | { readonly op: 'column'; readonly name: string }
  /** The same for every row, and nobody knows what: a parameter, a column of another table. */
  | { readonly op: 'fixed' }
  /** Different from row to row in a way that is not followed. Two of one shape are the same. */
  | { readonly op: 'varies'; readonly shape: string }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly Expr[] };

export const FIXED: Expr = { op: 'fixed' };
export const ALWAYS: Expr = { op: 'value', value: true };

export function call(name: string, ...args: readonly Expr[]): Expr {
  return { op: 'call', name, args };
}

export function value(constant: Value): Expr {
  return { op: 'value', value: constant };
}

/** What bounds the work on one condition, however it is nested. */
export interface Effort {
  steps: number;
}

/**
 * Whether a condition restricts nothing to some rows, as far as can be seen: nothing in it differs from row to row, or
 * it holds whatever a row holds. What would take too long to see counts as if it did, since no one writes such by hand.
 */
export function holdsAlways(condition: Expr | undefined, table: string): boolean {
  const effort: Effort = { steps: SAMPLE_STEPS };
  return condition === undefined || holds(condition, table, effort) || effort.steps <= 0;
}

function holds(condition: Expr, table: string, effort: Effort): boolean {
  if (!varies(condition, effort)) return true;
  const always = (item: Expr): boolean => holds(item, table, effort);
  if (condition.op === 'call' && condition.name === 'and') return condition.args.every(always);
  if (condition.op === 'call' && condition.name === 'or' && condition.args.some(always)) return true;
  return samplesHold(condition, table, effort);
}

function varies(expr: Expr, effort: Effort): boolean {
  effort.steps--;
  if (expr.op === 'call') return expr.args.some((item) => varies(item, effort));
  return expr.op === 'column' || expr.op === 'varies';
}
