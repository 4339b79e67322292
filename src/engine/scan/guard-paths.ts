import ts from 'typescript';
import { walk } from './syntax.js';
import type { Value } from './value.js';

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
