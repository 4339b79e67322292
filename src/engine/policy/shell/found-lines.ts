import { argumentsOf } from './arguments.js';
import { listed } from './printed-names.js';
import { tellable } from './script.js';
import type { SimpleCommand, Word } from './script.js';

/** Flags with which `grep`, `rg` and `git grep` still print `FILE:LINE:TEXT`. */
const PLAIN =
  /^(?:[rRnHiIwEFPse]|recursive|line-number|with-filename|ignore-case|word-regexp|extended-regexp|fixed-strings|include|exclude|exclude-dir|regexp|no-heading|type|glob|g|t|m|max-count)$/;
const HERE: readonly Word[] = [{ text: './**', known: true, splits: false, glob: true }];

/** The files that lines come from, where each stands behind its file and number; undefined where that is not certain. */
export function foundBy(commands: readonly SimpleCommand[]): readonly Word[] | undefined {
  const [command, ...more] = commands;
  if (command === undefined || more.length > 0 || command.opaque !== undefined || command.own)
    return undefined;
  if (command.model === undefined || !command.words.every(tellable)) return undefined;
  const args = argumentsOf(command);
  if (args.unclear) return undefined;
  const { stdin, folded, words } = command;
  const { flags, operands } = args;
  // What hands on some of the lines.
  if (folded === 'head' || folded === 'tail')
    return operands.length === 0 && typeof stdin === 'object' && 'found' in stdin ? stdin.found : undefined;
  if (![...flags.keys()].every((flag) => PLAIN.test(flag))) return undefined;
  if (!flags.has('n') && !flags.has('line-number')) return undefined;
  if (folded === 'git') return words[1]?.text === 'grep' && operands.length === 2 ? HERE : undefined;
  const deep = ['r', 'R', 'recursive', 'H', 'with-filename'].some((flag) => flags.has(flag));
  if (folded === 'grep' ? !deep : folded !== 'rg') return undefined;
  const files = listed(args);
  // A file alone is not named by `rg`.
  return folded === 'rg' && operands.length > 1 && !files.some(({ text }) => text.endsWith('/**'))
    ? undefined
    : files;
}
