import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

const EXECUTES = new Set(['-exec', '-execdir', '-ok', '-okdir']);

/** `find START… -exec COMMAND {} \;`, which may stand in it many times. */
export function find(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  if (words.slice(1).some((word) => word.splits))
    wrapped.unknown('`find` with words that are not known before it runs');
  const found = namesBelow(words);
  for (let i = 1; i < words.length; i++) {
    if (!EXECUTES.has(words[i]?.text ?? '')) continue;
    const end = endOf(words, i + 1);
    const inner = words.slice(i + 1, end);
    wrapped.runWords(inner.flatMap((word) => fill(word, found, words[i]?.text.endsWith('dir') === true)));
    i = end;
  }
}

function endOf(words: readonly Word[], from: number): number {
  for (let i = from; i < words.length; i++) {
    const text = words[i]?.text;
    if (text === ';' || (text === '+' && words[i - 1]?.text === '{}')) return i;
  }
  return words.length;
}

/** The folders that are searched; the one at hand where none is named. */
function startsOf(words: readonly Word[]): readonly Word[] {
  const first = words.findIndex((word, i) => i > 0 && !/^-(?:[HLP]+|D|O\d)$/.test(word.text));
  if (first < 0) return HERE;
  const end = words.findIndex((word, i) => i >= first && /^[-(!]/.test(word.text));
  const starts = words.slice(first, end < 0 ? undefined : end);
  return starts.length === 0 ? HERE : starts;
}

/** The pattern that what is found must match, where there is one for certain. */
function nameOf(words: readonly Word[]): string {
  if (words.some(({ text }) => /^(?:-o|-or|-not|!|,)$/.test(text))) return '*';
  const at = words.flatMap(({ text }, i) => (text === '-name' || text === '-iname' ? [i + 1] : []));
  const name = at.length === 1 ? words[at[0] as number] : undefined;
  return name?.known === true && !name.text.includes('/') && name.text !== '' ? name.text : '*';
}

const HERE: readonly Word[] = [{ text: '.', known: true, splits: false, glob: false }];

/** What is found lies somewhere below one of the folders: any name that they begin and the pattern ends. */
export function namesBelow(words: readonly Word[]): readonly Word[] {
  const name = nameOf(words);
  // Unlike the shell, `find` lets a pattern stand for a leading dot.
  const names = /^[*?[]./.test(name) ? [name, `.${name.replace(/^(?:\?|\[[^\]]*\])/, '')}`] : [name];
  return startsOf(words).flatMap((start) =>
    names.map((one) => ({ ...start, text: `${start.text.replace(/\/$/, '')}/${one}`, glob: true })),
  );
}

/** Tests and actions of `find` that print names and do nothing else. */
const PRINTS =
  /^(?:-(?:i?name|i?path|i?wholename|type|not|o|a|or|and|maxdepth|mindepth|newer|[amc]time|[amc]min|size|empty|print0?|prune|perm|user|group|[LHPE]|regex|iregex|regextype|executable|readable|writable|xdev|mount|depth|follow)|!|\(|\)|,)$/;

/** Whether all that a `find` prints are the names that it finds. */
export function onlyPrints(words: readonly Word[]): boolean {
  return words.slice(1).every(({ text }) => !/^-[A-Za-z]/.test(text) || PRINTS.test(text));
}

function fill(word: Word, found: readonly Word[], bare: boolean): readonly Word[] {
  if (!word.text.includes('{}')) return [word];
  return word.text !== '{}' || bare ? [{ ...word, known: false, text: word.text }] : found;
}
