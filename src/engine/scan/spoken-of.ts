import ts from 'typescript';
import { bare, classAround, loopOf, outer } from './syntax.js';

/** The names that what an expression stands for may depend on; `.x` is field x of `this`. */
export interface SpokenOf {
  readonly names: ReadonlySet<string>;
  /** The class whose `this` is spoken of. */
  readonly self: ts.Node | undefined;
  /** Something is spoken of that has no name. */
  readonly isOpen: boolean;
}

/** What names are given in a part of a file, and the names there that something may be bound to. */
interface Given {
  readonly nodes: Map<string, ts.Node[]>;
  readonly bindable: Set<string>;
  /** What each name comes to, of those that something may be bound to. */
  readonly reached: Map<string, ReadonlySet<string>>;
}

const KNOWN = new WeakMap<ts.Node, SpokenOf>();
const GIVEN = new WeakMap<ts.Node, Given>();
const WRITTEN = new WeakMap<ts.Node, ReadonlySet<string>>();

/**
 * What an expression speaks of, by its names and by the names of all that they are given in the function around it. It is
 * told by the text alone: a name that is used twice speaks of both.
 */
export function spokenOf(node: ts.Node): SpokenOf {
  const known = KNOWN.get(node);
  if (known) return known;
  const names = new Set<string>();
  const given = givenAround(node);
  for (const name of writtenIn(node)) reach(name, given, names);
  const holder = holderOf(node);
  if (holder !== undefined) reach(holder, given, names);
  const self = names.has(THIS) ? classAround(node) : undefined;
  const found = { names, self, isOpen: names.has('arguments') || (names.has(THIS) && !self) };
  KNOWN.set(node, found);
  return found;
}

function reach(name: string, given: readonly Given[], into: Set<string>): void {
  if (isBindable(name, given)) into.add(name);
  if (!given.some(({ nodes }) => nodes.has(name))) return;
  for (const other of reachedBy(name, given)) into.add(other);
}

const isBindable = (name: string, given: readonly Given[]): boolean =>
  name === THIS || name === 'arguments' || given.some(({ bindable }) => bindable.has(name));

function reachedBy(name: string, given: readonly Given[]): ReadonlySet<string> {
  const { reached } = given[0] as Given;
  const known = reached.get(name);
  if (known) return known;
  const names = new Set([name]);
  for (const one of names)
    for (const { nodes } of given)
      for (const node of nodes.get(one) ?? []) for (const other of writtenIn(node)) names.add(other);
  const found = new Set([...names].filter((one) => isBindable(one, given)));
  reached.set(name, found);
  return found;
}

const THIS = 'this';

/** What a literal is held by may be given more to it later. */
function holderOf(node: ts.Node): string | undefined {
  if (ts.isClassDeclaration(node)) return node.name?.text;
  if (!ts.isObjectLiteralExpression(node) && !ts.isClassExpression(node)) return undefined;
  const { parent } = outer(node);
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}

/** The names that are written in a node. */
function writtenIn(node: ts.Node): ReadonlySet<string> {
  const known = WRITTEN.get(node);
  if (known) return known;
  const names = new Set<string>();
  const visit = (at: ts.Node): void => {
    if (ts.isTypeNode(at) && !ts.isExpressionWithTypeArguments(at)) return;
    if (at.kind === ts.SyntaxKind.ThisKeyword || at.kind === ts.SyntaxKind.SuperKeyword) names.add(THIS);
    else if (ts.isIdentifier(at)) names.add(at.text);
    else if (ts.isPropertyAccessExpression(at)) {
      if (isSelf(at.expression)) names.add(`.${at.name.text}`);
      return visit(at.expression);
    } else if (ts.isPropertyAssignment(at) && !ts.isComputedPropertyName(at.name))
      return visit(at.initializer);
    ts.forEachChild(at, visit);
  };
  visit(node);
  WRITTEN.set(node, names);
  return names;
}

const isSelf = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword;

/** What names are given in the functions (and classes) around a node, and in the blocks of its file. */
function givenAround(node: ts.Node): readonly Given[] {
  let top: ts.Node | undefined;
  let file: ts.Node = node;
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (ts.isFunctionLike(at) || ts.isClassLike(at)) top = at;
    file = at;
  }
  return top ? [givenIn(top), givenIn(file)] : [givenIn(file)];
}

function givenIn(top: ts.Node): Given {
  const known = GIVEN.get(top);
  if (known) return known;
  const nodes = new Map<string, ts.Node[]>();
  const bindable = new Set<string>();
  const isFile = ts.isSourceFile(top);
  const give = (name: string, node: ts.Node | undefined) => {
    if (!node) return;
    const known = nodes.get(name);
    if (known) known.push(node);
    else nodes.set(name, [node]);
  };
  const visit = (at: ts.Node): void => {
    given(at, give);
    const isBound = ts.isParameter(at) || (ts.isVariableDeclaration(at) && loopOf(at));
    if (isBound) for (const name of namesOf(at.name)) bindable.add(name);
    // Functions in the outermost ones are looked into with them; at the top of a file, what they hold is theirs alone.
    if (isFile && (ts.isFunctionLike(at) || ts.isClassLike(at))) return;
    ts.forEachChild(at, visit);
  };
  if (isFile) top.forEachChild((statement) => visitBlocks(statement, visit));
  else visit(top);
  const found = { nodes, bindable, reached: new Map() };
  GIVEN.set(top, found);
  return found;
}

/** What stands in a file itself is bound to nothing: only what its loops and blocks hold may be. */
function visitBlocks(statement: ts.Node, visit: (node: ts.Node) => void): void {
  const isPlain =
    ts.isVariableStatement(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isExpressionStatement(statement) ||
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement);
  if (!isPlain) visit(statement);
}

/** Says which names a node gives something to, and what. */
function given(node: ts.Node, give: (name: string, node: ts.Node | undefined) => void): void {
  if (ts.isVariableDeclaration(node)) {
    const loop = node.parent.parent;
    const isLoop = ts.isForOfStatement(loop) || ts.isForInStatement(loop);
    for (const name of namesOf(node.name)) {
      give(name, node.initializer);
      if (isLoop) give(name, loop.expression);
      if (!ts.isIdentifier(node.name)) give(name, node.name);
    }
  } else if (ts.isParameter(node)) {
    const fn = node.parent;
    const call = outer(fn).parent as ts.Node | undefined;
    for (const name of namesOf(node.name)) {
      give(name, node.initializer);
      if (!ts.isIdentifier(node.name)) give(name, node.name);
      // What a callback is handed is told by the call that takes it.
      if (call && ts.isCallExpression(call)) give(name, call.expression);
    }
  } else if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) {
    if (node.name) give(node.name.text, node);
  } else if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment)
      for (const name of targetsOf(node.left)) give(name, node.right);
  } else if (ts.isCallExpression(node)) {
    const callee = bare(node.expression);
    if (ts.isPropertyAccessExpression(callee) && /^(?:set|push|unshift|add)$/.test(callee.name.text))
      for (const name of targetsOf(callee.expression)) for (const one of node.arguments) give(name, one);
  }
}

/** What an assignment changes: a variable, or what it (or a field of `this`) holds. */
function targetsOf(left: ts.Expression): readonly string[] {
  const node = bare(left);
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node))
    return isSelf(node.expression) ? [`.${node.name.text}`] : targetsOf(node.expression);
  if (ts.isElementAccessExpression(node)) return targetsOf(node.expression);
  return ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node) ? [...writtenIn(node)] : [];
}

/** The names that a declaration binds. */
export function namesOf(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}
