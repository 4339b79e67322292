import { argumentsOf } from './arguments.js';
import { SEGMENT } from './forms.js';
import { fedText, knownWord, openWord } from './script.js';
import type { Printed, SimpleCommand, Word } from './script.js';

/** What is made of a text or a name on its way through `tr` or `sed`: `$(echo "$f" | sed 's#^src/#test/#')`. */
export function renamedBy(commands: readonly SimpleCommand[]): Printed | undefined {
  const [command, ...more] = commands;
  if (command === undefined || more.length > 0 || command.opaque !== undefined || command.own)
    return undefined;
  if (
    command.model === undefined ||
    command.redirects.length > 0 ||
    command.words.some(({ splits }) => splits)
  )
    return undefined;
  if (command.folded === 'tr') return translated(command);
  return command.folded === 'sed' ? moved(command) : undefined;
}

const one = (word: Word): Printed => ({ words: [word], list: false });

/** `tr 'A-Z ' 'a-z-'` of a text that is known, and `tr '/' '_'` of any, in which no slash is left. */
function translated(command: SimpleCommand): Printed | undefined {
  const { flags, operands } = argumentsOf(command);
  const [from, to, ...more] = operands;
  if (from?.known !== true || to?.known !== true || more.length > 0 || flags.size > 0) return undefined;
  const [set, by] = [charactersOf(from.text), charactersOf(to.text)];
  if (set === undefined || by === undefined || by.length === 0) return undefined;
  const fed = fedText(command.stdin);
  if (fed !== undefined) {
    const text = fed.replace(/(?<!\n)\n+$/, '');
    if (/[\n\0]/.test(text) || text.length > 200 || !/^[ -~]*$/.test(text)) return undefined;
    return one(knownWord([...text].map((c) => (set.includes(c) ? put(set.lastIndexOf(c), by) : c)).join('')));
  }
  return set.includes('/') && !by.includes('/') ? one(openWord(SEGMENT)) : undefined;
}

/** The last character stands for all that the first set has more. */
const put = (at: number, by: readonly string[]): string => by[Math.min(at, by.length - 1)] as string;

/** `A-Z `, `[:upper:]`; undefined where it is written in another way. */
function charactersOf(text: string): readonly string[] | undefined {
  const named = text.replaceAll('[:upper:]', 'A-Z').replaceAll('[:lower:]', 'a-z');
  if (/[\\[\]]|[^ -~]/.test(named)) return undefined;
  const found: string[] = [];
  for (let i = 0; i < named.length; i++) {
    const [first, last] = [named.charCodeAt(i), named.charCodeAt(i + 2)];
    if (named[i + 1] !== '-' || Number.isNaN(last)) found.push(named[i] as string);
    else if (last < first) return undefined;
    else {
      for (let code = first; code <= last; code++) found.push(String.fromCharCode(code));
      i += 2;
    }
  }
  return found;
}

/** One substitution: a folder that it begins with, or stands in it, by another; an ending by another. */
const FOLDER = '[\\w@-][\\w@.-]*(?:/[\\w@-][\\w@.-]*)*/';
const BEGINS = new RegExp(`^\\^(?:\\./)?${FOLDER}$`);
const WITHIN = new RegExp(`^/${FOLDER}$`);
const RELATIVE = new RegExp(`^${FOLDER}$`);
const ENDS = /^(?:[\w-]*\\\.[\w-]+|[_-]\w+\\\.[\w-]+)\$$/;

/** `sed 's#^src/#test/#; s#\.ts$#.test.ts#'` of names: they stay below the folder at hand. */
function moved(command: SimpleCommand): Printed | undefined {
  const { flags, operands, given } = argumentsOf(command);
  const { stdin } = command;
  if (typeof stdin !== 'object' || !('names' in stdin) || !stdin.names.every(isBelow)) return undefined;
  if (![...flags.keys()].every((flag) => /^[eEr]$/.test(flag))) return undefined;
  const scripts = flags.has('e') ? given.flatMap(([flag, value]) => (flag === 'e' ? [value] : [])) : operands;
  if (scripts.length === 0 || (!flags.has('e') && operands.length > 1)) return undefined;
  const told = scripts.every(({ known, text }) => known && text.split(/;\s*/).every(keepsBelow));
  return told ? { words: [{ ...openWord('./**'), planted: true }], list: false } : undefined;
}

/** Names of files below the folder at hand. */
const isBelow = ({ text, open, glob }: Word): boolean =>
  (open === true || glob) && !/^[/~-]|(?:^|\/)\.\.(?:\/|$)/.test(text);

function keepsBelow(piece: string): boolean {
  const mark = /^s([#|@,/])/.exec(piece)?.[1];
  if (mark === undefined) return false;
  const [, from = '', to = '', end, ...more] =
    mark === '/' ? piece.replaceAll('\\/', '\0').split('/') : piece.split(mark);
  if (end === undefined || !/^g?$/.test(end) || more.length > 0) return false;
  const [pattern, put] = [from.replaceAll('\0', '/'), to.replaceAll('\0', '/')];
  if (put.includes('..')) return false;
  if (BEGINS.test(pattern)) return RELATIVE.test(put);
  if (WITHIN.test(pattern)) return WITHIN.test(put);
  return ENDS.test(pattern) && /^[\w.-]*\w$/.test(put);
}
