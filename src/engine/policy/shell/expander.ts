import type { ArrayValue, Assignment, ParsedScript, SyntaxNode, Word as ShellWord } from 'unbash';
import { MAX_VARIANTS } from './limits.js';
import type { Scope } from './scope.js';
import { asOpen, tellable, unknownWord } from './script.js';
import type { Printed, Word } from './script.js';
import { collectNames } from './named-variables.js';
import { Variables } from './variables.js';
import { listName } from './lookup.js';
import { PWD } from './parameters.js';
import { expandText, expandWord, literalWord } from './word-fields.js';
import type { Lookup } from './lookup.js';

const allOf = (positional: Scope['positional']): readonly Word[] | undefined =>
  positional?.slice(1).every((word) => word !== undefined) === true
    ? (positional.slice(1) as Word[])
    : undefined;

type Item = ShellWord | Assignment;
type Row = (string | Printed)[];

/** Variables, and what they may be, each at the same time as the others. */
interface Open {
  readonly names: string[];
  readonly rows: readonly Row[];
}

/** Expands the words of a script by what the script itself assigns. */
export class Expander {
  #made: Variables | undefined;
  #choice: ReadonlyMap<string, string | Printed> = new Map();
  /** Variables whose values have been asked for: a loop may come back there. */
  readonly #asked = new Set<string>();
  readonly lookup: Lookup = {
    value: (name) => this.#value(name) ?? this.#held(name),
    all: () => (this.#variables.ifs === undefined ? undefined : allOf(this.scope.positional)),
    output: (part) => this.#outputs?.get(part),
    folders: () => this.scope.place.folders,
  };
  /** Made with the first: most scripts hold no substitution. */
  #outputs: Map<SyntaxNode, Printed> | undefined;

  constructor(
    private readonly script: ParsedScript,
    private readonly scope: Scope,
  ) {}

  /** Made when first asked for: most scripts have no variables. */
  get #variables(): Variables {
    return (this.#made ??= new Variables(this.script));
  }

  #value(name: string): string | Printed | undefined {
    const chosen = this.#choice.get(name);
    if (chosen !== undefined) return chosen;
    if (/^[0-9]$/.test(name)) return this.#argument(Number(name));
    if (name === 'IFS') return this.#variables.ifs;
    if (name === 'PWD') return this.#variables.folder;
    if (name === 'HOME' && this.#variables.untouched(name)) return '~';
    if (!this.scope.defined.has(name)) return undefined;
    this.#asked.add(name);
    const values = this.#variables.values(name);
    return values?.length === 1 ? values[0] : undefined;
  }

  /** `$1`: empty where fewer words were given. */
  #argument(index: number): string | Printed | undefined {
    const { positional } = this.scope;
    if (positional === undefined || this.#variables.ifs === undefined) return undefined;
    if (index >= positional.length) return '';
    const word = positional[index];
    return word === undefined ? undefined : { words: [word], list: false };
  }

  /** What a variable holds that is set in one place only, where the walker saw what to. */
  #held(name: string): Printed | undefined {
    const held = this.scope.held.get(name);
    return held?.list === false && held.words.length > 1 ? undefined : held;
  }

  /** Notes what a substitution prints. */
  prints(part: SyntaxNode, printed: Printed | undefined): void {
    if (printed !== undefined) (this.#outputs ??= new Map()).set(part, printed);
  }

  /** Notes what is assigned of variables that may not be set yet; whether the value was asked for before that. */
  doubts(name: string, values: readonly ShellWord[]): boolean {
    const isSet = (other: string): boolean => this.scope.defined.has(other) || this.scope.held.has(other);
    if (!values.some((value) => this.#variables.mayBeEmpty(value, isSet))) return false;
    this.#variables.doubt(name);
    return this.#asked.has(name);
  }

  /** Notes what a variable holds from here on, if nothing else ever sets it. */
  hold(name: string, printed: Printed | undefined): void {
    this.scope.hold(name, printed !== undefined && this.#variables.setOnce(name) ? printed : undefined);
  }

  /** The same of an array, which is another thing than the variable of its name: that is its first element. */
  holdList(name: string, words: readonly Word[] | undefined): void {
    const told = words?.every(tellable) === true && words.length > 0 && this.#variables.setOnce(name);
    this.scope.hold(listName(name), told ? { words: words.map(asOpen), list: true } : undefined);
  }

  /** The elements that an array is given, each in its place. */
  elementsOf({ elements }: ArrayValue): readonly Word[] | undefined {
    if (elements.some(({ text }) => text.startsWith('['))) return undefined;
    const words = this.expand(elements);
    return words.every(({ splits }) => !splits) ? words : undefined;
  }

  /** What an assigned value holds, where that is known by its form only. */
  holds({ value }: Assignment): Printed | undefined {
    if (value.type === 'ArrayValue') return undefined;
    const [part, ...more] = value.parts ?? [];
    const only = part?.type === 'DoubleQuoted' && part.parts.length === 1 ? part.parts[0] : part;
    if (only?.type === 'CommandExpansion' && more.length === 0 && !PWD.test(only.text))
      return this.#outputs?.get(only);
    const words: Word[] = [];
    this.#variants(this.#open([value]), () => words.push(expandText(value.parts, value.value, this.lookup)));
    return words.every((word) => tellable(word) && !word.splits) ? { words, list: false } : undefined;
  }

  /** Whether what loops read are whole lines. */
  get readsWhole(): boolean {
    return this.#variables.readsWhole;
  }

  /** Once for each value that the variables in words, and in targets of redirections, may have. */
  each(items: readonly Item[], targets: readonly Item[], visit: (words: readonly Word[]) => void): void {
    if (this.scope.defined.size + this.scope.held.size === 0) return visit(this.expand(items));
    this.#variants(this.#open([...items, ...targets]), () => visit(this.expand(items)));
  }

  /** Once for each choice that there is among what variables may be; once for all where those are too many. */
  #variants(open: readonly Open[], visit: () => void): void {
    const count = open.reduce((product, { rows }) => product * rows.length, 1);
    if (count === 1 || count > MAX_VARIANTS) return visit();
    const before = this.#choice;
    for (let i = 0; i < count; i++) {
      let rest = i;
      const chosen: (readonly [string, string | Printed])[] = [];
      for (const { names, rows } of open) {
        const row = rows[rest % rows.length] as Row;
        names.forEach((name, at) => chosen.push([name, row[at] as string | Printed]));
        rest = Math.floor(rest / rows.length);
      }
      this.#choice = new Map(chosen);
      visit();
    }
    this.#choice = before;
  }

  /** Variables in these words that may have one of several values; those that were read of the same lines together. */
  #open(items: readonly Item[]): readonly Open[] {
    const names = new Set<string>();
    for (const item of items) {
      if (item.type === 'Word') for (const part of item.parts ?? []) collectNames(part, names);
    }
    const open: Open[] = [];
    const tables = new Map<object, Open>();
    for (const name of names) {
      const { values, of } = this.#valuesOf(name);
      if (values.length < 2) continue;
      const table = of === undefined ? undefined : tables.get(of);
      if (table === undefined) {
        const made: Open = { names: [name], rows: values.map((value) => [value]) };
        open.push(made);
        if (of !== undefined) tables.set(of, made);
      } else {
        table.names.push(name);
        values.forEach((value, i) => table.rows[i]?.push(value));
      }
    }
    return open;
  }

  #valuesOf(name: string): {
    readonly values: readonly (string | Printed)[];
    readonly of?: object | undefined;
  } {
    const values = this.scope.defined.has(name) ? this.#variables.values(name) : undefined;
    this.#asked.add(name);
    if (values !== undefined) return { values };
    const held = this.scope.held.get(name);
    if (held === undefined || held.list) return { values: [] };
    return { values: held.words.map((word) => ({ words: [word], list: false })), of: held.of };
  }

  expand(items: readonly Item[]): readonly Word[] {
    const words: Word[] = [];
    for (const item of items) {
      if (item.type !== 'Word') words.push(this.#assignment(item));
      else if (item.parts === undefined) words.push(literalWord(item.value));
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
