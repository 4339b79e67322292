import type { Arguments } from '../../arguments.js';
import { fedText, tellable } from '../../script.js';
import type { SimpleCommand, Word } from '../../script.js';
import { MAX_CODE, shown, type CodeEffect } from '../code-effect.js';
import { judgePerlLine } from './line.js';
import { computes } from './program.js';
import { switchesOf } from './switches.js';
import type { Switches } from './switches.js';

/** What code in Perl does; undefined where it may do anything. */
export function judgePerl(command: SimpleCommand, args: Arguments): readonly CodeEffect[] | undefined {
  return judgePerlLine(args) ?? judgeProgram(command);
}

function judgeProgram({ words, stdin }: SimpleCommand): readonly CodeEffect[] | undefined {
  const switches = switchesOf(words);
  if (switches !== undefined) {
    return judged(switches);
  }
  const [only, ...more] = words.slice(1);
  const fed = fedText(stdin);
  const reads = only === undefined || (only.known && only.text === '-' && more.length === 0);
  return reads && fed !== undefined && !fed.startsWith('#!')
    ? judged({ code: fed, strict: false, keeps: undefined, files: [] })
    : undefined;
}

/** A program in a file that the script has written, and the files that it is told to read. */
export function judgePerlFile(
  code: string,
  argv: readonly Word[] | undefined,
  { flags, unclear }: Arguments,
): readonly CodeEffect[] | undefined {
  const plain = !unclear && [...flags.keys()].every((flag) => flag === 'w');
  // What stands on the first line is told to the interpreter, too.
  const first = /^#![^\n]*\bperl(?: -w)?[ \t]*(?=\n|$)/.exec(code)?.[0] ?? '';
  const text = code.slice(first.length).replace(/^__(?:END|DATA)__$(?!\s*=>)[^]*/m, '');
  if (!plain || argv === undefined || text.startsWith('#!')) return undefined;
  return judged({ code: text, strict: false, keeps: undefined, files: argv });
}

function judged({ code, strict, keeps, files }: Switches): readonly CodeEffect[] | undefined {
  // A file whose name is a command with a pipe is run.
  if (code.length > MAX_CODE || files.some((word) => !tellable(word) || /[|<>]/.test(word.text)))
    return undefined;
  return shown(() => {
    computes(code, strict);
    return files.flatMap((path): CodeEffect[] => {
      if (keeps === undefined) return [{ kind: 'read', path }];
      const before: CodeEffect[] =
        keeps === '' ? [] : [{ kind: 'write', path: { ...path, text: `${path.text}${keeps}` } }];
      return [{ kind: 'write', path }, ...before];
    });
  });
}
