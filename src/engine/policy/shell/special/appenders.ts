import { baseName, programOf } from '../programs/index.js';
import { unknownWord } from '../script.js';
import type { Word } from '../script.js';
import { joinWords } from '../wrapped.js';
import type { Wrapped } from '../wrapped.js';

/** `xargs COMMAND`: words from its input follow those given, or take the place of what `-I` names. */
export function xargs(wrapped: Wrapped): void {
  const { flags } = wrapped.args;
  const mark = markOf(flags.get('I') ?? flags.get('replace'), flags.has('i') || flags.has('replace'));
  const rest = wrapped.rest();
  if (rest.length === 0) return;
  const names = namesFor(wrapped, rest[0] as Word);
  if (mark === undefined) return wrapped.runWords([...rest, ...(names ?? [unknownWord('{}', true)])]);
  wrapped.runWords(
    rest.flatMap((word) => (names !== undefined && word.text === mark ? names : [fill(word, mark)])),
  );
}

/**
 * The names that it is fed, where those are names of files for certain: ended by NUL, or for a program that only reads,
 * since blanks in a name make it several.
 */
function namesFor({ args, command }: Wrapped, program: Word): readonly Word[] | undefined {
  const { stdin } = command;
  if (typeof stdin !== 'object' || !('names' in stdin) || args.flags.has('a')) return undefined;
  const model = program.known ? programOf(baseName(program.text)) : undefined;
  const reads =
    model?.sub === undefined &&
    model?.runs.length === 0 &&
    model.does.every((does) => does.startsWith('read '));
  return reads || args.flags.has('0') || args.flags.has('null') ? stdin.names : undefined;
}

function markOf(value: Word | undefined, plain: boolean): string | undefined {
  if (value === undefined) return plain ? '{}' : undefined;
  return value.known ? value.text : '';
}

function fill(word: Word, mark: string): Word {
  return mark === '' || word.text.includes(mark) ? { ...word, known: false } : word;
}

/** `parallel COMMAND ::: WORDS`, whose command is a line for a shell. */
export function parallel(wrapped: Wrapped): void {
  const rest = wrapped.rest();
  const end = rest.findIndex((word) => /^:::/.test(word.text));
  const words = end < 0 ? rest : rest.slice(0, end);
  if (words.length === 0) return wrapped.unknown('`parallel` runs the lines that it reads');
  wrapped.runScript(joinWords(words));
  const [first] = words;
  if (first !== undefined && /\s/.test(first.text)) wrapped.unknown('`parallel` puts words into its command');
  else wrapped.runWords([...words, unknownWord('{}', true)]);
}
