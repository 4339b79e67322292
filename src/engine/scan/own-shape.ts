import ts from 'typescript';
import type { Candidate } from './candidate.js';
import type { Context } from './context.js';
import type { Detector } from './detector.js';
import { expand } from './expand.js';
import { calledTool, holdsTools, saysOther } from './own-words.js';
import { memberValues } from './members.js';
import { bare, loopOf, outer, propertyName } from './syntax.js';
import { textValues, type Value } from './value.js';

export const NAMES = ['name', 'id', 'toolName'];
export const SCHEMAS = (
  'inputSchema input_schema parameters schema args paramsSchema parametersSchema argsSchema zodSchema jsonSchema ' +
  'inputs params input'
).split(' ');
/** Those that nothing but a tool is described with. */
const OF_TOOLS = ['inputSchema', 'input_schema', 'parameters'];
export const EXECUTORS =
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
  if (!parts) return [];
  const decorated = decoratedBy(node);
  if (decorated !== undefined) return ofDecorated(context, node, parts, decorated, detector as Detector);
  if (!isTool(node, parts) || (!parts.name && isMadeHere(context, node))) return [];
  const handedOn = isHandedOn(context, parts);
  return expand(context, node, parts.name ? [parts.name] : []).flatMap(({ env, node: at, stack }) => {
    const item: ObjectValue = { kind: 'object', node, env };
    const [written] = NAMES.flatMap((one) => textValues(memberValues(context.on, item, one)));
    const name = written ?? (parts.name ? undefined : parts.key);
    if (name === undefined && handedOn) return [];
    const way = name === undefined ? { node, stack: [], env: undefined } : { node: at, stack, env };
    const found = EXECUTORS.flatMap((one) => memberValues(context.on, item, one)).filter(runs);
    const common = { detector, construct: 'tool object', ...way, start: node, name, handedOn };
    const hasExecutor = parts.executor !== undefined;
    return [{ ...common, executors: hasExecutor ? found : [], hasExecutor, human: undefined }];
  });
}

/** Without a name, what a function of the tree is given is what that makes of it. */
function isMadeHere(context: Context, node: ts.ObjectLiteralExpression): boolean {
  const call = outer(node).parent;
  const held = ts.isCallExpression(call) && heldBy(node) !== undefined;
  return held && context.on.values(call.expression).some(({ kind }) => kind === 'function');
}

/** The method that `@anything({ name, description, inputSchema })` stands on. */
function decoratedBy(node: ts.ObjectLiteralExpression): ts.MethodDeclaration | undefined {
  const call = outer(node).parent;
  if (!ts.isCallExpression(call) || !ts.isDecorator(call.parent) || saysOther(call.expression.getText()))
    return undefined;
  const method = call.parent.parent;
  return ts.isMethodDeclaration(method) ? method : undefined;
}

function ofDecorated(
  context: Context,
  node: ts.ObjectLiteralExpression,
  { has }: Parts,
  method: ts.MethodDeclaration,
  detector: Detector,
): Candidate[] {
  if (!has.has('name') || !has.has('description') || !OF_TOOLS.some((key) => has.has(key))) return [];
  const item: ObjectValue = { kind: 'object', node, env: undefined };
  const [name] = NAMES.flatMap((one) => textValues(memberValues(context.on, item, one)));
  const executors: Value[] = [{ kind: 'function', node: method, env: undefined }];
  const common = { detector, construct: 'tool method', node, start: node, stack: [], env: undefined };
  return [{ ...common, name, executors, hasExecutor: true, human: undefined }];
}

interface Parts {
  readonly name: ts.Node | undefined;
  /** The name that a table of tools has for it. */
  readonly key: string | undefined;
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
  const key = keyOf(node);
  const isLikely =
    has.has('description') ||
    (executor !== undefined && (spreads || name !== undefined)) ||
    (key !== undefined && OF_TOOLS.some((one) => has.has(one)));
  return isLikely ? { name, key, has, executor, spreads } : undefined;
}

function keyOf(node: ts.ObjectLiteralExpression): string | undefined {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return propertyName(parent.name);
  const holder = holderOf(node);
  return holder && ts.isPropertyAssignment(holder) ? propertyName(holder.name) : heldBy(node);
}

/** What holds what a call makes of it. */
function holderOf(node: ts.ObjectLiteralExpression): ts.Node | undefined {
  const call = outer(node).parent;
  return ts.isCallExpression(call) ? outer(call).parent : undefined;
}

/** `export const merge = defineTool({ … })`, without a name of its own. */
function heldBy(node: ts.ObjectLiteralExpression): string | undefined {
  const holder = holderOf(node);
  return holder && ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)
    ? holder.name.text
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
function isTool(node: ts.ObjectLiteralExpression, parts: Parts): boolean {
  const { name, has, executor, spreads } = parts;
  const schema = SCHEMAS.some((key) => has.has(key));
  const plain = OF_TOOLS.some((key) => has.has(key));
  const described = has.has('description');
  if (!executor && !plain) return false;
  if (name && described && isFunctionTool(node)) return true;
  if (!name && ts.isPropertyAssignment(node.parent) && holdsTools(node.parent.parent))
    return plain || (described && executor !== undefined);
  const evidence = calledTool(node);
  if (evidence === undefined) return false;
  if (!name && evidence === 'call' && executor !== undefined && described && plain)
    return spreads || parts.key !== undefined;
  if (!name) return evidence === 'call' && spreads && executor !== undefined;
  if (!described) return executor !== undefined && (spreads ? evidence === 'call' : evidence === 'exact');
  if (executor) return schema || spreads || evidence === 'type' || evidence === 'exact';
  return evidence !== 'call';
}

/** `{ type: 'function', function: { name, … } }`, as models are told of tools, or flat. */
function isFunctionTool(node: ts.ObjectLiteralExpression): boolean {
  const { parent } = node;
  const isInner = ts.isPropertyAssignment(parent) && propertyName(parent.name) === 'function';
  const whole = isInner ? parent.parent : node;
  return whole.properties.some(
    (one) =>
      ts.isPropertyAssignment(one) &&
      propertyName(one.name) === 'type' &&
      ts.isStringLiteralLike(bare(one.initializer)) &&
      (bare(one.initializer) as ts.StringLiteralLike).text === 'function',
  );
}

/** `{ name: tool.name, … }` of what somebody handed over is no definition: that one stands elsewhere. */
function isHandedOn(context: Context, { name }: Pick<Parts, 'name'>, depth = 0): boolean {
  const root = name && rootOf(name);
  const declaration = root && context.symbols.at(root)?.declarations?.[0];
  if (!root || !declaration) return false;
  for (let at: ts.Node = declaration; at; at = at.parent) {
    if (ts.isParameter(at)) return true;
    if (ts.isVariableDeclaration(at))
      return (
        loopOf(at) !== undefined ||
        (depth < 3 &&
          at.initializer !== undefined &&
          isHandedOn(context, { name: at.initializer }, depth + 1))
      );
    if (!ts.isBindingElement(at) && !ts.isObjectBindingPattern(at) && !ts.isArrayBindingPattern(at))
      return false;
  }
  return false;
}

/** The name that a chain of properties begins with. */
export function rootOf(node: ts.Node): ts.Identifier | undefined {
  let at = ts.isExpression(node) ? bare(node) : node;
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = bare(at.expression);
  return ts.isIdentifier(at) ? at : undefined;
}

export const runs = ({ kind }: Value): boolean =>
  ['function', 'external', 'method', 'instance'].includes(kind);
