import { strip } from '../text/normalise.js';
import { alternativesOf } from './path-alternatives.js';
import { literalPath, parseNormalPath, parseRawPath, resolveAgainst, UNKNOWN_PATH } from './path.js';
import type { ParsedPath } from './path.js';

/** One path of a payload in the forms that a tool might take it. */
export interface PathForms {
  readonly text: string;
  /** As written and normalised, look-alikes of slashes and dots for them too: the forms that a grant asks about. */
  readonly exact: readonly ParsedPath[];
  /** Those and the same without compatibility characters: the forms that a restriction asks about. */
  readonly loose: readonly ParsedPath[];
  /** Of `exact` and `loose` those in which `..` is resolved: what globs ask about. */
  readonly exactResolved: readonly ParsedPath[];
  readonly looseResolved: readonly ParsedPath[];
  /** A tool that expands patterns may make anything of it. */
  readonly wildcard: boolean;
}

const MAX_CWDS = 8;

/** The host's working folder, if it is one that paths can be relative to. */
export function parseCwd(cwd: string | undefined): ParsedPath | undefined {
  if (cwd === undefined) return undefined;
  const path = parseNormalPath(cwd);
  return path.unknown || (path.root !== '/' && !path.root.endsWith(':')) ? undefined : path;
}

/**
 * All forms of a path. Relative ones are taken from the host's folder if it named one, and once more from each folder
 * that the payload itself names.
 */
export function pathForms(
  text: string,
  hostCwd: ParsedPath | undefined,
  payloadCwds: readonly string[],
): PathForms {
  const plain = plainSeparators(text);
  const written = formsOf(text, hostCwd, payloadCwds);
  const normal = plain === text ? written : join(written, formsOf(plain, hostCwd, payloadCwds));
  const exact = alternatives(plain, hostCwd, payloadCwds).reduce(join, normal);
  const stripped = strip(plain);
  const strippedCwds = payloadCwds.length > MAX_CWDS ? payloadCwds : payloadCwds.map(strip);
  const same =
    stripped === plain &&
    (strippedCwds === payloadCwds || strippedCwds.every((cwd, i) => cwd === payloadCwds[i]));
  const loose = same
    ? exact
    : [formsOf(stripped, hostCwd, strippedCwds), ...alternatives(stripped, hostCwd, strippedCwds)].reduce(
        join,
        exact,
      );
  return {
    text,
    exact: exact.all,
    loose: loose.all,
    exactResolved: exact.resolved,
    looseResolved: loose.resolved,
    wildcard: text.includes('*') || text.includes('?'),
  };
}

interface Forms {
  readonly all: readonly ParsedPath[];
  readonly resolved: readonly ParsedPath[];
}

const NOBODY_KNOWS: Forms = { all: [UNKNOWN_PATH], resolved: [UNKNOWN_PATH] };

/** What a tool that expands patterns makes of the text. */
function alternatives(text: string, hostCwd: ParsedPath | undefined, cwds: readonly string[]): Forms[] {
  return alternativesOf(text)?.map((other) => formsOf(other, hostCwd, cwds)) ?? [NOBODY_KNOWS];
}

function join(one: Forms, other: Forms): Forms {
  return { all: [...one.all, ...other.all], resolved: [...one.resolved, ...other.resolved] };
}

/** Signs that look like a slash or a dot: some tools make them one, and nobody names a file so without meaning to. */
function plainSeparators(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  return text
    .replace(/[\u2044\u2215\u29f8\u2571\u27cb\u3033\uff0f]/g, '/')
    .replace(/[\u2216\u29f5\u29f9\u2572\u27cd\ufe68\uff3c]/g, '/')
    .replace(/[\u2024\ufe52\uff0e]/g, '.')
    .replace(/\u2025/g, '..');
}

/** Paths that normalising leaves alone: plain names, no `..`, and no dot before a slash but at the start. */
const UNCHANGED = /^(?:\.?\/)?(?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-])|\/(?=[A-Za-z0-9_.-]|$))*$/;

function formsOf(text: string, hostCwd: ParsedPath | undefined, payloadCwds: readonly string[]): Forms {
  const raw = parseRawPath(text);
  const normal = text.length < 512 && UNCHANGED.test(text) ? raw : parseNormalPath(text);
  const literal = raw === normal ? raw : literalPath(raw);
  // `../repo%2e` lies in `../repo` once decoded, and beside it for who does not decode.
  const resolved = literal === normal ? [normal] : [normal, literal];
  const all: ParsedPath[] = [fromHost(raw, hostCwd, false)];
  const clean: ParsedPath[] = resolved.map((path) => fromHost(path, hostCwd, true));
  if (raw.root === '' || normal.root === '') {
    // More folders than any tool has: which one counts, nobody can say.
    if (payloadCwds.length > MAX_CWDS) clean.push(UNKNOWN_PATH);
    else
      for (const cwd of payloadCwds) {
        const base = fromHost(parseNormalPath(cwd), hostCwd, true);
        all.push(resolveAgainst(base, raw, false));
        clean.push(...resolved.map((path) => resolveAgainst(base, path, true)));
      }
  }
  all.push(...clean);
  return { all, resolved: clean };
}

function fromHost(path: ParsedPath, hostCwd: ParsedPath | undefined, collapseDots: boolean): ParsedPath {
  return hostCwd === undefined ? path : resolveAgainst(hostCwd, path, collapseDots);
}
