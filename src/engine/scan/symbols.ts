import ts from 'typescript';
import type { Tree } from './program.js';

/** What a name stands for once every alias is followed: something of another package, a file, or a symbol of the tree. */
export type Target =
  | { readonly kind: 'external'; readonly module: string; readonly path: readonly string[] }
  | { readonly kind: 'file'; readonly file: ts.SourceFile }
  | { readonly kind: 'symbol'; readonly symbol: ts.Symbol; readonly rest: readonly string[] };

/** What a file exports under a name, and whether looking for it came to a file that this part lacks. */
interface Exported {
  readonly target: Target | undefined;
  readonly isLeftOut: boolean;
}

const external = (module: string, ...path: string[]): Target => ({ kind: 'external', module, path });

const textOf = (node: ts.Node | undefined): string | undefined =>
  node && ts.isStringLiteralLike(node) ? node.text : undefined;

const nameText = (name: ts.ModuleExportName): string => name.text;

/** The module a declaration imports from or exports again, if it does either. */
function moduleOf(declaration: ts.Node): string | undefined {
  for (let node: ts.Node | undefined = declaration; node; node = node.parent) {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
    if (ts.isImportEqualsDeclaration(node))
      return ts.isExternalModuleReference(node.moduleReference)
        ? textOf(node.moduleReference.expression)
        : undefined;
    if (ts.isStatement(node)) return undefined;
  }
  return undefined;
}

/** A member of an instance is, to the checker, a copy of the one that its class declares. */
function asDeclared(symbol: ts.Symbol): ts.Symbol {
  const [declaration] = symbol.declarations ?? [];
  if (!(symbol.flags & ts.SymbolFlags.Transient) || !declaration) return symbol;
  const isMember =
    ts.isClassElement(declaration) || ts.isTypeElement(declaration) || ts.isParameter(declaration);
  const own = (declaration as unknown as { symbol?: ts.Symbol }).symbol;
  return isMember && own?.name === symbol.name ? own : symbol;
}

/** Follows names through imports, re-exports and `export *`, over the files of the tree. */
export class Symbols {
  readonly #tree: Tree;
  readonly #symbols = new Map<ts.Node, ts.Symbol | null>();
  readonly #targets = new Map<ts.Node, Target>();
  readonly #exports = new Map<ts.SourceFile, Map<string, Exported>>();
  /** What one search has come by, and how often it came there again: files that export each other lead nowhere new. */
  readonly #sought = new Map<ts.SourceFile, Set<string>>();
  #circles = 0;
  #open = 0;
  readonly #isKnown: (module: string) => boolean;

  constructor(tree: Tree, isKnown: (module: string) => boolean) {
    this.#tree = tree;
    this.#isKnown = isKnown;
  }

  /** The symbol a name has where it stands, before aliases are followed. */
  at(name: ts.Node): ts.Symbol | undefined {
    const known = this.#symbols.get(name);
    if (known !== undefined) return known ?? undefined;
    const found = this.#at(name);
    this.#symbols.set(name, found ?? null);
    return found;
  }

  #at(name: ts.Node): ts.Symbol | undefined {
    const { checker } = this.#tree;
    const { parent } = name;
    if (parent && ts.isShorthandPropertyAssignment(parent) && parent.name === name)
      return checker.getShorthandAssignmentValueSymbol(parent);
    const symbol = checker.getSymbolAtLocation(name);
    return symbol && asDeclared(symbol);
  }

  /** What a name stands for; undefined where nothing in the tree declares it (a global). */
  target(name: ts.Node): Target | undefined {
    const known = this.#targets.get(name);
    if (known) return known;
    const symbol = this.at(name);
    const found = symbol && this.follow(symbol);
    // What was left out of a part is counted each time: only what lies in the tree is kept.
    if (found && found.kind !== 'external') this.#targets.set(name, found);
    return found;
  }

  /** Follows a symbol to the end of its aliases. */
  follow(symbol: ts.Symbol, hops = 0): Target | undefined {
    const declaration = symbol.declarations?.[0];
    if (!(symbol.flags & ts.SymbolFlags.Alias) || !declaration || hops > 40)
      return { kind: 'symbol', symbol, rest: [] };
    const module = moduleOf(declaration);
    if (ts.isImportSpecifier(declaration) || (ts.isExportSpecifier(declaration) && module !== undefined))
      return this.named(
        module ?? '',
        nameText(declaration.propertyName ?? declaration.name),
        declaration,
        hops,
      );
    if (ts.isImportClause(declaration)) return this.named(module ?? '', 'default', declaration, hops);
    if (ts.isNamespaceImport(declaration) || ts.isNamespaceExport(declaration))
      return this.module(module ?? '', declaration);
    if (ts.isImportEqualsDeclaration(declaration) && module !== undefined)
      return this.module(module, declaration);
    return this.#local(symbol, declaration, hops);
  }

  #local(symbol: ts.Symbol, declaration: ts.Declaration, hops: number): Target | undefined {
    const { checker } = this.#tree;
    if (ts.isExportSpecifier(declaration)) {
      const local = checker.getExportSpecifierLocalTargetSymbol(declaration);
      return local && this.follow(local, hops + 1);
    }
    if (ts.isExportAssignment(declaration)) {
      const local = checker.getSymbolAtLocation(declaration.expression);
      return local ? this.follow(local, hops + 1) : { kind: 'symbol', symbol, rest: [] };
    }
    return { kind: 'symbol', symbol, rest: [] };
  }

  /** A module as a whole: its file, or the package outside. */
  module(name: string, from: ts.Node): Target {
    const path = this.#tree.resolve(name, from);
    const file = path === undefined ? undefined : this.#tree.file(path);
    if (path !== undefined && !file) this.#tree.unseen?.leftOut();
    return file ? { kind: 'file', file } : external(name);
  }

  /** `name` as module `module` exports it. */
  named(module: string, name: string, from: ts.Node, hops = 0): Target | undefined {
    const target = this.module(module, from);
    return target.kind === 'file' ? this.exportOf(target.file, name, hops + 1) : external(module, name);
  }

  /** What a file of the tree exports under a name. */
  exportOf(file: ts.SourceFile, name: string, hops = 0): Target | undefined {
    const { unseen } = this.#tree;
    const known = this.#exports.get(file) ?? new Map<string, Exported>();
    this.#exports.set(file, known);
    const before = known.get(name);
    if (before) {
      // What was left out of a part is counted each time it is wanted.
      if (before.isLeftOut) unseen?.leftOut();
      return before.target;
    }
    const sought = this.#sought.get(file) ?? new Set();
    if (sought.has(name)) {
      this.#circles++;
      return undefined;
    }
    this.#sought.set(file, sought.add(name));
    const [circles, files] = [this.#circles, unseen?.files];
    const isFirst = this.#open++ === 0;
    try {
      const target = this.#exportOf(file, name, hops);
      const isLeftOut = unseen?.files !== files;
      // A circle that was left may have led to more, but not to another file of the tree.
      if (this.#circles === circles || (target && target.kind !== 'external'))
        known.set(name, { target, isLeftOut });
      else if (isFirst && !target) this.#keepNone(isLeftOut);
      return target;
    } finally {
      this.#open--;
      if (isFirst) this.#sought.clear();
    }
  }

  /** Where a search finds nothing, nothing is exported under the names that it came by. */
  #keepNone(isLeftOut: boolean): void {
    for (const [file, names] of this.#sought)
      for (const name of names) {
        const known = this.#exports.get(file);
        if (known && !known.has(name)) known.set(name, { target: undefined, isLeftOut });
      }
  }

  #exportOf(file: ts.SourceFile, name: string, hops: number): Target | undefined {
    const exported = exportsOf(file);
    if (hops > 40) this.#circles++;
    if (!exported || hops > 40) return undefined;
    const own = exported.get(ts.escapeLeadingUnderscores(name));
    if (own) return this.follow(own, hops + 1);
    const whole = exported.get(ts.InternalSymbolName.ExportEquals);
    if (whole) return { kind: 'symbol', symbol: whole, rest: name === 'default' ? [] : [name] };
    const stars = exported.get(ts.InternalSymbolName.ExportStar)?.declarations ?? [];
    return name === 'default' ? undefined : this.#throughStars(stars, name, hops);
  }

  /** A file of the tree that has the name comes first, then a package that we know. */
  #throughStars(stars: readonly ts.Declaration[], name: string, hops: number): Target | undefined {
    let outside: Target | undefined;
    for (const star of stars) {
      const module = moduleOf(star);
      if (module === undefined) continue;
      const target = this.module(module, star);
      if (target.kind === 'file') {
        const found = this.exportOf(target.file, name, hops + 1);
        if (found?.kind !== 'external' && found) return found;
        outside ??= found;
      } else if (stars.length === 1 || this.#isKnown(module)) outside ??= external(module, name);
    }
    return outside;
  }
}

/** What a file exports itself, as the compiler has bound it. */
export const exportsOf = (file: ts.SourceFile): ts.SymbolTable | undefined =>
  (file as unknown as { symbol?: ts.Symbol }).symbol?.exports;

/** Whether it is worth asking what a file exports under a name. */
export function mayExport(file: ts.SourceFile, name: string): boolean {
  const exports = exportsOf(file);
  const { ExportStar, ExportEquals } = ts.InternalSymbolName;
  return (
    exports !== undefined &&
    (exports.has(ts.escapeLeadingUnderscores(name)) || exports.has(ExportStar) || exports.has(ExportEquals))
  );
}

/** The names that a file exports itself. */
export function exportedNames(file: ts.SourceFile): string[] {
  const exports = exportsOf(file);
  const special: readonly string[] = [ts.InternalSymbolName.ExportStar, ts.InternalSymbolName.ExportEquals];
  return [...(exports?.keys() ?? [])]
    .map(ts.unescapeLeadingUnderscores)
    .filter((name) => !special.includes(name));
}
