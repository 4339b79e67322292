import ts from 'typescript';
import { bindArguments } from './bind.js';
import type { Context } from './context.js';
import { argument, binding, single } from './env.js';
import { thisWays } from './expand-this.js';
import { argumentsOf, bare, hasBody, isWithin, loopOf, walk } from './syntax.js';
import { type Env, lookUp, type Value } from './value.js';

/** One way to come to a construct that stands in a wrapper or a loop: what its names mean then, and who is to blame. */
export interface Expansion {
  readonly env: Env | undefined;
  readonly node: ts.Node;
  readonly stack: readonly ts.CallExpression[];
}

const WIDEST = 400;
const DEEPEST = 5;

/** All the ways to come to `call`, where `of` (its name, its executor) depend on parameters or loop variables. */
export function expand(context: Context, call: ts.Node, of: readonly ts.Node[], env?: Env): Expansion[] {
  const first: Expansion = { env, node: call, stack: [] };
  return expandOne(context, first, of, 0).slice(0, WIDEST);
}

function expandOne(context: Context, at: Expansion, of: readonly ts.Node[], depth: number): Expansion[] {
  if (depth > DEEPEST) return [at];
  const again = (way: Expansion, next: readonly ts.Node[]) => expandOne(context, way, next, depth + 1);
  const free = freeName(context, of, at.env);
  if (!free) {
    const ways = thisWays(context, at, of, again);
    return ways.length === 0 ? [at] : ways.flatMap((way) => again(way, of));
  }
  const next = ts.isVariableDeclaration(free)
    ? loopWays(context, free, at)
    : callerWays(context, free, at, of, depth);
  if (next.length === 0) return [at];
  return next.flatMap((way) => expandOne(context, way, of, depth + 1));
}

/** The first parameter or loop variable that nothing is bound to yet. */
function freeName(
  context: Context,
  of: readonly ts.Node[],
  env: Env | undefined,
  only?: ts.ParameterDeclaration,
): ts.ParameterDeclaration | ts.VariableDeclaration | undefined {
  const seen = new Set<ts.Node>();
  const search = (
    node: ts.Node,
    depth: number,
  ): ts.ParameterDeclaration | ts.VariableDeclaration | undefined => {
    let found: ts.ParameterDeclaration | ts.VariableDeclaration | undefined;
    walk(node, (inner) => {
      // What a function written there closes over does not make it another tool.
      if (found || ts.isTypeNode(inner) || ts.isFunctionLike(inner)) return false;
      if (ts.isIdentifier(inner)) found = byName(inner, node, depth);
      return found === undefined;
    });
    return found;
  };
  const byName = (id: ts.Identifier, within: ts.Node, depth: number) => {
    if (ts.isPropertyAccessExpression(id.parent) && id.parent.name === id) return undefined;
    if (ts.isPropertyAssignment(id.parent) && id.parent.name === id) return undefined;
    const symbol = context.symbols.at(id);
    let declaration: ts.Node | undefined = symbol?.declarations?.[0];
    while (declaration && ts.isBindingElement(declaration)) declaration = declaration.parent.parent;
    if (!declaration || seen.has(declaration) || isWithin(declaration, within)) return undefined;
    seen.add(declaration);
    if (lookUp(env, declaration)) return undefined;
    // What a list holds that a wrapper makes is known once the wrapper's own parameters are.
    const list = listOf(declaration);
    const around = list && depth < 4 ? search(list, depth + 1) : undefined;
    if (around) return around;
    if (ts.isParameter(declaration))
      return hasBody(declaration.parent) && (only ?? declaration) === declaration ? declaration : undefined;
    if (!ts.isVariableDeclaration(declaration)) return undefined;
    if (loopOf(declaration)) return only ? undefined : declaration;
    return declaration.initializer && depth < 4 ? search(declaration.initializer, depth + 1) : undefined;
  };
  for (const node of of) {
    const found = search(node, 0);
    if (found) return found;
  }
  return undefined;
}

/** The list that a loop goes through, or that a callback is handed the items of. */
function listOf(declaration: ts.Node): ts.Expression | undefined {
  if (!ts.isParameter(declaration)) return loopOf(declaration)?.expression;
  const fn = declaration.parent;
  const { parent } = fn;
  return ts.isCallExpression(parent) && parent.arguments[0] === fn ? goneThrough(parent) : undefined;
}

const EACH = ['map', 'forEach', 'flatMap', 'filter'];

/** The list that a call goes through: `list.map(…)`. */
function goneThrough({ expression }: ts.CallExpression): ts.Expression | undefined {
  const callee = bare(expression);
  return ts.isPropertyAccessExpression(callee) && EACH.includes(callee.name.text)
    ? callee.expression
    : undefined;
}

/** Whether a parameter has a say in what `of` means. */
const dependsOn = (
  context: Context,
  of: readonly ts.Node[],
  env: Env | undefined,
  parameter: ts.ParameterDeclaration | undefined,
): boolean => parameter !== undefined && freeName(context, of, env, parameter) !== undefined;

function loopWays(context: Context, variable: ts.VariableDeclaration, at: Expansion): Expansion[] {
  const loop = loopOf(variable);
  if (!loop) return [];
  return itemWays(context, variable, context.on.values(loop.expression, at.env), at);
}

/** One way for each element of a table. */
function itemWays(
  context: Context,
  declaration: ts.Node,
  tables: readonly Value[],
  at: Expansion,
): Expansion[] {
  const items = tables.flatMap((table) => (table.kind === 'external' ? [] : context.on.elements(table)));
  return items.map((item) => {
    const env = binding(declaration, single(item), at.env);
    return { env, node: nodeOf(item) ?? at.node, stack: at.stack };
  });
}

function nodeOf(item: Value): ts.Node | undefined {
  if (item.kind === 'object' || item.kind === 'function' || item.kind === 'array') return item.node;
  if (item.kind === 'entry') return item.value[0] && nodeOf(item.value[0]);
  return undefined;
}

/** One way for each call; a call that stands in a wrapper itself is come to in as many ways as that one. */
function callerWays(
  context: Context,
  parameter: ts.ParameterDeclaration,
  at: Expansion,
  of: readonly ts.Node[],
  depth: number,
): Expansion[] {
  const fn = parameter.parent;
  const { parent } = fn;
  const isInline = ts.isArrowFunction(fn) || ts.isFunctionExpression(fn);
  if (isInline && ts.isCallExpression(parent) && parent.expression !== fn)
    return callbackWays(context, parameter, parent, at);
  const mapped = mappedOver(context, fn).flatMap((list) =>
    fn.parameters[0] === parameter ? itemWays(context, parameter, context.on.values(list, at.env), at) : [],
  );
  const called = context.on.callersOf(fn).flatMap((call) => {
    const args = argumentsOf(call);
    const matter = args.filter((_, i) => dependsOn(context, of, at.env, fn.parameters[i]));
    const outside = expandOne(context, { env: undefined, node: call, stack: [] }, matter, depth + 1);
    return outside.map((way) => ({
      env: bindArguments(fn, args, way.env, bindRest(fn, at.env)),
      node: way.node,
      stack: [...at.stack, call, ...way.stack],
    }));
  });
  return [...called, ...mapped];
}

/** The lists that a function is handed to by its name: `list.map(makeTool)`. */
function mappedOver(context: Context, fn: ts.SignatureDeclaration): ts.Expression[] {
  const holder = fn.parent;
  const name = ts.isVariableDeclaration(holder) ? holder.name : fn.name;
  const symbol = name && context.symbols.at(name);
  return (symbol ? context.refs.of(symbol) : []).flatMap((id) => {
    const { parent } = id;
    if (!ts.isCallExpression(parent) || parent.arguments[0] !== id) return [];
    return goneThrough(parent) ?? [];
  });
}

const NOTHING: readonly Value[] = [];

/** Parameters that a call leaves out are bound to nothing, so that they are not asked for again. */
function bindRest(fn: ts.SignatureDeclaration, env: Env | undefined): Env | undefined {
  let next = env;
  for (const declaration of fn.parameters) {
    const initial = declaration.initializer;
    next = binding(declaration, initial ? argument(initial, env) : NOTHING, next);
  }
  return next;
}

function callbackWays(
  context: Context,
  parameter: ts.ParameterDeclaration,
  call: ts.CallExpression,
  at: Expansion,
): Expansion[] {
  const list = parameter.parent.parameters[0] === parameter ? goneThrough(call) : undefined;
  return list ? itemWays(context, parameter, context.on.values(list, at.env), at) : [];
}
