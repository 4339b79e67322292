import ts from 'typescript';
import { argument, binding, single } from './env.js';
import { argumentsOf, constructorOf, superCall } from './syntax.js';
import type { Env, Value } from './value.js';

type Instance = Extract<Value, { kind: 'instance' }>;

/** The parameters of a function, bound to what a call gives. */
export function bindArguments(
  fn: ts.SignatureDeclaration,
  args: readonly ts.Expression[],
  from: Env | undefined,
  to: Env | undefined,
): Env | undefined {
  let env = to;
  const spread = args.findIndex((arg) => ts.isSpreadElement(arg));
  fn.parameters.forEach((declaration, index) => {
    const arg = args[index];
    if (!arg || declaration.dotDotDotToken || (spread >= 0 && index >= spread)) return;
    env = binding(declaration, argument(arg, from), env);
  });
  return env;
}

/** What `new` makes: the parameters of its constructor stand for what they were given. */
export function instanceMade(
  node: ts.ClassLikeDeclaration,
  call: ts.NewExpression | ts.CallExpression,
  from: Env | undefined,
  to: Env | undefined,
): Instance {
  const made = constructorOf(node);
  const env = made ? bindArguments(made, argumentsOf(call), from, to) : to;
  return { kind: 'instance', node, call, from, env };
}

/** An instance as its base sees it: `this` is the instance, and the constructor was given what it hands up. */
export function asBase(of: Instance, base: Extract<Value, { kind: 'class' }>): Instance {
  const own = constructorOf(of.node);
  const call = own ? superCall(of.node) : of.call;
  const env = binding(base.node, single(of), base.env);
  if (!call) return { kind: 'instance', node: base.node, env };
  return instanceMade(base.node, call, own ? of.env : of.from, env);
}
