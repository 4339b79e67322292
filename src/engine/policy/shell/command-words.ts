import { parse } from 'unbash';
import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { parseNormalPath } from '../readings/path.js';
import { hasGlob, matchGlob, matchSegments } from '../text/glob.js';
import { exampleOf, mayOverlap } from './forms.js';
import { baseName } from './programs/index.js';
import { edgesOf, tellable } from './script.js';
import type { SimpleCommand, Word } from './script.js';

/** An entry of `only`: words, each a glob; a last word `*` stands for one or more. */
export type Entry = readonly string[];

/** The words of an entry; undefined where it is more than one plain command. */
export function parseEntry(text: string): Entry | undefined {
  const { commands, errors } = parse(text);
  const command = commands[0]?.command;
  if (errors !== undefined || commands.length !== 1 || commands[0]?.background === true) return undefined;
  if (command?.type !== 'Command' || command.name === undefined) return undefined;
  if (command.prefix.length > 0 || command.redirects.length > 0) return undefined;
  const words = [command.name, ...command.args];
  const plain = words.every(
    (word) => word.type === 'Word' && (word.parts ?? []).every((part) => PLAIN.has(part.type)),
  );
  return plain ? words.map((word) => (word.type === 'Word' ? word.value : '')) : undefined;
}

const PLAIN = new Set(['Literal', 'SingleQuoted', 'DoubleQuoted', 'Glob', 'AnsiCQuoted']);

/** Whether a command is one that the entry describes, word by word. */
export function matchesEntry(entry: Entry, { words }: SimpleCommand, loosely: boolean): Truth {
  const open = entry.length > 1 && entry.at(-1) === '*';
  const fixed = open ? entry.length - 1 : entry.length;
  const [first] = words;
  // A program that is certainly another one needs no look at its words.
  if (first !== undefined && !first.splits && matchesProgram(entry[0] as string, first, loosely) === FALSE)
    return FALSE;
  if (open ? words.length <= fixed : words.length !== fixed) {
    return words.some((word) => word.splits) && words.length < entry.length ? UNKNOWN : FALSE;
  }
  let truth: Truth = matchesProgram(entry[0] as string, words[0] as Word, loosely);
  for (let i = 1; i < fixed && truth !== FALSE; i++) {
    const next = matchesWord(entry[i] as string, words[i] as Word, loosely);
    if (next < truth) truth = next;
  }
  return truth;
}

function matchesProgram(pattern: string, { text, known, glob }: Word, loosely: boolean): Truth {
  if (!known || glob) return UNKNOWN;
  if (matchGlob(pattern, text)) return TRUE;
  const base = baseName(text).toLowerCase();
  return loosely && matchGlob(pattern.toLowerCase(), base) ? TRUE : FALSE;
}

/**
 * One word against one glob. When granting, a glob with a slash is one of paths: `docs/**` does not cover
 * `docs/../secret`, nor a pattern of file names that may turn out to be more than what stands there.
 */
export function matchesWord(pattern: string, word: Word, loosely: boolean): Truth {
  if (pattern === '*') return word.splits ? UNKNOWN : TRUE;
  if (!tellable(word)) return assignsOther(pattern, word) || asksOther(pattern, word) ? FALSE : UNKNOWN;
  if (loosely) return matchesLoosely(pattern, word);
  if (word.glob && (/[[(]/.test(word.text) || /(?:^|\/)\.[^/]*[*?]/.test(word.text) || pattern.includes('?')))
    return UNKNOWN;
  const holds =
    pattern.includes('/') && hasGlob(pattern)
      ? matchesPath(pattern, exampleOf(word))
      : matchGlob(pattern, word.text);
  return holds ? TRUE : word.glob ? UNKNOWN : FALSE;
}

/** `PATH=$x` is no word that begins with `HISTFILE`. */
function assignsOther(pattern: string, { text, splits }: Word): boolean {
  const name = /^[A-Za-z_]\w*=/.exec(text)?.[0].toLowerCase();
  const start = /^[A-Za-z_]\w*/.exec(pattern)?.[0].toLowerCase();
  return name !== undefined && start !== undefined && !splits && !name.startsWith(start);
}

/** `http://localhost/$x` is no word that begins with `file:`. */
function asksOther(pattern: string, word: Word): boolean {
  const start = edgesOf(word)?.start.toLowerCase() ?? '';
  const fixed = /^[^*?]*/.exec(pattern.toLowerCase())?.[0] ?? '';
  const here = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//.test(start);
  return here && /^[a-z]+:/.test(fixed) && !start.startsWith(fixed) && !fixed.startsWith(start);
}

function matchesPath(pattern: string, text: string): boolean {
  const [glob, path] = [parseNormalPath(pattern), parseNormalPath(text)];
  if (glob.unknown || path.unknown || glob.root !== path.root) return false;
  // What lies in a folder is not the folder.
  if (glob.segments.at(-1) === '**' && path.segments.length < glob.segments.length) return false;
  const up = path.segments.filter((segment) => segment === '..').length;
  return (
    up === glob.segments.filter((segment) => segment === '..').length &&
    matchSegments(glob.segments, path.segments)
  );
}

/** When restricting: as written or normalised, without regard to case. */
function matchesLoosely(pattern: string, word: Word): Truth {
  const glob = pattern.toLowerCase();
  const text = word.text.toLowerCase();
  if (word.open !== true && matchGlob(glob, text)) return TRUE;
  const path = parseNormalPath(word.open === true ? '' : text);
  if (!path.unknown && path.segments.length + path.root.length > 0) {
    const joined = `${path.root}${path.root === '/' || path.root === '' ? '' : '/'}${path.segments.join('/')}`;
    if (matchGlob(glob, joined) || (path.root !== '' && matchGlob(glob, `${joined}/`))) return TRUE;
  }
  return word.glob && mayOverlap(glob, word) ? UNKNOWN : FALSE;
}
