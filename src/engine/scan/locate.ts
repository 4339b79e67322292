import ts from 'typescript';
import type { Locator } from './detector.js';
import { memberValues } from './members.js';
import { argumentsOf, memberOf, propertyName, superCall } from './syntax.js';
import { type Env, type Invocation, type Value } from './value.js';
import type { Evaluator } from './values.js';

/** What stands at a place of a call: its values and, where it is written there, its expression. */
export interface Located {
  readonly values: readonly Value[];
  readonly node?: ts.Expression | undefined;
}

const NOTHING: Located = { values: [] };

function follow(on: Evaluator, values: readonly Value[], names: readonly string[]): readonly Value[] {
  const made = names.indexOf('made');
  if (made >= 0) return throughCall(on, follow(on, values, names.slice(0, made)), names.slice(made + 1));
  return names.reduce(
    (found, name) =>
      found.flatMap((value) => (name === '*' ? on.elements(value) : memberValues(on, value, name))),
    values,
  );
}

/** What stands at a locator of the calls that made some values. */
function throughCall(on: Evaluator, values: readonly Value[], names: readonly string[]): readonly Value[] {
  return values.flatMap((value) =>
    value.kind === 'external' && value.call ? locate(on, value.call, value.env, names.join('.')).values : [],
  );
}

/** What stands at a locator of a call. */
export function locate(on: Evaluator, call: Invocation, env: Env | undefined, locator: Locator): Located {
  const [first = '', ...names] = locator.split('.');
  if (first === 'callee') return { values: [{ kind: 'text', text: calleeName(call) }] };
  if (first === 'decorated') return decorated(on, call);
  if (first === 'receiver') return locateInReceiver(on, call, env, names);
  const args = argumentsOf(call);
  const arg = args[first === '-1' ? args.length - 1 : Number(first)];
  if (!arg) return NOTHING;
  const values = follow(on, on.values(arg, env), names);
  return { values, node: names.length === 0 ? arg : nodeIn(arg, names) };
}

/** The first locator that leads somewhere. */
export function locateFirst(
  on: Evaluator,
  call: Invocation,
  env: Env | undefined,
  locators: readonly Locator[],
): Located {
  for (const locator of locators) {
    const found = locate(on, call, env, locator);
    if (found.values.length > 0 || found.node) return found;
  }
  return NOTHING;
}

/** The method (or class) that a decorator stands before; its own name speaks where nothing else does. */
function decorated(on: Evaluator, call: Invocation): Located {
  const holder = ts.isDecorator(call.parent) ? call.parent.parent : undefined;
  if (!holder || !(ts.isMethodDeclaration(holder) || ts.isClassDeclaration(holder))) return NOTHING;
  const name = propertyName(holder.name as ts.PropertyName | undefined);
  const own: readonly Value[] = name === undefined ? [] : [{ kind: 'text', text: name }];
  return { values: [...own, ...on.ofDeclaration(holder, undefined)] };
}

function locateInReceiver(
  on: Evaluator,
  call: Invocation,
  env: Env | undefined,
  names: readonly string[],
): Located {
  const callee = ts.isTaggedTemplateExpression(call) ? call.tag : call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return NOTHING;
  return { values: throughCall(on, on.values(callee.expression, env), names) };
}

/** The expression of a property path, where the argument is a literal that has it. */
function nodeIn(arg: ts.Expression, names: readonly string[]): ts.Expression | undefined {
  let at: ts.Expression | undefined = arg;
  for (const name of names) {
    if (!at || !ts.isObjectLiteralExpression(at)) return undefined;
    const property: ts.ObjectLiteralElementLike | undefined = at.properties.find(
      (one) => one.name && ts.isIdentifier(one.name) && one.name.text === name,
    );
    at =
      property && ts.isPropertyAssignment(property) ? property.initializer : property && shorthand(property);
  }
  return at;
}

const shorthand = (node: ts.ObjectLiteralElementLike): ts.Expression | undefined =>
  ts.isShorthandPropertyAssignment(node) ? node.name : undefined;

/** The last name of what is called: `openai.tools.webSearch` is `webSearch`. */
export function calleeName(call: Invocation): string {
  const callee = ts.isTaggedTemplateExpression(call) ? call.tag : call.expression;
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  return ts.isIdentifier(callee) ? callee.text : 'tool';
}

/** What stands at a locator of a class: `this.name`, `static.name`, `super.0.name`. */
export function locateInClass(
  on: Evaluator,
  node: ts.ClassLikeDeclaration,
  env: Env | undefined,
  locator: Locator,
): readonly Value[] {
  const [where, first = '', ...names] = locator.split('.');
  if (where === 'this') return follow(on, memberValues(on, { kind: 'instance', node, env }, first), names);
  if (where === 'static') {
    const member = memberOf(node, first, true);
    const values = member ? on.ofDeclaration(member, env) : [];
    return values.flatMap((value) => (value.kind === 'function' ? [] : [value]));
  }
  const call = superCall(node);
  return call ? locate(on, call, env, [first, ...names].join('.')).values : [];
}
