import ts from 'typescript';
import type { FileProblem } from '../model/tool-finding.js';
import { type Collected, relativeTo } from './files.js';
import type { ModuleResolver } from './modules.js';

/** The parsed part of the tree that has to do with agents, bound and ready to be asked. */
export interface Tree {
  readonly root: string;
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
  readonly problems: readonly FileProblem[];
  file(path: string): ts.SourceFile | undefined;
  resolve(name: string, from: ts.Node): string | undefined;
  isEntry(file: string): boolean;
  /** Whether a file names a framework, or leads to one that does. */
  isNear(file: ts.SourceFile): boolean;
}

/** The files to look at: those near a framework, and these with all that they use. */
export interface Related {
  readonly near: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/** The types that flow through ordinary code. The real libraries are not loaded: what they say changes no verdict. */
const LIBRARY = `
interface Object {} interface Function {} interface CallableFunction {} interface NewableFunction {}
interface IArguments {} interface String {} interface Number {} interface Boolean {} interface RegExp {} interface Symbol {}
interface PromiseLike<T> { then<R>(f: (value: T) => R | PromiseLike<R>): PromiseLike<R> }
interface Promise<T> { then<R>(f: (value: T) => R | PromiseLike<R>): Promise<R>; catch(f: (e: any) => any): Promise<T>; finally(f: () => void): Promise<T> }
interface Array<T> { [n: number]: T; length: number; find(f: (x: T) => any): T | undefined; filter(f: (x: T) => any): T[];
  map<R>(f: (x: T, i: number) => R): R[]; forEach(f: (x: T, i: number) => void): void; at(i: number): T | undefined; pop(): T | undefined; slice(a?: number, b?: number): T[] }
interface ReadonlyArray<T> { readonly [n: number]: T; map<R>(f: (x: T, i: number) => R): R[]; find(f: (x: T) => any): T | undefined; filter(f: (x: T) => any): T[]; forEach(f: (x: T, i: number) => void): void }
interface Map<K, V> { get(k: K): V | undefined; values(): V[]; set(k: K, v: V): this }
type Partial<T> = { [P in keyof T]?: T[P] }; type Required<T> = { [P in keyof T]-?: T[P] }; type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] }; type Record<K extends keyof any, T> = { [P in K]: T };
type Awaited<T> = T extends PromiseLike<infer U> ? U : T; type NonNullable<T> = T & {};
`;
const LIBRARY_NAME = '/capfence-scan-library.d.ts';

const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  checkJs: false,
  noLib: true,
  noResolve: false,
  types: [],
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.Preserve,
  experimentalDecorators: true,
  skipLibCheck: true,
  strictNullChecks: false,
};

const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(["'`])([^"'`\n]{1,300})\1/g;

/** The names that a text imports, by their look alone; a name in a comment only makes the tree larger. */
function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[2] ?? '');
}

/** The files that mention what we look for, all that can lead to them, and all that these use. */
export function related({ texts }: Collected, seeds: readonly string[], modules: ModuleResolver): Related {
  const uses = new Map<string, string[]>();
  const usedBy = new Map<string, string[]>();
  for (const [file, text] of texts) {
    const found = importsOf(text).map((name) => modules.resolve(name, file));
    const files = [...new Set(found.filter((path) => path !== undefined))];
    uses.set(file, files);
    for (const path of files) usedBy.set(path, [...(usedBy.get(path) ?? []), file]);
  }
  const near = closure(seeds, usedBy);
  return { near, all: closure(near, uses) };
}

function closure(start: Iterable<string>, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set(start);
  for (const file of seen) for (const next of edges.get(file) ?? []) seen.add(next);
  return seen;
}

/** Parses a file; one that is nested deeper than the parser's stack goes is left empty, and said. */
function parse(
  path: string,
  text: string,
  options: ts.ScriptTarget | ts.CreateSourceFileOptions,
  tooDeep: Set<string>,
): ts.SourceFile {
  try {
    return ts.createSourceFile(path, text, options, true);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    tooDeep.add(path);
    return ts.createSourceFile(path, '', options, true);
  }
}

function hostFor({ root, texts }: Collected, modules: ModuleResolver, tooDeep: Set<string>): ts.CompilerHost {
  const text = (path: string) => (path === LIBRARY_NAME ? LIBRARY : texts.get(path));
  return {
    fileExists: (path) => text(path) !== undefined,
    readFile: text,
    getSourceFile: (path, options) => {
      const found = text(path);
      return found === undefined ? undefined : parse(path, found, options, tooDeep);
    },
    getDefaultLibFileName: () => LIBRARY_NAME,
    getCurrentDirectory: () => root,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    resolveModuleNameLiterals: (names, containing) =>
      names.map(({ text: name }) => {
        const found = modules.resolve(name, containing);
        const extension = found === undefined ? '' : found.slice(found.lastIndexOf('.'));
        return { resolvedModule: found === undefined ? undefined : { resolvedFileName: found, extension } };
      }),
    resolveTypeReferenceDirectiveReferences: (names) =>
      names.map(() => ({ resolvedTypeReferenceDirective: undefined })),
  };
}

function syntaxProblem(root: string, file: ts.SourceFile, fault: ts.Diagnostic): FileProblem {
  const { line, character } = file.getLineAndCharacterOfPosition(fault.start ?? 0);
  const what = ts.flattenDiagnosticMessageText(fault.messageText, ' ');
  return {
    place: { file: relativeTo(root, file.fileName), line: line + 1, column: character + 1 },
    code: 'syntax',
    message: `the file does not parse, and was looked at as far as it could be: ${what}`,
    severity: 'medium',
  };
}

const deepProblem = (root: string, path: string): FileProblem => ({
  place: { file: relativeTo(root, path), line: 1, column: 1 },
  code: 'syntax',
  message: 'the file is nested too deeply to be parsed, and was not looked at',
  severity: 'medium',
});

/** Only the parser's own faults: what TypeScript would say of types in a .js file is none of our business. */
const faultsOf = (file: ts.SourceFile): readonly ts.Diagnostic[] =>
  (file as unknown as { parseDiagnostics?: readonly ts.Diagnostic[] }).parseDiagnostics ?? [];

/** Parses and binds the given files of the tree, with all that they import. */
export function parseTree(collected: Collected, { near, all }: Related, modules: ModuleResolver): Tree {
  const tooDeep = new Set<string>();
  const host = hostFor(collected, modules, tooDeep);
  const program = ts.createProgram({ rootNames: [LIBRARY_NAME, ...all], options: OPTIONS, host });
  const sources = program.getSourceFiles().filter((file) => file.fileName !== LIBRARY_NAME);
  const problems = sources.flatMap((file) =>
    faultsOf(file)
      .slice(0, 1)
      .map((fault) => syntaxProblem(collected.root, file, fault)),
  );
  return {
    root: collected.root,
    checker: program.getTypeChecker(),
    files: sources,
    problems: [...problems, ...[...tooDeep].map((path) => deepProblem(collected.root, path))],
    file: (path) => program.getSourceFile(path),
    resolve: (name, from) => modules.resolve(name, from.getSourceFile().fileName),
    isEntry: (file) => modules.isEntry(file),
    isNear: (file) => near.has(file.fileName),
  };
}
