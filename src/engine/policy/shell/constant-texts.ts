import type { ArrayValue, Command, Word as ShellWord } from 'unbash';
import { assigns } from './named-variables.js';
import { expandWord } from './word-fields.js';

const UNKNOWN = { value: () => undefined };

/** The arrays of a script, as they are assigned as a whole. */
export class ConstantArrays {
  readonly #elements = new Map<string, readonly ShellWord[]>();

  set(name: string, { elements }: ArrayValue): void {
    this.#elements.set(name, elements);
  }

  /** What `"${x[@]}"` stands for where that is the only word, and where the array is set once, to constants. */
  elementsOf({ text }: ShellWord, setOnce: (name: string) => boolean): string[] | undefined {
    const name = /^"\$\{(\w+)\[@\]\}"$/.exec(text)?.[1];
    const elements = name !== undefined && setOnce(name) ? this.#elements.get(name) : undefined;
    if (elements === undefined || elements.some((element) => element.text.startsWith('['))) return undefined;
    const words = elements.flatMap((element) => expandWord(element, UNKNOWN));
    return words.every((word) => word.known && !word.glob) ? words.map((word) => word.text) : undefined;
  }
}

/** One command of plain words: what would end it, begin another or expand is not among its signs. */
const PLAIN = /^[\w./@:,+=%^*?'" -]*$/;
const KEYWORD = /^(?:time|coproc|if|then|else|elif|fi|for|do|done|while|until|case|esac|select|function|in)$/;
/** Builtins that change something else of the shell at hand. */
const CHANGES = /^(?:set|shift|shopt|cd|pushd|popd|exec|hash|umask|ulimit|return|break|continue|exit)$/;

/** What a command hands to `eval`, if that is all in one word. */
export const evaluated = ({ name, args: [only, ...more] }: Command): ShellWord | undefined =>
  name?.value === 'eval' && name.parts === undefined && only?.type === 'Word' && more.length === 0
    ? only
    : undefined;

/** Whether a text that the shell runs as its own sets no variable, nor anything else by which words change. */
export function setsNoVariable(text: string): boolean {
  const [first = ''] = text.trim().split(/\s+/, 1);
  return (
    PLAIN.test(text) &&
    /^[\w./-]+$/.test(first) &&
    !KEYWORD.test(first) &&
    !CHANGES.test(first) &&
    !assigns(first)
  );
}
