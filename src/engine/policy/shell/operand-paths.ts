import type { Arguments } from './arguments.js';
import { knownWord, tellable } from './script.js';
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

/**
 * What links that are made lead to, where that may be elsewhere: through one it is written and deleted later. A symbolic one
 * is read from the folder in which it lies.
 */
export function linkedTo(operands: readonly Word[], args: Arguments): readonly Word[] {
  const { flags } = args;
  const told = flags.get('t') ?? flags.get('target-directory');
  const last = told ?? (operands.length > 1 ? operands.at(-1) : undefined);
  const sources = told === undefined && operands.length > 1 ? operands.slice(0, -1) : operands;
  const symbolic = flags.has('s') || flags.has('symbolic') || flags.has('symbolic-link');
  return sources.flatMap((source) => {
    if (/^[/~]/.test(source.text) || source.at !== undefined) return [source];
    if (!/(?:^|\/)\.\.(?:\/|$)/.test(source.text)) return [];
    const into = told !== undefined || last?.text.endsWith('/') === true || last?.text === '.';
    const folder = into ? last?.text : last?.text.replace(/[^/]*$/, '');
    // Where nobody knows in which folder it lies, it is read from the one at hand.
    const plain = symbolic && last !== undefined && tellable(last) && folder !== undefined && folder !== '';
    return [
      plain
        ? { ...source, ...(last.at !== undefined && { at: last.at }), text: `${folder}/${source.text}` }
        : source,
    ];
  });
}

/** Where `find` begins; the folder at hand where it names none. */
export function startsOf(operands: readonly Word[]): readonly Word[] {
  return operands.length === 0 ? [knownWord('.')] : operands;
}
