import ts from 'typescript';
import type { Env, Value } from './value.js';
import type { Evaluator } from './values.js';

/** A template whose parts are all known is a text. */
export function templateValues(
  on: Evaluator,
  node: ts.TemplateExpression,
  env: Env | undefined,
): readonly Value[] {
  let text = node.head.text;
  for (const span of node.templateSpans) {
    const [inner] = on.values(span.expression, env);
    if (inner?.kind !== 'text') return [];
    text += inner.text + span.literal.text;
  }
  return [{ kind: 'text', text }];
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
