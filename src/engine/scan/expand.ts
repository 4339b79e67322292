import ts from 'typescript';
import { bindArguments } from './calls.js';
import type { Context } from './context.js';
import { argumentsOf, bare, hasBody, walk } from './syntax.js';
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
export function expand(context: Context, call: ts.Node, of: readonly ts.Node[]): Expansion[] {
  const first: Expansion = { env: undefined, node: call, stack: [] };
  return expandOne(context, first, of, 0).slice(0, WIDEST);
}

function expandOne(context: Context, at: Expansion, of: readonly ts.Node[], depth: number): Expansion[] {
  const free = depth > DEEPEST ? undefined : freeName(context, of, at.env);
  if (!free) return [at];
  const next = ts.isVariableDeclaration(free) ? loopWays(context, free, at) : callerWays(context, free, at);
  if (next.length === 0) return [at];
  return next.flatMap(({ way, depends }) => expandOne(context, way, [...of, ...depends], depth + 1));
}

interface Way {
  readonly way: Expansion;
  /** What its own meaning depends on in turn. */
  readonly depends: readonly ts.Node[];
}

/** The first parameter or loop variable that nothing is bound to yet. */
function freeName(
  context: Context,
  of: readonly ts.Node[],
  env: Env | undefined,
): ts.ParameterDeclaration | ts.VariableDeclaration | undefined {
  const seen = new Set<ts.Node>();
  const search = (
    node: ts.Node,
    depth: number,
  ): ts.ParameterDeclaration | ts.VariableDeclaration | undefined => {
    let found: ts.ParameterDeclaration | ts.VariableDeclaration | undefined;
    walk(node, (inner) => {
      if (found || ts.isTypeNode(inner)) return false;
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
    if (ts.isParameter(declaration)) return hasBody(declaration.parent) ? declaration : undefined;
    if (!ts.isVariableDeclaration(declaration)) return undefined;
    if (ts.isForOfStatement(declaration.parent.parent)) return declaration;
    return declaration.initializer && depth < 4 ? search(declaration.initializer, depth + 1) : undefined;
  };
  for (const node of of) {
    const found = search(node, 0);
    if (found) return found;
  }
  return undefined;
}

function isWithin(node: ts.Node, within: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at; at = at.parent) if (at === within) return true;
  return false;
}

function loopWays(context: Context, variable: ts.VariableDeclaration, at: Expansion): Way[] {
  const loop = variable.parent.parent;
  if (!ts.isForOfStatement(loop)) return [];
  return itemWays(context, variable, context.on.values(loop.expression, at.env), at);
}

/** One way for each element of a table. */
function itemWays(context: Context, declaration: ts.Node, tables: readonly Value[], at: Expansion): Way[] {
  const items = tables.flatMap((table) => (table.kind === 'external' ? [] : context.on.elements(table)));
  return items.map((item) => {
    const env: Env = { declaration, bound: [item], next: at.env };
    return { way: { env, node: nodeOf(item) ?? at.node, stack: at.stack }, depends: [] };
  });
}

function nodeOf(item: Value): ts.Node | undefined {
  if (item.kind === 'object' || item.kind === 'function' || item.kind === 'array') return item.node;
  if (item.kind === 'entry') return item.value[0] && nodeOf(item.value[0]);
  return undefined;
}

function callerWays(context: Context, parameter: ts.ParameterDeclaration, at: Expansion): Way[] {
  const fn = parameter.parent;
  const { parent } = fn;
  if (
    (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) &&
    ts.isCallExpression(parent) &&
    parent.expression !== fn
  )
    return callbackWays(context, parameter, parent, at);
  const calls = context.on.callersOf(fn);
  return calls.map((call) => {
    const env = bindArguments(fn, argumentsOf(call), undefined, bindRest(fn, at.env));
    return { way: { env, node: call, stack: [...at.stack, call] }, depends: [...argumentsOf(call)] };
  });
}

/** Parameters that a call leaves out are bound to nothing, so that they are not asked for again. */
function bindRest(fn: ts.SignatureDeclaration, env: Env | undefined): Env | undefined {
  let next = env;
  for (const declaration of fn.parameters) {
    const initial = declaration.initializer;
    next = { declaration, bound: initial ? { node: initial, env } : [], next };
  }
  return next;
}

function callbackWays(
  context: Context,
  parameter: ts.ParameterDeclaration,
  call: ts.CallExpression,
  at: Expansion,
): Way[] {
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || parameter.parent.parameters[0] !== parameter) return [];
  if (!['map', 'forEach', 'flatMap', 'filter'].includes(callee.name.text)) return [];
  return itemWays(context, parameter, context.on.values(callee.expression, at.env), at);
}
