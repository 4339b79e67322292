import ts from 'typescript';
import type { Candidate } from './candidate.js';
import type { Context } from './context.js';
import type { Detector } from './detector.js';
import { expand } from './expand.js';
import { calledTool, saysTool } from './own-words.js';
import { memberValues } from './members.js';
import { argumentsOf, bare, hasBody, isWithin, memberOf, propertyName, superOf } from './syntax.js';
import { textValues, type Value } from './value.js';

const NAMES = ['name', 'id', 'toolName'];
const SCHEMAS = (
  'inputSchema input_schema parameters schema args paramsSchema parametersSchema argsSchema zodSchema jsonSchema ' +
  'inputs params input'
).split(' ');
/** Those that nothing but a tool is described with. */
const OF_TOOLS = ['inputSchema', 'input_schema', 'parameters'];
const EXECUTORS =
  'execute handler run call invoke func callback _call forward cb handle implementation tool action fn _run'.split(
    ' ',
  );
/** What says that something else is described. */
const OF_OTHERS = ['uri', 'uriTemplate', 'mimeType', 'method', 'path', 'steps', 'messages', 'subcommands'];

type ObjectValue = Extract<Value, { kind: 'object' }>;

/** The detector that tells tools by their shape, where any file of the tree may have some. */
export const ownDetector = ({ matcher }: Context): Detector | undefined =>
  matcher.detectors.find(({ own }) => own !== undefined);

/** An object that has all that a tool has, and that the code around it calls a tool. */
export function ownObject(context: Context, node: ts.ObjectLiteralExpression): Candidate[] {
  const detector = ownDetector(context);
  const parts = detector && partsOf(node);
  if (!parts || !isTool(node, parts)) return [];
  const names = parts.name ? [parts.name] : [];
  return expand(context, node, names).flatMap(({ env, node: at, stack }) => {
    const item: ObjectValue = { kind: 'object', node, env };
    const [name] = NAMES.flatMap((one) => textValues(memberValues(context.on, item, one)));
    if (name === undefined && isHandedOn(context, parts)) return [];
    const found = EXECUTORS.flatMap((one) => memberValues(context.on, item, one)).filter(runs);
    const common = { detector, construct: 'tool object', start: node, stack, env, name };
    const executors = parts.executor ? found : [];
    return [
      { ...common, node: at, executors, hasExecutor: parts.executor !== undefined, human: undefined },
    ] satisfies Candidate[];
  });
}

interface Parts {
  readonly name: ts.Node | undefined;
  readonly has: ReadonlySet<string>;
  readonly executor: string | undefined;
  readonly spreads: boolean;
}

/** What a literal has, looked at by its keys alone: most literals are told apart by these. */
function partsOf(node: ts.ObjectLiteralExpression): Parts | undefined {
  const has = new Set<string>();
  let name: ts.Node | undefined;
  let executor: string | undefined;
  let spreads = false;
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) spreads = true;
    const key = propertyName(property.name);
    if (key === undefined) continue;
    has.add(key);
    if (key === 'name' || (NAMES.includes(key) && !name)) name = valueOf(property);
    if (EXECUTORS.includes(key) && mayRun(property)) executor ??= key;
  }
  if (OF_OTHERS.some((key) => has.has(key) && !(key === 'method' && executor !== undefined)))
    return undefined;
  return has.has('description') || (spreads && executor !== undefined)
    ? { name, has, executor, spreads }
    : undefined;
}

const valueOf = (property: ts.ObjectLiteralElementLike): ts.Node | undefined =>
  ts.isPropertyAssignment(property)
    ? property.initializer
    : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : undefined;

function mayRun(property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isMethodDeclaration(property) || ts.isShorthandPropertyAssignment(property)) return true;
  if (!ts.isPropertyAssignment(property)) return false;
  const value = bare(property.initializer);
  return (
    !ts.isLiteralExpression(value) &&
    !ts.isArrayLiteralExpression(value) &&
    !ts.isObjectLiteralExpression(value)
  );
}

/** Whether all is there that makes a tool: the less of it, the plainer the code must call it one. */
function isTool(node: ts.ObjectLiteralExpression, { name, has, executor, spreads }: Parts): boolean {
  const schema = SCHEMAS.some((key) => has.has(key));
  const plain = OF_TOOLS.some((key) => has.has(key));
  if (!name && !(spreads && executor)) return false;
  if (!executor && !plain) return false;
  const evidence = calledTool(node);
  if (evidence === undefined) return false;
  if (!name) return evidence === 'call';
  if (!has.has('description')) return false;
  if (executor) return schema || spreads || evidence === 'type';
  return evidence === 'type' || evidence === 'holder';
}

/** `{ name: tool.name, … }` of what somebody handed over is no definition: that one stands elsewhere. */
function isHandedOn(context: Context, { name }: Parts): boolean {
  const root = name && rootOf(name);
  const declaration = root && context.symbols.at(root)?.declarations?.[0];
  if (!root || !declaration) return false;
  for (let at: ts.Node = declaration; at; at = at.parent) {
    if (ts.isParameter(at)) return true;
    if (ts.isVariableDeclaration(at)) return ts.isForOfStatement(at.parent.parent);
    if (!ts.isBindingElement(at) && !ts.isObjectBindingPattern(at) && !ts.isArrayBindingPattern(at))
      return false;
  }
  return false;
}

function rootOf(node: ts.Node): ts.Identifier | undefined {
  let at = ts.isExpression(node) ? bare(node) : node;
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = bare(at.expression);
  return ts.isIdentifier(at) ? at : undefined;
}

const runs = ({ kind }: Value): boolean => ['function', 'external', 'method', 'instance'].includes(kind);

/** A class of one's own that is described as a tool is, and called one. */
export function ownClass(context: Context, node: ts.ClassLikeDeclaration): Candidate[] {
  const detector = ownDetector(context);
  if (!detector || !isCalledTool(node)) return [];
  const instance: Value = { kind: 'instance', node, env: undefined };
  const has = (name: string) => memberOf(node, name) !== undefined || inherits(context, node, name);
  const [name] = NAMES.flatMap((one) => textValues(memberValues(context.on, instance, one)));
  if (name === undefined || !has('description') || !SCHEMAS.some(has)) return [];
  const executors = EXECUTORS.flatMap((one) => memberValues(context.on, instance, one)).filter(
    ({ kind }) => kind === 'function',
  );
  if (executors.length === 0) return [];
  const common = { detector, construct: 'tool class', node, start: node, stack: [], env: undefined };
  return [{ ...common, name, executors, hasExecutor: true, human: undefined }];
}

/** By its own name, by what it extends or by what it implements; what is abstract is made by nobody. */
function isCalledTool(node: ts.ClassLikeDeclaration): boolean {
  const isAbstract =
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
  if (isAbstract) return false;
  const above = (node.heritageClauses ?? []).flatMap(({ types }) =>
    types.map(({ expression }) => expression.getText()),
  );
  return [node.name?.text ?? '', ...above].some(saysTool);
}

function inherits(context: Context, node: ts.ClassLikeDeclaration, name: string, depth = 0): boolean {
  const above = superOf(node);
  if (!above || depth > 5) return false;
  return context.on
    .values(above)
    .some(
      (value) =>
        value.kind === 'class' &&
        (memberOf(value.node, name) !== undefined || inherits(context, value.node, name, depth + 1)),
    );
}

const REGISTERS = /^(?:register|add|define)(?:[A-Z]\w*)?Tool$/;

/** `anything.registerTool('name', …, handler)`, where nothing is known of what registers it. */
export function ownCall(context: Context, call: ts.CallExpression): Candidate[] {
  const detector = ownDetector(context);
  const callee = bare(call.expression);
  if (!detector || !ts.isPropertyAccessExpression(callee) || !REGISTERS.test(callee.name.text)) return [];
  const args = argumentsOf(call);
  const [first, last] = [args[0], args.at(-1)];
  if (!first || !last || args.length < 2 || ts.isObjectLiteralExpression(bare(first))) return [];
  if (context.on.values(callee).some(({ kind }) => kind === 'function')) return [];
  const written = bare(last);
  const isWritten = ts.isArrowFunction(written) || ts.isFunctionExpression(written);
  if (!isWritten && !context.on.values(last).some(runs)) return [];
  return expand(context, call, isWritten ? [first] : [first, last]).flatMap(({ env, node, stack }) => {
    const [name] = textValues(context.on.values(first, env));
    if (name === undefined) return [];
    const executors = context.on.values(last, env).filter(runs);
    const common = { detector, construct: 'registerTool', node, start: call, stack, env, name };
    const registeredOn = { receiver: callee.expression, call };
    return [
      { ...common, executors, hasExecutor: true, registeredOn, human: undefined },
    ] satisfies Candidate[];
  });
}

/** Leaves out what was found by a framework's own construct as well, or is told of by its description alone. */
export function withoutDoubles<T extends Candidate>(all: readonly T[]): T[] {
  const known = all.filter(({ detector }) => detector.own === undefined);
  const bodies = new Set(known.flatMap(({ executors }) => executors.map(bodyOf)));
  const named = new Map<string | undefined, T[]>();
  for (const one of all) named.set(one.name, [...(named.get(one.name) ?? []), one]);
  return all.filter((one) => {
    if (one.detector.own === undefined) return true;
    const same = (named.get(one.name) ?? []).filter((other) => other !== one && other.name !== undefined);
    if (!one.hasExecutor) return !same.some(({ hasExecutor, detector }) => hasExecutor || !detector.own);
    if (one.executors.some((value) => bodies.has(bodyOf(value)))) return false;
    return !known.some((other) => isSamePlace(one, other));
  });
}

const bodyOf = (value: Value): unknown =>
  'node' in value && hasBody(value.node as ts.Node) ? value.node : {};

/** The literal that a construct was given, or that it was made from. */
const isSamePlace = (one: Candidate, { node, start, name }: Candidate): boolean =>
  [node, start].some(
    (other) =>
      isWithin(one.start, other) &&
      (name === one.name ||
        name === undefined ||
        (ts.isCallExpression(other) && argumentsOf(other).some((argument) => bare(argument) === one.start))),
  ) ||
  (isWithin(node, one.start) && name === one.name);
