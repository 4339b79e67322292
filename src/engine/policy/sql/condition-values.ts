import { NOW } from './condition-calls.js';
import { glob, like, regex } from './condition-patterns.js';
import type { Effort, Expr, Juggles, Value } from './condition-expr.js';
import { table } from '../table.js';

type Row = ReadonlyMap<string, Value>;
/** Undefined where nobody can say. */
type Maybe = Value | undefined;

/** What an expression gives for one row, as databases compute it. */
export function evaluate(expr: Expr, row: Row, effort: Effort): Maybe {
  if (effort.steps-- <= 0) return undefined;
  if (expr.op === 'value') return expr.value;
  if (expr.op === 'column') return row.get(expr.name);
  if (expr.op !== 'call') return undefined;
  const { name, args } = expr;
  if (name === 'and' || name === 'or') return joined(name === 'or', args, row, effort);
  const values = args.map((item) => evaluate(item, row, effort));
  const unseen = values.includes(undefined);
  const { juggles = 'never' } = effort;
  if (name in COMPARE) return unseen ? alike(name, args) : compared(name, values[0], values[1], juggles);
  if (name === 'in') return contained(values, args, juggles);
  if (name === 'case') return chosen(values, juggles);
  if (name === 'coalesce') return firstKnown(values);
  return unseen ? undefined : OPERATIONS[name]?.(values as Value[], juggles);
}

/** AND or OR in SQL's logic of three values, with a fourth for what nobody knows. */
function joined(or: boolean, args: readonly Expr[], row: Row, effort: Effort): Maybe {
  let result: Maybe = !or;
  for (const item of args) {
    const truth = truthOf(evaluate(item, row, effort), effort.juggles);
    if (truth === or) return or;
    if (truth === undefined || (truth === null && result !== undefined)) result = truth;
  }
  if (result !== undefined || !or) return result;
  return complementary(args) ? true : undefined;
}

export function truthOf(value: Maybe, juggles: Juggles = 'never'): boolean | null | undefined {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  return juggles === 'never' ? undefined : leading(value) !== 0;
}

/** The number that a text begins with. */
function leading(text: string): number {
  return Number(/^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)/.exec(text)?.[0] ?? 0);
}

const OPPOSITE: Readonly<Record<string, string>> = table({
  '=': '<>',
  '<': '>=',
  '>': '<=',
  '<>': '=',
  '>=': '<',
  '<=': '>',
});

/** `f(x) OR NOT f(x)`, of what is not followed. */
function complementary(args: readonly Expr[]): boolean {
  const shapes = new Set(args.map(shape));
  return args.some((item) => {
    if (item.op !== 'call') return false;
    if (item.name === 'not') return shapes.has(shape(item.args[0] as Expr));
    const opposite = OPPOSITE[item.name];
    return opposite !== undefined && shapes.has(shape({ ...item, name: opposite }));
  });
}

function shape(expr: Expr): string {
  return JSON.stringify(expr);
}

const COMPARE: Readonly<Record<string, (order: number) => boolean>> = table({
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  same: (order) => order === 0,
});

function compared(name: string, left: Maybe, right: Maybe, juggles: Juggles = 'never'): Maybe {
  if (name === 'same' && (left === null || right === null)) return left === right;
  if (left === undefined || right === undefined || left === null || right === null)
    return left === undefined || right === undefined ? undefined : null;
  const numbers = juggles === 'everywhere' && typeof left !== typeof right;
  return COMPARE[name]?.(numbers ? asNumber(left) - asNumber(right) : order(left, right));
}

/** What is not followed equals itself. */
function alike(name: string, [left, right]: readonly Expr[]): Maybe {
  if (!/^(?:=|<=|>=|same)$/.test(name) || left === undefined || right === undefined) return undefined;
  return hasFixed(left) || shape(left) !== shape(right) ? undefined : true;
}

function hasFixed(expr: Expr): boolean {
  return expr.op === 'fixed' || (expr.op === 'call' && expr.args.some(hasFixed));
}

function order(left: Exclude<Value, null>, right: Exclude<Value, null>): number {
  const [a, b] = [numeric(left), numeric(right)];
  if (a !== undefined && b !== undefined && !(typeof left === 'string' && typeof right === 'string'))
    return a - b;
  const [one, other] = [String(left), String(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function asNumber(value: Exclude<Value, null>): number {
  return typeof value === 'string' ? leading(value) : Number(value);
}

function numeric(value: Exclude<Value, null>): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function contained(
  [left, ...items]: readonly Maybe[],
  [sought, ...exprs]: readonly Expr[],
  juggles: Juggles,
): Maybe {
  if (exprs.some((item) => alike('=', [sought as Expr, item]) === true)) return true;
  let result: Maybe = false;
  for (const item of items) {
    const equal = compared('=', left, item, juggles);
    if (equal === true) return true;
    if (equal === undefined || (equal === null && result !== undefined)) result = equal;
  }
  return result;
}

/** Conditions and results by turns, and what holds else. */
function chosen(values: readonly Maybe[], juggles: Juggles): Maybe {
  for (let i = 0; i + 1 < values.length; i += 2) {
    const truth = truthOf(values[i], juggles);
    if (truth === undefined) return undefined;
    if (truth === true) return values[i + 1];
  }
  return values.at(-1);
}

function firstKnown(values: readonly Maybe[]): Maybe {
  for (const value of values) if (value !== null) return value;
  return null;
}

type Operation = (values: readonly Value[], juggles?: Juggles) => Maybe;

/** Of numbers, or of what reads as one. */
function arithmetic(compute: (a: number, b: number) => number): Operation {
  return ([a, b = 0], juggles = 'never') => {
    if (a === null || a === undefined || b === null) return null;
    const [left, right] = juggles === 'never' ? [numeric(a), numeric(b)] : [asNumber(a), asNumber(b)];
    if (left === undefined || right === undefined) return undefined;
    const result = compute(left, right);
    return Number.isFinite(result) ? result : undefined;
  };
}

function textual(compute: (text: string) => Value): Operation {
  return ([a]) => (a === null || a === undefined ? null : compute(String(a)));
}

const add = arithmetic((a, b) => a + b);

const OPERATIONS: Readonly<Record<string, Operation>> = table({
  not: ([a], juggles) => {
    const truth = truthOf(a, juggles);
    return typeof truth === 'boolean' ? !truth : truth;
  },
  isnull: ([a]) => a === null,
  istrue: ([a], juggles) => defined(truthOf(a, juggles), (truth) => truth === true),
  isfalse: ([a], juggles) => defined(truthOf(a, juggles), (truth) => truth === false),
  xor: ([a, b], juggles) => {
    const [one, other] = [truthOf(a, juggles), truthOf(b, juggles)];
    return typeof one === 'boolean' && typeof other === 'boolean' ? one !== other : undefined;
  },
  isunknown: ([a]) => a === null,
  '+': ([a = null, b = null], juggles) => (a === NOW ? later(b) : add([a, b], juggles)),
  '-': arithmetic((a, b) => a - b),
  minus: arithmetic((a) => -a),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => a / b),
  '%': arithmetic((a, b) => a % b),
  div: arithmetic((a, b) => Math.trunc(a / b)),
  '&': arithmetic((a, b) => Number(BigInt(Math.trunc(a)) & BigInt(Math.trunc(b)))),
  '|': arithmetic((a, b) => Number(BigInt(Math.trunc(a)) | BigInt(Math.trunc(b)))),
  abs: arithmetic((a) => Math.abs(a)),
  sign: arithmetic((a) => Math.sign(a)),
  floor: arithmetic((a) => Math.floor(a)),
  ceil: arithmetic((a) => Math.ceil(a)),
  round: arithmetic((a) => Math.round(a)),
  length: textual((text) => text.length),
  lower: textual((text) => text.toLowerCase()),
  upper: textual((text) => text.toUpperCase()),
  trim: textual((text) => text.trim()),
  concat: (values) => values.map((item) => item ?? '').join(''),
  '||': (values) => (values.includes(null) ? null : values.join('')),
  greatest: (values) => extreme(values, 1),
  least: (values) => extreme(values, -1),
  nullif: ([a = null, b = null]) => (compared('=', a, b) === true ? null : a),
  like: ([a, b]) => (a === null || b === null ? null : like(String(a), String(b))),
  ilike: ([a, b]) =>
    a === null || b === null ? null : like(String(a).toLowerCase(), String(b).toLowerCase()),
  glob: ([a, b]) => (a === null || b === null ? null : glob(String(a), String(b))),
  regex: ([a, b]) => (a === null || b === null ? null : regex(String(a), String(b))),
  row: () => undefined,
});

/** From now on by an interval. */
function later(interval: Value): Maybe {
  return typeof interval === 'string' && !interval.includes('-') ? `2031${NOW.slice(4)}` : undefined;
}

function defined<T>(value: T | undefined, map: (value: T) => boolean): Maybe {
  return value === undefined ? undefined : map(value);
}

function extreme(values: readonly Value[], sign: 1 | -1): Maybe {
  const known = values.filter((item) => item !== null);
  return known.length === 0
    ? null
    : known.reduce((best, item) => (order(item, best) * sign > 0 ? item : best));
}
