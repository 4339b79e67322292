import ts from 'typescript';
import { type External, GLOBAL, wayText } from './value.js';

/** How a step calls a function: by its own name, or that of what holds it. */
export const nameOfFunction = (fn: ts.FunctionLikeDeclaration): string => {
  if (fn.name && !ts.isComputedPropertyName(fn.name)) return fn.name.text;
  const { parent } = fn;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : 'function';
};

/** `child_process.exec`, `fetch`, `pg.Pool.query`. */
export function textOf({ module, path }: External): string {
  return [...(module === GLOBAL ? [] : [module.replace(/^node:/, '')]), wayText(path)]
    .join('.')
    .replace(/\.$/, '');
}

/** Whether nobody comes out at the end of a branch. */
export function leaves(node: ts.Statement): boolean {
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node)) return true;
  const last = ts.isBlock(node) ? node.statements[node.statements.length - 1] : undefined;
  return last !== undefined && leaves(last);
}
