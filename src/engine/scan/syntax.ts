import ts from 'typescript';

/** The expression without what changes nothing at run time: brackets, assertions, `await`, `!`. */
export function bare(node: ts.Expression): ts.Expression {
  let at = node;
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isTypeAssertionExpression(at) ||
    ts.isAwaitExpression(at)
  )
    at = at.expression;
  return at;
}

/** The outermost node that is still the same value. */
export function outer(node: ts.Node): ts.Node {
  let at = node;
  while (at.parent && isSame(at.parent)) at = at.parent;
  return at;
}

const isSame = (node: ts.Node): boolean =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isTypeAssertionExpression(node) ||
  ts.isAwaitExpression(node);

/** The loop that a variable stands for the items of: `for (const x of list)`. */
export function loopOf(node: ts.Node): ts.ForOfStatement | undefined {
  const loop = ts.isVariableDeclaration(node) ? node.parent.parent : undefined;
  return loop && ts.isForOfStatement(loop) ? loop : undefined;
}

/** The name of a property, where it is written down. */
export function propertyName(name: ts.PropertyName | ts.BindingName | undefined): string | undefined {
  if (!name) return undefined;
  if (
    ts.isIdentifier(name) ||
    ts.isStringLiteralLike(name) ||
    ts.isNumericLiteral(name) ||
    ts.isPrivateIdentifier(name)
  )
    return name.text;
  return ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)
    ? name.expression.text
    : undefined;
}

export type FunctionWithBody = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

export const hasBody = (node: ts.Node): node is FunctionWithBody =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

/** The function a node stands in. */
export function functionAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let at = node.parent; at; at = at.parent) if (hasBody(at)) return at;
  return undefined;
}

/** Visits a node and all below it; `visit` answers false to stay out of a node. */
export function walk(node: ts.Node, visit: (node: ts.Node) => boolean | void): void {
  if (visit(node) !== false) ts.forEachChild(node, (child) => walk(child, visit));
}

/** Visits every node of a file, however deep: without the stack. */
export function each(file: ts.SourceFile, visit: (node: ts.Node) => void): void {
  const open: ts.Node[] = [file];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    open.push(...children.reverse());
  }
}

/** What a function returns: its returned expressions, those of functions inside it left out. */
export function returned(fn: FunctionWithBody): readonly ts.Expression[] {
  const known = RETURNED.get(fn) ?? returnedBy(fn);
  RETURNED.set(fn, known);
  return known;
}

const RETURNED = new WeakMap<ts.Node, readonly ts.Expression[]>();

function returnedBy(fn: FunctionWithBody): ts.Expression[] {
  if (!ts.isBlock(fn.body)) return [fn.body];
  const found: ts.Expression[] = [];
  walk(fn.body, (node) => {
    if (node !== fn.body && ts.isFunctionLike(node)) return false;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    return true;
  });
  return found;
}

export const isInvocation = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
  ts.isCallExpression(node) || ts.isNewExpression(node);

export const argumentsOf = (call: ts.Node): readonly ts.Expression[] =>
  isInvocation(call) ? (call.arguments ?? []) : [];

/** The member of a class with a name. */
export function memberOf(
  node: ts.ClassLikeDeclaration,
  name: string,
  isStatic = false,
): ts.ClassElement | undefined {
  const statics = (member: ts.ClassElement) =>
    ts.canHaveModifiers(member) &&
    (ts.getModifiers(member)?.some((one) => one.kind === ts.SyntaxKind.StaticKeyword) ?? false);
  return node.members.find((member) => propertyName(member.name) === name && statics(member) === isStatic);
}

/** A parameter that is also a property: `constructor(private db: Pool)`. */
export function parameterProperty(
  node: ts.ClassLikeDeclaration,
  name: string,
): ts.ParameterDeclaration | undefined {
  const made = node.members.find((member) => ts.isConstructorDeclaration(member) && member.body);
  if (!made || !ts.isConstructorDeclaration(made)) return undefined;
  return made.parameters.find(
    (parameter) =>
      propertyName(parameter.name) === name && ts.isParameterPropertyDeclaration(parameter, made),
  );
}

export function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isClassLike(at)) return at;
    if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at)) return undefined;
  }
  return undefined;
}

/** The constructor of a class itself, that has a body. */
export const constructorOf = (node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined =>
  node.members.find(
    (member): member is ts.ConstructorDeclaration =>
      ts.isConstructorDeclaration(member) && member.body !== undefined,
  );

/** What a constructor hands up. */
export function superCall(node: ts.ClassLikeDeclaration): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined;
  if (superOf(node) === undefined) return undefined;
  for (const member of node.members)
    if (ts.isConstructorDeclaration(member))
      walk(member, (inner) => {
        if (ts.isCallExpression(inner) && inner.expression.kind === ts.SyntaxKind.SuperKeyword)
          found ??= inner;
      });
  return found;
}

export const superOf = (node: ts.ClassLikeDeclaration): ts.Expression | undefined =>
  node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;

/** Whether a node is another or stands somewhere in it. */
export function isWithin(node: ts.Node, within: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at; at = at.parent) if (at === within) return true;
  return false;
}
