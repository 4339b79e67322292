import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import fastGlob from 'fast-glob';
import type { FileProblem } from '../model/tool-finding.js';
import { IgnoreMatcher, parseIgnore } from './gitignore.js';
import { packageTexts } from './package-files.js';

/** A file of the tree: its text is read once, here. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

export interface Collected {
  readonly root: string;
  /** Every readable source file, by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The package.json files, by absolute path. */
  readonly packages: ReadonlyMap<string, string>;
  /** The paths that were asked for: only what lies in these is reported. */
  readonly asked: readonly string[];
  readonly problems: readonly FileProblem[];
}

export interface CollectOptions {
  readonly root: string;
  readonly paths: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

const SOURCES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
const NEVER = ['**/node_modules/**', '**/.git/**', '**/*.d.ts', '**/*.d.mts', '**/*.d.cts', '**/*.min.js'];
/** Folders that hold what was built or fetched: looked into only when they are named. */
const BUILT = ['dist', 'build', 'out', 'coverage', '.next', '.turbo', '.output', '.svelte-kit', 'vendor'];
const LARGEST = 4 * 1024 * 1024;

export const slashed = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

/** A path as reports name it: relative to the root, with `/`. */
export const relativeTo = (root: string, path: string): string => slashed(relative(root, path)) || '.';

function ignoreMatcher(root: string, files: readonly string[]): IgnoreMatcher {
  const read = (file: string) => {
    const folder = relativeTo(root, file).slice(0, -'.gitignore'.length).replace(/\/$/, '');
    try {
      return parseIgnore(folder, readFileSync(file, 'utf8'));
    } catch {
      return parseIgnore(folder, '');
    }
  };
  return new IgnoreMatcher(files.map(read));
}

/** Folders that could not be looked into, and why: they may hold anything. */
type Closed = Map<string, string>;

function globIn(
  cwd: string,
  ignore: readonly string[],
  patterns: readonly string[],
  closed: Closed,
): string[] {
  const listed = (folder: string): Dirent[] => {
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      closed.set(folder, reasonOf(error));
      throw error;
    }
  };
  return fastGlob.sync([...patterns], {
    cwd,
    dot: true,
    absolute: true,
    ignore: [...NEVER, ...ignore],
    followSymbolicLinks: false,
    suppressErrors: true,
    fs: { readdirSync: listed as unknown as typeof readdirSync },
  });
}

/** All sources below the root that git keeps, and that no build made. */
function filesOfTree(
  { root, include, exclude = [] }: CollectOptions,
  closed: Closed,
): {
  readonly files: readonly string[];
  readonly matcher: IgnoreMatcher;
} {
  // One walk for both: reading a large tree's folders twice would cost as much as reading its files.
  const all = globIn(
    root,
    [...BUILT_FOLDERS, ...exclude],
    [...(include ?? [SOURCES]), '**/.gitignore'],
    closed,
  );
  const isIgnoreFile = (file: string) => file.endsWith('/.gitignore');
  const matcher = ignoreMatcher(root, all.filter(isIgnoreFile));
  const files = all.filter((file) => !isIgnoreFile(file) && !matcher.ignores(relativeTo(root, file)));
  return { files, matcher };
}

const BUILT_FOLDERS = BUILT.map((name) => `**/${name}/**`);

/**
 * What was named is looked at even where the tree would leave it out: `check dist`. What lies in a folder that was named
 * for other reasons, as `packages`, is still left out where git or a build says so.
 */
function filesNamed(
  path: string,
  { root, exclude = [] }: CollectOptions,
  matcher: IgnoreMatcher,
  closed: Closed,
): string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const all = globIn(
    path,
    [...BUILT_FOLDERS.map((glob) => `${escapedFolder(path)}/${glob}`), ...exclude],
    [SOURCES],
    closed,
  );
  const folder = relativeTo(root, path);
  const isIgnored = folder.startsWith('..') || matcher.ignores(`${folder}/any`);
  return isIgnored ? all : all.filter((file) => !matcher.ignores(relativeTo(root, file)));
}

const escapedFolder = (path: string): string => fastGlob.escapePath(slashed(path));

function problem(root: string, path: string, code: FileProblem['code'], message: string): FileProblem {
  return { place: { file: relativeTo(root, path), line: 1, column: 1 }, code, message, severity: 'medium' };
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read';

function read(root: string, path: string): string | FileProblem {
  try {
    const { size } = statSync(path);
    if (size > LARGEST) {
      const mib = (size / 1024 / 1024).toFixed(1);
      return problem(
        root,
        path,
        'too-large',
        `the file has ${mib} MiB and was not looked at (the limit is 4)`,
      );
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    return problem(root, path, 'unreadable', `the file was not looked at: ${reasonOf(error)}`);
  }
}

/** Where a path leads; one that leads nowhere stays as it is, and is said to be unreadable. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const covers = (asked: string, file: string): boolean => file === asked || file.startsWith(asked + sep);

/** Reads the sources of a tree. Nothing is skipped in silence: what cannot be read becomes a problem. */
export function collect(options: CollectOptions): Collected {
  const root = realpathSync(resolve(options.root));
  const asked = options.paths.map((path) => realPath(resolve(root, path)));
  const closed: Closed = new Map();
  const tree = filesOfTree({ ...options, root }, closed);
  const special = asked.filter((path) => path !== root);
  const named = special.flatMap((path) => filesNamed(path, { ...options, root }, tree.matcher, closed));
  const files = new Set([...tree.files, ...named].map((file) => resolve(file)));
  const texts = new Map<string, string>();
  const isReported = (path: string) => asked.length === 0 || asked.some((one) => covers(one, path));
  const problems = [...closed]
    .filter(([folder]) => isReported(folder) && !tree.matcher.ignores(`${relativeTo(root, folder)}/any`))
    .map(([folder, why]) => problem(root, folder, 'unreadable', `the folder was not looked into: ${why}`));
  for (const file of [...files].sort()) {
    const text = read(root, file);
    if (typeof text === 'string') texts.set(file, text);
    else if (isReported(file)) problems.push(text);
  }
  return {
    root,
    texts,
    packages: packageTexts(root),
    asked: asked.length === 0 ? [root] : asked,
    problems,
  };
}

/** Whether a file lies in what was asked for. */
export const isAsked = ({ asked }: Collected, file: string): boolean =>
  asked.some((path) => covers(path, file));
