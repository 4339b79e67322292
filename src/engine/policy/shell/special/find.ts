import { matchGlob } from '../../text/glob.js';
import { programOf } from '../programs/index.js';
import { asOpen, knownWord } from '../script.js';
import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

const EXECUTES = new Set(['-exec', '-execdir', '-ok', '-okdir']);

/** `find START… -exec COMMAND {} \;`, which may stand in it many times. */
export function find(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  if (words.slice(1).some((word) => word.splits))
    wrapped.unknown('`find` with words that are not known before it runs');
  if (!words.some(({ text }) => text === '-delete' || EXECUTES.has(text))) return;
  const found = namesBelow(words);
  if (words.some(({ text }) => text === '-delete'))
    wrapped.runWords([knownWord('rm'), knownWord('-r'), knownWord('--'), ...found]);
  for (let i = 1; i < words.length; i++) {
    if (!EXECUTES.has(words[i]?.text ?? '')) continue;
    const end = endOf(words, i + 1);
    const inner = words.slice(i + 1, end);
    const dir = words[i]?.text.endsWith('dir') === true;
    // A shell is given one name at a time, or several that are each one of these.
    const shell =
      programOf(inner[0]?.text ?? '')?.names[0] === 'sh' && inner.some(({ text }) => text === '{}');
    if (shell && !dir)
      for (const one of found)
        wrapped.runWords(inner.map((word) => (word.text === '{}' ? asOpen(one) : marked(word))));
    else wrapped.runWords(inner.flatMap((word) => fill(word, found, dir)));
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

/** What is asked of all that no `-path … -prune -o` before it has left out; without `-print` those are found, too. */
function behindPruned(words: readonly Word[]): readonly Word[] {
  const pruned = words.findLastIndex(({ text }, i) => text === '-prune' && words[i + 1]?.text === '-o');
  if (pruned < 0) return words.slice(1);
  const [before, behind] = [words.slice(1, pruned), words.slice(pruned + 2)];
  const acts = ({ text }: Word): boolean => ACTS.test(text);
  const chained = before.every(
    (word, i) => !acts(word) && (!/^(?:-o|-or|,)$/.test(word.text) || isPruned(before, i)),
  );
  return chained && behind.some(acts) ? behind : words.slice(1);
}

/** `-prune -o`, and `-name a -o -name b` in brackets. */
function isPruned(words: readonly Word[], at: number): boolean {
  const texts = words.map(({ text }) => text);
  return texts[at - 1] === '-prune' || (texts.lastIndexOf('(', at) >= 0 && texts.indexOf(')', at) > at);
}

const ACTS = /^-(?:print0?|printf|fprint.*|ls|fls|exec(?:dir)?|ok(?:dir)?|delete|quit)$/;

/** The patterns of which what is found must match one, where there are some for certain. */
function namesOf(all: readonly Word[]): readonly string[] {
  const words = behindPruned(all);
  const open = words.findIndex(({ text }) => text === '(');
  const close = words.findIndex(({ text }) => text === ')');
  const group = open < 0 || close < open ? [] : words.slice(open + 1, close);
  const rest = [...words.slice(0, open), ...words.slice(close + 1)];
  const alone =
    !TURNED.test(words[open - 1]?.text ?? '') && !rest.some(({ text }) => /^[(),]$|^-(?:o|or)$/.test(text));
  const names = group.flatMap(({ known, text }, i) =>
    i % 3 === 1 && known && /^[^/]+$/.test(text) ? [text] : [],
  );
  const told =
    group.length > 2 &&
    names.length === (group.length + 1) / 3 &&
    group.every(({ text }, i) => i % 3 === 1 || (i % 3 === 0 ? /^-i?name$/ : /^-(?:o|or)$/).test(text));
  return alone && told ? names : [nameOf(words)];
}

/** The pattern that what is found must match, where there is one for certain. */
function nameOf(words: readonly Word[]): string {
  if (words.some(({ text }) => /^(?:-o|-or|,)$/.test(text))) return '*';
  return nameAmong(words.filter((_, i) => !isLeftOut(words, i)));
}

/** A test that is turned round leaves out some of what the others find, and adds nothing: `-not -path './x/*'`. */
function isLeftOut(words: readonly Word[], index: number): boolean {
  for (let start = Math.max(1, index - 2); start <= index; start++) {
    if (TURNED.test(words[start]?.text ?? '') && VALUED.test(words[start + 1]?.text ?? '')) return true;
  }
  return false;
}

const TURNED = /^(?:-not|!)$/;
const VALUED = /^-(?:i?name|i?path|i?wholename|type)$/;

function nameAmong(words: readonly Word[]): string {
  if (words.some(({ text }) => TURNED.test(text))) return '*';
  const at = words.flatMap(({ text }, i) => (text === '-name' || text === '-iname' ? [i + 1] : []));
  const name = at.length === 1 ? words[at[0] as number] : undefined;
  return name?.known === true && !name.text.includes('/') && name.text !== '' ? name.text : '*';
}

const HERE: readonly Word[] = [{ text: '.', known: true, splits: false, glob: false }];

/** Tests that leave out most of what lies below, unless they are turned round. */
const NARROWS = /^-(?:i?name|i?path|i?wholename|i?regex|empty|[acm]time|[acm]min)$/;

/** Whether all that lies below is found, or nearly. */
function findsAll(words: readonly Word[]): boolean {
  return !words.some(({ text }, i) => {
    if (!NARROWS.test(text) || /^(?:-not|!)$/.test(words[i - 1]?.text ?? '')) return false;
    const value = words[i + 1];
    if (text === '-empty') return true;
    if (/(?:time|min)$/.test(text)) return /^\+[1-9]/.test(value?.text ?? '');
    return value !== undefined && /[^./*?]/.test(value.text);
  });
}

/** What is found lies somewhere below one of the folders: any name that they begin and the pattern ends. */
export function namesBelow(words: readonly Word[]): readonly Word[] {
  // Unlike the shell, `find` lets a pattern stand for a leading dot.
  const names = namesOf(words).flatMap((name) => {
    const dotted = /^\*+(\..*)$/.exec(name)?.[1];
    const others = dotted === undefined ? [] : [dotted];
    return /^[*?[]./.test(name) ? [name, `.${name.replace(/^(?:\?|\[[^\]]*\])/, '')}`, ...others] : [name];
  });
  const starts = startsOf(words);
  const below = (one: string) => (start: Word) => ({
    ...start,
    text: `${start.text.replace(/\/$/, '')}/${one}`,
  });
  const found = starts.flatMap((start) => names.map((one) => ({ ...below(`**/${one}`)(start), glob: true })));
  const histories = findsHistory(words, names) ? starts.map(below('.git')) : [];
  return findsAll(words) ? [...starts, ...histories, ...found] : [...histories, ...found];
}

/** Tests and actions of `find` that print names and do nothing else. */
const PRINTS =
  /^(?:-(?:i?name|i?path|i?wholename|type|not|o|a|or|and|maxdepth|mindepth|newer|[amc]time|[amc]min|size|empty|print0?|prune|perm|user|group|[LHPE]|regex|iregex|regextype|executable|readable|writable|xdev|mount|depth|follow)|!|\(|\)|,)$/;

/** Whether all that a `find` prints are the names that it finds. */
export function onlyPrints(words: readonly Word[]): boolean {
  return words.slice(1).every(({ text }) => !/^-[A-Za-z]/.test(text) || PRINTS.test(text));
}

/** What lies in the folder of git, and next to nowhere else. */
const OF_HISTORY = ['pack-1a.pack', 'pack-1a.idx', 'HEAD', 'ORIG_HEAD', 'packed-refs', 'objects'];

/** Whether what is found is what git keeps the history in. */
function findsHistory(words: readonly Word[], names: readonly string[]): boolean {
  const leavesOut = words.some(({ text }, i) => /(?:^|\/)\.git(?:\/|$)/.test(text) && isLeftOut(words, i));
  const prunes = words.some(({ text }) => text === '-prune') && words.some(({ text }) => /\.git$/.test(text));
  if (leavesOut || prunes) return false;
  return names.some((name) => /[^*?]/.test(name) && OF_HISTORY.some((one) => matches(name, one)));
}

/** Whatever stands in brackets is taken for any character, and what is escaped for itself. */
function matches(pattern: string, name: string): boolean {
  const plain = pattern.includes('[')
    ? pattern.replace(CLASSES, (all, end) => (end === '' ? all : '?'))
    : pattern;
  return matchGlob(plain.replace(/\\(.)/g, '$1').toLowerCase(), name.toLowerCase());
}
const CLASSES = /\[[!^]?\]?(?:\[:\w+:\]|[^\]])*(\]?)/g;

const marked = (word: Word): Word => (word.text.includes('{}') ? { ...word, known: false } : word);

function fill(word: Word, found: readonly Word[], bare: boolean): readonly Word[] {
  if (!word.text.includes('{}')) return [word];
  return word.text !== '{}' || bare ? [{ ...word, known: false, text: word.text }] : found;
}

/** What names are looked for: their endings, or texts in them. */
function namesLike(own: readonly Word[]): readonly string[] {
  const ends = own.flatMap(({ text }, i) =>
    /^(?:-e|--extension)$/.test(own[i - 1]?.text ?? '') ? [`/*.${text}`] : [],
  );
  const plain = own
    .map(({ text }) => text.replace(/^\^|\$$|\\/g, ''))
    .filter((text) => /^[\w.][\w.-]*$/.test(text));
  return ['', ...ends, ...plain.map((text) => `/${text}`)];
}

const FD_RUNS = new Set(['-x', '--exec', '-X', '--exec-batch']);

/** `fd PATTERN FOLDER… -x PROGRAM {}`: what it finds lies below the folders. */
export function fd(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const at = words.findIndex(
    ({ text }, i) => i > 0 && (FD_RUNS.has(text) || /^--exec(?:-batch)?=|^-[A-WYZa-wyz]+[xX]/.test(text)),
  );
  if (at < 0) return;
  const own = words.slice(1, at);
  const moved = own.some(
    ({ text, known }) =>
      !known || /^(?:-C|--base-directory|--search-path|-[a-z]*a|--absolute-path|-p|--full-path)/.test(text),
  );
  if (moved || !FD_RUNS.has(words[at]?.text ?? ''))
    return wrapped.unknown('`fd` runs a program on what nobody can tell');
  const folders = own.filter(
    ({ text }, i) => /\/|^[.~]/.test(text) && !/^-|\\/.test(text) && !/^-/.test(own[i - 1]?.text ?? ''),
  );
  const starts = folders.length === 0 ? HERE : folders;
  const found = starts.flatMap((word) =>
    namesLike(own).map((name): Word => ({
      ...word,
      text: `${word.text.replace(/\/$/, '')}/**${name}`,
      glob: true,
    })),
  );
  const rest = words.slice(at + 1);
  const end = rest.findIndex(({ text }) => text === ';');
  const inner = end < 0 ? rest : rest.slice(0, end);
  const marked = inner.some(({ text }) => /\{(?:|\.|\/|\/\/|\/\.)\}/.test(text));
  wrapped.runWords(marked ? inner.flatMap((word) => fill(word, found, false)) : [...inner, ...found]);
}
