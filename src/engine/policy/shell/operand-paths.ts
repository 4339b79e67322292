import type { Arguments } from './arguments.js';
import { knownWord } from './script.js';
import type { Word } from './script.js';

/** Flags whose value may begin with a name before its `@`. */
const NAMED = /^(?:data-urlencode|url-query|variable|F|form)$/;

/** `@file`, as `curl -d` and `-F name=@file` take it. */
export function fileIn(word: Word, flag: string, here: boolean): readonly Word[] {
  // What begins with other text does not begin with `@`, whatever follows; and what it is stays on this machine.
  if (!word.known && here && !NAMED.test(flag) && /^[A-Za-z]/.test(word.text)) return [];
  if (!word.known) return [word];
  const at = word.text.search(/(?:^[\w.-]*|=)[@<]/);
  return at < 0 ? [] : [{ ...word, text: word.text.slice(word.text.search(/[@<]/) + 1).replace(/;.*$/, '') }];
}

/** What `-v FOLDER:PLACE` shows to a container; a name alone is no folder. */
export function mounted(word: Word): readonly Word[] {
  const [source = '', ...more] = word.text.split(':');
  const named = word.known && (more.length === 0 || /^[\w.-]+$/.test(source));
  return named && !/^\.{1,2}$/.test(source) ? [] : [{ ...word, text: source }];
}

/** What is copied: all but the last, unless a flag names where to, or the last may turn out to be several. */
export function sourcesOf(operands: readonly Word[], { flags }: Arguments): readonly Word[] {
  const all = flags.has('t') || flags.has('target-directory') || operands.at(-1)?.splits === true;
  return all ? operands : operands.slice(0, -1);
}

/** Where `find` begins; the folder at hand where it names none. */
export function startsOf(operands: readonly Word[]): readonly Word[] {
  return operands.length === 0 ? [knownWord('.')] : operands;
}
