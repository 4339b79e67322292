import ts from 'typescript';
import { walk } from './syntax.js';
import type { Context } from './context.js';
import { effectOf, isPure } from './effect-table.js';
import { isGateModule } from './matcher.js';
import { stepFrom, type Value } from './value.js';

/** Whether a call of one of these gives its answer later. */
export const isAsync = (values: readonly Value[]): boolean =>
  values.some(
    (value) =>
      value.kind === 'function' &&
      ts.canHaveModifiers(value.node) &&
      ts.getModifiers(value.node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword),
  );

export function mayBreak(statement: ts.Statement): boolean {
  let found = false;
  walk(statement, (node) => {
    found ||= ts.isBreakStatement(node);
    return !found && !ts.isFunctionLike(node);
  });
  return found;
}

/** Known after both branches: where one of them does not come out, the other speaks. */
export function join(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  if (one === undefined) return other;
  return other === undefined ? one : one && other;
}

/** Whether the next step waits for what a call gives. */
export function isAwaited(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isAwaited(parent);
  return (
    ts.isAwaitExpression(parent) ||
    ts.isReturnStatement(parent) ||
    (ts.isArrowFunction(parent) && parent.body === node)
  );
}

/** A verdict that is dropped where it is made gates nothing. */
export function isLookedAt(node: ts.Node): boolean {
  let at = node.parent;
  while (ts.isAwaitExpression(at) || ts.isParenthesizedExpression(at)) at = at.parent;
  return !ts.isExpressionStatement(at) && !ts.isVoidExpression(at);
}

/** Whether a call of something outside may do anything: all that is not known to be harmless may. */
export function actsOutside(context: Context, value: Value, step: string, node: ts.Node): boolean {
  if (value.kind !== 'external' || isGateModule(value.module)) return false;
  const called = stepFrom(value, step);
  // What a framework hands to the executor may report as it likes; what is waited for may do anything.
  const reports = value.path.includes('=>') && !ts.isAwaitExpression(node.parent);
  return effectOf(called, context.rules) !== undefined || !(isPure(called) || reports);
}
