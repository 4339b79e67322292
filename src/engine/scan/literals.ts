import ts from 'typescript';
import { type Env, textValues, type Value } from './value.js';
import type { Evaluator } from './values.js';

const MOST_TEXTS = 20;

const { SyntaxKind } = ts;
const PLAIN: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword],
  ...[SyntaxKind.NumericLiteral, SyntaxKind.RegularExpressionLiteral],
]);

/** A literal that says nothing but itself: no text. */
export const isPlain = (node: ts.Node): boolean => PLAIN.has(node.kind);

/** A template whose parts are all known is a text; one for each way to put it together. */
export function templateValues(
  on: Evaluator,
  node: ts.TemplateExpression,
  env: Env | undefined,
): readonly Value[] {
  let texts = [node.head.text];
  for (const span of node.templateSpans) {
    const inner = textValues(on.values(span.expression, env));
    texts = texts.flatMap((text) => inner.map((one) => text + one + span.literal.text)).slice(0, MOST_TEXTS);
  }
  return texts.map((text) => ({ kind: 'text', text }));
}

/** `this` in a method of an object literal is that literal. */
export function objectAround(node: ts.Node): readonly Value[] {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isMethodDeclaration(at) && ts.isObjectLiteralExpression(at.parent))
      return [{ kind: 'object', node: at.parent, env: undefined }];
    if (ts.isFunctionDeclaration(at)) return [];
  }
  return [];
}
