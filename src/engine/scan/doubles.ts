import ts from 'typescript';
import type { Candidate } from './candidate.js';
import type { Context } from './context.js';
import { rootOf } from './own-shape.js';
import { argumentsOf, bare, hasBody, isWithin } from './syntax.js';
import type { Env, Value } from './value.js';

/** Leaves out what was found in another way as well: by a framework's own construct, or where it is defined. */
export function withoutDoubles<T extends Candidate>(context: Context, all: readonly T[]): T[] {
  const named = new Map<string | undefined, T[]>();
  for (const one of all) {
    const same = named.get(one.name);
    if (same) same.push(one);
    else named.set(one.name, [one]);
  }
  const known = all.filter((one) => !isOwn(one));
  const bodies = new Set(known.flatMap(({ executors }) => executors.map(bodyOf)));
  return all.filter((one) => {
    const same = one.name === undefined ? [] : (named.get(one.name) ?? []).filter((other) => other !== one);
    if (one.declares === true)
      return !same.some(({ hasExecutor, detector }) => hasExecutor && detector === one.detector);
    if (!isOwn(one)) return true;
    if (same.some((other) => isTold(context, one, other))) return false;
    return (
      !known.some((other) => other.node === one.start || isSamePlace(one, other)) &&
      !one.executors.some((value) => bodies.has(bodyOf(value)))
    );
  });
}

const isOwn = ({ detector }: Candidate): boolean => detector.own !== undefined;

/** The code of a function; what has none is like nothing else. */
const bodyOf = (value: Value): unknown =>
  'node' in value && hasBody(value.node as ts.Node) ? value.node : {};

/** Whether another finding of the same name speaks of the same tool. */
function isTold(context: Context, one: Candidate, other: Candidate): boolean {
  if (one.handedOn === true && other.handedOn !== true) return true;
  if (!isOwn(other))
    return (!one.hasExecutor && isShared(context, one, other)) || comesFrom(context, other, one.start);
  return !one.hasExecutor && other.hasExecutor && isShared(context, one, other);
}

/** A description tells of what runs in its own file, or where it is imported. */
function isShared(context: Context, { start }: Candidate, other: Candidate): boolean {
  const [own, running] = [start.getSourceFile(), other.start.getSourceFile()];
  return own === running || (isExported(start) && context.refs.importersOf(own).has(running));
}

function isExported(node: ts.Node): boolean {
  for (let at = node; at; at = at.parent)
    if (ts.isVariableStatement(at))
      return at.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
  return false;
}

/** Whether a registration was given this very literal, by a parameter, in a loop, or as `tool.name` and the like. */
function comesFrom(context: Context, { env, node, start }: Candidate, literal: ts.Node): boolean {
  if (node === literal || isWithin(node, literal)) return true;
  for (let at: Env | undefined = env; at; at = at.next) {
    const values = 'node' in at.bound ? context.on.values(at.bound.node, at.bound.env) : at.bound;
    if (values.some((value) => holds(value, literal))) return true;
  }
  return argumentsOf(start)
    .map(rootOf)
    .some((root) => root && context.on.values(root, env).some((value) => holds(value, literal)));
}

const holds = (value: Value, literal: ts.Node): boolean =>
  value.kind === 'entry'
    ? value.value.some((one) => holds(one, literal))
    : 'node' in value && value.node === literal;

/** The literal that a construct was given, or stands in. */
function isSamePlace(one: Candidate, { node, start, name }: Candidate): boolean {
  if (isWithin(node, one.start)) return name === one.name;
  return [node, start].some(
    (other) =>
      isWithin(one.start, other) &&
      (name === one.name || argumentsOf(other).some((argument) => bare(argument) === one.start)),
  );
}
