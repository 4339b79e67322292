import { argumentsOf } from './arguments.js';
import { NUMBER } from './forms.js';
import { openWord } from './script.js';
import type { Printed, SimpleCommand, Stdin } from './script.js';

/** Flags with which each line that `grep -n` prints still begins with its number. */
const KEEPS =
  /^(?:[nioEFGPwxsam]|line-number|ignore-case|only-matching|(?:extended|fixed|basic|perl)-regexp|(?:word|line)-regexp|no-messages|text|max-count)$/;
const FILE = /^(?![/~])(?!.*\.\.)[\w./@+-]+$/;

/** `grep -n WHAT FILE`, of one file of the project, whose name then stands in front of no line. */
export function numberedBy(command: SimpleCommand): Stdin | undefined {
  const { folded, stdin } = command;
  const { flags, operands } = argumentsOf(command);
  if (folded === 'head' || folded === 'tail') {
    if (operands.length > 0 || typeof stdin !== 'object' || !('numbered' in stdin)) return undefined;
    return flags.size === 1 && (flags.has('1') || flags.get('n')?.text === '1') ? LINE : stdin;
  }
  if (!/^[ef]?grep$/.test(folded) || !(flags.has('n') || flags.has('line-number'))) return undefined;
  if (!searchesOne(command) || ![...flags.keys()].every((flag) => KEEPS.test(flag))) return undefined;
  return (flags.get('m') ?? flags.get('max-count'))?.text === '1' ? LINE : LINES;
}

const LINE: Stdin = { numbered: 'line' };
const LINES: Stdin = { numbered: 'lines' };

/** Numbers that are printed of lines: `cut -d: -f1` behind such a search, `grep -c WHAT FILE`, `awk '/a/{print NR}' FILE`. */
export function lineNumbers(command: SimpleCommand): Printed | undefined {
  const { folded, stdin, words } = command;
  const { flags, operands, unclear } = argumentsOf(command);
  if (unclear || command.redirects.some(({ writes }) => writes)) return undefined;
  const one = (list: boolean): Printed => ({ words: [openWord(NUMBER)], list });
  if (typeof stdin === 'object' && 'numbered' in stdin) {
    const said = words.map(({ text }) => text).join(' ');
    return /^(?:cut -d ?: -f ?1|cut -f ?1 -d ?:|awk -F ?: \{ ?print \$1;? ?(?:exit;? ?)?\})$/.test(said)
      ? one(stdin.numbered === 'lines' && !said.includes('exit'))
      : undefined;
  }
  if (/^[ef]?grep$/.test(folded))
    return (flags.has('c') || flags.has('count')) && searchesOne(command) ? one(false) : undefined;
  const [program, file, ...more] = operands;
  const plain = flags.size === 0 && more.length === 0 && (file === undefined || file.known);
  return folded === 'awk' && program?.known === true && plain && NUMBERS.test(program.text)
    ? one(!/exit;? ?\}$/.test(program.text))
    : undefined;
}

/** `/^## /{print NR; exit}`, `END{print NR}`. */
const NUMBERS = /^(?:END|\/(?:[^/\\\n]|\\[^\n])*\/) ?\{ ?print (?:NR|FNR);?(?: ?exit;?)? ?\}$/;

function searchesOne(command: SimpleCommand): boolean {
  const { flags, operands } = argumentsOf(command);
  const deep = ['r', 'R', 'recursive', 'H', 'with-filename', 'f', 'file'].some((flag) => flags.has(flag));
  const apart = ['e', 'regexp'].some((flag) => flags.has(flag));
  const files = operands.slice(apart ? 0 : 1);
  if (deep || files.length > 1 || command.words.some(({ splits }) => splits)) return false;
  const [file] = files;
  return file === undefined
    ? command.stdin !== 'inherited'
    : file.known && !file.glob && FILE.test(file.text);
}
