import { someExpr, value, variesByRow } from './condition-expr.js';
import type { Effort, Expr, Juggles } from './condition-expr.js';
import { isTextual, SAMPLE_STEPS, samplesHold } from './condition-samples.js';
import { evaluate } from './condition-values.js';

/**
 * Whether a condition restricts nothing to some rows, as far as can be seen: nothing in it differs from row to row, or
 * it holds whatever a row holds. What would take too long to see counts as if it did, since no one writes such by hand.
 */
export function holdsAlways(
  given: Expr | undefined,
  table: string,
  juggles: Juggles = 'never',
  caseless = juggles === 'everywhere',
): boolean {
  if (given === undefined) return true;
  const condition = folded(given, { steps: SAMPLE_STEPS, juggles, caseless });
  // Whether a column holds whole numbers alone nobody can say; but in MySQL, they divide to whole ones.
  const ways = juggles === 'everywhere' || asksForParts(condition) ? [false, true] : [false];
  return ways.some((wholes) => {
    const effort: Effort = { steps: SAMPLE_STEPS, juggles, wholes, caseless };
    return holds(condition, table, effort) || effort.steps <= 0;
  });
}

/** With what constants alone come to in place of it. */
function folded(expr: Expr, effort: Effort): Expr {
  if (expr.op !== 'call') return expr;
  const args = expr.args.map((item) => folded(item, effort));
  const made: Expr = args.every((item, at) => item === expr.args[at]) ? expr : { ...expr, args };
  if (args.length === 0 || !args.every(({ op }) => op === 'value') || KEPT.test(expr.name)) return made;
  const known = evaluate(made, new Map(), effort);
  return known === undefined || typeof known === 'symbol' ? made : value(known);
}

/** What is read as a span of time by its words. */
const KEPT = /^(?:interval|row|exists)$/;

/** Whether whole numbers may fare otherwise with it than others: `qty <> 1.5`, `round(qty) = qty`, `id / 1000 = 0`. */
function asksForParts(condition: Expr): boolean {
  return someExpr(condition, (expr) =>
    expr.op === 'call'
      ? /^(?:\/|round|floor|ceil)$/.test(expr.name)
      : expr.op === 'value' && typeof expr.value === 'number' && !Number.isInteger(expr.value),
  );
}

function holds(condition: Expr, table: string, effort: Effort): boolean {
  if (isEquality(condition, effort.juggles)) return false;
  if (!variesByRow(condition)) return true;
  const always = (item: Expr): boolean => holds(item, table, effort);
  if (condition.op === 'call' && condition.name === 'and') return condition.args.every(always);
  if (condition.op === 'call' && condition.name === 'or' && condition.args.some(always)) return true;
  return samplesHold(condition, table, effort);
}

/**
 * `status = 'paid'`: whatever the constant is, no table is bound to hold it in every row. But nearly all texts are zero
 * where they are compared as numbers.
 */
function isEquality(expr: Expr, juggles: Juggles | undefined): boolean {
  if (expr.op !== 'call' || expr.name !== '=' || expr.args.length !== 2) return false;
  const [column, constant] = expr.args[0]?.op === 'column' ? expr.args : [...expr.args].reverse();
  if (column?.op !== 'column' || constant?.op !== 'value') return false;
  return juggles !== 'everywhere' || typeof constant.value === 'string' || !isTextual(column.name);
}
