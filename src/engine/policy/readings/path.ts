import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';

/**
 * A path taken apart without asking a file system. `root` is `/` (absolute), a drive (`c:`), `~` or `~user`, a variable
 * (`$HOME`), or empty for a relative path. `unknown` where nobody can say what it names.
 */
export interface ParsedPath {
  readonly root: string;
  readonly segments: readonly string[];
  readonly unknown: boolean;
}

export const UNKNOWN_PATH: ParsedPath = { root: '', segments: [], unknown: true };
const DRIVE = /^[A-Za-z]:(?=\/|$)/;
const EXPANDS = /[$`]|%[A-Za-z_][A-Za-z0-9_]*%/;
const VARIABLE = /^(?:\$[A-Za-z_][A-Za-z0-9_]*|\$\{[A-Za-z_][A-Za-z0-9_]*\}|%[A-Za-z_][A-Za-z0-9_]*%)$/;

/** The path as it is written: `..` stays, since a tool may resolve it through a link. */
export function parseRawPath(text: string): ParsedPath {
  return split(text, (segment) => segment);
}

/** The path as most tools resolve it: percent-encoding undone, trailing dots and spaces gone, `..` resolved. */
export function parseNormalPath(text: string): ParsedPath {
  return collapse(split(decodePercent(text), trimSegment));
}

/** A path as a tool resolves it that knows of no encoding: `..` alone is resolved. */
export function literalPath(raw: ParsedPath): ParsedPath {
  return raw.unknown ? raw : collapse(raw);
}

/** Puts a relative path below a folder; anything else stays as it is. `collapseDots` as the form asks. */
export function resolveAgainst(base: ParsedPath, path: ParsedPath, collapseDots: boolean): ParsedPath {
  if (path.unknown || path.root !== '') return path;
  if (base.unknown) return UNKNOWN_PATH;
  const joined = { root: base.root, segments: [...base.segments, ...path.segments], unknown: false };
  return collapseDots ? collapse(joined) : joined;
}

function split(text: string, clean: (segment: string) => string): ParsedPath {
  if (text.includes('\0')) return UNKNOWN_PATH;
  const local = fileUrlPath(text);
  if (local === undefined) return UNKNOWN_PATH;
  const slashed = local.replaceAll('\\', '/');
  const drive = DRIVE.exec(slashed)?.[0];
  if (drive === undefined && /^[A-Za-z]:/.test(slashed)) return UNKNOWN_PATH;
  const pieces = (drive === undefined ? slashed : slashed.slice(2)).split('/').map(clean);
  const segments = pieces.filter((segment) => segment !== '' && segment !== '.');
  if (drive !== undefined) return guard({ root: drive.toLowerCase(), segments, unknown: false });
  if (slashed.startsWith('/')) return guard({ root: '/', segments, unknown: false });
  // Only what stands literally first is a home folder or a variable: `./~` is a file of that name.
  const first = pieces[0] ?? '';
  const symbolic = first.startsWith('~') || isVariable(first);
  return guard(
    symbolic
      ? { root: first, segments: segments.slice(1), unknown: false }
      : { root: '', segments, unknown: false },
  );
}

/** The path of a `file:` URL of this machine; other text as it is; undefined for a file of another host. */
function fileUrlPath(text: string): string | undefined {
  if (!/^file:/i.test(text)) return text;
  const rest = text.slice(5).replaceAll('\\', '/');
  const match = /^\/\/([^/]*)(.*)$/s.exec(rest);
  if (match !== null && match[1] !== '' && match[1]?.toLowerCase() !== 'localhost') return undefined;
  return (match?.[2] ?? rest).replace(/^\/(?=[A-Za-z]:(?:\/|$))/, '');
}

/** Whether a root is a variable, which may stand for any folder. */
export function isVariable(root: string): boolean {
  return VARIABLE.test(root);
}

/** A variable or a command anywhere but as the whole root can name anything. */
function guard(path: ParsedPath): ParsedPath {
  const expands = path.segments.some((segment) => EXPANDS.test(segment));
  return expands && !isRoute(path) ? UNKNOWN_PATH : path;
}

const SOURCE = /\.(?:[cm]?[jt]sx?|mdx?|vue|svelte)$/;
/** `$postId`, `($lang)`, `$`: what stands between the dots of the names that routers read. */
const ROUTE_PART = /^(?:[\w()[\]-]*|\(?\$(?:[a-z][A-Za-z0-9]*)?_?\)?)$/;

/**
 * `app/routes/posts.$postId.edit.tsx`: a source file of a web router. Even if a tool took the names for variables, which
 * are seldom called so, it would come to a source file below the first folder, as nothing here goes up.
 */
function isRoute({ root, segments }: ParsedPath): boolean {
  const [first = '', ...rest] = segments;
  if ((root !== '' && root !== '/') || EXPANDS.test(first) || !SOURCE.test(rest.at(-1) ?? '')) return false;
  return rest.every(
    (segment) =>
      segment !== '..' &&
      (!EXPANDS.test(segment) || segment.split('.').every((part) => ROUTE_PART.test(part))),
  );
}

function trimSegment(segment: string): string {
  const trimmed = trimEnd(segment, (c) => c === SPACE);
  return trimmed === '.' || trimmed === '..' ? trimmed : trimEnd(trimmed, (c) => c === SPACE || c === DOT);
}

const SPACE = 32;
const DOT = 46;

/** By hand: a pattern anchored at the end only is quadratic on a long run that is not at the end. */
function trimEnd(text: string, drop: (c: number) => boolean): string {
  let end = text.length;
  while (end > 0 && drop(text.charCodeAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}

function collapse(path: ParsedPath): ParsedPath {
  const segments: string[] = [];
  const bounded = path.root === '/' || path.root.endsWith(':');
  for (const segment of path.segments) {
    if (segment !== '..') segments.push(segment);
    else if (segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else if (!bounded) segments.push('..');
  }
  return { ...path, segments };
}

/** One escape of an ASCII character, or the escapes of one longer character in UTF-8 (RFC 3629, section 4). */
const ESCAPE =
  /%[0-7][0-9A-F]|%[CD][0-9A-F]%[89AB][0-9A-F]|%E[0-9A-F](?:%[89AB][0-9A-F]){2}|%F[0-7](?:%[89AB][0-9A-F]){3}/gi;

/** Undoes percent-encoding, also when it was applied twice or three times; an escape of no character stays. */
function decodePercent(text: string): string {
  let decoded = text;
  for (let round = 0; round < 3 && decoded.includes('%'); round++) {
    const next = decoded.replace(ESCAPE, (escape) => {
      try {
        return decodeURIComponent(escape);
      } catch {
        return escape;
      }
    });
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}

/** Whether `path` lies in the folder `prefix` or is it. `fold` ignores case, as some file systems do. */
export function within(prefix: ParsedPath, path: ParsedPath, fold: boolean): Truth {
  if (path.unknown || prefix.unknown) return UNKNOWN;
  if (same(prefix.root, path.root, fold)) {
    return path.root === '/' || path.root.endsWith(':')
      ? truth(startsWith(path.segments, prefix.segments, fold))
      : withinRelative(prefix.segments, path.segments, fold);
  }
  return acrossRoots(prefix, path);
}

/** Both relative to the same unnamed folder, above which each may climb. */
function withinRelative(prefix: readonly string[], path: readonly string[], fold: boolean): Truth {
  const prefixClimb = climb(prefix);
  const pathClimb = climb(path);
  if (pathClimb > prefixClimb)
    return mayReturn(prefix.slice(prefixClimb), path.slice(pathClimb), pathClimb - prefixClimb, fold);
  if (prefix.length === prefixClimb) return TRUE;
  return pathClimb === prefixClimb ? truth(startsWith(path, prefix, fold)) : UNKNOWN;
}

/** `../project/secrets` may come back to `./secrets`: nobody knows the names of the folders that it climbed out of. */
function mayReturn(
  prefix: readonly string[],
  down: readonly string[],
  climbed: number,
  fold: boolean,
): Truth {
  return down.length >= climbed && startsWith(down.slice(climbed), prefix, fold) ? UNKNOWN : FALSE;
}

function acrossRoots(prefix: ParsedPath, path: ParsedPath): Truth {
  if (prefix.root.endsWith(':') && path.root.endsWith(':')) return FALSE;
  if (path.root !== '' || prefix.root === '') return UNKNOWN;
  if (prefix.root === '/' && prefix.segments.length === 0) return TRUE;
  return climb(path.segments) > 0 ? UNKNOWN : FALSE;
}

/** How many folders a relative path climbs before it goes down. */
export function climb(segments: readonly string[]): number {
  const down = segments.findIndex((segment) => segment !== '..');
  return down < 0 ? segments.length : down;
}

function startsWith(path: readonly string[], prefix: readonly string[], fold: boolean): boolean {
  return prefix.length <= path.length && prefix.every((segment, i) => same(segment, path[i] ?? '', fold));
}

function same(a: string, b: string, fold: boolean): boolean {
  return a === b || (fold && a.toLowerCase() === b.toLowerCase());
}

function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}
