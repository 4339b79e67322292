import ts from 'typescript';
import type { References } from './references.js';
import { exportsOf, type Symbols } from './symbols.js';
import { bare, functionAround, outer, propertyName, superOf } from './syntax.js';
import type { Unseen } from './unseen.js';
import type { Value } from './value.js';

/** Says who calls a function by its name, across the tree: functions, methods, and those held by a `const`. */
export function callersOf(
  symbols: Symbols,
  refs: References,
  unseen: Unseen | undefined,
  valuesOf: (node: ts.Expression) => readonly Value[],
): (fn: ts.SignatureDeclaration) => readonly ts.CallExpression[] {
  const known = new Map<ts.Node, readonly ts.CallExpression[]>();
  const open = new Set<ts.Node>();
  const callers = (fn: ts.SignatureDeclaration): readonly ts.CallExpression[] => {
    const found = known.get(fn);
    if (unseen && open.has(fn)) unseen.ways++;
    if (found) return found;
    known.set(fn, []);
    const before = unseen?.ways;
    const symbol = symbolOf(symbols, fn);
    const named = symbol ? refs.of(symbol).map(callOf) : [];
    const loose = looseCalls(refs, fn, valuesOf);
    const made = returnedTo(symbols, refs, fn, callers);
    const calls = [...named, ...requiredCalls(symbols, refs, fn), ...loose, ...made].filter(
      (call) => call !== undefined,
    );
    known.set(fn, calls);
    if (unseen?.ways !== before) open.add(fn);
    return calls;
  };
  return callers;
}

/** Calls of a function that another one gives back: `const register = makeRegister(server); register(tool);`. */
function returnedTo(
  symbols: Symbols,
  refs: References,
  fn: ts.SignatureDeclaration,
  callers: (fn: ts.SignatureDeclaration) => readonly ts.CallExpression[],
): (ts.CallExpression | undefined)[] {
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return [];
  const { parent } = outer(fn);
  const isBody = ts.isArrowFunction(parent) && bare(parent.body as ts.Expression) === fn;
  const maker = ts.isReturnStatement(parent) ? functionAround(parent) : isBody ? parent : undefined;
  return (maker ? callers(maker) : []).flatMap((call) => {
    const whole = outer(call);
    const { parent: at } = whole;
    if (ts.isCallExpression(at) && at.expression === whole) return [at];
    return ts.isVariableDeclaration(at) && ts.isIdentifier(at.name)
      ? namesOf(symbols, refs, at.name).map(callOf)
      : [];
  });
}

function symbolOf(symbols: Symbols, fn: ts.SignatureDeclaration): ts.Symbol | undefined {
  const name = ts.isConstructorDeclaration(fn) ? classNameOf(fn.parent) : fn.name;
  if (name && !ts.isComputedPropertyName(name)) return symbols.at(name);
  if (hasDefault(fn)) return exportsOf(fn.getSourceFile())?.get(ts.InternalSymbolName.Default);
  const holder = outer(fn).parent;
  if (!holder || !('name' in holder) || !holder.name) return undefined;
  const isHeld =
    ts.isVariableDeclaration(holder) || ts.isPropertyDeclaration(holder) || ts.isPropertyAssignment(holder);
  if (isHeld) return symbols.at(holder.name as ts.Node);
  return undefined;
}

/** Calls of a method by way of something that has no type, but is known to hold an instance of its class. */
function looseCalls(
  refs: References,
  fn: ts.SignatureDeclaration,
  valuesOf: (node: ts.Expression) => readonly Value[],
): (ts.CallExpression | undefined)[] {
  const owner = ts.isMethodDeclaration(fn) ? fn.parent : undefined;
  const name = owner && propertyName(fn.name as ts.PropertyName);
  if (!owner || name === undefined) return [];
  const places = refs.loose(name);
  const isHeld = (value: Value): boolean => 'node' in value && isOrExtends(value.node, owner, valuesOf);
  return places
    .filter(({ parent }) => valuesOf((parent as ts.PropertyAccessExpression).expression).some(isHeld))
    .map(callOf);
}

function isOrExtends(
  node: ts.Node,
  owner: ts.Node,
  valuesOf: (node: ts.Expression) => readonly Value[],
  depth = 0,
): boolean {
  if (node === owner) return true;
  const above = ts.isClassLike(node) && depth < 6 ? superOf(node) : undefined;
  return (
    above !== undefined &&
    valuesOf(above).some((value) => 'node' in value && isOrExtends(value.node, owner, valuesOf, depth + 1))
  );
}

/** The name that a class goes by: its own, or that of the variable that holds it. */
function classNameOf(node: ts.ClassLikeDeclaration): ts.Identifier | undefined {
  const holder = outer(node).parent;
  const isHeld = ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name);
  return isHeld ? (holder.name as ts.Identifier) : node.name;
}

/** Calls of what a CommonJS file exports, by those who require it: as a whole, as a property, or taken apart. */
function requiredCalls(
  symbols: Symbols,
  refs: References,
  fn: ts.SignatureDeclaration,
): (ts.CallExpression | undefined)[] {
  const wholes = refs.wholesOf(fn.getSourceFile()).filter((node) => ts.isCallExpression(node));
  if (wholes.length === 0) return [];
  const name = exportedAs(fn);
  return wholes.flatMap((whole) => {
    const node = outer(whole);
    const { parent } = node;
    if (name === undefined) {
      if (ts.isCallExpression(parent) && parent.expression === node) return [parent];
      return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)
        ? namesOf(symbols, refs, parent.name).map(callOf)
        : [];
    }
    if (!ts.isVariableDeclaration(parent)) return [];
    if (ts.isIdentifier(parent.name))
      return namesOf(symbols, refs, parent.name).map(({ parent: at }) =>
        ts.isPropertyAccessExpression(at) && at.name.text === name
          ? callOf(at.name as ts.Identifier)
          : undefined,
      );
    const taken = parent.name.elements.find(
      (one) => ts.isBindingElement(one) && propertyName(one.propertyName ?? one.name) === name,
    );
    return taken && ts.isBindingElement(taken) && ts.isIdentifier(taken.name)
      ? namesOf(symbols, refs, taken.name).map(callOf)
      : [];
  });
}

function namesOf(symbols: Symbols, refs: References, name: ts.Identifier): readonly ts.Identifier[] {
  const symbol = symbols.at(name);
  return symbol ? refs.of(symbol) : [];
}

/** The name a function has for those who require its file; undefined where it is the whole of what they get. */
function exportedAs(fn: ts.SignatureDeclaration): string | undefined {
  const holder = outer(fn).parent;
  if (ts.isBinaryExpression(holder) && ts.isPropertyAccessExpression(holder.left))
    return holder.left.getText() === 'module.exports' ? undefined : holder.left.name.text;
  if (ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder)) return propertyName(holder.name);
  return propertyName(fn.name as ts.PropertyName | undefined) ?? '';
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
