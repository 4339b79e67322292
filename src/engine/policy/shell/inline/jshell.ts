import { languageOf, reachOf } from '../unparsed/index.js';
import type { Arguments } from '../arguments.js';
import { fedText } from '../script.js';
import type { SimpleCommand } from '../script.js';
import type { CodeEffect } from './code-effect.js';

/** Statements that are fed to `jshell`: no more than Java that computes, and its own command to leave. */
export function judgeJshell(
  { stdin }: SimpleCommand,
  { flags, operands }: Arguments,
): readonly CodeEffect[] | undefined {
  const code = fedText(stdin);
  if (code === undefined) return undefined;
  if (![...flags.keys()].every((flag) => /^[sqv]$/.test(flag))) return undefined;
  if (operands.length > 1 || (operands[0]?.text ?? '-') !== '-') return undefined;
  return judgeStatements(code);
}

/** The same, in a file. */
export function judgeStatements(code: string): readonly CodeEffect[] | undefined {
  const lines = code.split('\n').filter((line) => !/^\s*\/ex(?:it)?\s*$/.test(line));
  const java = languageOf('X.java');
  if (java === undefined || lines.some((line) => /^\s*\/(?![/*])/.test(line))) return undefined;
  return reachOf(java, lines.join('\n'), true) === undefined ? [] : undefined;
}
