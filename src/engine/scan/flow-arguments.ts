import ts from 'typescript';
import type { Step } from '../model/tool-finding.js';
import { stepAt } from './context.js';
import type { Sink } from './detector.js';
import type { FlowWalk } from './flow.js';
import { callbackResult } from './flow-methods.js';
import { ANY, type SinkHit, type State } from './flow-state.js';
import { gatedByStatement, gateStep } from './gates.js';
import { type Found, isValueGate } from './matcher.js';
import { argumentsOf, hasBody, outer } from './syntax.js';
import { type External, GLOBAL, pathText, stepFrom, type Value, wayText } from './value.js';

type Call = ts.CallExpression | ts.NewExpression;

const SAME =
  /^(?:Object\.freeze|Object\.seal|Promise\.resolve|Promise\.all|structuredClone|Array\.from|Array\.of|Set\.new|Map\.new|Object\.values|Boolean)\.?(?:\(\))?$/;
/** Packages that only look at what they are given. */
const LOOKS = /^(?:vitest|chai|expect|@jest\/globals|(?:node:)?(?:test|assert|util))(?:\/|$)/;
const READS =
  /^(?:console|JSON|String|Boolean|Number|Object\.keys|Array\.isArray|expect|describe|it|test|assert)\b/;
const KEEPS = new Set(['push', 'unshift', 'set', 'add', 'register', 'splice']);

/** Follows a tool that is given to a call as an argument. */
export function argumentFlow(walk: FlowWalk, call: Call, argument: ts.Node, at: State): void {
  const index = argumentsOf(call).indexOf(argument as ts.Expression);
  if (ts.isCallExpression(call) && callbackResult(walk, call, at.labels, at)) return;
  const gates = walk.context.on.values(call).filter(isValueGate);
  const values = walk.context.on.values(call.expression);
  if (gates.length > 0 && gates.length >= values.length && index === 0) {
    walk.flow.gates.push(gateStep(walk.context, gates[0] as Value, call));
    return;
  }
  if (atSink(walk, call, index, at)) return;
  let followed = false;
  for (const value of values) followed = into(walk, value, call, index, at) || followed;
  if (!followed && !kept(walk, call, at)) walk.escape(call, `${nameOf(call)}()`);
}

const nameOf = (call: Call): string => call.expression.getText().replace(/\s+/g, ' ').slice(0, 60);

/** The locator that a tool has reached: the argument's number and the names on the way to it. */
function reached(
  { what }: Found<Sink>,
  index: number,
  labels: readonly string[],
): readonly string[] | undefined {
  const way = [String(index), ...labels];
  for (const locator of what.tools) {
    const parts = locator.split('.');
    if (parts.every((part, i) => way[i] === part || way[i] === ANY || (part === '*' && way[i] !== undefined)))
      return way.slice(parts.length);
  }
  return undefined;
}

function atSink(walk: FlowWalk, call: Call, index: number, at: State): boolean {
  let hit = false;
  for (const found of walk.context.matcher.sinks(call)) {
    const rest = reached(found, index, at.labels);
    if (!rest) continue;
    hit = true;
    const gate = found.what.carries ? gatedInPlace(walk, call) : undefined;
    if (gate) walk.flow.gates.push(gate);
    else if (found.what.carries) walk.go({ ...at, node: call, labels: [] });
    else walk.sink(hitOf(walk, found, call, rest));
  }
  return hit;
}

/** A tool node that is gated in place, by a statement of its own, before or after a graph has it. */
function gatedInPlace(walk: FlowWalk, call: Call): Step | undefined {
  const { parent } = outer(call);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
  return gatedByStatement(walk.context, parent.name, call, 'gateToolNode');
}

function hitOf(
  walk: FlowWalk,
  { what, detector, value }: Found<Sink>,
  call: Call,
  rest: readonly string[],
): SinkHit {
  const key = rest.find((label) => label !== ANY && label !== '()');
  return {
    call,
    sink: what,
    detector,
    key,
    step: stepAt(walk.context, call, wayText(value.path)),
  };
}

function into(walk: FlowWalk, value: Value, call: Call, index: number, at: State): boolean {
  if (value.kind === 'function') return intoFunction(walk, value.node, call, index, at);
  if (value.kind === 'class') return intoConstructor(walk, value.node, call, index, at);
  if (value.kind === 'external') return intoExternal(walk, value, call, index, at);
  return value.kind === 'method' && intoMethod(walk, value, call, at);
}

function intoFunction(
  walk: FlowWalk,
  fn: ts.SignatureDeclaration,
  call: Call,
  index: number,
  at: State,
): boolean {
  if (!hasBody(fn)) return false;
  const stack = ts.isCallExpression(call) ? [call, ...at.stack].slice(0, 6) : at.stack;
  const direct = fn.parameters[index];
  const last = fn.parameters[fn.parameters.length - 1];
  const parameter = direct ?? (last?.dotDotDotToken ? last : undefined);
  if (parameter) walk.bind(parameter.name, parameter.dotDotDotToken ? [ANY, ...at.labels] : at.labels, stack);
  return true;
}

function intoConstructor(
  walk: FlowWalk,
  node: ts.ClassLikeDeclaration,
  call: Call,
  index: number,
  at: State,
): boolean {
  const made = node.members.find((member) => ts.isConstructorDeclaration(member) && member.body);
  if (!made || !ts.isConstructorDeclaration(made)) return false;
  const parameter = made.parameters[index];
  if (!parameter) return true;
  intoFunction(walk, made, call, index, { ...at, stack: [] });
  const symbol = walk.context.tree.checker.getSymbolsOfParameterPropertyDeclaration;
  if (ts.isParameterPropertyDeclaration(parameter, made) && ts.isIdentifier(parameter.name))
    for (const one of symbol(parameter, parameter.name.text)) walk.symbol(one, at.labels, []);
  return true;
}

function intoExternal(walk: FlowWalk, value: External, call: Call, index: number, at: State): boolean {
  const step = ts.isNewExpression(call) ? 'new' : '()';
  const path = pathText(step === 'new' ? [...value.path, step] : value.path);
  if (walk.context.matcher.isNeutral(stepFrom(value, step))) return true;
  if (LOOKS.test(value.module)) return true;
  if (value.module !== GLOBAL) return false;
  if (SAME.test(path)) walk.go({ ...at, node: call });
  else if (path === 'Object.entries')
    walk.go({ ...at, node: call, labels: [ANY, '1', ...at.labels.slice(1)] });
  else if (path === 'Object.fromEntries')
    walk.go({ ...at, node: call, labels: [ANY, ...at.labels.slice(2)] });
  else if (path === 'Object.assign') assigned(walk, call, index, at);
  else if (KEEPS.has(value.path[value.path.length - 1] ?? '')) return kept(walk, call, at);
  else return READS.test(path) || path.startsWith('Object.') || path.startsWith('Array.');
  return true;
}

function assigned(walk: FlowWalk, call: Call, index: number, at: State): void {
  const [target] = argumentsOf(call);
  walk.go({ ...at, node: call });
  if (target && index > 0) walk.into(target, at.labels, at.stack);
}

function intoMethod(
  walk: FlowWalk,
  value: Extract<Value, { kind: 'method' }>,
  call: Call,
  at: State,
): boolean {
  if (value.of.kind === 'function') return intoFunction(walk, value.of.node, call, 0, at);
  if (KEEPS.has(value.name)) return kept(walk, call, at);
  if (value.name === 'concat' || value.name === 'with') walk.go({ ...at, node: call });
  return true;
}

/** `list.push(tool)`, `map.set(name, tool)`: the container has it from now on. */
function kept(walk: FlowWalk, call: Call, at: State): boolean {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !KEEPS.has(callee.name.text)) return false;
  const labels = callee.name.text === 'splice' ? at.labels : [ANY, ...at.labels];
  walk.into(callee.expression, labels, at.stack);
  return callee.name.text !== 'register';
}
