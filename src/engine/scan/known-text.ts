import ts from 'typescript';
import { bare, propertyName } from './syntax.js';
import type { Env, Value } from './value.js';
import type { Evaluator } from './values.js';

const { SyntaxKind: K } = ts;

/** The text that an expression has for certain, because the question is asked for one request alone. */
export function certainText(on: Evaluator, node: ts.Expression, env: Env | undefined): string | undefined {
  // What is certain is bound to the request that a question is asked for.
  if (env === undefined) return undefined;
  const [only, ...more] = on.values(node, env);
  return only?.kind === 'text' && only.certain === true && more.length === 0 ? only.text : undefined;
}

const literal = (node: ts.Expression): string | undefined => {
  const inner = bare(node);
  return ts.isStringLiteralLike(inner) ? inner.text : undefined;
};

/** Whether a condition holds, where it compares a text that is certain with texts that are written down. */
export function decided(on: Evaluator, condition: ts.Expression, env: Env | undefined): boolean | undefined {
  const node = bare(condition);
  const inner = (one: ts.Expression) => decided(on, one, env);
  if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken) {
    const found = inner(node.operand);
    return found === undefined ? undefined : !found;
  }
  if (ts.isCallExpression(node)) return byMethod(on, node, env);
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = node.operatorToken.kind;
  if (operator === K.BarBarToken) return either(inner(node.left), inner(node.right), true);
  if (operator === K.AmpersandAmpersandToken) return either(inner(node.left), inner(node.right), false);
  const equal = compared(on, node, env);
  if (equal === undefined) return undefined;
  if (operator === K.EqualsEqualsEqualsToken || operator === K.EqualsEqualsToken) return equal;
  const differs = operator === K.ExclamationEqualsEqualsToken || operator === K.ExclamationEqualsToken;
  return differs ? !equal : undefined;
}

/** `||` is true where one side is, `&&` false where one side is; otherwise both must be known. */
function either(one: boolean | undefined, other: boolean | undefined, wins: boolean): boolean | undefined {
  if (one === wins || other === wins) return wins;
  return one === undefined || other === undefined ? undefined : !wins;
}

function compared(on: Evaluator, { left, right }: ts.BinaryExpression, env: Env | undefined) {
  const written = literal(left) ?? literal(right);
  const asked = certainText(on, literal(left) === undefined ? left : right, env);
  return written === undefined || asked === undefined ? undefined : written === asked;
}

/** `name.startsWith('git_')` and `['a', 'b'].includes(name)`. */
function byMethod(on: Evaluator, node: ts.CallExpression, env: Env | undefined): boolean | undefined {
  const callee = bare(node.expression);
  const [argument] = node.arguments;
  if (!ts.isPropertyAccessExpression(callee) || !argument) return undefined;
  const { text } = callee.name;
  const written = literal(argument);
  if ((text === 'startsWith' || text === 'endsWith') && written !== undefined)
    return certainText(on, callee.expression, env)?.[text](written);
  const list = bare(callee.expression);
  if (text !== 'includes' || !ts.isArrayLiteralExpression(list)) return undefined;
  const asked = certainText(on, argument, env);
  const all = list.elements.map(literal);
  return asked === undefined || all.includes(undefined) ? undefined : all.includes(asked);
}

/** The statements of a `switch` that are run for a text that is certain; undefined where that cannot be told. */
export function chosen(
  on: Evaluator,
  node: ts.SwitchStatement,
  env: Env | undefined,
): readonly ts.Statement[] | undefined {
  const asked = certainText(on, node.expression, env);
  const { clauses } = node.caseBlock;
  if (asked === undefined) return undefined;
  const texts = clauses.map((clause) => (ts.isCaseClause(clause) ? caseText(on, clause, env) : ''));
  if (texts.includes(undefined)) return undefined;
  const match = clauses.findIndex((clause, i) => ts.isCaseClause(clause) && texts[i] === asked);
  const from = match >= 0 ? match : clauses.findIndex((clause) => ts.isDefaultClause(clause));
  if (from < 0) return [];
  const after = clauses.slice(from);
  const last = after.findIndex(({ statements }) => statements.some(ends));
  return after.slice(0, last < 0 ? undefined : last + 1).flatMap(({ statements }) => [...statements]);
}

function caseText(on: Evaluator, { expression }: ts.CaseClause, env: Env | undefined): string | undefined {
  const values = on.values(expression, env);
  return values.length === 1 && values[0]?.kind === 'text' ? values[0].text : undefined;
}

function ends(node: ts.Statement): boolean {
  if (ts.isBlock(node)) return node.statements.some(ends);
  return (
    ts.isBreakStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isContinueStatement(node)
  );
}

/** `tools.find((tool) => tool.name === name)`: the property and the text that it must have. */
export function soughtIn(on: Evaluator, fn: Value): { property: string; text: string } | undefined {
  if (fn.kind !== 'function' || !ts.isArrowFunction(fn.node)) return undefined;
  const [parameter] = fn.node.parameters;
  const body = ts.isBlock(fn.node.body) ? undefined : bare(fn.node.body);
  if (!parameter || !body || !ts.isBinaryExpression(body)) return undefined;
  const { kind } = body.operatorToken;
  if (kind !== K.EqualsEqualsEqualsToken && kind !== K.EqualsEqualsToken) return undefined;
  const sides = [bare(body.left), bare(body.right)];
  const [own] = sides.filter(
    (side) => ts.isPropertyAccessExpression(side) && side.expression.getText() === parameter.name.getText(),
  );
  const [other] = sides.filter((side) => side !== own);
  const text = own && other && certainText(on, other, fn.env);
  return text === undefined || !own || !ts.isPropertyAccessExpression(own)
    ? undefined
    : { property: propertyName(own.name) ?? '', text };
}
