import { valuesOf } from '../../arguments.js';
import type { Arguments } from '../../arguments.js';
import type { CodeEffect } from '../code-effect.js';

/** A subscript behind a variable is code, whichever way it is written: `$1[…]`, `$1->{…}`. */
const ALONE = String.raw`(?![\w[{]|->|::)`;
const BEFORE_END = (end: string): string => String.raw`\$(?=[)|]|${end})`;
/** What stands in a pattern and runs nothing: no variable but those of groups, no code, no list of names. */
const PIECE = (end: string): string =>
  String.raw`(?:[^\\@$({}[${end}]|\\[^EQULN\n]|\[\^?(?:[^\]\\@$${end}]|\\[^EQULN\n])+\]|\{\d+(?:,\d*)?\}|${BEFORE_END(end)}|\$[1-9&_]${ALONE}|\((?!\?[?{p]|\*))*?`;
/** What is put in its place, in which braces are braces. */
const TEXT_OF = (end: string): string =>
  String.raw`(?:[^\\@$${end}]|\\[^EQULN\n]|${BEFORE_END(end)}|\$[1-9&_]${ALONE})*?`;
/** The same where it is bounded by another mark than a slash. */
const MARKS = ['/', '|', '#', ',', '!'].map((mark) => (mark === '|' ? String.raw`\|` : mark));
const FLAGS = '[gimsx]*';
const MATCH = `/${PIECE('/')}/[imsx]*`;
const SWAP = [
  ...MARKS.map((mark) => `s${mark}${PIECE(mark)}${mark}${TEXT_OF(mark)}${mark}${FLAGS}`),
  String.raw`s\{${PIECE('~')}\} ?\{${PIECE('~')}\}${FLAGS}`,
].join('|');
/** What a line is asked: whether it matches, its number, whether it stands between two that match. */
const TEST = String.raw`(?:!?${MATCH}(?:\s*\.\.\s*${MATCH})?|\$\.\s*(?:[<>]=?|==)\s*\d+|eof|\d+\s*\.\.\s*\d+)`;
const TEXT = String.raw`"(?:[^"\\$@]|\\[nt"\\]|\$(?:ARGV|[.&_1-9])(?![\w[{('-]|::))*"`;
/** Statements that change or print the line at hand: `s/x/y/g`, `tr/a/b/`, `print if /x/`. */
const STATEMENT = new RegExp(
  String.raw`\s*(?:(?:${SWAP}|(?:tr|y)/[^\\/]*/[^\\/]*/[cdsr]*|print(?:\s+(?:\$_|${TEXT}))?|next|close\s+ARGV)(?:\s+(?:if|unless)\s+${TEST}(?:\s*(?:&&|\|\|)\s*${TEST})?)?)?\s*(?:;|$)`,
  'y',
);
const PLAIN = new Set(['p', 'i', 'n', 'e', 'l', '0', 'w']);

/** Whether it is statements like these, one behind the other. */
function isPlain(code: string): boolean {
  for (STATEMENT.lastIndex = 0; STATEMENT.lastIndex < code.length;) if (!STATEMENT.test(code)) return false;
  return true;
}

/** `perl -pi -e 's/x/y/' FILE…`: what is done to a line, with no code in it; undefined where there may be. */
export function judgePerlLine(args: Arguments): readonly CodeEffect[] | undefined {
  const { flags, operands } = args;
  if (![...flags.keys()].every((flag) => PLAIN.has(flag)) || !flags.has('e')) return undefined;
  const [code, ...files] = flags.get('e') === undefined ? operands : [valuesOf(args, ['e'])[0], ...operands];
  if (code?.known !== true || valuesOf(args, ['e']).length > 1) return undefined;
  if (!isPlain(code.text)) return undefined;
  // A file whose name is a command with a pipe is run.
  if (files.some((path) => path === undefined || /[|<>]/.test(path.text))) return undefined;
  return files.map((path): CodeEffect => ({ kind: flags.has('i') ? 'write' : 'read', path }));
}
