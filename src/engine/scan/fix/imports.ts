import ts from 'typescript';
import type { TextEdit } from '../../model/text-edit.js';

/** How a file writes its imports. */
export interface ImportStyle {
  readonly quote: string;
  readonly end: string;
  readonly newline: string;
}

export function importStyle(source: ts.SourceFile): ImportStyle {
  const [first] = importsOf(source);
  const text = first?.getText(source) ?? `'';`;
  const newline = source.text.includes('\r\n') ? '\r\n' : '\n';
  return { quote: text.includes('"') ? '"' : "'", end: text.endsWith(';') ? ';' : '', newline };
}

export function importsOf(source: ts.SourceFile): ts.ImportDeclaration[] {
  return source.statements.filter(ts.isImportDeclaration);
}

/** The name under which a file has an export of a module already, as a value. */
export function importedAs(source: ts.SourceFile, module: string, name: string): string | undefined {
  for (const { importClause, moduleSpecifier } of importsOf(source)) {
    const bindings = importClause?.namedBindings;
    if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== module) continue;
    if (bindings === undefined || !ts.isNamedImports(bindings) || importClause?.isTypeOnly === true) continue;
    const found = bindings.elements.find(
      (one) => !one.isTypeOnly && (one.propertyName ?? one.name).text === name,
    );
    if (found !== undefined) return found.name.text;
  }
  return undefined;
}

/** Every name that stands anywhere in a file: a new one must not be among them. */
export function namesIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** A name that nothing in the file has. */
export function freshName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const own = `capfence${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`;
  let name = own;
  for (let n = 2; taken.has(name); n++) name = `${own}${n}`;
  return name;
}

/** Import lines below the last import of the file, or at its head. */
export function importEdit(source: ts.SourceFile, lines: readonly string[]): TextEdit {
  const { newline } = importStyle(source);
  const last = importsOf(source).at(-1);
  if (last !== undefined) {
    const text = lines.map((line) => `${newline}${line}`).join('');
    return { start: last.end, end: last.end, text };
  }
  const start = afterProlog(source);
  return { start, end: start, text: lines.map((line) => `${line}${newline}`).join('') };
}

/** Behind a `#!` line and directives as `'use strict'`. */
function afterProlog(source: ts.SourceFile): number {
  const shebang = ts.getShebang(source.text)?.length ?? 0;
  const isDirective = (one: ts.Statement): boolean =>
    ts.isExpressionStatement(one) && ts.isStringLiteral(one.expression);
  const index = source.statements.findIndex((one) => !isDirective(one));
  const directives = source.statements.slice(0, index < 0 ? undefined : index);
  const end = Math.max(shebang, directives.at(-1)?.end ?? 0);
  const next = source.text.indexOf('\n', end);
  return end === 0 ? 0 : next < 0 ? source.text.length : next + 1;
}

/** `import { a as b } from 'm';` in the style of the file. */
export function importLine(name: string, local: string, module: string, { quote, end }: ImportStyle): string {
  const binding = name === local ? name : `${name} as ${local}`;
  return `import { ${binding} } from ${quote}${module}${quote}${end}`;
}
