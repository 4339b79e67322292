import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { PathForms } from '../readings/path-forms.js';
import { climb, isVariable, parseNormalPath, resolveAgainst, within } from '../readings/path.js';
import type { ParsedPath } from '../readings/path.js';
import { matchSegments } from '../text/glob.js';
import { ANY, flip } from './define.js';
import type { Mode } from './define.js';

/** What `path`, `path_prefix` and the path matchers of `args` ask of one path: all that is given must hold. */
export interface PathTest {
  readonly within?: readonly string[];
  readonly outside?: readonly string[];
  readonly glob?: readonly string[];
}

/** A path that a policy names must be one that can be compared. */
export function checkPathText(text: string): string | undefined {
  return parseNormalPath(text).unknown
    ? 'cannot be compared with paths: it holds a NUL, a variable, or another host'
    : undefined;
}

/** A path test, compiled. Relative paths of the policy are relative to the host's folder, if it names one. */
export class CompiledPathTest {
  readonly #within: readonly ParsedPath[] | undefined;
  readonly #outside: readonly ParsedPath[] | undefined;
  readonly #globs: readonly PathGlob[] | undefined;

  constructor(test: PathTest) {
    this.#within = test.within?.map(parseNormalPath);
    this.#outside = test.outside?.map(parseNormalPath);
    this.#globs = test.glob?.map(parsePathGlob);
  }

  /** Over all forms of one path. */
  evaluate(path: PathForms, cwd: ParsedPath | undefined, mode: Mode): Truth {
    let truth: Truth = TRUE;
    const and = (other: Truth): void => {
      if (other < truth) truth = other;
    };
    if (this.#within) and(someOf(this.#within, (prefix) => inside(prefix, path, cwd, mode)));
    if (this.#outside) and(not(someOf(this.#outside, (prefix) => inside(prefix, path, cwd, flip(mode)))));
    if (this.#globs) and(someOf(this.#globs, (glob) => globbed(glob, path, cwd, mode)));
    return truth;
  }
}

function inside(prefix: ParsedPath, path: PathForms, cwd: ParsedPath | undefined, mode: Mode): Truth {
  const base = fromCwd(prefix, cwd);
  const forms = mode === ANY ? path.loose : path.exact;
  return overForms(forms, path, mode, (form) => within(base, form, mode === ANY));
}

interface PathGlob {
  readonly path: ParsedPath;
  /** Begins with `**` and so matches below any root. */
  readonly anywhere: boolean;
}

function parsePathGlob(glob: string): PathGlob {
  const path = parseNormalPath(glob);
  return { path, anywhere: path.root === '' && path.segments[0] === '**' };
}

function globbed(glob: PathGlob, path: PathForms, cwd: ParsedPath | undefined, mode: Mode): Truth {
  const pattern = glob.anywhere ? glob.path : fromCwd(glob.path, cwd);
  const forms = mode === ANY ? path.looseResolved : path.exactResolved;
  return overForms(forms, path, mode, (form) => globForm(glob, pattern, form, mode === ANY));
}

function globForm(glob: PathGlob, pattern: ParsedPath, form: ParsedPath, fold: boolean): Truth {
  if (form.unknown) return UNKNOWN;
  const sameRoot = foldText(pattern.root, fold) === foldText(form.root, fold);
  if (!sameRoot && isVariable(form.root)) return UNKNOWN;
  if (!sameRoot && !glob.anywhere) return acrossRoots(pattern, form);
  // A star grants no way up: what climbs out of the folder is matched by what climbs, and by nothing else.
  if (!fold && climb(form.segments) !== climb(pattern.segments)) return FALSE;
  const segments = foldAll(form.segments, fold);
  const globs = foldAll(pattern.segments, fold);
  if (matchSegments(globs, segments)) return TRUE;
  return form.root.startsWith('~') && !sameRoot && endMatches(globs, segments) ? UNKNOWN : FALSE;
}

/** Below a home folder nobody knows what stands before: the beginning of a glob may lie there. */
function endMatches(globs: readonly string[], segments: readonly string[]): boolean {
  return globs.some((_, i) => matchSegments(globs.slice(i + 1), segments));
}

/** As with prefixes: a relative path that does not climb is taken to stay out of absolute folders. */
function acrossRoots(pattern: ParsedPath, form: ParsedPath): Truth {
  if (pattern.root.endsWith(':') && form.root.endsWith(':')) return FALSE;
  if (form.root !== '' || pattern.root === '') return UNKNOWN;
  return climb(form.segments) > 0 ? UNKNOWN : FALSE;
}

/** Folds the forms of one path. */
function overForms(
  forms: readonly ParsedPath[],
  { wildcard }: PathForms,
  mode: Mode,
  truthOf: (form: ParsedPath) => Truth,
): Truth {
  let truth: Truth = mode === ANY ? FALSE : TRUE;
  for (const form of forms) {
    const next = truthOf(form);
    if (mode === ANY ? next > truth : next < truth) truth = next;
  }
  return mode === ANY && truth === FALSE && wildcard ? UNKNOWN : truth;
}

function fromCwd(path: ParsedPath, cwd: ParsedPath | undefined): ParsedPath {
  return cwd === undefined ? path : resolveAgainst(cwd, path, true);
}

function someOf<T>(items: readonly T[], truthOf: (item: T) => Truth): Truth {
  let truth: Truth = FALSE;
  for (const item of items) {
    const next = truthOf(item);
    if (next > truth) truth = next;
  }
  return truth;
}

function not(truth: Truth): Truth {
  return (2 - truth) as Truth;
}

function foldText(text: string, fold: boolean): string {
  return fold ? text.toLowerCase() : text;
}

function foldAll(segments: readonly string[], fold: boolean): readonly string[] {
  return fold ? segments.map((segment) => segment.toLowerCase()) : segments;
}
