import ts from 'typescript';
import type { Candidate } from './candidate.js';
import type { Context } from './context.js';
import { expand } from './expand.js';
import { memberValues } from './members.js';
import { EXECUTORS, NAMES, ownDetector, runs, SCHEMAS } from './own-shape.js';
import { saysTool } from './own-words.js';
import { argumentsOf, bare, memberOf, propertyName, superOf } from './syntax.js';
import { textValues, type Value } from './value.js';

/** A class of one's own that is described as a tool is, and called one. */
export function ownClass(context: Context, node: ts.ClassLikeDeclaration): Candidate[] {
  const detector = ownDetector(context);
  if (!detector || !isCalledTool(node)) return [];
  const instance: Value = { kind: 'instance', node, env: undefined };
  const has = (name: string) => memberOf(node, name) !== undefined || inherits(context, node, name);
  const [name] = NAMES.flatMap((one) => textValues(memberValues(context.on, instance, one)));
  const members = node.members.flatMap((one) => (one.name ? (propertyName(one.name) ?? []) : []));
  const takes = SCHEMAS.some(has) || members.some((one) => /[a-z]Schema$/.test(one));
  if (name === undefined || !has('description') || !takes) return [];
  const ways = new Set([...EXECUTORS, ...members.filter((one) => RUNS.test(one))]);
  const executors = [...ways]
    .flatMap((one) => memberValues(context.on, instance, one))
    .filter(({ kind }) => kind === 'function');
  if (executors.length === 0) return [];
  const common = { detector, construct: 'tool class', node, start: node, stack: [], env: undefined };
  return [{ ...common, name, executors, hasExecutor: true, human: undefined }];
}

/** `executeQuery`, `callBuilder`: what a base class of another package calls. */
const RUNS = /^_?(?:execute|run|call|handle|invoke|perform)[A-Z]\w*$/;

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
