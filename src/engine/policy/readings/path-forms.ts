import { strip } from '../text/normalise.js';
import { literalPath, parseNormalPath, parseRawPath, resolveAgainst, UNKNOWN_PATH } from './path.js';
import type { ParsedPath } from './path.js';

/** One path of a payload in the forms that a tool might take it. */
export interface PathForms {
  readonly text: string;
  /** As written and normalised: the forms that a grant asks about. The normalised ones stand at odd places. */
  readonly exact: readonly ParsedPath[];
  /** Those and the same without compatibility characters: the forms that a restriction asks about. */
  readonly loose: readonly ParsedPath[];
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
  const exact = formsOf(text, hostCwd, payloadCwds);
  const stripped = strip(text);
  const strippedCwds = payloadCwds.length > MAX_CWDS ? payloadCwds : payloadCwds.map(strip);
  const same =
    stripped === text &&
    (strippedCwds === payloadCwds || strippedCwds.every((cwd, i) => cwd === payloadCwds[i]));
  const loose = same ? exact : [...exact, ...formsOf(stripped, hostCwd, strippedCwds)];
  return { text, exact, loose, wildcard: text.includes('*') || text.includes('?') };
}

/** Paths that normalising leaves alone: plain names, no `..`, and no dot before a slash but at the start. */
const UNCHANGED = /^(?:\.?\/)?(?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-])|\/(?=[A-Za-z0-9_.-]|$))*$/;

function formsOf(
  text: string,
  hostCwd: ParsedPath | undefined,
  payloadCwds: readonly string[],
): ParsedPath[] {
  const raw = parseRawPath(text);
  const normal = text.length < 512 && UNCHANGED.test(text) ? raw : parseNormalPath(text);
  const climbs = raw.segments.includes('..');
  const literal = literalPath(raw);
  const forms = [fromHost(raw, hostCwd, false), fromHost(normal, hostCwd, true)];
  // `../repo%2e` lies in `../repo` once decoded, and beside it for who does not decode.
  if (climbs) forms.push(fromHost(literal, hostCwd, true), forms[1] as ParsedPath);
  if (raw.root !== '' && normal.root !== '') return forms;
  // More folders than any tool has: which one counts, nobody can say.
  if (payloadCwds.length > MAX_CWDS) return [...forms, UNKNOWN_PATH, UNKNOWN_PATH];
  for (const cwd of payloadCwds) {
    const base = fromHost(parseNormalPath(cwd), hostCwd, true);
    const resolved = resolveAgainst(base, normal, true);
    forms.push(resolveAgainst(base, raw, false), resolved);
    if (climbs) forms.push(resolveAgainst(base, literal, true), resolved);
  }
  return forms;
}

function fromHost(path: ParsedPath, hostCwd: ParsedPath | undefined, collapseDots: boolean): ParsedPath {
  return hostCwd === undefined ? path : resolveAgainst(hostCwd, path, collapseDots);
}
