import ts from 'typescript';
import type { Tree } from './program.js';
import { mayExport, type Symbols } from './symbols.js';
import { each, functionAround } from './syntax.js';
import type { Unseen } from './unseen.js';

/** A place where a whole module is held as one value: `import * as x`, `require()`, `import()`. */
type WholeModule = ts.Identifier | ts.CallExpression;

/** What is used by whoever holds an object, without an import. */
const MEMBERS = ts.SymbolFlags.ClassMember | ts.SymbolFlags.EnumMember;

/** A member that is named more often says nothing about whose it is. */
const MOST = 300;

type Names = Map<string, ts.Identifier[]>;

/** Who uses a symbol, across the files of the tree. Names are looked up first, and only those of the right name resolved. */
export class References {
  readonly #tree: Tree;
  readonly #symbols: Symbols;
  readonly #names = new Map<ts.SourceFile, Names>();
  readonly #files = new Map<string, ts.SourceFile[]>();
  readonly #meanings = new Map<string, ReadonlyMap<ts.Symbol, readonly ts.Identifier[]>>();
  readonly #known = new Map<ts.Symbol, readonly ts.Identifier[]>();
  readonly #loose = new Map<string, readonly ts.Identifier[]>();
  readonly #renames = new Map<string, Set<string>>();
  /** Modules held whole, by their file. */
  readonly #wholes = new Map<ts.SourceFile, WholeModule[]>();
  readonly #importers = new Map<ts.SourceFile, Set<ts.SourceFile>>();

  constructor(tree: Tree, symbols: Symbols) {
    this.#tree = tree;
    this.#symbols = symbols;
    for (const file of tree.files) this.#indexModules(file);
  }

  /** Every name that stands for the symbol, through imports and re-exports; its own declaration left out. */
  of(symbol: ts.Symbol): readonly ts.Identifier[] {
    if (this.#tree.unseen) this.#mark(symbol, this.#tree.unseen);
    const known = this.#known.get(symbol);
    if (known) return known;
    const here = fileOfLocal(symbol);
    const found = [...this.#spellings(symbol)]
      .flatMap((name) =>
        here
          ? (this.#namesIn(here)
              .get(name)
              ?.filter((id) => this.#meaning(id) === symbol) ?? [])
          : (this.#namesOf(name).get(symbol) ?? []),
      )
      .filter((id) => !symbol.declarations?.some((one) => (one as ts.NamedDeclaration).name === id));
    this.#known.set(symbol, found);
    return found;
  }

  /** Says that a symbol was followed which the rest of a large program may use as well. */
  #mark(symbol: ts.Symbol, unseen: Unseen): void {
    const file = symbol.declarations?.[0]?.getSourceFile().fileName;
    if (file === undefined) return;
    if (symbol.flags & MEMBERS) unseen.member(file, this.#spellings(symbol));
    else if (this.exported(symbol)) unseen.name(file, this.#spellings(symbol));
  }

  /** Modules held whole that export the symbol, and under which name. */
  wholesWith(symbol: ts.Symbol): { node: WholeModule; name: string }[] {
    const names = [...this.#spellings(symbol)];
    return [...this.#wholes].flatMap(([file, nodes]) =>
      names
        .filter((name) => this.#exports(file, name, symbol))
        .flatMap((name) => nodes.map((node) => ({ node, name }))),
    );
  }

  /** The files of the tree that export the symbol, under whatever name. */
  exporters(symbol: ts.Symbol): ts.SourceFile[] {
    const names = [...this.#spellings(symbol)];
    return this.#tree.files.filter((file) => names.some((name) => this.#exports(file, name, symbol)));
  }

  /** Whether the file of the symbol exports it, under whatever name. */
  exported(symbol: ts.Symbol): boolean {
    const file = symbol.declarations?.[0]?.getSourceFile();
    if (!file) return false;
    return [...this.#spellings(symbol)].some((name) => this.#exports(file, name, symbol));
  }

  /** Modules held whole whose file is this one: for `module.exports = …` and `export =`. */
  wholesOf(file: ts.SourceFile): readonly WholeModule[] {
    this.#tree.unseen?.whole(file.fileName);
    return this.#wholes.get(file) ?? [];
  }

  importersOf(file: ts.SourceFile): ReadonlySet<ts.SourceFile> {
    return this.#importers.get(file) ?? new Set();
  }

  #exports(file: ts.SourceFile, name: string, symbol: ts.Symbol): boolean {
    if (!mayExport(file, name)) return false;
    const target = this.#symbols.exportOf(file, name);
    return target?.kind === 'symbol' && target.symbol === symbol;
  }

  #meaning(id: ts.Identifier): ts.Symbol | undefined {
    const target = this.#symbols.target(id);
    return target?.kind === 'symbol' ? target.symbol : undefined;
  }

  /** Members of this name that are taken from something without a type: `server.add`, where `server` is a parameter. */
  loose(name: string): readonly ts.Identifier[] {
    const known = this.#loose.get(name);
    if (known) return known;
    const members = this.#filesWith(name)
      .flatMap((file) => this.#namesIn(file).get(name) ?? [])
      .filter((id) => ts.isPropertyAccessExpression(id.parent) && id.parent.name === id);
    const found = members.length > MOST ? [] : members.filter((id) => this.#symbols.at(id) === undefined);
    this.#loose.set(name, found);
    return found;
  }

  /** All places of a name, by what they mean: each is resolved once, however many symbols share the name. */
  #namesOf(name: string): ReadonlyMap<ts.Symbol, readonly ts.Identifier[]> {
    const known = this.#meanings.get(name);
    if (known) return known;
    const found = new Map<ts.Symbol, ts.Identifier[]>();
    for (const file of this.#filesWith(name))
      for (const id of this.#namesIn(file).get(name) ?? []) {
        const symbol = this.#meaning(id);
        const same = symbol && found.get(symbol);
        if (same) same.push(id);
        else if (symbol) found.set(symbol, [id]);
      }
    this.#meanings.set(name, found);
    return found;
  }

  /** All names a symbol goes by; an export named `default` has one of its own where it is declared. */
  #spellings({ name, declarations = [] }: ts.Symbol): Set<string> {
    const names = new Set([name]);
    for (const { name: own } of declarations as ts.NamedDeclaration[])
      if (own && (ts.isIdentifier(own) || ts.isPrivateIdentifier(own))) names.add(own.text);
    for (const one of names) for (const other of this.#renames.get(one) ?? []) names.add(other);
    return names;
  }

  #filesWith(name: string): readonly ts.SourceFile[] {
    if (this.#files.size === 0) for (const file of this.#tree.files) this.#indexNames(file);
    return this.#files.get(name) ?? [];
  }

  #indexNames(file: ts.SourceFile): void {
    const { identifiers } = file as unknown as { identifiers: ReadonlyMap<string, string> };
    for (const name of identifiers.keys()) {
      const files = this.#files.get(name);
      if (files) files.push(file);
      else this.#files.set(name, [file]);
    }
  }

  #namesIn(file: ts.SourceFile): Names {
    const known = this.#names.get(file);
    if (known) return known;
    const names: Names = new Map();
    each(file, (node) => {
      if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) return;
      const list = names.get(node.text);
      if (list) list.push(node as ts.Identifier);
      else names.set(node.text, [node as ts.Identifier]);
    });
    this.#names.set(file, names);
    return names;
  }

  #rename(from: string, to: string): void {
    if (from === to) return;
    const list = this.#renames.get(from) ?? new Set();
    this.#renames.set(from, list.add(to));
  }

  #indexModules(file: ts.SourceFile): void {
    for (const statement of file.statements) {
      if (ts.isImportDeclaration(statement)) this.#indexImport(statement);
      else if (ts.isExportDeclaration(statement)) this.#indexExport(statement);
      else if (ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression))
        this.#rename(statement.expression.text, 'default');
    }
    this.#indexCalls(file);
  }

  #resolve(name: ts.Expression, from: ts.Node): ts.SourceFile | undefined {
    if (!ts.isStringLiteralLike(name)) return undefined;
    const path = this.#tree.resolve(name.text, from);
    const file = path === undefined ? undefined : this.#tree.file(path);
    if (!file) return undefined;
    const importers = this.#importers.get(file) ?? new Set();
    this.#importers.set(file, importers.add(from.getSourceFile()));
    return file;
  }

  #holds(file: ts.SourceFile, node: WholeModule): void {
    const held = this.#wholes.get(file);
    if (held) held.push(node);
    else this.#wholes.set(file, [node]);
  }

  #indexImport(node: ts.ImportDeclaration): void {
    const file = this.#resolve(node.moduleSpecifier, node);
    const clause = node.importClause;
    if (!file || !clause) return;
    if (clause.name) this.#rename('default', clause.name.text);
    const bindings = clause.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) this.#holds(file, bindings.name);
    else
      for (const one of bindings?.elements ?? [])
        if (one.propertyName) this.#rename(one.propertyName.text, one.name.text);
  }

  #indexExport(node: ts.ExportDeclaration): void {
    const file = node.moduleSpecifier && this.#resolve(node.moduleSpecifier, node);
    const clause = node.exportClause;
    if (clause && ts.isNamedExports(clause)) {
      for (const one of clause.elements)
        if (one.propertyName) this.#rename(one.propertyName.text, one.name.text);
    } else if (clause && file && ts.isIdentifier(clause.name)) this.#holds(file, clause.name);
  }

  #indexCalls(file: ts.SourceFile): void {
    if (!/\b(?:require|import)\s*\(/.test(file.text)) return;
    each(file, (node) => {
      if (!ts.isCallExpression(node)) return;
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
      const [name] = node.arguments;
      if (!name || (!isRequire && node.expression.kind !== ts.SyntaxKind.ImportKeyword)) return;
      const found = this.#resolve(name, node);
      if (found) this.#holds(found, node);
    });
  }
}

/** The one file that can name what is declared in a function; undefined for what others can name too. */
function fileOfLocal({ declarations = [] }: ts.Symbol): ts.SourceFile | undefined {
  const isLocal = declarations.every(
    (one) =>
      (ts.isVariableDeclaration(one) || ts.isBindingElement(one) || ts.isParameter(one)) &&
      functionAround(one) !== undefined &&
      !(ts.isParameter(one) && ts.isParameterPropertyDeclaration(one, one.parent)),
  );
  return isLocal && declarations[0] ? declarations[0].getSourceFile() : undefined;
}
