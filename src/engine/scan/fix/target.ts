import ts from 'typescript';
import type { ToolFinding } from '../../model/tool-finding.js';

/** Where a call of the gate goes, or why none can be put there. */
export type Target = { readonly node: ts.Expression } | { readonly why: string };

type Definition = ts.CallExpression | ts.NewExpression | ts.ObjectLiteralExpression;

/** The expression that makes a tool, if it can simply be wrapped: its value is the tool, and goes on from there. */
export function targetOf(source: ts.SourceFile, { place, endLine, construct }: ToolFinding): Target {
  const start = positionOf(source, place.line, place.column);
  const node = start === undefined ? undefined : definitionAt(source, start, endLine);
  if (node === undefined) return { why: 'the definition is no single expression (a class, a decorator)' };
  // Elsewhere an object is what a tool is made from, and not the tool.
  if (ts.isObjectLiteralExpression(node) && !/\{\}$|\[\]$/.test(construct))
    return { why: 'the definition is an entry of a table' };
  const outer = outward(node);
  const { parent } = outer;
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent))
    return { why: 'the call itself registers the tool, so there is nothing to wrap' };
  if (ts.isAwaitExpression(parent)) return { why: 'the tool is made asynchronously' };
  if (ts.isDecorator(parent) || ts.isHeritageClause(parent.parent))
    return { why: 'it is part of a declaration' };
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return { why: 'what is made is changed before it is used' };
  if (ts.isCallExpression(parent) && parent.expression === outer)
    return { why: 'what is made is called at once' };
  return { node };
}

function positionOf(source: ts.SourceFile, line: number, column: number): number | undefined {
  const starts = source.getLineStarts();
  const begin = starts[line - 1];
  return begin === undefined || begin + column - 1 > source.end ? undefined : begin + column - 1;
}

/** The smallest definition that begins at a place and ends on a line. */
function definitionAt(source: ts.SourceFile, start: number, endLine: number): Definition | undefined {
  let found: Definition | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getFullStart() > start || node.end <= start) return;
    ts.forEachChild(node, visit);
    const fits = node.getStart(source) === start && lineOf(source, node.end) === endLine;
    if (found === undefined && fits && isDefinition(node)) found = node;
  };
  visit(source);
  return found;
}

function lineOf(source: ts.SourceFile, offset: number): number {
  return source.getLineAndCharacterOfPosition(offset).line + 1;
}

function isDefinition(node: ts.Node): node is Definition {
  return ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isObjectLiteralExpression(node);
}

/** Through what changes no value: parentheses, `as`, `satisfies`, `!`. */
function outward(node: ts.Expression): ts.Expression {
  let at = node;
  while (
    ts.isParenthesizedExpression(at.parent) ||
    ts.isAsExpression(at.parent) ||
    ts.isSatisfiesExpression(at.parent) ||
    ts.isNonNullExpression(at.parent)
  )
    at = at.parent;
  return at;
}
