import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import { MAX_PATHS } from './code-effect.js';
import { table } from '../../table.js';

/** The files that something may be; undefined where nobody can say. */
export type Words = readonly Word[] | undefined;

const MAX_LENGTH = 4096;

export const CLASSES = new Set(
  'Path PurePath PosixPath PurePosixPath'.split(' ').map((name) => `pathlib.${name}`),
);
/** Functions that give another spelling of the same path. */
export const SAME = new Set([
  'builtins.str',
  'os.fspath',
  ...'abspath normpath realpath expanduser'.split(' ').map((name) => `os.path.${name}`),
]);
export const FOLDERS: Readonly<Record<string, string>> = table({
  'os.path.dirname': 'parent',
  'os.path.basename': 'name',
});

export const asPattern = (word: Word): Word => ({ ...word, glob: true });

/** The names that a pattern of the platform's own stands for: with braces, and with names that begin with a dot. */
export function globbed(patterns: Words): Words {
  const found = patterns?.flatMap(({ text }) => branches(text) ?? []);
  if (found === undefined || found.length === 0 || patterns?.some(({ text }) => branches(text) === undefined))
    return undefined;
  return found.map((text) => asPattern(knownWord(text.replace(/(?<=^|\/)\*(?!\*)/g, '**'))));
}

/** `{a,b}/*.json` without its braces; undefined where they are more than that. */
function branches(text: string): readonly string[] | undefined {
  let open: readonly string[] = [text];
  for (let round = 0; round < 4; round++) {
    open = open.flatMap((one) => {
      const [all, list] = /\{([^{}]*)\}/.exec(one) ?? [];
      if (all === undefined || list === undefined || list.includes('..')) return [one];
      return list.split(',').map((part) => one.replace(all, () => part));
    });
    if (open.length > MAX_PATHS) return undefined;
  }
  return open.some((one) => /[{}()!\\]/.test(one)) ? undefined : open;
}

/** What may be more than one word, or none, where the command runs. */
const isSeveral = ({ glob, splits, open }: Word): boolean => splits || (glob && open !== true);

/** The words of a command line from one on, which may stand elsewhere behind a pattern: then all from that on. */
export function argumentsFrom(argv: Words, index: number): Words {
  const several = argv?.findIndex(isSeveral) ?? -1;
  return argv?.slice(several < 0 ? index : Math.min(several, index));
}

/** What the word at a place of a command line may be: behind a pattern, any from that on. Empty where there is none. */
export function argumentAt(argv: Words, index: number): Words {
  const several = argv?.findIndex(isSeveral) ?? -1;
  return several >= 0 && several <= index ? argv?.slice(several) : argv?.slice(index, index + 1);
}

/** All of them together; undefined where one is not known, or they are too many to tell apart. */
export function together(parts: readonly Words[]): Words {
  if (parts.some((part) => part === undefined)) return undefined;
  const found = parts.flatMap((part) => part ?? []);
  return found.length > MAX_PATHS * 4 ? undefined : found;
}

/** Names that are followed once each; one that is made of itself is not known. */
export class Followed {
  readonly #known = new Map<string, Words>();
  readonly #open = new Set<string>();

  /** What the bindings of a name come to; `key` tells apart what is asked of it. */
  once<T>(name: string, key: string, bindings: readonly T[], follow: (binding: T) => Words): Words {
    const id = `${name}|${key}`;
    if (this.#known.has(id)) return this.#known.get(id);
    if (this.#open.has(id) || bindings.length === 0) return undefined;
    this.#open.add(id);
    const words = together(bindings.map(follow));
    this.#open.delete(id);
    this.#known.set(id, words);
    return words;
  }
}

/**
 * Paths put together as `/` and `os.path.join` do: one that begins at the root, or at a home, takes the place of what
 * was before.
 */
export function joinAll(parts: readonly Words[]): Words {
  return combined(parts, (base, name) =>
    /^[/~]/.test(name) || base === '' ? name : `${base.replace(/\/$/, '')}/${name}`,
  );
}

/** Texts behind each other. */
export function said(parts: readonly Words[]): Words {
  return combined([[knownWord('')], ...parts], (before, text) => before + text);
}

function combined(parts: readonly Words[], join: (before: string, text: string) => string): Words {
  const [first, ...rest] = parts;
  let words = first;
  for (const part of rest) {
    if (words === undefined || part === undefined || words.length * part.length > MAX_PATHS * 4)
      return undefined;
    words = words.flatMap((base) =>
      part.map((word) => ({
        text: join(base.text, word.text),
        known: base.known && word.known,
        splits: base.splits || word.splits,
        glob: base.glob || word.glob,
      })),
    );
    if (words.some(({ text }) => text.length > MAX_LENGTH)) return undefined;
  }
  return words;
}

/** What `.parent`, `.name` and `.path` of a path are. */
export function named(name: string, words: Words): Words {
  if (name === 'path') return words;
  if (name !== 'parent' && name !== 'name') return undefined;
  if (words === undefined || words.some(({ text }) => text.endsWith('/'))) return undefined;
  return words.map((word) => {
    const path = word.text;
    const slash = path.lastIndexOf('/');
    const above = slash < 0 ? (/^\.*$/.test(path) ? `${path || '.'}/..` : '.') : path.slice(0, slash) || '/';
    return { ...word, text: name === 'name' ? path.slice(slash + 1) : above };
  });
}

/** `'a b'.split()`. */
export function textsOf(text: string | undefined, how: string): Words {
  const parts = text?.split(how === 'split' ? /\s+/ : '\n').filter((part) => part !== '');
  return parts === undefined || parts.length > MAX_PATHS ? undefined : parts.map(knownWord);
}

/** Paths put together as Node's `path.join` does, which knows no root but the first. */
export function chained(parts: readonly Words[]): Words {
  return combined(parts, (base, name) =>
    base === '' ? name : `${base.replace(/\/$/, '')}/${name.replace(/^\//, '')}`,
  );
}
