import { valuesOf } from '../../arguments.js';
import type { Arguments } from '../../arguments.js';
import { fedText } from '../../script.js';
import type { SimpleCommand, Word } from '../../script.js';
import type { CodeEffect } from '../code-effect.js';
import { judgeRuby } from './judge.js';
import type { Handed } from './judge.js';

/** What runs code in an application of Rails is read as Ruby with this flag, which Ruby itself does not know. */
export const RAILS_FLAG = 'rails-runner';
/** Flags that change nothing, or what is told here. */
const PLAIN = new Set([
  'e',
  'r',
  'I',
  'n',
  'p',
  'a',
  'l',
  'i',
  'w',
  'W',
  'v',
  '0',
  '1',
  '2',
  '7',
  'U',
  'yjit',
  RAILS_FLAG,
]);

/** `ruby -rjson -e CODE`, `ruby <<'RB'`, `ruby -ne CODE FILE…`. */
export function judgeRubyLine(command: SimpleCommand, args: Arguments): readonly CodeEffect[] | undefined {
  const handed = handedBy(command, args, args.operands);
  if (handed === undefined) return undefined;
  const { flags, operands } = args;
  const codes = valuesOf(args, ['e']);
  if (flags.has('e')) {
    if (codes.length === 0 || !codes.every(({ known, splits }) => known && !splits)) return undefined;
    const code = codes.map(({ text }) => text).join('\n');
    const lines = flags.has('n') || flags.has('p');
    if (flags.has('i') && !lines) return undefined;
    return lines ? overLines(code, handed, flags.has('i')) : judgeRuby(code, handed);
  }
  const fed = fedText(command.stdin);
  const [first, ...rest] = operands;
  if (fed === undefined || ['n', 'p', 'i', 'a'].some((flag) => flags.has(flag))) return undefined;
  return first === undefined || first.text === '-' ? judgeRuby(fed, { ...handed, argv: rest }) : undefined;
}

/** Code in a file that the same script has written. */
export function judgeRubyFile(
  code: string,
  file: Word,
  folder: string | undefined,
  argv: readonly Word[] | undefined,
  command: SimpleCommand,
  args: Arguments,
): readonly CodeEffect[] | undefined {
  const handed = handedBy(command, args, argv);
  const told = ['e', 'n', 'p', 'i', 'a'].some((flag) => args.flags.has(flag));
  if (handed === undefined || told || folder === undefined || !file.known) return undefined;
  return judgeRuby(code, { ...handed, folder });
}

function handedBy(
  { folded }: SimpleCommand,
  args: Arguments,
  argv: readonly Word[] | undefined,
): Handed | undefined {
  const { flags, unclear } = args;
  if (unclear || ![...flags.keys()].every((flag) => PLAIN.has(flag)) || (folded === 'irb' && flags.size > 0))
    return undefined;
  const told = valuesOf(args, ['r', 'I']);
  if (!told.every(({ known, glob }) => known && !glob)) return undefined;
  return {
    argv,
    folder: undefined,
    libraries: valuesOf(args, ['r']).map(({ text }) => text),
    folders: valuesOf(args, ['I']).flatMap(({ text }) => text.split(':')),
    rails: flags.has(RAILS_FLAG),
  };
}

/** `ruby -ne`, `ruby -pe`: the files that are named are read, and with `-i` written. */
function overLines(code: string, handed: Handed, writes: boolean): readonly CodeEffect[] | undefined {
  const { argv } = handed;
  const found = judgeRuby(code, handed);
  if (
    found === undefined ||
    argv === undefined ||
    argv.some(({ splits, text }) => splits || text.startsWith('-'))
  )
    return undefined;
  if (writes && (argv.length === 0 || found.some(({ kind }) => kind === 'execute' || kind === 'run')))
    return undefined;
  return [...found, ...argv.map((path): CodeEffect => ({ kind: writes ? 'write' : 'read', path }))];
}
