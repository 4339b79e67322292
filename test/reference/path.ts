import { meanings } from './path-patterns.js';
import { foldedText, isAbsolute, isVariable, normalPath, rawPath, resolveUps } from './path-text.js';
import type { Path } from './path-text.js';
import type { JsonObject, JsonValue, Mode } from './types.js';
import {
  bareKey,
  combine,
  conjunction,
  eachEntry,
  FALSE,
  flip,
  globMatches,
  isFlag,
  isObject,
  listOf,
  not,
} from './types.js';
import { TRUE, truth, UNKNOWN, words } from './types.js';

/** Where relative paths may start from: the host's working directory, and those that the payload names. */
export interface Cwds {
  readonly host: Path | null;
  readonly payload: readonly string[];
}

const NAMES = new Set(
  (
    'path paths file files filepath filepaths filename filenames target targets dir dirs directory directories ' +
    'folder folders root source sources destination destinations src dst dest cwd workdir'
  ).split(' '),
);
const CWD_NAMES =
  'cwd workdir workingdirectory workingdir workdirectory currentdir currentdirectory basedir basedirectory chdir pwd'.split(
    ' ',
  );

const isPathKey = (key: string): boolean => words(key).some((word) => NAMES.has(word));

/** The paths at or below a path key; null is one that is not understood. Of others than texts only those right at one. */
function pathsAt(value: JsonValue, direct: boolean): (string | null)[] {
  if (typeof value === 'string') return [value === '' ? null : value];
  if (Array.isArray(value)) return (value as JsonValue[]).flatMap((element) => pathsAt(element, direct));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, child]) =>
      pathsAt(child, isPathKey(key) && !isFlag(key, child)),
    );
  return direct ? [null] : [];
}

export function payloadPaths(value: JsonValue): (string | null)[] {
  if (Array.isArray(value)) return (value as JsonValue[]).flatMap(payloadPaths);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    isPathKey(key) && !isFlag(key, child) ? pathsAt(child, true) : payloadPaths(child),
  );
}

export function cwdsOf(hostCwd: string | undefined, payload: JsonObject): Cwds {
  const found: (string | null)[] = [];
  eachEntry(payload, (key, value) => {
    if (CWD_NAMES.includes(bareKey(key))) found.push(...pathsAt(value, false));
  });
  const host = hostCwd === undefined ? null : normalPath(hostCwd);
  return { host: host && isAbsolute(host.root) ? host : null, payload: found.filter((cwd) => cwd !== null) };
}

function below(base: Path | null, path: Path | null): Path | null {
  if (path === null || path.root !== '' || base === null) return path;
  return { root: base.root, segments: [...base.segments, ...path.segments] };
}

/** Every place that one spelling of a path may name, in one form: null is one that is not understood. */
function places(path: Path | null, { host, payload }: Cwds, fold: boolean): (Path | null)[] {
  if (path === null || path.root !== '') return [path];
  const fromPayload = payload.map((cwd) => {
    const base = below(host, normalPath(fold ? foldedText(cwd) : cwd));
    return base && below(base, path);
  });
  return [below(host, path), ...fromPayload];
}

const rawForms = (text: string, cwds: Cwds, fold = false): (Path | null)[] =>
  places(rawPath(text), cwds, fold);
const literalForms = (text: string, cwds: Cwds, fold = false): (Path | null)[] =>
  places(rawPath(text), cwds, fold).map((path) => path && resolveUps(path));
const normalForms = (text: string, cwds: Cwds, fold = false): (Path | null)[] =>
  places(normalPath(text), cwds, fold).map((path) => path && resolveUps(path));

const lowered = (p: Path): Path => ({
  root: p.root.toLowerCase(),
  segments: p.segments.map((segment) => segment.toLowerCase()),
});

const ups = (path: Path): number => [...path.segments, ''].findIndex((segment) => segment !== '..');
const startsWith = (path: Path, prefix: Path): number =>
  truth(prefix.segments.every((segment, i) => segment === path.segments[i]));

/** What can be said of two paths from different places. A relative one that does not climb stays out of the absolute. */
function acrossRoots(path: Path, other: Path): number {
  if (path.root.endsWith(':') && other.root.endsWith(':')) return FALSE;
  return path.root === '' && ups(path) === 0 ? FALSE : UNKNOWN;
}

/** A path that climbs higher than the prefix may come back down to it, by names that are not known here. */
function mayReturn(path: Path, prefix: Path): number {
  const unnamed = ups(path) - ups(prefix);
  const down = { root: '', segments: path.segments.slice(ups(path) + unnamed) };
  if (path.segments.length < ups(path) + unnamed) return FALSE;
  return startsWith(down, { root: '', segments: prefix.segments.slice(ups(prefix)) }) === TRUE
    ? UNKNOWN
    : FALSE;
}

function isWithin(path: Path, prefix: Path): number {
  if (path.root === '' && prefix.root === '/' && prefix.segments.length === 0) return TRUE;
  if (path.root !== prefix.root) return acrossRoots(path, prefix);
  if (isAbsolute(path.root)) return startsWith(path, prefix);
  if (ups(path) > ups(prefix)) return mayReturn(path, prefix);
  if (ups(prefix) === prefix.segments.length) return TRUE;
  return ups(path) === ups(prefix) ? startsWith(path, prefix) : UNKNOWN;
}

function segmentsMatch(globs: readonly string[], segments: readonly string[]): boolean {
  const [glob, ...rest] = globs;
  if (glob === undefined) return segments.length === 0;
  if (glob === '**') {
    return segmentsMatch(rest, segments) || (segments.length > 0 && segmentsMatch(globs, segments.slice(1)));
  }
  return segments.length > 0 && globMatches(glob, segments[0]!) && segmentsMatch(rest, segments.slice(1));
}

const anywhere = (glob: Path): boolean => glob.root === '' && glob.segments[0] === '**';

function matchesGlob(path: Path, glob: Path, mode: Mode): number {
  if (path.root !== glob.root && isVariable(path.root)) return UNKNOWN;
  if (!anywhere(glob) && path.root !== glob.root) return acrossRoots(path, glob);
  // A grant to climb has to be written.
  if (mode === 'every' && ups(path) !== ups(glob)) return FALSE;
  if (segmentsMatch(glob.segments, path.segments)) return TRUE;
  // What stands before a home folder's segments is not known: the glob's first parts may lie there.
  const home = path.root.startsWith('~') && path.root !== glob.root;
  const ends = glob.segments.map((_, i) => glob.segments.slice(i + 1));
  return home && ends.some((end) => segmentsMatch(end, path.segments)) ? UNKNOWN : FALSE;
}

type Test = (path: Path, other: Path) => number;

/** One path by `test` in all forms; ignoring case, and for what patterns in it might expand to, where one is enough. */
function overForms(text: string, forms: (Path | null)[], other: Path, mode: Mode, test: Test): number {
  const fold = mode === 'any' ? lowered : (path: Path): Path => path;
  const result = combine(
    mode,
    forms.map((form) => (form === null ? UNKNOWN : test(fold(form), fold(other)))),
  );
  return mode === 'any' && result === FALSE && /[*?]/.test(text) ? UNKNOWN : result;
}

/** Signs that look like a slash or a dot may be taken for one. */
const SIGNS: readonly (readonly [string, string])[] = [
  ['⁄∕⧸╱⟋〳／', '/'],
  ['∖⧵⧹╲⟍﹨＼', '/'],
  ['․﹒．', '.'],
  ['‥', '..'],
];

const withPlainSigns = (text: string): string =>
  [...text].map((c) => SIGNS.find(([signs]) => signs.includes(c))?.[1] ?? c).join('');

type Forms = (text: string, cwds: Cwds, fold?: boolean) => (Path | null)[];

/** All forms of a path: as it is, with plain signs and, where one is enough, folded. */
function spellings(text: string, mode: Mode, cwds: Cwds, kinds: readonly Forms[]): (Path | null)[] {
  const plain = withPlainSigns(text);
  const read = (one: string, fold = false): (Path | null)[] => kinds.flatMap((kind) => kind(one, cwds, fold));
  const meant = (one: string, fold = false): (Path | null)[] =>
    meanings(one)?.flatMap((other) => read(other, fold)) ?? [null];
  const exact = [...[text, plain].flatMap((one) => read(one)), ...meant(plain)];
  if (mode !== 'any') return exact;
  return [...exact, ...read(foldedText(plain), true), ...meant(foldedText(plain), true)];
}

function within(text: string, prefix: string, mode: Mode, cwds: Cwds): number {
  const forms = spellings(text, mode, cwds, [rawForms, literalForms, normalForms]);
  const other = resolveUps(below(cwds.host, normalPath(prefix))!);
  return overForms(text, forms, other, mode, isWithin);
}

function matchesOneGlob(text: string, glob: string, mode: Mode, cwds: Cwds): number {
  // A tool that knows of no encoding takes the path as it is written.
  const forms = spellings(text, mode, cwds, [literalForms, normalForms]);
  const parsed = normalPath(glob)!;
  const other = anywhere(parsed) ? parsed : resolveUps(below(cwds.host, parsed)!);
  return overForms(text, forms, other, mode, (path, pattern) => matchesGlob(path, pattern, mode));
}

const someOf = (value: JsonValue, test: (one: string) => number): number =>
  Math.max(...(listOf(value) as string[]).map(test));

/** One path against a map of `within`, `outside` and `glob`, all of which must hold for it. */
export function pathTruth(text: string | null, asked: JsonObject, mode: Mode, cwds: Cwds): number {
  if (text === null || text === '') return UNKNOWN;
  const tests = Object.entries(asked).map(([name, value]) => {
    if (name === 'within') return someOf(value, (prefix) => within(text, prefix, mode, cwds));
    if (name === 'outside') return not(someOf(value, (prefix) => within(text, prefix, flip(mode), cwds)));
    if (name === 'glob') return someOf(value, (glob) => matchesOneGlob(text, glob, mode, cwds));
    throw new Error(`no such path test: ${name}`);
  });
  return conjunction(tests);
}

export function path(
  asked: JsonObject,
  payload: JsonObject,
  mode: Mode,
  hostCwd: string | undefined,
): number {
  const cwds = cwdsOf(hostCwd, payload);
  return combine(
    mode,
    payloadPaths(payload).map((text) => pathTruth(text, asked, mode, cwds)),
  );
}
