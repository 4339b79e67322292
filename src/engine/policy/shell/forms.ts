import type { Word } from './script.js';
import { table } from '../table.js';

/** Stands in an open word for a run of digits. */
export const NUMBER = '\uE000';
/** Stands in an open word for a name without blanks that begins with neither `-`, `.`, `+` nor `/`, and holds no `..`. */
export const NAME = '\uE001';

/** Stands in an open word, never between two slashes alone, for any text without a slash. */
export const SEGMENT = '\uE002';

const MARKS = /[\uE000-\uE002]/g;

/** An open word with an example for each of its marks: for paths and hosts, where any one is as good as another. */
export function exampleOf({ text, open }: Word): string {
  return open === true ? text.replace(MARKS, 'x') : text;
}

/** The same as a pattern of file names. */
export function patternOf({ text, open }: Word): string {
  return open === true ? text.replace(MARKS, '*') : text;
}

/** A word as code, where nothing but numbers is open in it. */
export function asCode({ text, known, open }: Word): string | undefined {
  if (known) return text;
  return open === true && !/[\uE001\uE002*?[]/.test(text) ? text.replaceAll(NUMBER, '1') : undefined;
}

/**
 * A script with marks in it, each of which is a part of a plain word wherever it stands, and stays one. Names are none:
 * those of branches and tags may hold what a shell reads, as `$(id)` is one.
 */
export function standsAsCode({ text, known, open }: Word): boolean {
  return (
    !/[\uE001\uE002]/.test(text) &&
    !known &&
    open === true &&
    !/[*?[$`\\{}~#!]/.test(text) &&
    !/[<>=(]\s*[\uE000\uE001]/.test(text)
  );
}

/** Whether a text of a script stands for something that is open. */
export const holdsMark = (text: string): boolean => /[\uE000-\uE002]/.test(text);

/** A script in a file of its own. `-` and `/dev/stdin` are what is piped in. */
export function standsInFile({ text, known, open }: Word): boolean {
  if (!known && (open !== true || /^[-*?[]/.test(text))) return false;
  return text !== '-' && !/^\/(?:dev\/(?:stdin|fd\/)|proc\/)/.test(text);
}

/** A path in a folder that `mktemp` has made: all of them are taken for one. */
export const inNewFolder = ({ text, open, splits }: Word): boolean =>
  open === true &&
  !splits &&
  /^\/tmp\/[\w.-]*\uE000[\w.-]*(?:\/\w[\w.-]*)+$/.test(text) &&
  !text.includes('..');

/** A folder in which nothing lies that was not put there for a while. */
export const isTemporary = (folder: string): boolean => /^\/(?:var\/)?tmp(?:\/|$)/.test(folder);

/** As people are shown it. */
export function shownForm(text: string): string {
  return text.replaceAll(NUMBER, '<number>').replaceAll(NAME, '<name>').replaceAll(SEGMENT, '<text>');
}

interface Item {
  /** One character, or `any`, or a class of characters. */
  readonly of: string;
  readonly many: boolean;
}

const ANY: Item = { of: 'any', many: false };
const RUN: Item = { of: 'any', many: true };
const MAX_WORK = 20_000;

/**
 * Whether some text is matched by a glob of the policy and may be what a word stands for: a pattern of file names, or an
 * open word. In doubt it may.
 */
export function mayOverlap(glob: string, { text, open }: Word): boolean {
  if (/[()]/.test(text) || glob.length * text.length > MAX_WORK) return true;
  const one = Array.from(glob, (c): Item => (c === '*' ? RUN : c === '?' ? ANY : { of: c, many: false }));
  return meet(one, itemsOf(text.toLowerCase(), open === true));
}

function itemsOf(text: string, open: boolean): Item[] {
  const items: Item[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '*') {
      const deep = text[i + 1] === '*';
      // A leading dot must be written out.
      const whole = !deep && /^(?:|.*\/)$/.test(text.slice(0, i)) && /^(?:[./]|$)/.test(text.slice(i + 1));
      if (whole) items.push({ of: 'lead', many: false });
      items.push(deep ? RUN : { of: 'part', many: true });
      if (deep) i += text[i + 2] === '/' ? 2 : 1;
    } else if (c === '?') items.push(ANY);
    else if (c === '[') {
      const end = text.indexOf(']', i + 2);
      if (end < 0) items.push({ of: c, many: false });
      else {
        items.push(ANY);
        i = end;
      }
    } else if (open && c === NUMBER) items.push({ of: 'digit', many: false }, { of: 'digit', many: true });
    else if (open && c === NAME) items.push({ of: 'first', many: false }, { of: 'name', many: true });
    else if (open && c === SEGMENT) items.push({ of: 'part', many: true });
    else items.push({ of: c, many: false });
  }
  return items;
}

/** Whether two sequences have a text in common, place by place. */
function meet(a: readonly Item[], b: readonly Item[]): boolean {
  const seen = new Set<number>();
  const open: [number, number][] = [[0, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [i, j] = next;
    if (i === a.length && j === b.length) return true;
    const key = i * (b.length + 1) + j;
    if (seen.has(key)) continue;
    seen.add(key);
    const [x, y] = [a[i], b[j]];
    if (x?.many === true) open.push([i + 1, j]);
    if (y?.many === true) open.push([i, j + 1]);
    if (x !== undefined && y !== undefined && share(x.of, y.of))
      open.push([x.many ? i : i + 1, y.many ? j : j + 1]);
  }
  return false;
}

function share(a: string, b: string): boolean {
  if (a === b || a === 'any' || b === 'any') return true;
  const [one, other] = a.length === 1 ? [a, b] : [b, a];
  if (one.length > 1) return true;
  return CLASSES[other]?.test(one) ?? false;
}

const CLASSES: Readonly<Record<string, RegExp>> = table({
  part: /[^/]/,
  lead: /[^./]/,
  digit: /\d/,
  first: /[\w@%=,]/,
  name: /[^\s:*?"'`$&|;<>()[\]{}\\~^]/,
});
