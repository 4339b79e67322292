import { valuesOf } from '../arguments.js';
import type { Arguments } from '../arguments.js';
import type { CodeEffect } from './code-effect.js';

const PIECE = String.raw`(?:[^\\/@$({}]|\\[^EQUL\n]|\{\d+(?:,\d*)?\}|\$(?=[\/|)])|\$[1-9&_]\b|\((?!\?[?{p]))*?`;
/** Statements that change or print the line at hand: `s/x/y/g`, `tr/a/b/`, `print if /x/`. */
const STATEMENT = new RegExp(
  String.raw`^\s*(?:s/${PIECE}/${PIECE}/[gimsx]*|(?:tr|y)/[^\\/]*/[^\\/]*/[cdsr]*|print(?:\s+\$_)?(?:\s+if\s+/${PIECE}/[imsx]*)?|next\s+(?:if|unless)\s+/${PIECE}/[imsx]*)\s*$`,
);
const PLAIN = new Set(['p', 'i', 'n', 'e', 'l', '0', 'w']);

/** `perl -pi -e 's/x/y/' FILE…`: what is done to a line, with no code in it; undefined where there may be. */
export function judgePerl(args: Arguments): readonly CodeEffect[] | undefined {
  const { flags, operands } = args;
  if (![...flags.keys()].every((flag) => PLAIN.has(flag)) || !flags.has('e')) return undefined;
  const [code, ...files] = flags.get('e') === undefined ? operands : [valuesOf(args, ['e'])[0], ...operands];
  if (code?.known !== true || valuesOf(args, ['e']).length > 1) return undefined;
  if (!code.text.split(';').every((piece) => piece.trim() === '' || STATEMENT.test(piece))) return undefined;
  // A file whose name is a command with a pipe is run.
  if (files.some((path) => path === undefined || /[|<>]/.test(path.text))) return undefined;
  return files.map((path): CodeEffect => ({ kind: flags.has('i') ? 'write' : 'read', path }));
}
