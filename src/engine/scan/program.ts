import ts from 'typescript';
import type { FileProblem } from '../model/tool-finding.js';
import { type Collected, relativeTo } from './files.js';
import type { ModuleResolver } from './modules.js';
import type { Part } from './parts.js';
import type { Related } from './related.js';
import { Unseen } from './unseen.js';

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
  /** What the rest of the program may do with what is here; undefined where all of it is here. */
  readonly unseen: Unseen | undefined;
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

/** Keeps what is parsed from part to part, and lets go of what the next part does not need. */
export class Sources {
  readonly tooDeep = new Set<string>();
  readonly #collected: Collected;
  readonly #parsed = new Map<string, ts.SourceFile>();

  constructor(collected: Collected) {
    this.#collected = collected;
  }

  text(path: string): string | undefined {
    return path === LIBRARY_NAME ? LIBRARY : this.#collected.texts.get(path);
  }

  keepOnly(files: ReadonlySet<string>): void {
    for (const path of this.#parsed.keys()) if (!files.has(path)) this.#parsed.delete(path);
  }

  file(path: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile | undefined {
    const known = this.#parsed.get(path);
    const text = known ? undefined : this.text(path);
    if (text === undefined) return known;
    const parsed = this.#parse(path, text, options);
    this.#parsed.set(path, parsed);
    return parsed;
  }

  /** Parses a file; one that is nested deeper than the parser's stack goes is left empty, and said. */
  #parse(path: string, text: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile {
    try {
      return ts.createSourceFile(path, text, options, true);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.tooDeep.add(path);
      return ts.createSourceFile(path, '', options, true);
    }
  }
}

/** What the compiler sees: the files of one part, and nothing beside them. */
function hostFor(root: string, sources: Sources, files: ReadonlySet<string>, modules: ModuleResolver) {
  const isHere = (path: string) => path === LIBRARY_NAME || files.has(path);
  const host: ts.CompilerHost = {
    fileExists: isHere,
    readFile: (path) => (isHere(path) ? sources.text(path) : undefined),
    getSourceFile: (path, options) => (isHere(path) ? sources.file(path, options) : undefined),
    getDefaultLibFileName: () => LIBRARY_NAME,
    getCurrentDirectory: () => root,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo,
    resolveModuleNameLiterals: (names, containing) =>
      names.map(({ text: name }) => {
        const found = modules.resolve(name, containing);
        if (found === undefined || !files.has(found)) return { resolvedModule: undefined };
        const extension = found.slice(found.lastIndexOf('.'));
        return { resolvedModule: { resolvedFileName: found, extension } };
      }),
    resolveTypeReferenceDirectiveReferences: (names) =>
      names.map(() => ({ resolvedTypeReferenceDirective: undefined })),
  };
  return host;
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

/** Parses and binds one part of the tree. */
export function parseTree(
  collected: Collected,
  sources: Sources,
  related: Related,
  part: Part,
  modules: ModuleResolver,
): Tree {
  const host = hostFor(collected.root, sources, part.files, modules);
  const program = ts.createProgram({ rootNames: [LIBRARY_NAME, ...part.files], options: OPTIONS, host });
  const files = program.getSourceFiles().filter((file) => file.fileName !== LIBRARY_NAME);
  const problems = files.flatMap((file) =>
    faultsOf(file)
      .slice(0, 1)
      .map((fault) => syntaxProblem(collected.root, file, fault)),
  );
  const deep = [...sources.tooDeep].filter((path) => part.files.has(path));
  return {
    root: collected.root,
    checker: program.getTypeChecker(),
    files,
    problems: [...problems, ...deep.map((path) => deepProblem(collected.root, path))],
    file: (path) => program.getSourceFile(path),
    resolve: (name, from) => modules.resolve(name, from.getSourceFile().fileName),
    isEntry: (file) => modules.isEntry(file),
    isNear: (file) => related.near.has(file.fileName),
    unseen: part.files.size === related.all.size ? undefined : new Unseen(related, part, collected.texts),
  };
}
