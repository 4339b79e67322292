import { parse } from 'unbash';
import type { Word as ShellWord, WordPart } from 'unbash';
import { expandBraces } from './braces.js';
import { knownWord, unknownWord } from './script.js';
import type { Word } from './script.js';

/** The value that a variable has at this place, where the script alone says so. */
export type Lookup = (name: string) => string | undefined;

const PWD = /^\$(?:PWD|\{PWD\}|\(\s*pwd\s*\))$|^`\s*pwd\s*`$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The words that a word of the source becomes: braces, variables, splitting. File names are not looked up. */
export function expandWord(word: ShellWord, lookup: Lookup): readonly Word[] {
  const { parts } = word;
  if (parts === undefined) return [knownWord(word.value)];
  if (parts.some((part) => part.type === 'BraceExpansion')) return expandBraced(word, lookup);
  const builder = new FieldBuilder(lookup);
  builder.parts(parts, false);
  return builder.finish();
}

/** The text of a word where nothing is split: an assigned value, a redirection, a here-document. */
export function expandText(parts: readonly WordPart[] | undefined, value: string, lookup: Lookup): Word {
  if (parts === undefined) return knownWord(value);
  const builder = new FieldBuilder(lookup);
  builder.parts(parts, true);
  return builder.finish()[0] ?? knownWord('');
}

/** Each result of a brace expansion is a word of its own, and read as one. */
function expandBraced(word: ShellWord, lookup: Lookup): readonly Word[] {
  const texts = expandBraces(word.text);
  if (texts === undefined) return [unknownWord(word.text, true)];
  return texts.flatMap((text) => {
    const again = readWord(text);
    return again === undefined ? [unknownWord(text, true)] : expandWord(again, lookup);
  });
}

/** One word from its source text; undefined where the text is none, or still holds braces. */
function readWord(text: string): ShellWord | undefined {
  const { commands, errors } = parse(`: ${text}`);
  const command = commands[0]?.command;
  if (errors !== undefined || commands.length !== 1 || command?.type !== 'Command') return undefined;
  const [only, ...more] = command.suffix;
  if (only?.type !== 'Word' || more.length > 0 || only.text !== text) return undefined;
  return only.parts?.some((part) => part.type === 'BraceExpansion') === true ? undefined : only;
}

class FieldBuilder {
  readonly #done: Word[] = [];
  #text = '';
  #known = true;
  #splits = false;
  #glob = false;
  /** Whether the text so far is the folder at hand, which only `/` may follow. */
  #atFolder = false;
  /** Whether a word has begun: an empty one in quotes counts. */
  #begun = false;

  constructor(private readonly lookup: Lookup) {}

  parts(parts: readonly WordPart[], quoted: boolean): void {
    for (const part of parts) this.#part(part, quoted);
  }

  #part(part: WordPart, quoted: boolean): void {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return this.#add(part.value);
      case 'DoubleQuoted':
        this.#begun = true;
        return this.parts(part.parts, true);
      case 'Glob':
      case 'ExtendedGlob':
        this.#glob ||= !quoted;
        return this.#add(part.text);
      case 'SimpleExpansion':
        return this.#variable(part.text.slice(1), part.text, quoted);
      case 'ParameterExpansion': {
        const plain = part.operation === undefined && part.prefix === undefined && part.index === undefined;
        return plain ? this.#variable(part.parameter, part.text, quoted) : this.#unknown(part.text, quoted);
      }
      case 'CommandExpansion':
        return this.#here(part.text, quoted) ? undefined : this.#unknown(part.text, quoted);
      case 'ArithmeticExpansion':
      case 'ProcessSubstitution':
      case 'BraceExpansion':
      case 'LocaleString':
        return this.#unknown(part.text, quoted);
    }
  }

  /** `"$(pwd)"` where a word begins is the folder at hand. Outside quotes its own spaces would part it. */
  #here(source: string, quoted: boolean): boolean {
    if (!quoted || this.#text !== '' || !PWD.test(source)) return false;
    const folder = this.lookup('PWD');
    if (folder === undefined) return false;
    this.#add(folder);
    this.#atFolder = true;
    return true;
  }

  #add(text: string): void {
    if (this.#atFolder && text !== '') {
      this.#atFolder = false;
      if (!/^[/:]/.test(text)) this.#known = false;
    }
    this.#begun = true;
    this.#text += text;
  }

  #unknown(text: string, quoted: boolean): void {
    this.#add(text);
    this.#known = false;
    this.#splits ||= !quoted;
  }

  #variable(name: string, source: string, quoted: boolean): void {
    if (this.#here(source, quoted)) return;
    const value = NAME.test(name) && name !== 'PWD' ? this.lookup(name) : undefined;
    if (value === undefined) return this.#unknown(source, quoted);
    if (quoted) return this.#add(value);
    value.split(/[ \t\n]+/).forEach((piece, i) => {
      if (i > 0) this.#next();
      if (piece === '') return;
      this.#add(piece);
      this.#glob ||= /[*?[]/.test(piece);
    });
  }

  #next(): void {
    if (this.#begun)
      this.#done.push({ text: this.#text, known: this.#known, splits: this.#splits, glob: this.#glob });
    this.#text = '';
    this.#known = true;
    this.#splits = this.#glob = this.#begun = this.#atFolder = false;
  }

  finish(): readonly Word[] {
    this.#next();
    return this.#done;
  }
}
