import { argumentsOf } from './arguments.js';
import { sqlPrinted } from './inline/python/sql-printed.js';
import { fedText } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { table } from '../table.js';

/** What a command prints, where that is a text that the script holds. */
export function saidBy(command: SimpleCommand): string | undefined {
  const { folded, stdin, words } = command;
  if (command.own || command.opaque !== undefined) return undefined;
  if (folded === 'cat' && words.length === 1) return fedText(stdin);
  if (folded !== 'echo' && folded !== 'printf') return undefined;
  // A path from where it ran would be read from elsewhere.
  if (words.some(({ at }) => at !== undefined)) return undefined;
  const said = words.slice(1);
  if (folded === 'printf' && said[0]?.text === '%s\\n' && said.length > 1) {
    const lines = said.slice(1);
    return lines.every(({ known, glob }) => known && !glob)
      ? lines.map(({ text }) => `${text}\n`).join('')
      : undefined;
  }
  if (folded === 'printf') return said.length === 1 ? formatted(said[0] as Word) : undefined;
  const plain = said.every(({ known, glob, text }) => known && !glob && !/[\\%]/.test(text));
  if (!plain || said[0]?.text.startsWith('-') === true) return undefined;
  return said.map(({ text }) => text).join(' ');
}

const ESCAPES: Readonly<Record<string, string>> = table({ n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"' });

/** `printf '#!/bin/sh\necho x\n'`: a format that takes no arguments. */
function formatted({ known, glob, text }: Word): string | undefined {
  if (!known || glob || text.startsWith('-')) return undefined;
  if (/[\\%]/.test(text.replace(/\\[ntr\\"]|%%/g, ''))) return undefined;
  return text.replace(/\\([ntr\\"])|%%/g, (_, letter?: string) =>
    letter === undefined ? '%' : (ESCAPES[letter] as string),
  );
}

/** An example of the statements of SQL that code prints which does nothing else. */
export function sqlSaidBy(command: SimpleCommand): string | undefined {
  const { code, model, opaque, stdin, assigned } = command;
  if (model?.names[0] !== 'python' || opaque !== undefined || code?.length !== 0 || assigned.length > 0)
    return undefined;
  const { flags, operands } = argumentsOf(command);
  const [operand, ...more] = operands;
  const given = flags.get('c');
  if (flags.size === 1 && given?.known === true && operand === undefined) return sqlPrinted(given.text);
  const fed = fedText(stdin);
  const reads = operand === undefined || (operand.text === '-' && more.length === 0);
  return flags.size === 0 && reads && fed !== undefined ? sqlPrinted(fed) : undefined;
}
