import ts from 'typescript';
import type { FlowWalk } from './flow.js';
import { ANY, type State, taken } from './flow-state.js';

const SAME = new Set([
  'filter',
  'slice',
  'concat',
  'reverse',
  'sort',
  'toSorted',
  'toReversed',
  'values',
  'with',
  'flat',
  'then',
  'catch',
  'finally',
  'bind',
]);
const ONE = new Set(['find', 'at', 'pop', 'shift', 'get']);
const EACH = new Set(['map', 'flatMap', 'forEach', 'filter', 'find', 'some', 'every', 'findIndex']);
const NOTHING = new Set([
  'push',
  'unshift',
  'includes',
  'indexOf',
  'join',
  'has',
  'keys',
  'toString',
  'set',
  'add',
]);

/** Follows a tool in a list (or map) through the list's own methods. Answers whether it was one of these. */
export function receiverFlow(walk: FlowWalk, call: ts.CallExpression, name: string, at: State): boolean {
  if (at.labels.length === 0 || at.labels[0] === name) return name === 'then' && thenFlow(walk, call, at);
  if (name === 'then') return thenFlow(walk, call, at);
  const rest = taken(at.labels, ANY) ?? at.labels;
  if (EACH.has(name)) callback(walk, call, 0, rest, at);
  if (name === 'reduce') {
    callback(walk, call, 1, rest, at);
    return true;
  }
  if (SAME.has(name)) walk.go({ ...at, node: call });
  else if (ONE.has(name)) walk.go({ ...at, node: call, labels: rest });
  else if (name === 'entries') walk.go({ ...at, node: call, labels: [ANY, '1', ...rest] });
  return SAME.has(name) || ONE.has(name) || EACH.has(name) || NOTHING.has(name) || name === 'entries';
}

function thenFlow(walk: FlowWalk, call: ts.CallExpression, at: State): boolean {
  callback(walk, call, 0, at.labels, at);
  return true;
}

/** The parameter of a callback gets the tool. */
function callback(
  walk: FlowWalk,
  call: ts.CallExpression,
  index: number,
  labels: readonly string[],
  at: State,
): void {
  const [first] = call.arguments;
  for (const value of first ? walk.context.on.values(first) : []) {
    if (value.kind === 'external') walk.escape(call, value.path.join('.'));
    const parameter = value.kind === 'function' ? value.node.parameters[index] : undefined;
    if (parameter) walk.bind(parameter.name, labels, at.stack);
  }
}

/** What a callback returns is what the list method gives. */
export function callbackResult(
  walk: FlowWalk,
  call: ts.CallExpression,
  labels: readonly string[],
  at: State,
): boolean {
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
  const [first, ...rest] = labels;
  if (first !== '()') return false;
  if (name === 'map') walk.go({ ...at, node: call, labels: [ANY, ...rest] });
  else if (['flatMap', 'reduce', 'then'].includes(name)) walk.go({ ...at, node: call, labels: rest });
  else return ['forEach', 'filter', 'find', 'some', 'every', 'sort', 'catch', 'finally'].includes(name);
  return true;
}
