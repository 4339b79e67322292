import { FALSE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { parseNormalPath, resolveAgainst } from '../readings/path.js';
import type { ParsedPath } from '../readings/path.js';
import { mayOverlap } from '../shell/forms.js';
import type { Word } from '../shell/script.js';

const WILD = /^[*?[]/;

/**
 * Whether one of the names that a pattern of file names stands for may be one that a glob of the policy means. Where it
 * certainly is not, the pattern is no concern of the rule.
 */
export function wildMatches(
  globs: readonly string[],
  path: string,
  word: Word,
  cwd: ParsedPath | undefined,
): Truth {
  const found = at(cwd, path);
  const may = globs.some((glob) => {
    const wanted = at(cwd, glob);
    if (wanted.unknown || found.unknown || wanted.root !== found.root) return true;
    return meet(wanted.segments, found.segments, word);
  });
  return may ? UNKNOWN : FALSE;
}

function at(cwd: ParsedPath | undefined, text: string): ParsedPath {
  const path = parseNormalPath(text.toLowerCase());
  return cwd === undefined ? path : resolveAgainst({ ...cwd, segments: cwd.segments.map(low) }, path, true);
}

const low = (text: string): string => text.toLowerCase();

function meet(globs: readonly string[], names: readonly string[], word: Word): boolean {
  const [glob, name] = [globs[0], names[0]];
  if (glob === undefined && name === undefined) return true;
  if (glob === '**')
    return meet(globs.slice(1), names, word) || (name !== undefined && meet(globs, names.slice(1), word));
  if (name === '**')
    return (
      meet(globs, names.slice(1), word) ||
      // What a search goes through holds what git keeps only where it says so, which is then a name of its own.
      (glob !== undefined && glob !== '.git' && meet(globs.slice(1), names, word))
    );
  if (glob === undefined || name === undefined) return false;
  // A leading dot must be written out.
  if (WILD.test(name) && glob.startsWith('.')) return false;
  return mayOverlap(glob, { ...word, text: name }) && meet(globs.slice(1), names.slice(1), word);
}
