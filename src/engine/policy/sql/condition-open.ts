import { isDate } from './condition-dates.js';
import { someExpr, variesByRow } from './condition-expr.js';
import type { Expr, Value } from './condition-expr.js';
import { leading } from './condition-order.js';
import { table } from '../table.js';

/** A value that nobody knows, and that what it is compared with can differ from. */
export const SOME = Symbol('some value');
/** A truth that nobody knows, and that is another for some rows. */
export const OPEN = Symbol('either');

/** What is known of a value; undefined where it is not understood, so that it may as well be what suits a writer. */
export type Maybe = Value | typeof SOME | typeof OPEN | undefined;

export const OPPOSITE: Readonly<Record<string, string>> = table({
  '=': '<>',
  '<': '>=',
  '>': '<=',
  '<>': '=',
  '>=': '<',
  '<=': '>',
});

export function shape(expr: Expr): string {
  return JSON.stringify(expr);
}

/** What is not followed equals itself. */
export function alike(name: string, [left, right]: readonly Expr[]): true | undefined {
  if (!/^(?:=|<=|>=|same|i?like)$/.test(name) || left === undefined || right === undefined) return undefined;
  const fixed = someExpr(left, ({ op }) => op === 'fixed');
  return fixed || shape(left) !== shape(right) ? undefined : true;
}

/** `f(x) OR NOT f(x)`, of what is not followed. */
export function complementary(args: readonly Expr[]): boolean {
  const shapes = new Set(args.map(shape));
  return args.some((item) => {
    if (item.op !== 'call') return false;
    if (item.name === 'not') return shapes.has(shape(item.args[0] as Expr));
    const opposite = OPPOSITE[item.name];
    return opposite !== undefined && shapes.has(shape({ ...item, name: opposite }));
  });
}

/** Whether a comparison with something unknown, or of something not followed, can fail for some row. */
export function canDiffer(name: string, args: readonly Expr[], values: readonly Maybe[]): boolean {
  const [left, right] = args;
  if (left === undefined || right === undefined) return false;
  const followed = (at: number): boolean => values[at] !== undefined || args[at]?.op !== 'call';
  return (followed(0) && differs(name, left, right)) || (followed(1) && differs(name, right, left));
}

const EQUATES = /^(?:=|same|in)$/;

function differs(name: string, own: Expr, other: Expr): boolean {
  const equates = EQUATES.test(name);
  if (own.op === 'varies')
    return (
      (equates || name === 'holds') && own.equatable === true && isTelling(other) && !takes(own.shape, other)
    );
  if (!spreads(own) || !disjoint(own, other)) return false;
  if (name === 'holds') return isTelling(other);
  // `name LIKE coalesce($1, '%')`.
  if (/like|glob|regex/.test(name) && other.op === 'call' && other.name === 'coalesce') return false;
  // `id + $1 > -1`: what is asked for may be far away.
  if (!equates && !isMoment(other) && someExpr(own, ({ op }) => op === 'fixed')) return isPlace(own);
  if (name === '<>' && someExpr(other, isOneOfMany)) return false;
  return equates || !someExpr(other, isEnd);
}

/** `regexp_replace(x, '.*', 'all') = 'all'`, and hashes that no hash is. */
function takes(shaped: string, other: Expr): boolean {
  if (other.op !== 'value') return false;
  if (/^\["(?:md5|sha\d*|hashbytes|digest|crypt)"/.test(shaped)) return String(other.value).length < 16;
  return shaped.includes(shape(other));
}

/** A constant that is more than nothing, or a value from outside. */
function isTelling(expr: Expr): boolean {
  return expr.op === 'value'
    ? /[^\W_]/.test(String(expr.value ?? '')) && !/\/0$/.test(String(expr.value))
    : !variesByRow(expr);
}

function isMoment(expr: Expr): boolean {
  return expr.op === 'fixed' || (expr.op === 'value' && isDate(expr.value));
}

/** Where a text stands in another: it is somewhere in some. */
function isPlace(expr: Expr): boolean {
  return expr.op === 'call' && expr.name === 'position';
}

function isOneOfMany(expr: Expr): boolean {
  return expr.op === 'fixed' && expr.kind === 'one of many';
}

function isEnd(expr: Expr): boolean {
  return expr.op === 'fixed' && expr.kind === 'an end';
}

/** Functions that give another value for another row, whatever the rest of what they take is. */
const PASSES =
  /^(?:lower|upper|trim|round|floor|ceil|abs|coalesce|concat|date|minus|nullif|[-+/*%]|\|\||date_trunc|extract|position|length|row|number|text)$/;

/** Whether an expression takes over what differs from row to row, from one place. */
export function spreads(expr: Expr): boolean {
  if (expr.op === 'column') return true;
  if (expr.op !== 'call' || !PASSES.test(expr.name)) return false;
  const varying = expr.args.filter(variesByRow);
  if (/^[*%/]$/.test(expr.name) && expr.args.some(isTrifle)) return false;
  if (expr.name === 'row') return varying.some(spreads);
  return varying.length === 1 && spreads(varying[0] as Expr);
}

/** What nothing is left of, or everything, when it is multiplied with or divided by. */
function isTrifle({ op, ...rest }: Expr): boolean {
  if (op !== 'value' || !('value' in rest)) return false;
  const { value } = rest;
  return value === null || !(typeof value === 'string' ? leading(value) : value);
}

function disjoint(one: Expr, other: Expr): boolean {
  return !someExpr(other, (item) => item.op === 'varies' || (item.op === 'column' && names(one, item.name)));
}

function names(expr: Expr, name: string): boolean {
  return someExpr(expr, (item) => item.op === 'column' && item.name === name);
}
