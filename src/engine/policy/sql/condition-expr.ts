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
