import type { Arguments } from '../arguments.js';
import { knownWord } from '../script.js';
import type { SimpleCommand, Word } from '../script.js';

const MAGIC = /^:(?:\(([^)]*)\)|([/!^]*):?)/;
const VERBS = /^(?:checkout|restore)$/;
const STARS = /^(?:\*+|\*\*?\/\*+|\?\*+)$/;

interface Spec {
  readonly excludes: boolean;
  readonly everything: boolean;
}

/** A pathspec as git reads it: magic, and a path in which a way up may lead to the whole tree again. */
function specOf(text: string): Spec {
  const [magic = '', words = '', signs = ''] = MAGIC.exec(text) ?? [];
  const excludes = /[!^]/.test(signs) || /(?:^|,)exclude(?:,|$)/.test(words);
  const path: string[] = [];
  let climbs = false;
  for (const part of text.slice(magic.length).split('/')) {
    if (part === '..') climbs = path.pop() === undefined || climbs;
    else if (part !== '' && part !== '.') path.push(part);
  }
  const everything = climbs || /attr:/.test(words) || path.length === 0 || STARS.test(path.join('/'));
  return { excludes, everything: everything && text !== '' && !(excludes && path.length > 0) };
}

/** What `git restore` and `git checkout` write over, where it is the whole tree: work that was never committed. */
export function wiped(_: unknown, { flags }: Arguments, { words }: SimpleCommand): readonly Word[] {
  const rest = words.slice(words.findIndex(({ text }) => VERBS.test(text)) + 1);
  const given = (form: RegExp): boolean => rest.some(({ text }) => form.test(text));
  // `-S` takes a value elsewhere, and so is looked for by its letter.
  if (words.some(({ text }) => text === 'restore') && given(/^(?:--staged|-[A-Za-z]*S[A-Za-z]*)$/))
    if (!given(/^(?:--w.*|-[A-Za-z]*W[A-Za-z]*)$/)) return [];
  if (flags.has('pathspec-from-file') || given(/^--pathspec-fr/)) return [knownWord('.')];
  const named = rest.filter(({ text, known }) => known && (!text.startsWith('-') || text === '-'));
  const specs = named.map(({ text }) => specOf(text));
  // The first may be a commit; where all others exclude, what is left is everything.
  const left = specs.length > 1 ? specs.slice(1) : specs;
  if (specs.some((spec) => spec.everything) || (left.length > 0 && left.every((spec) => spec.excludes)))
    return [knownWord('.')];
  return named.filter(({ text }) => text.startsWith('/') && !/\.\w+$/.test(text));
}
