import { NUMBER } from './forms.js';
import { wordsOutside } from './own-words.js';
import type { Program } from './programs/define.js';
import type { SimpleCommand, Word } from './script.js';
import { table } from '../table.js';

/** The words of a command behind its program, told apart. */
export interface Arguments {
  /** Flags as given: single letters, and long ones without their dashes, each with its value if it has one. */
  readonly flags: ReadonlyMap<string, Word | undefined>;
  /** Every value that is given to a flag: one that is given twice has two. */
  readonly given: readonly (readonly [flag: string, value: Word])[];
  readonly operands: readonly Word[];
  /** Some word may turn out to be a flag, or several words. */
  readonly unclear: boolean;
  /** Where in the words the first operand stands; their number where none does. */
  readonly firstOperand: number;
  /** A flag that the program's model does not list, where it lists all. */
  readonly strange: boolean;
}

/** The arguments of a command, read once. */
export function argumentsOf(command: SimpleCommand): Arguments {
  return (command.memo.args ??= readArguments(wordsOutside(command.words, command.model), command.model));
}

/** All values of some flags, in the order in which they are given. */
export function valuesOf({ given }: Arguments, names: readonly string[]): readonly Word[] {
  const values: Word[] = [];
  for (const [name, value] of given) if (names.includes(name)) values.push(value);
  return values;
}

/** Reads flags and operands as the program would, as far as its model knows it. */
export function readArguments(words: readonly Word[], model: Program | undefined): Arguments {
  const reader = new ArgumentReader(words, model);
  reader.read();
  return reader;
}

/** Names that may become flags: a pattern of file names, like `*`, that one called `-rf` would match. */
const MAY_BE_FLAG = /^[*?[][A-Za-z*?]*$/;

/** `--author=$x`: a long flag, whatever its value is. */
const LONG_FLAG = /^--[\w-]+=/;
const ONE_DASH = /^--?[\w-]+=/;
/** `-j$(nproc)`: a flag with a number that is not known. */
const NUMBERED = new RegExp(`^-(?:[A-Za-z]|-[\\w-]+=)${NUMBER}$`);

class ArgumentReader implements Arguments {
  readonly flags = new Map<string, Word | undefined>();
  readonly given: (readonly [string, Word])[] = [];
  readonly operands: Word[] = [];
  unclear = false;
  strange = false;
  firstOperand: number;
  #ended = false;
  #start = 1;

  constructor(
    private readonly words: readonly Word[],
    private readonly model: Program | undefined,
  ) {
    this.firstOperand = words.length;
  }

  read(): void {
    this.#oldStyle();
    for (let i = this.#start; i < this.words.length; i++) {
      const word = this.words[i] as Word;
      if (!this.#ended) this.#doubt(word);
      if (this.#ended || !isFlag(word)) this.#operand(word, i);
      else if (word.text === '--') this.#ended = this.model?.oneDash !== true;
      else i = this.#flag(word, i);
    }
  }

  /** `tar xfC a.tar dir`: letters without a dash, whose values follow in their order. */
  #oldStyle(): void {
    const first = this.words[1];
    if (this.model?.oldStyle !== true || first === undefined || !/^[A-Za-z]+$/.test(first.text)) return;
    let next = 2;
    for (const letter of first.text) {
      if (this.model.values.has(letter)) this.#set(letter, this.words[next++]);
      else this.#set(letter, undefined);
    }
    this.#start = next;
  }

  #doubt(word: Word): void {
    const long = this.model?.oneDash === true ? ONE_DASH : LONG_FLAG;
    const flag = NUMBERED.test(word.text) || long.test(word.text);
    if (word.splits || (!word.known && /^[-$`<]/.test(word.text) && !flag)) this.unclear = true;
    else if (word.glob && MAY_BE_FLAG.test(word.text)) this.unclear = true;
  }

  #operand(word: Word, index: number): void {
    if (this.operands.length === 0) this.firstOperand = index;
    this.operands.push(word);
    if (this.model?.posix === true) this.#ended = true;
  }

  /** The index of the last word that belongs to the flag. */
  #flag(word: Word, index: number): number {
    if (word.text.startsWith('--') || this.model?.oneDash === true) return this.#long(word, index);
    return this.#bundle(word, index);
  }

  #long(word: Word, index: number): number {
    const dashes = word.text.startsWith('--') ? 2 : 1;
    const equals = word.text.indexOf('=');
    const given = word.text.slice(dashes, equals < 0 ? undefined : equals);
    const name = this.#fullName(given);
    if (equals < 0 && this.model?.pairs.has(name) === true) {
      this.#set(name, this.words[index + 2]);
      for (const next of this.words.slice(index + 1, index + 3)) if (next.splits) this.unclear = true;
      return Math.min(index + 2, this.words.length - 1);
    }
    const value = equals < 0 ? undefined : { ...word, text: word.text.slice(equals + 1) };
    // One that several flags begin with counts as each of them: not all of them need be the program's at this place.
    for (const longer of name === given ? this.#longer(given) : [])
      this.#set(
        longer,
        value ?? (this.model?.values.has(longer) === true ? this.words[index + 1] : undefined),
      );
    if (value !== undefined) this.#set(name, value);
    else if (this.model?.values.has(name) === true) return this.#withNext(name, index);
    else this.#set(name, undefined);
    return index;
  }

  /** Long flags may be cut short as long as they stay clear. */
  #fullName(given: string): string {
    const found = this.#longer(given);
    return found.length === 1 ? (found[0] as string) : given;
  }

  /** The flags of the model that a word may be cut short from; none for one that is whole. */
  #longer(given: string): readonly string[] {
    const { model } = this;
    if (model === undefined || given.length < 2 || model.values.has(given) || model.same.has(given))
      return [];
    // `rg --pre` is a flag of its own and no short form of `--pre-glob`.
    if (
      model.opaque?.has(given) === true ||
      model.switches?.has(given) === true ||
      model.placed.has(given) ||
      model.alone.has(given) ||
      model.pairs.has(given)
    )
      return [];
    return longFlagsOf(model).filter((name) => name.startsWith(given));
  }

  #bundle(word: Word, index: number): number {
    const letters = word.text.slice(1);
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i] as string;
      if (this.model?.attached.has(letter) === true) {
        this.#set(letter, i + 1 < letters.length ? { ...word, text: letters.slice(i + 1) } : undefined);
        return index;
      }
      if (this.model?.values.has(letter) !== true) this.#set(letter, undefined);
      else if (i + 1 < letters.length) {
        this.#set(letter, { ...word, text: letters.slice(i + 1) });
        return index;
      } else return this.#withNext(letter, index);
    }
    // A program that nobody knows may take `-delete` as one flag.
    if (this.model === undefined && letters.length > 1) this.#set(letters, undefined);
    return index;
  }

  #withNext(name: string, index: number): number {
    this.#set(name, this.words[index + 1]);
    if (this.words[index + 1]?.splits === true) this.unclear = true;
    return Math.min(index + 1, this.words.length - 1);
  }

  #set(name: string, value: Word | undefined): void {
    const model = this.model;
    if (model?.switches !== undefined && !model.switches.has(name) && !model.values.has(name))
      this.strange = true;
    this.flags.set(name, value);
    if (value !== undefined) this.given.push([name, value]);
  }
}

const longFlags = new WeakMap<Program, readonly string[]>();

/** The long flags of a program, listed when first asked for. */
function longFlagsOf(model: Program): readonly string[] {
  const known = longFlags.get(model);
  if (known !== undefined) return known;
  const names = new Set([...model.values, ...model.same.keys(), ...(model.switches ?? []), ...model.placed]);
  const long = [...names].filter((name) => name.length > 1);
  longFlags.set(model, long);
  return long;
}

function isFlag(word: Word): boolean {
  return word.text.length > 1 && word.text.startsWith('-');
}

/**
 * Whether a flag is among those given: itself, or one that means the same. `loosely` also where a long one may be it,
 * cut short.
 */
export function hasFlag(
  args: Arguments,
  wanted: string,
  model: Program | undefined,
  loosely: boolean,
): boolean {
  const names = model?.same.get(wanted) ?? [wanted];
  if (names.some((name) => args.flags.has(name))) return true;
  if (!loosely) return false;
  const longs = model === undefined ? (LONG[wanted] ?? names) : names;
  for (const given of args.flags.keys()) {
    // A flag of its own is no other that is cut short.
    if (model?.values.has(given) === true) continue;
    if (given.length > 1 && longs.some((name) => name.length > 1 && name.startsWith(given))) return true;
  }
  return false;
}

/** What the commonest flags are called where nothing is known about a program. */
const LONG: Readonly<Record<string, readonly string[]>> = table({
  r: ['recursive'],
  R: ['recursive'],
  f: ['force'],
});
