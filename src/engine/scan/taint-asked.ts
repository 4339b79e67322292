import ts from 'typescript';
import type { Context } from './context.js';
import { loopOf, walk } from './syntax.js';
import type { Taint } from './taint.js';

/** Where loops keep what a model asked for. */
const ASKED = /\.(?:arguments|args|input|params|parameters|toolInput)\b/;

/** Marks what the function around a branch took from the model's call, by the look of it. */
export function markAsked(context: Context, around: ts.Node, taint: Taint): void {
  walk(around, (one) => {
    if (ts.isVariableDeclaration(one) && one.initializer && ASKED.test(one.initializer.getText()))
      taint.mark(one.name, '');
    if (ts.isParameter(one) && one.parent === around && ASKED.test(`.${one.name.getText()}`))
      taint.mark(one.name, '');
    const call =
      ts.isPropertyAccessExpression(one) && ASKED.test(`.${one.name.text}`) ? rootOf(one) : undefined;
    if (call && isHandedOver(context, call)) taint.mark(call, '');
  });
}

/** `part` of `part.functionCall.args`. */
function rootOf(node: ts.Expression): ts.Identifier | undefined {
  let at = node;
  while (ts.isPropertyAccessExpression(at) || ts.isNonNullExpression(at)) at = at.expression;
  return ts.isIdentifier(at) ? at : undefined;
}

/** A variable of a loop, or a parameter: what others gave. */
function isHandedOver({ symbols }: Context, name: ts.Identifier): boolean {
  const [declaration] = symbols.at(name)?.declarations ?? [];
  if (!declaration) return false;
  return ts.isParameter(declaration) || loopOf(declaration) !== undefined;
}
