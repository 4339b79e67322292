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
  if (mark === undefined) return wrapped.runWords([...rest, unknownWord('{}', true)]);
  wrapped.runWords(rest.map((word) => fill(word, mark)));
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
