import { basename } from 'node:path';
import ts from 'typescript';
import type { Candidate, Human } from './candidate.js';
import type { Context } from './context.js';
import type { Detector, ToolClass, ToolConstruct } from './detector.js';
import { dispatched } from './dispatch.js';
import { expand, type Expansion } from './expand.js';
import { saysThis } from './expand-this.js';
import { humanFrom } from './human.js';
import { locate, locateFirst, locateInClass, type Located } from './locate.js';
import { memberValues } from './members.js';
import { ownCall, ownClass } from './own-class.js';
import { ownObject } from './own-shape.js';
import { opaqueAt, readyMade } from './ready-made.js';
import { shapesAt, shapeTyped } from './shapes.js';
import {
  argumentsOf,
  bare,
  functionAround,
  isInvocation,
  propertyName,
  memberOf,
  outer,
  superOf,
} from './syntax.js';
import { type Env, type Invocation, pathText, textValues, type Value } from './value.js';
import type { Found } from './matcher.js';

/** Every tool definition in a file. */
export function definitionsIn(context: Context, file: ts.SourceFile): Candidate[] {
  const found: Candidate[] = [];
  const near = context.tree.isNear(file);
  const isOwn = (name: ts.Node) => isOwnFunction(context, name);
  const collects = (name: ts.Node) => isCollection(context, name);
  const visit = (node: ts.Node): void => {
    if (isInvocation(node) && context.matcher.isLikely(node, near, isOwn, collects))
      found.push(
        ...orOwn(fromCall(context, node), () => (ts.isCallExpression(node) ? ownCall(context, node) : [])),
      );
    else if (ts.isClassLike(node))
      found.push(...orOwn(fromClass(context, node), () => ownClass(context, node)));
    else if (ts.isObjectLiteralExpression(node))
      found.push(...orOwn(shapeTyped(context, node), () => ownObject(context, node)));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What no framework knows may be a tool by its shape. */
const orOwn = (found: Candidate[], own: () => Candidate[]): Candidate[] => (found.length > 0 ? found : own());

/** A function or class of the tree makes no tool by being called: what it makes is found inside it. */
function isOwnFunction(context: Context, name: ts.Node): boolean {
  const declaration = declarationOf(context, name);
  return (
    declaration !== undefined && (ts.isFunctionDeclaration(declaration) || ts.isClassDeclaration(declaration))
  );
}

/** Nor does what is put into a set or a map become one by that. */
function isCollection(context: Context, name: ts.Node): boolean {
  const declaration = declarationOf(context, name);
  if (!declaration || !(ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)))
    return false;
  const made = declaration.initializer;
  return (
    made !== undefined &&
    ts.isNewExpression(made) &&
    ts.isIdentifier(made.expression) &&
    /^(?:Weak)?(?:Set|Map)$/.test(made.expression.text) &&
    context.symbols.target(made.expression) === undefined
  );
}

function declarationOf(context: Context, name: ts.Node): ts.Declaration | undefined {
  const target = context.symbols.target(name);
  return target?.kind === 'symbol' ? target.symbol.valueDeclaration : undefined;
}

function fromCall(context: Context, call: ts.CallExpression | ts.NewExpression): Candidate[] {
  const [construct] = context.matcher.constructs(call).filter((found) => applies(context, call, found.what));
  if (construct) return fromConstruct(context, call, construct);
  const [hosted] = context.matcher.hosted(call);
  if (hosted) return [hostedTool(context, call, hosted)];
  const ready = readyMade(context, call);
  if (ready.length > 0) return ready;
  return context.matcher
    .sinks(call)
    .flatMap((sink) => [...shapesAt(context, call, sink), ...opaqueAt(context, call, sink)]);
}

/** Whether a call is the construct indeed: some names make tools only with certain arguments. */
function applies(context: Context, call: Invocation, { when, needs }: ToolConstruct): boolean {
  if (needs && !needs.some((locator) => locate(context.on, call, undefined, locator).values.length > 0))
    return false;
  if (!when) return true;
  return locate(context.on, call, undefined, when.at).values.some((value) => {
    if (value.kind === 'text') return when.is.test(value.text);
    return value.kind === 'external' && when.is.test(pathText(value.path));
  });
}

const base = (detector: Detector, construct: string, at: Expansion) => ({
  detector,
  construct,
  node: at.node,
  stack: at.stack,
  env: at.env,
});

function hostedTool(
  context: Context,
  call: Invocation,
  { detector, what }: Found<NonNullable<Detector['hosted']>[number]>,
): Candidate {
  const name = textValues(locateFirst(context.on, call, undefined, what.name ?? []).values)[0];
  return {
    ...base(detector, what.construct, { env: undefined, node: call, stack: [] }),
    start: call,
    name,
    executors: [],
    hasExecutor: false,
    human: undefined,
    bodiless: 'hosted',
  };
}

function fromConstruct(
  context: Context,
  call: ts.CallExpression | ts.NewExpression,
  { detector, what }: Found<ToolConstruct>,
): Candidate[] {
  const name = locateFirst(context.on, call, undefined, what.name);
  const executor = executorOf(context, call, undefined, what);
  const ways = expand(context, call, dependsOn(call, name, executor));
  if (ways.every(({ env }) => env === undefined) && isForwarded(call)) return [];
  return ways.flatMap((at) => dispatched(context, oneConstruct(context, call, detector, what, at), what));
}

/** `super.registerTool(name, …)` in a method of that name hands on what others register: they are found themselves. */
function isForwarded({ expression }: ts.CallExpression | ts.NewExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  if (expression.expression.kind !== ts.SyntaxKind.SuperKeyword) return false;
  const around = functionAround(expression);
  return (
    around !== undefined && propertyName(around.name as ts.PropertyName | undefined) === expression.name.text
  );
}

/** What decides which tool it is: its name and its executor. An executor written there in full is the same each time. */
function dependsOn(call: ts.CallExpression | ts.NewExpression, name: Located, executor: Located): ts.Node[] {
  const known = textValues(name.values).length === 1 && !saysThis(name.node);
  const written =
    executor.node &&
    (ts.isArrowFunction(bare(executor.node)) || ts.isFunctionExpression(bare(executor.node)));
  const nodes: ts.Node[] = [];
  if (name.node && !known) nodes.push(name.node);
  if (executor.node && !written) nodes.push(executor.node);
  if (!name.node || !executor.node) nodes.push(...argumentsOf(call).filter((one) => isReference(one)));
  return nodes;
}

const isReference = (node: ts.Expression): boolean => {
  const inner = bare(node);
  return (
    ts.isIdentifier(inner) ||
    ts.isPropertyAccessExpression(inner) ||
    ts.isSpreadElement(inner) ||
    (ts.isObjectLiteralExpression(inner) && inner.properties.some((one) => ts.isSpreadAssignment(one)))
  );
};

const runs = (value: Value): boolean =>
  value.kind === 'function' ||
  value.kind === 'external' ||
  value.kind === 'instance' ||
  value.kind === 'method' ||
  value.kind === 'class';

/** The first place that holds something that can be run. */
function executorOf(context: Context, call: Invocation, env: Env | undefined, what: ToolConstruct): Located {
  for (const locator of what.executor) {
    const found = locate(context.on, call, env, locator);
    if (found.values.some(runs)) return { ...found, values: found.values.filter(runs) };
    if (
      found.node &&
      found.values.length === 0 &&
      !(locator === '0' && ts.isObjectLiteralExpression(bare(found.node)))
    )
      return found;
  }
  return { values: [] };
}

function oneConstruct(
  context: Context,
  call: ts.CallExpression | ts.NewExpression,
  detector: Detector,
  what: ToolConstruct,
  at: Expansion,
): Candidate {
  const written = textValues(locateFirst(context.on, call, at.env, what.name).values)[0];
  const name = written ?? (what.fileNamed === true ? fileName(call) : undefined);
  const executor = executorOf(context, call, at.env, what);
  const callee = call.expression;
  const receiver = ts.isPropertyAccessExpression(callee) ? callee.expression : argumentsOf(call)[0];
  return {
    ...base(detector, what.construct, at),
    start: call,
    name,
    executors: executor.values,
    hasExecutor: executor.values.length > 0 || executor.node !== undefined,
    ...(what.declares && { declares: true }),
    ...(what.registered && { registeredOn: { receiver, call } }),
    human: humanOf(context, call, at.env, what),
    bodiless: what.bodiless,
  };
}

/** The name that a file gives to what it exports by default. */
function fileName(call: ts.Node): string | undefined {
  const { parent } = outer(call);
  return ts.isExportAssignment(parent)
    ? basename(parent.getSourceFile().fileName).replace(/\.[cm]?[jt]sx?$/, '')
    : undefined;
}

function humanOf(
  context: Context,
  call: Invocation,
  env: Env | undefined,
  { human = [] }: ToolConstruct,
): Human {
  return humanFrom(human.flatMap((locator) => locate(context.on, call, env, locator).values));
}

/** A class is a tool when something of it, or of a base of the user's own, extends a framework's tool class. */
function fromClass(context: Context, node: ts.ClassLikeDeclaration): Candidate[] {
  if (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword)
  )
    return [];
  const [found] = context.matcher.classes(bases(context, node, 0));
  if (!found) return [];
  const { detector, what } = found;
  const instance: Value = { kind: 'instance', node, env: undefined };
  const executors = what.executor
    .flatMap((name) => memberValues(context.on, instance, name))
    .filter((value) => value.kind === 'function');
  if (executors.length === 0 && !what.executor.some((name) => memberOf(node, name))) return [];
  return classNames(context, node, what).map((name) => ({
    ...base(detector, what.construct, { env: undefined, node, stack: [] }),
    start: node,
    name,
    executors,
    hasExecutor: true,
    human: undefined,
  }));
}

/** The name of a class; one that is given its name when it is made is as many tools as names are given. */
function classNames(
  context: Context,
  node: ts.ClassLikeDeclaration,
  { name }: ToolClass,
): (string | undefined)[] {
  const all = name.map((locator) => textValues(locateInClass(context.on, node, undefined, locator)));
  const [first = [undefined]] = all.filter((texts) => texts.length > 0);
  const own = memberOf(node, 'name');
  const isGiven = own !== undefined && ts.isPropertyDeclaration(own) && !own.initializer;
  return isGiven ? [...new Set(first)] : first.slice(0, 1);
}

/** What a class extends, through the tree's own classes. */
function bases(context: Context, node: ts.ClassLikeDeclaration, depth: number): readonly Value[] {
  const above = superOf(node);
  if (!above || depth > 6) return [];
  return context.on
    .values(above)
    .flatMap((value) => (value.kind === 'class' ? bases(context, value.node, depth + 1) : [value]));
}
