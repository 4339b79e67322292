import type { Command, CompoundList, SyntaxNode } from 'unbash';
import { NAME as NAME_MARK, NUMBER } from './forms.js';
import { MAX_VARIANTS } from './limits.js';
import { fedText, knownWord, openWord } from './script.js';
import type { Printed, Stdin } from './script.js';

type Held = readonly (readonly [name: string, printed: Printed])[];

/** More lines than this are not followed one by one, nor those of a longer text: some program may stop within one. */
const MAX_LINES = 200;
const MAX_TEXT = 4000;
const NAME = /^[A-Za-z_]\w*$/;
const BLANK = /[ \t\n]/;

/** The `read` that a loop goes on by, if each of its turns has a line: `while read -r x || [ -n "$x" ]`. */
export function readerOf({ commands }: CompoundList): Command | undefined {
  const [only, ...more] = commands;
  if (only === undefined || more.length > 0 || only.background === true) return undefined;
  return lineReader(only.command);
}

function lineReader(node: SyntaxNode): Command | undefined {
  if (node.type === 'Command')
    return node.name?.text === 'read' && node.redirects.length === 0 ? node : undefined;
  if (node.type !== 'AndOr' || node.operators.length !== 1 || node.operators[0] !== '||') return undefined;
  const [first, second] = node.commands as readonly SyntaxNode[];
  const reader = first === undefined ? undefined : lineReader(first);
  const asks = second?.type === 'TestCommand' || (second?.type === 'Command' && second.name?.text === '[');
  return asks ? reader : undefined;
}

/** What `IFS=, read -r A B` sets of the lines of a text that is known: of each line the same part. */
export function readsLines(node: Command, stdin: Stdin, first = false): Held {
  const text = fedText(stdin);
  if (text === undefined || text.length > MAX_TEXT) return [];
  const ifs = separatorsOf(node);
  const words = node.args.map((arg) => (arg.type === 'Word' && arg.parts === undefined ? arg.value : ''));
  const raw = words[0] === '-r';
  const names = raw ? words.slice(1) : words;
  const lines = text.replace(/\n$/, '').split('\n');
  const kept = first ? lines.slice(0, 1) : lines;
  if (ifs === undefined || names.length === 0 || !names.every((name) => NAME.test(name))) return [];
  if (kept.length > MAX_LINES || (!raw && text.includes('\\'))) return [];
  const rows = kept.map((line) => fieldsOf(line, ifs, names.length));
  if (rows.length > MAX_VARIANTS)
    return names.flatMap((name, i) =>
      formOf(
        name,
        rows.map((row) => row[i] as string),
      ),
    );
  const of = {};
  return names.map((name, i) => [
    name,
    { words: rows.map((row) => knownWord(row[i] as string)), list: false, of },
  ]);
}

/** What so many values have in common that they are not followed one by one. */
function formOf(name: string, values: readonly string[]): Held {
  const plain = /^(?!.*\.\.)[\w@%=,][\w@%=,.+-]*$/;
  const form = values.every((value) => /^\d+$/.test(value)) ? NUMBER : NAME_MARK;
  return values.every((value) => plain.test(value)) ? [[name, { words: [openWord(form)], list: false }]] : [];
}

/** All the lines of a text, for `mapfile -t`. */
export function allLines(stdin: Stdin): Printed['words'] | undefined {
  const text = fedText(stdin);
  if (text === undefined || text.length > MAX_TEXT) return undefined;
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.length > MAX_LINES ? undefined : lines.map(knownWord);
}

function separatorsOf({ prefix }: Command): string | undefined {
  const [ifs, ...more] = prefix;
  if (ifs === undefined) return ' \t\n';
  if (more.length > 0 || ifs.type !== 'Assignment' || ifs.name !== 'IFS' || ifs.append === true)
    return undefined;
  const value = /^IFS=(?:([,:;|/=]?)|'([,:;|/= \t]?)'|"([,:;|/= \t]?)"|\$'(\\t)'|\\([,:;|]))$/.exec(ifs.text);
  if (value === null) return undefined;
  return value[4] === undefined ? (value[1] ?? value[2] ?? value[3] ?? value[5] ?? '') : '\t';
}

/** The parts of a line, as many as there are names: the last takes the rest. */
function fieldsOf(line: string, ifs: string, count: number): readonly string[] {
  const fields: string[] = [];
  const blank = ifs !== '' && BLANK.test(ifs);
  let rest = blank ? trimmed(line, ifs) : line;
  while (fields.length < count - 1) {
    const at = ifs === '' ? -1 : rest.search(new RegExp(`[${ifs.replace(/[\\\]^-]/g, '\\$&')}]`));
    if (at < 0) break;
    fields.push(rest.slice(0, at));
    rest = blank ? trimmed(rest.slice(at + 1), ifs) : rest.slice(at + 1);
  }
  // One sign at the very end belongs to nothing.
  const only = !blank && ifs !== '' && rest.endsWith(ifs) && !rest.slice(0, -1).includes(ifs);
  fields.push(only ? rest.slice(0, -1) : rest);
  return [...fields, ...Array.from({ length: count - fields.length }, () => '')];
}

function trimmed(text: string, ifs: string): string {
  let [from, to] = [0, text.length];
  while (from < to && ifs.includes(text[from] as string)) from++;
  while (to > from && ifs.includes(text[to - 1] as string)) to--;
  return text.slice(from, to);
}

/** What may stop reading within a line: all that is told to, and programs with code of their own. */
export function nibbles({ name, args }: Command): boolean {
  const words = args.map((arg) => (arg.type === 'Word' ? arg.value : ''));
  if (name?.value === 'read') return words.some((text) => /^-(?!r$)/.test(text));
  if (name?.value === 'head' || name?.value === 'tail')
    return words.some((text) => /^-\w*c|^--b/.test(text)) && !readsFile(words);
  return /^(?:dd|exec|od|xxd|ssh|ffmpeg|ffprobe|mplayer|python[\d.]*|perl|ruby|php|node|bun|deno|lua|expect)$/.test(
    name?.value ?? '',
  );
}

/** `head -c 300 FILE`: a part of a file, and nothing of what it is fed. */
function readsFile(words: readonly string[]): boolean {
  const [first, second, third, ...more] = words;
  const file = /^-\w*[cn]$|^--bytes$/.test(first ?? '') && /^\d+$/.test(second ?? '') ? third : second;
  return (
    more.length === 0 &&
    words.at(-1) === file &&
    /^(?!\/(?:dev|proc)\/|.*\.\.)[\w./][\w./-]*$/.test(file ?? '')
  );
}
