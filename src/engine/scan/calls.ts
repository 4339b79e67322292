import ts from 'typescript';
import { bindArguments, instanceMade } from './bind.js';
import { binding, single } from './env.js';
import { uncertain } from './certainty.js';
import { soughtIn } from './known-text.js';
import { memberValues } from './members.js';
import { exportsOf } from './symbols.js';
import { argumentsOf, hasBody, returned } from './syntax.js';
import { type Env, externalValue, GLOBAL, type Invocation, type Value, pathText } from './value.js';
import type { Evaluator } from './values.js';

/** Globals that hand on what they are given. */
const SAME = new Set([
  'Object.freeze',
  'Object.seal',
  'Promise.resolve',
  'structuredClone',
  'Array.from',
  'Promise.all',
  'Set.new',
  'Map.new',
]);
const SAME_LIST = new Set([
  'filter',
  'slice',
  'concat',
  'reverse',
  'sort',
  'toSorted',
  'toReversed',
  'flat',
  'values',
  'with',
]);
const ONE_OF_LIST = new Set(['find', 'at', 'pop', 'shift', 'get']);

/** What a call (or `new`, or a tagged template) may give back. */
export function callValues(on: Evaluator, call: Invocation, env: Env | undefined): readonly Value[] {
  const callee = ts.isTaggedTemplateExpression(call) ? call.tag : call.expression;
  const imported = importedModule(on, call, env);
  if (imported) return imported;
  return on.values(callee, env).flatMap((value) => resultOf(on, value, call, env));
}

/** `require('x')` and `import('x')`. */
function importedModule(on: Evaluator, call: Invocation, env: Env | undefined): readonly Value[] | undefined {
  if (!ts.isCallExpression(call) || call.arguments.length === 0) return undefined;
  const { expression } = call;
  const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
  if (!isRequire && expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [name] = on.values(call.arguments[0] as ts.Expression, env);
  if (name?.kind !== 'text') return undefined;
  const target = on.symbols.module(name.text, call);
  return target.kind === 'file' && isRequire ? wholeModule(on, target.file) : on.ofTarget(target, undefined);
}

function wholeModule(on: Evaluator, file: ts.SourceFile): readonly Value[] {
  const symbol = exportsOf(file)?.get(ts.InternalSymbolName.ExportEquals);
  return symbol ? on.ofTarget({ kind: 'symbol', symbol, rest: [] }, undefined) : [{ kind: 'file', file }];
}

function resultOf(on: Evaluator, callee: Value, call: Invocation, env: Env | undefined): readonly Value[] {
  switch (callee.kind) {
    case 'external':
      return externalResult(on, callee, call, env);
    case 'class':
      return ts.isNewExpression(call) ? [instanceMade(callee.node, call, env, callee.env)] : [];
    case 'function':
      return functionResult(on, callee, call, env);
    case 'method':
      return methodResult(on, callee, call, env);
    default:
      return [];
  }
}

function externalResult(
  on: Evaluator,
  callee: Value & { kind: 'external' },
  call: Invocation,
  env: Env | undefined,
): readonly Value[] {
  const step = ts.isNewExpression(call) ? 'new' : '()';
  const [first] = argumentsOf(call);
  if (first && /^(?:node:)?util$/.test(callee.module) && pathText(callee.path) === 'promisify')
    return on.values(first, env);
  if (callee.module === GLOBAL && first) {
    const name = pathText([...callee.path, ...(step === 'new' ? ['new'] : [])]);
    const given = () => on.values(first, env);
    if (SAME.has(name)) return given();
    if (name === 'Object.values')
      return [{ kind: 'list', items: given().flatMap((value) => on.elements(value)) }];
    if (name === 'Object.entries')
      return [{ kind: 'list', items: given().flatMap((value) => entries(on, value)) }];
    if (name === 'Object.fromEntries') return fromEntries(on, given());
    if (name === 'Object.assign') return argumentsOf(call).flatMap((one) => on.values(one, env));
  }
  return [{ kind: 'external', module: callee.module, path: [...callee.path, step], call, env }];
}

/** A table that is made of pairs has what stands second in them. */
const fromEntries = (on: Evaluator, given: readonly Value[]): readonly Value[] => [
  {
    kind: 'list',
    items: given
      .flatMap((value) => on.elements(value))
      .flatMap((pair) =>
        pair.kind === 'array' || pair.kind === 'entry' ? memberValues(on, pair, '1') : [pair],
      ),
  },
];

/** A table that is spread into itself adds nothing. */
function entries(on: Evaluator, value: Value, open: readonly ts.Node[] = []): readonly Value[] {
  if (value.kind !== 'object') return on.elements(value);
  if (open.includes(value.node)) return [];
  const within = [...open, value.node];
  return value.node.properties.flatMap((property): readonly Value[] => {
    if (ts.isSpreadAssignment(property))
      return on.values(property.expression, value.env).flatMap((inner) => entries(on, inner, within));
    const key =
      property.name && ts.isComputedPropertyName(property.name) ? undefined : property.name?.getText();
    const text = key?.replace(/^['"]|['"]$/g, '');
    return text === undefined
      ? []
      : [{ kind: 'entry', key: text, value: on.ofDeclaration(property, value.env) }];
  });
}

function functionResult(
  on: Evaluator,
  callee: Value & { kind: 'function' },
  call: Invocation,
  env: Env | undefined,
): readonly Value[] {
  const { node } = callee;
  if (!hasBody(node) || node.asteriskToken || depthOf(env) > 60) return [];
  const inner = bindArguments(node, argumentsOf(call), env, callee.env);
  const ways = returned(node);
  const found = on.known.entered(node, call, () =>
    ways.flatMap((expression) => on.values(expression, inner)),
  );
  return ways.length > 1 ? uncertain(found) : found;
}

function depthOf(env: Env | undefined): number {
  let depth = 0;
  for (let at = env; at; at = at.next) depth++;
  return depth;
}

function methodResult(
  on: Evaluator,
  callee: Value & { kind: 'method' },
  call: Invocation,
  env: Env | undefined,
): readonly Value[] {
  const { of, name } = callee;
  if (of.kind === 'function') return name === 'bind' ? [of] : functionResult(on, of, call, env);
  if (SAME_LIST.has(name))
    return [of, ...(name === 'concat' ? argumentsOf(call).flatMap((arg) => on.values(arg, env)) : [])];
  if (name === 'find') return sought(on, of, call, env);
  if (ONE_OF_LIST.has(name)) return on.elements(of);
  if (name !== 'map' && name !== 'flatMap') return [];
  const [callback] = argumentsOf(call);
  if (!callback) return [];
  const results = on
    .values(callback, env)
    .flatMap((fn) =>
      fn.kind === 'function' ? on.elements(of).flatMap((item) => applied(on, fn, item)) : [],
    );
  const flat = name === 'flatMap' ? results.flatMap((value) => on.elements(value)) : results;
  return [{ kind: 'list', items: flat }];
}

/** The elements that `find` may give: the one of a name that is certain, else any. */
function sought(on: Evaluator, list: Value, call: Invocation, env: Env | undefined): readonly Value[] {
  const all = on.elements(list);
  const [callback] = argumentsOf(call);
  const [wanted] = callback ? on.values(callback, env).map((fn) => soughtIn(on, fn)) : [];
  if (!wanted) return all;
  return all.filter((item) => {
    const texts = memberValues(on, item, wanted.property);
    return texts.length !== 1 || texts[0]?.kind !== 'text' || texts[0].text === wanted.text;
  });
}

/** What a function gives for one known value. */
export function applied(on: Evaluator, fn: Value & { kind: 'function' }, item: Value): readonly Value[] {
  const [declaration] = fn.node.parameters;
  if (!hasBody(fn.node)) return [];
  const env = declaration ? binding(declaration, single(item), fn.env) : fn.env;
  return returned(fn.node).flatMap((expression) => on.values(expression, env));
}

/** Calls of externals are told apart from plain names. */
export const isGlobal = (value: Value, name: string): boolean =>
  value.kind === 'external' && value.module === GLOBAL && pathText(value.path) === name;

export const globalValue = (name: string) => externalValue(GLOBAL, name.split('.'));
