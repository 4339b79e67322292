import ts from 'typescript';
import { bindArguments } from './bind.js';
import { binding, single } from './env.js';
import type { Candidate } from './candidate.js';
import type { Context } from './context.js';
import type { ToolConstruct } from './detector.js';
import { certainText } from './known-text.js';
import { memberValues } from './members.js';
import { listedAs, listedTools, type Listed } from './listed-tools.js';
import { argumentsOf, bare, type FunctionWithBody, hasBody, isInvocation, walk } from './syntax.js';
import { CERTAIN, type Env, textValues, type Value } from './value.js';

type FunctionValue = Extract<Value, { kind: 'function' }>;

const DEEPEST = 4;
/** A name that no tool has: what is compared with it is compared with the name of the tool that is asked for. */
const ANY_NAME = '\0any';

/** What a server hears when a tool is called: everything in it but the tool's name is unknown. */
function requestFor(name: string): Value {
  const text = `({ method: 'tools/call', params: { name: ${JSON.stringify(name)} } })`;
  const file = ts.createSourceFile('/capfence-request.ts', text, ts.ScriptTarget.ESNext, true);
  let found: ts.ObjectLiteralExpression | undefined;
  walk(file, (node) => {
    if (ts.isStringLiteral(node)) CERTAIN.add(node);
    if (ts.isObjectLiteralExpression(node)) found ??= node;
  });
  return { kind: 'object', node: found as ts.ObjectLiteralExpression, env: undefined };
}

const functionOf = (value: Value): FunctionValue | undefined =>
  value.kind === 'function' ? value : value.kind === 'method' ? functionOf(value.of) : undefined;

/** A handler as it runs for one name. */
function asked(value: Value, name: string): Value {
  const fn = functionOf(value);
  const [declaration] = fn?.node.parameters ?? [];
  if (!fn || !declaration) return value;
  return { ...fn, env: binding(declaration, single(requestFor(name)), fn.env) };
}

/**
 * One handler of `tools/call` stands for all the tools of its server: those that the server lists, and those that the
 * handler tells apart by name. Where neither can be seen, the handler stays the one tool that it looks like.
 */
export function dispatched(context: Context, handler: Candidate, what: ToolConstruct): Candidate[] {
  if (!what.lists || handler.registeredOn === undefined) return [handler];
  const listed = listedTools(context, handler.registeredOn.call, what.lists);
  const names = new Map<string, Listed>();
  for (const one of [...listed, ...toldApart(context, handler.executors)])
    if (!names.has(one.name)) names.set(one.name, one);
  if (names.size === 0) return [handler];
  return [...names.values()].map(({ name, node }) => ({
    ...handler,
    name,
    node,
    executors: handler.executors.map((value) => asked(value, name)),
  }));
}

/** The names that a handler, or a function that it hands the name to, compares the name with. */
function toldApart(context: Context, executors: readonly Value[]): Listed[] {
  const found: Listed[] = [];
  const seen = new Set<ts.Node>();
  const visit = (fn: FunctionWithBody, env: Env | undefined, depth: number): void => {
    if (depth > DEEPEST || seen.has(fn)) return;
    seen.add(fn);
    walk(fn.body, (node) => {
      found.push(...comparedIn(context, node, env));
      if (isInvocation(node))
        for (const inner of calledWithName(context, node, env)) visit(...inner, depth + 1);
    });
  };
  for (const value of executors) {
    const fn = functionOf(asked(value, ANY_NAME));
    if (fn && hasBody(fn.node)) visit(fn.node, fn.env, 0);
  }
  return found;
}

const isName = (context: Context, node: ts.Expression, env: Env | undefined): boolean =>
  certainText(context.on, node, env) === ANY_NAME;

function comparedIn(context: Context, node: ts.Node, env: Env | undefined): Listed[] {
  if (ts.isSwitchStatement(node) && isName(context, node.expression, env))
    return node.caseBlock.clauses.flatMap((clause) =>
      ts.isCaseClause(clause) ? named(context, clause.expression, clause) : [],
    );
  if (ts.isElementAccessExpression(node) && isName(context, node.argumentExpression, env))
    return context.on.values(node.expression, env).flatMap((table) => keysOf(context, table));
  if (!ts.isBinaryExpression(node)) return [];
  const { kind } = node.operatorToken;
  if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.EqualsEqualsToken) return [];
  if (isName(context, node.left, env)) return named(context, node.right, node);
  return isName(context, node.right, env) ? named(context, node.left, node) : [];
}

/** A table of functions is indexed by the names of tools; one that was filled in a loop, by the names that its tools say. */
function keysOf(context: Context, value: Value): Listed[] {
  if (value.kind === 'list') return value.items.flatMap((item) => listedAs(context, item));
  if (value.kind !== 'object') return [];
  return value.node.properties.flatMap((node) => {
    const { name } = node;
    const isText = name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name));
    const held = context.on.ofDeclaration(node, value.env);
    const isAlias = held.length > 0 && held.every(({ kind }) => kind === 'text' || kind === 'literal');
    return isText && !isAlias ? [{ name: name.text, node }] : [];
  });
}

const named = (context: Context, expression: ts.Expression, node: ts.Node): Listed[] =>
  textValues(context.on.values(bare(expression))).map((name) => ({ name, node }));

function calledWithName(
  context: Context,
  call: ts.CallExpression | ts.NewExpression,
  env: Env | undefined,
): [FunctionWithBody, Env | undefined][] {
  const args = argumentsOf(call);
  const carries = args.some((one) => mayHold(context, one, env));
  if (!carries) return [];
  return context.on.values(call.expression, env).flatMap((value) => {
    const fn = functionOf(value);
    if (!fn || !hasBody(fn.node)) return [];
    return [[fn.node, bindArguments(fn.node, args, env, fn.env)] as [FunctionWithBody, Env | undefined]];
  });
}

/** The name, the request, or its parameters. */
function mayHold(context: Context, node: ts.Expression, env: Env | undefined): boolean {
  const inner = bare(node);
  if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) return false;
  return context.on.values(inner, env).some((value) => {
    if (value.kind === 'text') return value.certain === true;
    if (value.kind !== 'object') return false;
    const own = memberValues(context.on, value, 'name');
    const params = memberValues(context.on, value, 'params');
    return [...own, ...params.flatMap((one) => memberValues(context.on, one, 'name'))].some(
      (one) => one.kind === 'text' && one.certain === true,
    );
  });
}
