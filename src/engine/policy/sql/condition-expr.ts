/** A constant of a condition. */
export type Value = null | boolean | number | string;

/** A condition in a form that does not depend on whose grammar read it. */
export type Expr =
  | { readonly op: 'value'; readonly value: Value }
  /** A column of the table that is changed. */
  | { readonly op: 'column'; readonly name: string }
  /** The same for every row, and nobody knows what: a parameter, a column of another table. */
  | { readonly op: 'fixed'; readonly kind?: FixedKind }
  /** Different from row to row in a way that is not followed. Two of one shape are the same. */
  | { readonly op: 'varies'; readonly shape: string; readonly equatable?: boolean }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly Expr[] };

/**
 * What is known of an unknown value: that it is one of many, of which nearly all differ from any other; that it may lie
 * at an end of what there is, so that nearly all are beyond it.
 */
export type FixedKind = 'one of many' | 'an end';

export const FIXED: Expr = { op: 'fixed' };
export const ONE_OF_MANY: Expr = { op: 'fixed', kind: 'one of many' };
export const AN_END: Expr = { op: 'fixed', kind: 'an end' };
export const ALWAYS: Expr = { op: 'value', value: true };

export function call(name: string, ...args: readonly Expr[]): Expr {
  return { op: 'call', name, args };
}

export function value(constant: Value): Expr {
  return { op: 'value', value: constant };
}

/** Whether something in an expression is as asked. */
export function someExpr(expr: Expr, test: (expr: Expr) => boolean): boolean {
  return test(expr) || (expr.op === 'call' && expr.args.some((item) => someExpr(item, test)));
}

/** Whether it differs from row to row. */
export function variesByRow(expr: Expr): boolean {
  return someExpr(expr, ({ op }) => op === 'column' || op === 'varies');
}

/**
 * Where a text counts as the number that it begins with, or as zero: in MySQL also where it is compared with a number,
 * in SQLite where it is counted with or asked for its truth.
 */
export type Juggles = 'everywhere' | 'in sums' | 'never';

/** What bounds the work on one condition, however it is nested, and the rules that it is read by. */
export interface Effort {
  steps: number;
  readonly juggles?: Juggles;
  /** Columns hold whole numbers alone, and these divide to whole ones. */
  readonly wholes?: boolean;
  /** Texts that differ in their letters' case alone are equal, as MySQL and SQL Server have it unless told otherwise. */
  readonly caseless?: boolean;
}
