import { inNewFolder, mayOverlap, patternOf } from './forms.js';
import { pathKey } from './path-key.js';
import { joinFolder } from './scope.js';
import type { SimpleCommand, Word } from './script.js';

/** So many files are looked through for one that a word may mean: with more, any may be meant. */
const MAX_LOOKED = 200;

const lastOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('|')) + 1);

/** The keys of files that a pattern may stand for, by their last names; undefined for more than anybody looks through. */
export function meantBy(word: Word, keys: ReadonlyMap<string, unknown>): readonly string[] | undefined {
  if (keys.size > MAX_LOOKED) return undefined;
  const pattern = patternOf(word);
  const last = lastOf(pattern);
  const form: Word = { ...word, text: last === '' ? '*' : last };
  return [...keys.keys()].filter((key) => mayOverlap(lastOf(key).toLowerCase(), form));
}

/**
 * Files that may be one and the same though one is named by its full path and the other is not: `/w/app/x.sh` and
 * `x.sh`, where nobody knows the folder at hand.
 */
export function sameAs(key: string, keys: ReadonlyMap<string, unknown>): string | undefined {
  if (keys.size > MAX_LOOKED) return undefined;
  const [root, path] = parted(key);
  for (const other of keys.keys()) {
    const [another, way] = parted(other);
    if (root === another) continue;
    const [long, short] = root === '' ? [way, path] : [path, way];
    if (root !== '' && another !== '') continue;
    const down = short.replace(/^(?:\.\.\/)+(?:[^/]+\/)?/, '');
    if (long === down || long.endsWith(`/${down}`)) return other;
  }
  return undefined;
}

function parted(key: string): readonly [root: string, path: string] {
  const bar = key.indexOf('|');
  return [key.slice(0, bar), key.slice(bar + 1)];
}

/** A program by its name alone, in a folder from which tools start programs by their names. */
export function startedAs(name: string, keys: ReadonlyMap<string, unknown>): string | undefined {
  if (keys.size > MAX_LOOKED) return undefined;
  for (const key of keys.keys()) if (key.endsWith(`/${name}`) && key.startsWith('|')) return key;
  return undefined;
}

/** Under which a file is known, by the folders in which a command may run. */
export function keysOf({ folders }: SimpleCommand, word: Word): readonly string[] {
  const { known, text, at } = word;
  if ((!known && !inNewFolder(word)) || text === '') return [];
  return (at ?? folders).flatMap((folder) => pathKey(joinFolder(folder, text) ?? text) ?? []);
}

/** Where programs lie that are nothing of the project. */
export const FOREIGN = /^(?:\/(?:bin|sbin|usr|opt|tmp|var|dev|etc|root|lib\w*)\/|~|\.\.\/)/;
