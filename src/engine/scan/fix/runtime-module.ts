import { posix } from 'node:path';
import ts from 'typescript';
import { importsOf } from './imports.js';

/** The module of a program that makes its one runtime. */
export interface RuntimeModule {
  readonly file: string;
  /** Its text where it is not there yet. */
  readonly text: string | undefined;
}

const STEM = 'capfence-runtime';
const TEXT = `import { ActionRuntime } from 'capfence';

/** The one runtime of this program: every gated tool asks it. */
export const runtime = ActionRuntime.fromPolicy('capfence.yaml');
`;

/** The runtime's module for some files: the nearest that is there above them all, else a new one in their common folder. */
export function runtimeModule(files: readonly string[], exists: (file: string) => boolean): RuntimeModule {
  const name = `${STEM}.${files.every(isScript) ? 'mjs' : 'ts'}`;
  const folder = commonFolder(files);
  for (let at = folder; ; at = posix.dirname(at)) {
    const file = posix.join(at, name);
    if (exists(file)) return { file, text: undefined };
    if (at === '.' || at === '/' || at.endsWith('..')) break;
  }
  return { file: posix.join(folder, name), text: TEXT };
}

export function isScript(file: string): boolean {
  return /\.[cm]?jsx?$/.test(file);
}

function commonFolder(files: readonly string[]): string {
  const [first = [], ...rest] = files.map((file) => posix.dirname(file).split('/'));
  const shared = first.findIndex((part, index) => rest.some((other) => other[index] !== part));
  return (shared < 0 ? first : first.slice(0, shared)).join('/') || '.';
}

/** How a file names the module, with an ending where its other imports have one. */
export function specifierOf(source: ts.SourceFile, from: string, module: string): string {
  const path = posix.relative(posix.dirname(from), module);
  const relative = path.startsWith('.') ? path : `./${path}`;
  if (module.endsWith('.mjs')) return relative;
  return relative.replace(/\.ts$/, endingOf(source));
}

/** Modules need an ending in Node; a bundler's sources leave it out, and some have TypeScript's own. */
function endingOf(source: ts.SourceFile): string {
  const names = importsOf(source)
    .map(({ moduleSpecifier }) => (ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : ''))
    .filter((name) => name.startsWith('.'));
  if (names.some((name) => /\.tsx?$/.test(name))) return '.ts';
  return names.length > 0 && names.every((name) => !/\.[cm]?jsx?$/.test(name)) ? '' : '.js';
}
