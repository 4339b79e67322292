import type { Assignment, ParsedScript, Word as ShellWord } from 'unbash';
import { MAX_VARIANTS } from './limits.js';
import type { Scope } from './scope.js';
import { knownWord, unknownWord } from './script.js';
import type { Word } from './script.js';
import { collectNames, Variables } from './variables.js';
import { expandText, expandWord } from './word-fields.js';
import type { Lookup } from './word-fields.js';

type Item = ShellWord | Assignment;

/** Expands the words of a script by what the script itself assigns. */
export class Expander {
  #made: Variables | undefined;
  #choice: ReadonlyMap<string, string> = new Map();
  readonly lookup: Lookup = (name) => this.#value(name);

  constructor(
    private readonly script: ParsedScript,
    private readonly scope: Scope,
  ) {}

  /** Made when first asked for: most scripts have no variables. */
  get #variables(): Variables {
    return (this.#made ??= new Variables(this.script));
  }

  #value(name: string): string | undefined {
    const chosen = this.#choice.get(name);
    if (chosen !== undefined) return chosen;
    if (name === 'IFS') return this.#variables.ifs;
    if (name === 'PWD') return this.#variables.folder;
    if (!this.scope.defined.has(name)) return undefined;
    const values = this.#variables.values(name);
    return values?.length === 1 ? values[0] : undefined;
  }

  /** The words, once for each value that their variables may have. */
  variants(items: readonly Item[]): (readonly Word[])[] {
    if (this.scope.defined.size === 0) return [this.expand(items)];
    const open = this.#open(items);
    const count = open.reduce((product, { values }) => product * values.length, 1);
    if (count === 1 || count > MAX_VARIANTS) return [this.expand(items)];
    const variants: (readonly Word[])[] = [];
    for (let i = 0; i < count; i++) {
      let rest = i;
      this.#choice = new Map(
        open.map(({ name, values }) => {
          const value = values[rest % values.length] as string;
          rest = Math.floor(rest / values.length);
          return [name, value];
        }),
      );
      variants.push(this.expand(items));
    }
    this.#choice = new Map();
    return variants;
  }

  /** Variables in these words that may have one of several values. */
  #open(items: readonly Item[]): { readonly name: string; readonly values: readonly string[] }[] {
    const names = new Set<string>();
    for (const item of items) {
      if (item.type === 'Word') for (const part of item.parts ?? []) collectNames(part, names);
    }
    return [...names].flatMap((name) => {
      const values = this.scope.defined.has(name) ? this.#variables.values(name) : undefined;
      return values !== undefined && values.length > 1 ? [{ name, values }] : [];
    });
  }

  expand(items: readonly Item[]): readonly Word[] {
    const words: Word[] = [];
    for (const item of items) {
      if (item.type !== 'Word') words.push(this.#assignment(item));
      else if (item.parts === undefined) words.push(knownWord(item.value));
      else words.push(...expandWord(item, this.lookup));
    }
    return words;
  }

  #assignment({ name, value, text }: Assignment): Word {
    if (value.type === 'ArrayValue') return unknownWord(text, false);
    const word = expandText(value.parts, value.value, this.lookup);
    return { ...word, text: `${name}=${word.text}` };
  }
}
