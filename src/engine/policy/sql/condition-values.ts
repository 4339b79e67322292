import type { Effort, Expr, Juggles, Value } from './condition-expr.js';
import { alike, canDiffer, complementary, OPEN, SOME } from './condition-open.js';
import type { Maybe } from './condition-open.js';
import { OPERATIONS } from './condition-operations.js';
import { compared, COMPARES, truthOfValue } from './condition-order.js';

type Row = ReadonlyMap<string, Value>;

/** What an expression gives for one row, as databases compute it. */
export function evaluate(expr: Expr, row: Row, effort: Effort): Maybe {
  if (effort.steps-- <= 0) return undefined;
  if (expr.op === 'value') return expr.value;
  if (expr.op === 'column') return row.get(expr.name);
  if (expr.op === 'fixed') return SOME;
  if (expr.op !== 'call') return undefined;
  const { name, args } = expr;
  if (name === 'and' || name === 'or') return joined(name === 'or', args, row, effort);
  const values = args.map((item) => evaluate(item, row, effort));
  const { juggles = 'never' } = effort;
  if (name in COMPARES)
    return comparison(name, args, effort.caseless === true ? values.map(caseless) : values, juggles);
  if (name === 'in')
    return contained(effort.caseless === true ? values.map(caseless) : values, args, juggles);
  if (name === 'case') return chosen(values, juggles);
  if (name === 'coalesce') return firstKnown(values);
  if (name === 'exists') return finds(truthOf(values[0], juggles));
  if (name === 'holds' || values.some(isUnknown)) return beyond(name, args, values);
  if (name === 'like' && effort.caseless === true) return OPERATIONS['ilike']?.(values as Value[], juggles);
  return OPERATIONS[name === '/' && effort.wholes === true && juggles !== 'everywhere' ? 'quotient' : name]?.(
    values as Value[],
    juggles,
  );
}

function caseless(value: Maybe): Maybe {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function isUnknown(value: Maybe): boolean {
  return value === undefined || value === SOME || value === OPEN;
}

const TESTS = /^(?:i?like|glob|regex|holds)$/;
const LOGIC = /^(?:not|istrue|isfalse|isunknown|xor)$/;

function asksForRows(expr: Expr): boolean {
  return (
    expr.op === 'call' && (expr.name === 'exists' || (expr.name === 'not' && expr.args.some(asksForRows)))
  );
}

/** What an operation gives whose values are not all known. */
function beyond(name: string, args: readonly Expr[], values: readonly Maybe[]): Maybe {
  if (TESTS.test(name)) return alike(name, args) ?? (canDiffer(name, args, values) ? OPEN : undefined);
  // Whether there are rows is always known.
  if (/^is(?:null|unknown)$/.test(name) && args.some(asksForRows)) return false;
  if (LOGIC.test(name)) return values.every((item) => item === OPEN || !isUnknown(item)) ? OPEN : undefined;
  return values.includes(undefined) ? undefined : SOME;
}

/**
 * AND or OR: whether it can be seen not to be true, and not to be false. What is not understood can be seen to be
 * neither, and NULL is neither.
 */
function joined(or: boolean, args: readonly Expr[], row: Row, effort: Effort): Maybe {
  let [denies, affirms] = [or, !or];
  let unknown = false;
  for (const item of args) {
    const truth = truthOf(evaluate(item, row, effort), effort.juggles);
    if (truth === or) return or;
    const [no, yes] = [truth !== true && truth !== undefined, truth !== false && truth !== undefined];
    denies = or ? denies && no : denies || no;
    affirms = or ? affirms || yes : affirms && yes;
    if (truth === OPEN) unknown = true;
  }
  if (or && (unknown || !denies) && complementary(args)) return true;
  if (denies && affirms) return unknown ? OPEN : null;
  return denies ? false : affirms ? true : undefined;
}

/** A query with rows for which its condition holds may have no rows: only that it has none is sure. */
function finds(truth: boolean | null | typeof OPEN | undefined): Maybe {
  return truth === null || truth === false ? false : truth === OPEN ? OPEN : undefined;
}

export function truthOf(value: Maybe, juggles: Juggles = 'never'): boolean | null | typeof OPEN | undefined {
  if (value === OPEN || value === undefined) return value;
  return value === SOME ? undefined : truthOfValue(value, juggles);
}

function comparison(
  name: string,
  args: readonly Expr[],
  [left, right]: readonly Maybe[],
  juggles: Juggles,
): Maybe {
  if (!isUnknown(left) && !isUnknown(right)) {
    const asIs = juggles === 'in sums' && !args.some(keepsKind);
    return compared(name, left as Value, right as Value, asIs ? 'by kind' : juggles);
  }
  return alike(name, args) ?? (canDiffer(name, args, [left, right]) ? OPEN : undefined);
}

/** Columns and casts say of which kind they are, and what they are compared with is made one of it. */
function keepsKind(expr: Expr): boolean {
  return expr.op === 'column' || (expr.op === 'call' && /^(?:number|text)$/.test(expr.name));
}

function contained(values: readonly Maybe[], args: readonly Expr[], juggles: Juggles): Maybe {
  const [sought, ...exprs] = args;
  const found = exprs.map((item, at) =>
    comparison('=', [sought as Expr, item], [values[0], values[at + 1]], juggles),
  );
  if (found.includes(true)) return true;
  if (found.includes(undefined)) return undefined;
  return found.includes(OPEN) ? OPEN : found.includes(null) ? null : false;
}

/** Conditions and results by turns, and what holds else. */
function chosen(values: readonly Maybe[], juggles: Juggles): Maybe {
  for (let i = 0; i + 1 < values.length; i += 2) {
    const truth = truthOf(values[i], juggles);
    if (truth === undefined || truth === OPEN) return undefined;
    if (truth === true) return values[i + 1];
  }
  return values.at(-1);
}

function firstKnown(values: readonly Maybe[]): Maybe {
  for (const value of values) if (value !== null) return value;
  return null;
}
