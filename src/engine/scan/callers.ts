import ts from 'typescript';
import type { References } from './references.js';
import type { Symbols } from './symbols.js';
import { outer } from './syntax.js';

/** Says who calls a function by its name, across the tree: functions, methods, and those held by a `const`. */
export function callersOf(
  symbols: Symbols,
  refs: References,
): (fn: ts.SignatureDeclaration) => readonly ts.CallExpression[] {
  const known = new Map<ts.Node, readonly ts.CallExpression[]>();
  return (fn) => {
    const found = known.get(fn);
    if (found) return found;
    known.set(fn, []);
    const symbol = symbolOf(symbols, fn);
    const calls = symbol
      ? refs
          .of(symbol)
          .map(callOf)
          .filter((call) => call !== undefined)
      : [];
    known.set(fn, calls);
    return calls;
  };
}

function symbolOf(symbols: Symbols, fn: ts.SignatureDeclaration): ts.Symbol | undefined {
  const name = ts.isConstructorDeclaration(fn) ? fn.parent.name : fn.name;
  if (name && !ts.isComputedPropertyName(name)) return symbols.at(name);
  if (hasDefault(fn))
    return (fn.getSourceFile() as unknown as { symbol?: ts.Symbol }).symbol?.exports?.get(
      ts.InternalSymbolName.Default,
    );
  const holder = outer(fn).parent;
  if (!holder || !('name' in holder) || !holder.name) return undefined;
  const isHeld =
    ts.isVariableDeclaration(holder) || ts.isPropertyDeclaration(holder) || ts.isPropertyAssignment(holder);
  if (isHeld) return symbols.at(holder.name as ts.Node);
  return undefined;
}

const hasDefault = (fn: ts.SignatureDeclaration): boolean =>
  ts.isFunctionDeclaration(fn) &&
  (ts.getModifiers(fn)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false);

/** The call whose callee is this name (or this member). */
function callOf(name: ts.Identifier): ts.CallExpression | undefined {
  const { parent } = name;
  const callee = outer(ts.isPropertyAccessExpression(parent) && parent.name === name ? parent : name);
  const call = callee.parent as ts.Node | undefined;
  const isCall =
    call && (ts.isCallExpression(call) || ts.isNewExpression(call)) && call.expression === callee;
  return isCall ? (call as ts.CallExpression) : undefined;
}
