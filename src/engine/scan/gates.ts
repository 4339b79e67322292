import ts from 'typescript';
import type { Step } from '../model/tool-finding.js';
import { type Context, stepAt } from './context.js';
import { gateOf, isRunGate } from './matcher.js';
import { argumentsOf, bare, functionAround, propertyName, walk } from './syntax.js';
import type { Env, Invocation, Value } from './value.js';

/** Where a value was gated, for the report. */
export function gateStep(context: Context, value: Value, at: ts.Node): Step {
  const call = value.kind === 'external' ? value.call : undefined;
  return stepAt(context, call ?? at, `${gateOf(value) ?? 'gate'}()`);
}

/** The gate that an expression surely is or holds: on every branch, not only on one of them. */
export function surelyGate(
  context: Context,
  expression: ts.Expression,
  env: Env | undefined,
  depth = 0,
): Step | undefined {
  const node = bare(expression);
  if (depth > 8) return undefined;
  const inner = (one: ts.Expression) => surelyGate(context, one, env, depth + 1);
  if (ts.isConditionalExpression(node)) return inner(node.whenTrue) && inner(node.whenFalse);
  if (ts.isArrayLiteralExpression(node)) return first(node.elements, inner);
  if (ts.isSpreadElement(node)) return inner(node.expression);
  if (ts.isObjectLiteralExpression(node)) return first(initializers(node), inner);
  const values = context.on.values(node, env);
  if (values.length > 0 && values.every(isRunGate)) return gateStep(context, values[0] as Value, node);
  return ts.isIdentifier(node) ? throughName(context, node, env, depth) : undefined;
}

function first<T>(all: readonly T[], ask: (one: T) => Step | undefined): Step | undefined {
  for (const one of all) {
    const found = ask(one);
    if (found) return found;
  }
  return undefined;
}

const initializers = (node: ts.ObjectLiteralExpression): ts.Expression[] =>
  node.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return [property.initializer];
    if (ts.isSpreadAssignment(property)) return isOverwritten(node, property) ? [] : [property.expression];
    return ts.isShorthandPropertyAssignment(property) ? [property.name] : [];
  });

/** `{...gateHooks(…), PreToolUse: []}` takes the gate away again. */
function isOverwritten(node: ts.ObjectLiteralExpression, spread: ts.SpreadAssignment): boolean {
  const after = node.properties.slice(node.properties.indexOf(spread) + 1);
  return after.some((one) => ['PreToolUse', 'wrapToolCall'].includes(propertyName(one.name) ?? ''));
}

/** A name that is bound once: a `const`, or a parameter that every caller gives a gate. */
function throughName(
  context: Context,
  node: ts.Identifier,
  env: Env | undefined,
  depth: number,
): Step | undefined {
  const target = context.symbols.target(node);
  const declaration = target?.kind === 'symbol' ? target.symbol.declarations?.[0] : undefined;
  if (!declaration) return undefined;
  if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
    const isConst = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
    return isConst ? surelyGate(context, declaration.initializer, env, depth + 1) : undefined;
  }
  if (!ts.isParameter(declaration)) return undefined;
  return everyCaller(context, declaration, (arg) => surelyGate(context, arg, undefined, depth + 1));
}

/** What holds of the argument of every caller of a function; nothing holds where no caller is known. */
export function everyCaller(
  context: Context,
  parameter: ts.ParameterDeclaration,
  ask: (arg: ts.Expression) => Step | undefined,
): Step | undefined {
  const calls = context.on.callersOf(parameter.parent);
  const index = parameter.parent.parameters.indexOf(parameter);
  const given = calls.map((call) => argumentsOf(call)[index]);
  const answers = given.map((one) => (one ? ask(one) : undefined));
  return answers.length > 0 && answers.every(Boolean) ? answers[0] : undefined;
}

/** A run-level gate among the options of the very call that makes (or runs) the agent. */
export function runGateOf(context: Context, call: Invocation, env?: Env): Step | undefined {
  return first(argumentsOf(call), (arg) => optionGate(context, arg, env, 0));
}

/** Looks through options, except at the tools themselves: a gate there is a value, and was asked for already. */
function optionGate(
  context: Context,
  expression: ts.Expression,
  env: Env | undefined,
  depth: number,
): Step | undefined {
  const node = bare(expression);
  if (depth > 3) return undefined;
  if (ts.isObjectLiteralExpression(node)) {
    return first(node.properties, (property) => {
      if (propertyName(property.name) === 'tools') return undefined;
      if (ts.isSpreadAssignment(property)) return optionGate(context, property.expression, env, depth + 1);
      const value = ts.isPropertyAssignment(property)
        ? property.initializer
        : ts.isShorthandPropertyAssignment(property)
          ? property.name
          : undefined;
      return value && (surelyGate(context, value, env) ?? optionGate(context, value, env, depth + 1));
    });
  }
  if (!ts.isIdentifier(node)) return undefined;
  const values = context.on.values(node, env);
  const [only] = values;
  return values.length === 1 && only?.kind === 'object'
    ? optionGate(context, only.node, only.env, depth + 1)
    : undefined;
}

/** The gate of the server (or registry) that a tool is registered on. */
export function receiverGate(
  context: Context,
  receiver: ts.Expression,
  at: ts.Node,
  depth = 0,
): Step | undefined {
  const node = bare(receiver);
  if (depth > 6) return undefined;
  const values = context.on.values(node);
  const isGated = (value: Value) => gateOf(value) === 'gateServer';
  if (values.length > 0 && values.every(isGated)) return gateStep(context, values[0] as Value, node);
  const stated = gatedByStatement(context, node, at, 'gateServer');
  if (stated) return stated;
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'server') {
    const outerServer = receiverGate(context, node.expression, at, depth + 1);
    if (outerServer) return outerServer;
  }
  if (!ts.isIdentifier(node)) return undefined;
  const target = context.symbols.target(node);
  const declaration = target?.kind === 'symbol' ? target.symbol.declarations?.[0] : undefined;
  if (!declaration || !ts.isParameter(declaration)) return undefined;
  return everyCaller(context, declaration, (arg) => receiverGate(context, arg, arg, depth + 1));
}

/**
 * `gateServer(server, …);` (or `gateToolNode`) as a statement that is run whenever `at` is. These gates work in place, on
 * what is there and on what comes, so that the order does not matter; a way out between the two does.
 */
export function gatedByStatement(
  context: Context,
  receiver: ts.Expression,
  at: ts.Node,
  gate: string,
): Step | undefined {
  const text = receiver.getText();
  for (let block: ts.Node | undefined = at; block; block = block.parent) {
    if (!ts.isBlock(block) && !ts.isSourceFile(block)) continue;
    const from = block.statements.findIndex((one) => one.pos <= at.pos && at.end <= one.end);
    const index = block.statements.findIndex((one) => gatesIn(context, one, text, receiver, gate));
    const between = index < from ? [] : block.statements.slice(from + 1, index);
    const call = block.statements[index];
    if (call && !between.some(mayLeave)) return stepAt(context, call, `${gate}()`);
  }
  return undefined;
}

function gatesIn(
  context: Context,
  statement: ts.Statement,
  text: string,
  receiver: ts.Expression,
  gate: string,
): boolean {
  const call = ts.isExpressionStatement(statement) ? bare(statement.expression) : undefined;
  if (!call || !ts.isCallExpression(call) || call.arguments[0]?.getText() !== text) return false;
  return (
    context.on.values(call).some((value) => gateOf(value) === gate) && sameScope(context, receiver, call)
  );
}

/** Whether a statement may be the last that is run. */
function mayLeave(statement: ts.Statement): boolean {
  let found = false;
  walk(statement, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) found = true;
    return !found;
  });
  return found;
}

function sameScope(context: Context, receiver: ts.Expression, call: ts.CallExpression): boolean {
  const [arg] = call.arguments;
  if (!arg || !ts.isIdentifier(receiver) || !ts.isIdentifier(arg))
    return functionAround(receiver) !== undefined;
  return context.symbols.at(receiver) === context.symbols.at(arg);
}
