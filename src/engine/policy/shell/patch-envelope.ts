import { fedText, knownWord } from './script.js';
import type { SimpleCommand, Word } from './script.js';

/** What a patch in the envelope of coding agents does to files. */
export interface Patch {
  readonly written: readonly Word[];
  readonly deleted: readonly Word[];
  /** Files that it makes, with all that they hold; of those that it changes nobody here knows the rest. */
  readonly texts: readonly (readonly [file: Word, text: string | undefined])[];
  /** What it adds to files that were there before. */
  readonly added: readonly (readonly [file: Word, text: string])[];
}

const HEADER = /^\*\*\* (Add|Update|Delete) File: (.+)$/;
const MOVE = /^\*\*\* Move to: (.+)$/;
const FRAME = /^\*\*\* (?:Begin Patch|End Patch|End of File)\s*$/;

/** What `apply_patch` is told, by its input or its only word; undefined where that is not known, or is no such patch. */
export function patchOf({ stdin, words }: SimpleCommand): Patch | undefined {
  const [, only, ...more] = words;
  const fed = fedText(stdin);
  const text = only === undefined ? fed : only.known && more.length === 0 ? only.text : undefined;
  return text === undefined ? undefined : readPatch(text);
}

/** One section of it: a header, and the lines below. */
interface Section {
  readonly what: string;
  readonly file: Word;
  readonly lines: readonly string[];
}

function readPatch(text: string): Patch | undefined {
  const sections = sectionsOf(text.trimEnd().split('\n'));
  if (sections === undefined || sections.length === 0) return undefined;
  const movedTo = sections.flatMap(({ lines }) => lines.flatMap((line) => MOVE.exec(line)?.[1] ?? []));
  const moves = movedTo.map((name) => knownWord(name.trim()));
  const gone = sections.filter(
    ({ what, lines }) => what === 'Delete' || lines.some((line) => MOVE.test(line)),
  );
  const kept = sections.filter(({ what }) => what !== 'Delete');
  return {
    written: [...kept.map(({ file }) => file), ...moves],
    deleted: gone.map(({ file }) => file),
    texts: [...kept.map((section) => [section.file, wholeOf(section)] as const), ...moves.map(unread)],
    added: kept
      .filter(({ what }) => what === 'Update')
      .map((section) => [section.file, addedBy(section)] as const),
  };
}

const unread = (file: Word): readonly [Word, undefined] => [file, undefined];

function sectionsOf(lines: readonly string[]): readonly Section[] | undefined {
  const found: (Section & { readonly lines: string[] })[] = [];
  for (const line of lines) {
    const [, what, name = ''] = HEADER.exec(line) ?? [];
    if (what !== undefined) found.push({ what, file: knownWord(name.trim()), lines: [] });
    else if (line.startsWith('***') && !FRAME.test(line) && !MOVE.test(line)) return undefined;
    else found.at(-1)?.lines.push(line);
  }
  return found;
}

/** All that a new file holds. */
const wholeOf = (section: Section): string | undefined =>
  section.what === 'Add' ? addedBy(section) : undefined;

function addedBy({ lines }: Section): string {
  return lines.flatMap((line) => (line.startsWith('+') ? [`${line.slice(1)}\n`] : [])).join('');
}
