import ts from 'typescript';
import { bindArguments } from './bind.js';
import type { Context } from './context.js';
import { binding, single } from './env.js';
import type { Expansion } from './expand.js';
import { subclasses } from './subclasses.js';
import { argumentsOf, bare, classAround, functionAround, memberOf, walk } from './syntax.js';
import { lookUp, type Value } from './value.js';

type Again = (at: Expansion, of: readonly ts.Node[]) => Expansion[];

/** Whether an expression speaks of `this`. */
export function saysThis(node: ts.Node | undefined): boolean {
  let found = false;
  if (node)
    walk(node, (inner) => {
      if (inner.kind === ts.SyntaxKind.ThisKeyword) found = true;
      return !found && !ts.isFunctionExpression(inner) && !ts.isClassLike(inner);
    });
  return found;
}

/**
 * A base that registers `this.name` registers one tool for each class that extends it, and for each instance on which
 * the method is called.
 */
export function thisWays(context: Context, at: Expansion, of: readonly ts.Node[], again: Again): Expansion[] {
  const speaker = of.find(saysThis);
  const owner = speaker && classAround(speaker);
  if (!owner || lookUp(at.env, owner)) return [];
  const method = methodAround(speaker, owner);
  const called = method ? calledWays(context, owner, method, at, again) : [];
  const seen = new Set(called.map(({ node }) => node));
  const others = subclasses(context, owner).filter((node) => !seen.has(node));
  return [...called, ...others.map((node) => wayOf(owner, { kind: 'instance', node, env: undefined }, at))];
}

/** The method of the class itself that a node stands in. */
function methodAround(node: ts.Node, owner: ts.ClassLikeDeclaration): ts.FunctionLikeDeclaration | undefined {
  let fn = functionAround(node);
  while (fn && fn.parent !== owner) fn = functionAround(fn);
  return fn;
}

function wayOf(
  owner: ts.ClassLikeDeclaration,
  value: Value & { kind: 'instance' },
  at: Expansion,
): Expansion {
  const node = value.node === owner ? at.node : value.node;
  return { env: binding(owner, single(value), at.env), node, stack: at.stack };
}

function calledWays(
  context: Context,
  owner: ts.ClassLikeDeclaration,
  method: ts.FunctionLikeDeclaration,
  at: Expansion,
  again: Again,
): Expansion[] {
  return context.on.callersOf(method).flatMap((call) => {
    const callee = bare(call.expression);
    if (!ts.isPropertyAccessExpression(callee) || saysThis(callee.expression)) return [];
    const outside = again({ env: undefined, node: call, stack: [] }, [callee.expression]);
    return outside.flatMap((way) =>
      context.on.values(callee.expression, way.env).flatMap((value) => {
        if (value.kind !== 'instance' || !runsMethod(context, value, method)) return [];
        const bound = bindArguments(method, argumentsOf(call), way.env, at.env);
        return [wayOf(owner, value, { env: bound, node: at.node, stack: [...at.stack, call, ...way.stack] })];
      }),
    );
  });
}

/** Whether the method of an instance is this one, and none that stands between. */
function runsMethod(context: Context, { node }: Value & { kind: 'instance' }, method: ts.Node): boolean {
  const { name } = method as ts.MethodDeclaration;
  for (let at: ts.ClassLikeDeclaration | undefined = node, depth = 0; at && depth < 8; depth++) {
    const own = ts.isIdentifier(name) || ts.isPrivateIdentifier(name) ? memberOf(at, name.text) : undefined;
    if (own) return own === method;
    const above: ts.Expression | undefined = at.heritageClauses?.[0]?.types[0]?.expression;
    const [base]: readonly Value[] = above ? context.on.values(above) : [];
    at = base?.kind === 'class' ? base.node : undefined;
  }
  return false;
}
