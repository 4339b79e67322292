import ts from 'typescript';
import type { Step } from '../model/tool-finding.js';
import type { Candidate } from './candidate.js';
import { type Context, stepAt } from './context.js';
import { gateText } from './guarded.js';
import { gateBefore, gateWithin } from './guard-walk.js';
import { bare, each, functionAround, hasBody } from './syntax.js';
import type { Value } from './value.js';

const DEEPEST = 5;

/** The gate that a loop asks before it runs a tool that is only described: at every place that runs it. */
export function guardedInLoop(context: Context, { inline, executors }: Candidate): Step | undefined {
  if (!inline) return undefined;
  const places = inline.length > 0 ? inline : executors.flatMap((value) => tableCalls(context, value));
  return everyOne(places, (place) => guardedBranch(context, place) ?? guardedPlace(context, place, 0));
}

/** A branch that asks for itself. */
function guardedBranch(context: Context, place: ts.Node): Step | undefined {
  const statements = ts.isCaseClause(place) ? place.statements : ts.isStatement(place) ? [place] : [];
  const gate = gateWithin(context, statements);
  return gate && stepAt(context, gate, gateText(gate));
}

function everyOne<T>(all: readonly T[], ask: (one: T) => Step | undefined): Step | undefined {
  const answers = all.map(ask);
  return answers.every(Boolean) ? answers[0] : undefined;
}

/** The gate before a place: in the functions that it stands in, or before every call of these. */
function guardedPlace(context: Context, place: ts.Node, depth: number): Step | undefined {
  if (depth > DEEPEST) return undefined;
  const around = functionAround(place);
  const within = around && hasBody(around) ? around : place.getSourceFile();
  const gate = gateBefore(context, within, place);
  if (gate) return stepAt(context, gate, gateText(gate));
  if (!around) return undefined;
  if (isHandedOver(around)) return guardedOutside(context, around, place);
  return everyOne(context.on.callersOf(around), (call) => guardedPlace(context, call, depth + 1));
}

/** A function that stands in a call is run by it: `runtime.guard(event, () => run(name))`. */
const isHandedOver = (fn: ts.Node): boolean =>
  (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) && ts.isCallExpression(fn.parent);

function guardedOutside(context: Context, fn: ts.Node, place: ts.Node): Step | undefined {
  const outside = functionAround(fn);
  const gate = gateBefore(context, outside && hasBody(outside) ? outside : fn.getSourceFile(), place);
  return gate && stepAt(context, gate, gateText(gate));
}

/** Calls of what a table holds under a name that is not written down. */
function tableCalls(context: Context, value: Value): ts.Node[] {
  if (value.kind !== 'function') return [];
  const found: ts.Node[] = [];
  const isIt = (one: Value) => one.kind === 'function' && one.node === value.node;
  context.tree.unseen?.everywhere();
  for (const file of context.tree.files)
    each(file, (node) => {
      if (!ts.isCallExpression(node) || !isTaken(context, bare(node.expression))) return;
      if (context.on.values(node.expression).some(isIt)) found.push(node);
    });
  return found;
}

/** `table[name]`, or a name that holds it. */
function isTaken(context: Context, callee: ts.Expression): boolean {
  if (ts.isElementAccessExpression(callee)) return true;
  if (!ts.isIdentifier(callee)) return false;
  const declaration = context.symbols.at(callee)?.valueDeclaration;
  const initial = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return initial !== undefined && ts.isElementAccessExpression(bare(initial));
}
