import ts from 'typescript';
import type { Candidate } from './candidate.js';
import type { Context } from './context.js';
import { runnersOf, runsBeside } from './described.js';
import { expand } from './expand.js';
import { humanFrom } from './human.js';
import type { Detector, Sink, ToolShape } from './detector.js';
import { locate } from './locate.js';
import { type Found, isValueGate } from './matcher.js';
import { memberValues } from './members.js';
import { argumentsOf, bare, functionAround, propertyName } from './syntax.js';
import { typeValues } from './type-values.js';
import { type Invocation, textValues, type Value } from './value.js';

type ObjectValue = Extract<Value, { kind: 'object' }>;

/** Object literals that are tools because of the call they are handed to. */
export function shapesAt(context: Context, call: Invocation, { detector, what }: Found<Sink>): Candidate[] {
  const { shape } = what;
  if (!shape) return [];
  const tables = what.tools
    .flatMap((locator) => locate(context.on, call, undefined, locator).values)
    .flatMap((value) => throughGate(context, value));
  const seen = new Set<string>();
  return tables.flatMap((table) =>
    context.on.elements(table).flatMap((one) => {
      if (one.kind !== 'object' || isMade(context, one)) return [];
      return ways(context, one, shape).flatMap((item) => {
        const found = shaped(context, item, detector, shape, keyOf(item.node));
        const key = `${item.node.getSourceFile().fileName}:${item.node.pos}:${found?.name ?? ''}`;
        if (!found || seen.has(key)) return [];
        seen.add(key);
        return [{ ...found, node: writtenAt(item, shape) }];
      });
    }),
  );
}

/** A literal in a loop over a table is as many tools as the table has. */
function ways(context: Context, item: ObjectValue, shape: ToolShape): readonly ObjectValue[] {
  const spreads = item.node.properties.flatMap((one) => (ts.isSpreadAssignment(one) ? [one.expression] : []));
  const names = shape.name.flatMap((path) => initializerOf(item.node, path.split('.')));
  const of = names.length > 0 ? names : spreads;
  return expand(context, item.node, of, item.env).map(({ env }) => ({ ...item, env }));
}

/** Where a tool is written: a helper that is told the name is called for each. */
function writtenAt({ node, env }: ObjectValue, shape: ToolShape): ts.Node {
  const around = functionAround(node);
  const names = shape.name.flatMap((path) => initializerOf(node, path.split('.')));
  if (!around || !env || (names.length > 0 && names.every((name) => ts.isStringLiteralLike(bare(name)))))
    return node;
  if ('length' in env.bound) {
    const [from] = env.bound;
    return from?.kind === 'object' || from?.kind === 'instance' ? from.node : node;
  }
  if (env.declaration.parent !== around) return node;
  const call = (env.bound as { node: ts.Expression }).node.parent;
  return ts.isCallExpression(call) ? call : node;
}

/** Tools that are gated where they are handed over are tools all the same. */
function throughGate(context: Context, value: Value): readonly Value[] {
  const [tools] =
    value.kind === 'external' && isValueGate(value) && value.call ? argumentsOf(value.call) : [];
  return tools && value.kind === 'external' ? context.on.values(tools, value.env) : [value];
}

/** Object literals whose declared type says that they are tools. */
export function shapeTyped(context: Context, node: ts.ObjectLiteralExpression): Candidate[] {
  const type = typeOf(node);
  if (!type) return [];
  const types = typeValues(context.on, type).flatMap((value) =>
    value.kind === 'list' ? value.items : [value],
  );
  const [found] = context.matcher.typed(types);
  if (!found) return [];
  const { detector, what } = found;
  const names = what.shape.name.flatMap((path) => initializerOf(node, path.split('.')));
  return expand(context, node, names).flatMap(({ env, node: at, stack }) => {
    const made = shaped(context, { kind: 'object', node, env }, detector, what.shape, undefined);
    return made ? [{ ...made, node: at, stack }] : [];
  });
}

/** What is written for a property of a literal, or of a literal in it. */
function initializerOf(node: ts.Expression, [first, ...rest]: readonly string[]): ts.Expression[] {
  if (first === undefined) return [node];
  const inner = bare(node);
  if (!ts.isObjectLiteralExpression(inner)) return [];
  return inner.properties.flatMap((property) => {
    if (propertyName(property.name) !== first) return [];
    if (ts.isShorthandPropertyAssignment(property)) return rest.length === 0 ? [property.name] : [];
    return ts.isPropertyAssignment(property) ? initializerOf(property.initializer, rest) : [];
  });
}

/** The type that a literal is written against: of its variable, of its list, or `satisfies`. */
function typeOf(node: ts.Expression): ts.TypeNode | undefined {
  const { parent } = node;
  if (ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent)) return parent.type;
  if (ts.isParenthesizedExpression(parent)) return typeOf(parent);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.type;
  if (ts.isReturnStatement(parent)) return returnType(functionAround(parent));
  if (ts.isArrowFunction(parent)) return returnType(parent);
  return ts.isArrayLiteralExpression(parent) ? typeOf(parent) : undefined;
}

const returnType = (fn: ts.SignatureDeclaration | undefined): ts.TypeNode | undefined => fn?.type;

/** The result of a construct is no literal: it was found where it is made. */
const isMade = (context: Context, { node }: ObjectValue): boolean =>
  ts.isCallExpression(node.parent) && context.matcher.constructs(node.parent).length > 0;

const keyOf = (node: ts.Node): string | undefined =>
  ts.isPropertyAssignment(node.parent) ? propertyName(node.parent.name) : variableName(node.parent);

const variableName = (node: ts.Node): string | undefined =>
  ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) ? node.name.text : undefined;

function follow(context: Context, item: ObjectValue, path: string): readonly Value[] {
  return path
    .split('.')
    .reduce<readonly Value[]>(
      (values, name) => values.flatMap((value) => memberValues(context.on, value, name)),
      [item],
    );
}

/** A vendor's own tool is named by a type that is not `function` (or `custom`). */
function isHosted(context: Context, item: ObjectValue): boolean {
  const [type] = textValues(follow(context, item, 'type'));
  return type !== undefined && !['function', 'custom', 'object'].includes(type);
}

function shaped(
  context: Context,
  item: ObjectValue,
  detector: Detector,
  shape: ToolShape,
  key: string | undefined,
): Candidate | undefined {
  const spreads = item.node.properties.some((one) => ts.isSpreadAssignment(one));
  const has = (name: string) =>
    hasProperty(item, name) || (spreads && follow(context, item, name).length > 0);
  if (!shape.needs.some(has)) return undefined;
  const hosted = has('type') && isHosted(context, item);
  const written = shape.executor.find(
    (path) =>
      follow(context, item, path).some(runs) || (!path.includes('.') && isOpenProperty(context, item, path)),
  );
  const executors = written === undefined ? [] : follow(context, item, written).filter(runs);
  const own = shape.name
    .filter((path) => hosted || path !== 'type')
    .map((path) => textValues(follow(context, item, path))[0])
    .find((one) => one !== undefined);
  const name = own ?? functionName(executors) ?? key;
  if (shape.named && own === undefined && executors.length === 0) return undefined;
  if (spreads && own === undefined && executors.every(isOutside) && isHandedOn(item, shape)) return undefined;
  const isDescribed = written === undefined && !hosted && name !== undefined;
  const runners = isDescribed ? runnersOf(context, item.node, name) : { executors: [], inline: [] };
  const isRunElsewhere = runners.executors.length + runners.inline.length > 0;
  const beside = isDescribed && !isRunElsewhere ? runsBeside(context, item) : [];
  return {
    detector,
    construct: shape.construct,
    node: item.node,
    start: item.node,
    stack: [],
    env: item.env,
    name,
    executors: [...executors, ...runners.executors, ...beside],
    ...(isDescribed && { inline: runners.inline }),
    hasExecutor: written !== undefined || [...runners.executors, ...runners.inline, ...beside].length > 0,
    inSink: true,
    human: humanFrom((shape.human ?? []).flatMap((path) => follow(context, item, path))),
    bodiless: hosted ? 'hosted' : shape.bodiless,
  };
}

const runs = ({ kind }: Value): boolean => ['function', 'external', 'method', 'instance'].includes(kind);

const isOutside = ({ kind }: Value): boolean => kind === 'external';

/** `{ ...tool, marked: true }`, not in a table: it has nothing of a tool but what it was given. */
const isHandedOn = (item: ObjectValue, { needs }: ToolShape): boolean =>
  !ts.isPropertyAssignment(item.node.parent) && !needs.some((name) => hasProperty(item, name));

/** A property that is there, and of which nothing is known: it may be what runs. */
const isOpenProperty = (context: Context, item: ObjectValue, name: string): boolean =>
  hasProperty(item, name) && follow(context, item, name).length === 0;

const functionName = ([value]: readonly Value[]): string | undefined =>
  value?.kind === 'function' && value.node.name
    ? propertyName(value.node.name as ts.PropertyName)
    : undefined;

const hasProperty = ({ node }: ObjectValue, name: string): boolean =>
  node.properties.some((property) => propertyName(property.name) === name);
