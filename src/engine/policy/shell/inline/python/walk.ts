import type { Argument, Expression, FormatPart, Parameter, Statement } from './syntax.js';

const some = (...items: readonly (Expression | undefined)[]): readonly Expression[] =>
  items.filter((item) => item !== undefined);

/** The expressions that stand directly in one. */
export function partsOf(node: Expression): readonly Expression[] {
  switch (node.is) {
    case 'name':
    case 'text':
    case 'number':
    case 'constant':
      return [];
    case 'format':
      return fieldsOf(node.parts);
    case 'attribute':
    case 'star':
      return [node.of];
    case 'call':
      return [node.callee, ...valuesOf(node.args)];
    case 'index':
      return [node.of, ...node.keys];
    case 'slice':
      return some(...node.bounds);
    case 'list':
    case 'tuple':
    case 'set':
      return node.items;
    case 'dict':
      return node.entries.flatMap(({ key, value }) => some(key, value));
    case 'made':
      return [...node.clauses.flatMap(({ target, of, tests }) => [target, of, ...tests]), ...node.items];
    case 'operation':
      return node.operands;
    case 'choice':
      return [node.test, ...node.ways];
    case 'lambda':
      return [...defaultsOf(node.params), node.body];
    case 'named':
      return [node.value];
    case 'yield':
      return some(node.value);
  }
}

export const valuesOf = (args: readonly Argument[]): readonly Expression[] => args.map(({ value }) => value);

export const defaultsOf = (params: readonly Parameter[]): readonly Expression[] =>
  params.flatMap(({ type, value }) => some(type, value));

/** The expressions in a formatted text, and in what says how they are shown. */
export function fieldsOf(parts: readonly FormatPart[]): readonly Expression[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : [part.value, ...fieldsOf(part.spec)]));
}

/** The expressions that stand directly in a statement. */
export function expressionsOf(node: Statement): readonly Expression[] {
  switch (node.is) {
    case 'do':
    case 'raise':
    case 'assert':
    case 'return':
    case 'delete':
      return node.items;
    case 'assign':
      return some(node.value, node.type, ...node.targets);
    case 'update':
      return [node.target, node.value];
    case 'pass':
    case 'scope':
    case 'import':
    case 'from':
      return [];
    case 'branch':
      return node.tests;
    case 'for':
      return [node.of, node.target];
    case 'try':
      return node.handlers.flatMap(({ type }) => some(type));
    case 'with':
      return node.items.map(({ value }) => value);
    case 'function':
      return [...node.decorators, ...defaultsOf(node.params), ...some(node.returns)];
    case 'class':
      return [...node.decorators, ...valuesOf(node.args)];
  }
}

/** The blocks of a statement. */
export function blocksOf(node: Statement): readonly (readonly Statement[])[] {
  if ('bodies' in node) return node.bodies;
  return 'body' in node ? [node.body] : [];
}

/** Calls back for an expression and for what it is made of, the outer one first. */
export function walkExpression<Parent>(
  node: Expression,
  onExpression: (node: Expression, parent: Expression | Parent) => void,
  parent: Parent,
): void {
  onExpression(node, parent);
  for (const part of partsOf(node)) walkExpression<Expression | Parent>(part, onExpression, node);
}

/** Calls back for every statement, and every expression, the outer ones first. */
export function walk(
  body: readonly Statement[],
  onStatement: (node: Statement) => void,
  onExpression: (node: Expression, parent: Expression | Statement) => void,
): void {
  for (const node of body) {
    onStatement(node);
    for (const expression of expressionsOf(node)) walkExpression(expression, onExpression, node);
    for (const block of blocksOf(node)) walk(block, onStatement, onExpression);
  }
}
