import ts from 'typescript';
import type { Symbols } from './symbols.js';
import { classAround, each } from './syntax.js';

/** What is assigned after it is declared: to variables, to properties of variables, to fields of `this`. */
export class Assignments {
  readonly #symbols: Symbols;
  readonly #ofName = new Map<ts.Symbol, readonly ts.Expression[]>();
  readonly #files = new Map<ts.SourceFile, Map<string, ts.BinaryExpression[]>>();

  readonly #keeps = new Map<ts.SourceFile, ReadonlyMap<string, readonly Kept[]>>();
  readonly #changes = new Map<ts.SourceFile, ReadonlySet<string>>();

  constructor(symbols: Symbols) {
    this.#symbols = symbols;
  }

  /** `name = …`, anywhere in the file of the name. */
  toName(name: ts.Identifier): readonly ts.Expression[] {
    const symbol = this.#symbols.at(name);
    const known = symbol && this.#ofName.get(symbol);
    if (known) return known;
    const all = this.#in(name.getSourceFile()).get(name.text) ?? [];
    const found = all
      .filter(({ left }) => ts.isIdentifier(left) && this.#symbols.at(left) === symbol)
      .map(({ right }) => right);
    if (symbol) this.#ofName.set(symbol, found);
    return found;
  }

  /** `box.tool = …` gives to `box.tool` elsewhere, where box is one variable. */
  toProperty(node: ts.PropertyAccessExpression): readonly ts.Expression[] {
    const owner = node.expression;
    if (!ts.isIdentifier(owner)) return [];
    const all = this.#in(node.getSourceFile()).get(`.${node.name.text}`) ?? [];
    const symbol = all.length > 0 ? this.#symbols.at(owner) : undefined;
    if (!symbol) return [];
    const same = ({ left }: ts.BinaryExpression) =>
      left !== node &&
      ts.isPropertyAccessExpression(left) &&
      ts.isIdentifier(left.expression) &&
      this.#symbols.at(left.expression) === symbol;
    return all.filter(same).map(({ right }) => right);
  }

  /** `box.tool = …` gives to the literal that variable `box` holds. */
  toMember(owner: ts.Identifier, name: string): readonly ts.Expression[] {
    const all = this.#in(owner.getSourceFile()).get(`.${name}`) ?? [];
    const symbol = all.length > 0 ? this.#symbols.at(owner) : undefined;
    const isIt = ({ left }: ts.BinaryExpression) =>
      ts.isPropertyAccessExpression(left) &&
      ts.isIdentifier(left.expression) &&
      this.#symbols.at(left.expression) === symbol;
    return symbol ? all.filter(isIt).map(({ right }) => right) : [];
  }

  /** `this.name = …` anywhere in a class. */
  toField(node: ts.ClassLikeDeclaration, name: string): readonly ts.Expression[] {
    const all = this.#in(node.getSourceFile()).get(`.${name}`) ?? [];
    const isThis = ({ left }: ts.BinaryExpression) =>
      ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
    return all.filter((one) => isThis(one) && classAround(one.left) === node).map(({ right }) => right);
  }

  /** What is put into a container that a name holds: `name.push(…)`, `name.set(key, …)`, `name[key] = …`. */
  putInto(name: ts.Identifier): readonly ts.Expression[] {
    const all = this.#kept(name.getSourceFile()).get(name.text) ?? [];
    const symbol = all.length > 0 ? this.#symbols.at(name) : undefined;
    return all
      .filter(({ owner }) => ts.isIdentifier(owner) && this.#symbols.at(owner) === symbol)
      .flatMap(({ items }) => items);
  }

  /** What is put into the container of a field: `this.name.set(key, …)`, in its class. */
  putIntoField(node: ts.ClassLikeDeclaration, name: string): readonly ts.Expression[] {
    const all = this.#kept(node.getSourceFile()).get(`.${name}`) ?? [];
    return all.filter(({ owner }) => classAround(owner) === node).flatMap(({ items }) => items);
  }

  #kept(file: ts.SourceFile): ReadonlyMap<string, readonly Kept[]> {
    const known = this.#keeps.get(file);
    if (known) return known;
    const found = new Map<string, Kept[]>();
    each(file, (node) => {
      const kept = ts.isCallExpression(node) ? keptBy(node) : keptAt(node);
      const name = kept && assignedName(kept.owner);
      if (kept && name !== undefined) found.set(name, [...(found.get(name) ?? []), kept]);
    });
    this.#keeps.set(file, found);
    return found;
  }

  /** Whether a name is given another value anywhere in its file, in whatever way. */
  changesName(name: ts.Identifier): boolean {
    return this.#changed(name.getSourceFile()).has(name.text);
  }

  /** Whether a property of this name is, of something other than `this`. */
  changesProperty(node: ts.PropertyAccessExpression): boolean {
    return this.#changed(node.getSourceFile()).has(`.${node.name.text}`);
  }

  #changed(file: ts.SourceFile): ReadonlySet<string> {
    const known = this.#changes.get(file);
    if (known) return known;
    const found = new Set<string>();
    each(file, (node) => {
      if (!ts.isBinaryExpression(node)) return;
      const { kind } = node.operatorToken;
      if (kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment) return;
      for (const name of writtenNames(node.left)) found.add(name);
    });
    this.#changes.set(file, found);
    return found;
  }

  /** Every `x = …` and `y.x = …` of a file, by name (`.x` for properties). */
  #in(file: ts.SourceFile): Map<string, ts.BinaryExpression[]> {
    const known = this.#files.get(file);
    if (known) return known;
    const found = new Map<string, ts.BinaryExpression[]>();
    each(file, (node) => {
      if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
      const name = assignedName(node.left);
      if (name !== undefined) found.set(name, [...(found.get(name) ?? []), node]);
    });
    this.#files.set(file, found);
    return found;
  }
}

function assignedName(left: ts.Expression): string | undefined {
  if (ts.isIdentifier(left)) return left.text;
  return ts.isPropertyAccessExpression(left) ? `.${left.name.text}` : undefined;
}

/** All names that the left side of an assignment writes to, patterns included. */
function writtenNames(left: ts.Node): string[] {
  if (ts.isIdentifier(left)) return [left.text];
  if (ts.isPropertyAccessExpression(left))
    return left.expression.kind === ts.SyntaxKind.ThisKeyword ? [] : [`.${left.name.text}`];
  if (!ts.isObjectLiteralExpression(left) && !ts.isArrayLiteralExpression(left)) return [];
  const found: string[] = [];
  ts.forEachChild(left, (child) => {
    found.push(...(ts.isShorthandPropertyAssignment(child) ? [child.name.text] : writtenNames(child)));
    if (ts.isPropertyAssignment(child)) found.push(...writtenNames(child.initializer));
  });
  return found;
}

/** A container, and what one call puts into it. */
interface Kept {
  readonly owner: ts.Expression;
  readonly items: readonly ts.Expression[];
}

/** `table[key] = …` */
function keptAt(node: ts.Node): Kept | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right } = node;
  if (!ts.isElementAccessExpression(left) || !isOwner(left.expression)) return undefined;
  return { owner: left.expression, items: [right] };
}

/** What a container is held by: a name, or a field of `this`. */
const isOwner = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) ||
  (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword);

function keptBy({ expression, arguments: given }: ts.CallExpression): Kept | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const owner = expression.expression;
  const { text } = expression.name;
  if (!isOwner(owner)) return undefined;
  if (text === 'set') return given.length === 2 ? { owner, items: given.slice(1) } : undefined;
  return ['push', 'unshift', 'add'].includes(text) && given.length > 0 ? { owner, items: given } : undefined;
}
