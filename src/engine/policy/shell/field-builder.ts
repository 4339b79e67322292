import type { ParameterDefaultOperation, ParameterExpansionPart, Word as ShellWord, WordPart } from 'unbash';
import { holdsMark, NAME, NUMBER, SEGMENT } from './forms.js';
import { listName, type Lookup } from './lookup.js';
import { amongAll, arePlain, changed, COUNTS, FROM_ROOT, holdsMany } from './parameters.js';
import { AT_START, isLastName, meaning, PWD, VARIABLE } from './parameters.js';
import { knownWord, openWord, type Printed, tellable, type Word } from './script.js';

/** Puts words together from the parts that stand in them. */
export class FieldBuilder {
  readonly #done: Word[] = [];
  #text = '';
  #known = true;
  #splits = false;
  #glob = false;
  /** What is not known of it so far has a form that is. */
  #open = false;
  #untold = false;
  /** Whether the folder at hand, within it, is all that is not known. */
  #around = false;
  /** Whether the text so far is the folder at hand, which only `/` may follow. */
  #atFolder = false;
  #at: Word['at'];
  /** Whether a word has begun: an empty one in quotes counts. */
  #begun = false;
  /** Whether it is the last of a list of names. */
  #listed = false;
  #planted = false;
  /** How much of the text is known at both ends, where something between is not. */
  #head: number | undefined;
  #tail = 0;
  /** The text that stands behind the part at hand. */
  #ahead = '';

  constructor(private readonly lookup: Lookup) {}

  parts(parts: readonly WordPart[], quoted: boolean): void {
    parts.forEach((part, i) => {
      const next = parts[i + 1];
      this.#ahead = next?.type === 'Literal' ? next.value : '';
      this.#part(part, quoted);
    });
  }

  #part(part: WordPart, quoted: boolean): void {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        if (holdsMark(part.value)) return this.#form(openWord(part.value), true);
        return this.#add(part.value);
      case 'DoubleQuoted':
        if (this.#arguments(true, amongAll(part.parts))) return;
        if (this.#elements(part.parts, true)) return;
        this.#begun = true;
        return this.parts(part.parts, true);
      case 'Glob':
      case 'ExtendedGlob':
        this.#glob ||= !quoted;
        return this.#add(part.text);
      case 'SimpleExpansion':
        return this.#variable(part.text.slice(1), part.text, quoted);
      case 'ParameterExpansion':
        return this.#parameter(part, quoted);
      case 'CommandExpansion':
        if (this.#here(part.text, quoted)) return;
        return this.#printed(this.lookup.output?.(part), part.text, quoted);
      case 'ArithmeticExpansion':
        return this.#form(openWord(NUMBER), quoted);
      case 'ProcessSubstitution':
      case 'BraceExpansion':
      case 'LocaleString':
        return this.#unknown(part.text, quoted);
    }
  }

  #parameter(part: ParameterExpansionPart, quoted: boolean): void {
    const { operation, prefix, index, parameter, text } = part;
    if (!quoted && this.#elements([part], false)) return;
    if (prefix === '#' && operation === undefined) return this.#form(openWord(NUMBER), quoted);
    if (prefix !== undefined || index !== undefined) return this.#unknown(meaning(part, this.lookup), quoted);
    if (operation === undefined) return this.#variable(parameter, text, quoted);
    const named =
      (VARIABLE.test(parameter) && !/^(?:HOME|PWD)$/.test(parameter)) || /^[0-9]$/.test(parameter);
    const value = named ? this.lookup.value(parameter) : undefined;
    const word =
      typeof value === 'string' ? knownWord(value) : value?.list === false ? value.words[0] : undefined;
    // `$1` is empty where it is not set.
    const doubted = word?.text === '' && !VARIABLE.test(parameter);
    const tells = operation.type === 'Default' && word?.known === true && !/\?$/.test(operation.operator);
    if (tells && (operation.operator.startsWith(':') || !doubted))
      if (this.#default(word, operation, quoted)) return;
    const cut = changed(word, operation);
    if (cut !== undefined) this.#form(cut, quoted);
    else if (named && isLastName(operation)) this.#form(openWord(SEGMENT), quoted);
    else this.#unknown(text, quoted);
  }

  /** `${x:-y}`, `${x:+y}` of a text that is known; false where what stands in it is more than plain. */
  #default(word: Word, { operator, operand }: ParameterDefaultOperation, quoted: boolean): boolean {
    const set = word.text !== '' || !operator.startsWith(':');
    const adds = operator.endsWith('+');
    if (adds === set) return this.#operand(operand, quoted);
    if (adds) this.#begun ||= quoted;
    else this.#form(word, quoted);
    return true;
  }

  /** The text behind the sign, which is split like any other where it stands outside quotes. */
  #operand({ parts, value, text }: ShellWord, quoted: boolean): boolean {
    if (!arePlain(parts, text === value ? text : '$', quoted)) return false;
    this.#begun ||= quoted;
    if (!parts) this.#fields(value, quoted);
    for (const part of parts ?? [])
      if (part.type === 'Literal') this.#fields(part.value, quoted);
      else this.#part(part, quoted);
    return true;
  }

  /** What a substitution prints, or a variable holds that was made of it. */
  #printed(printed: Printed | undefined, source: string, quoted: boolean): void {
    if (printed === undefined) return this.#unknown(source, quoted);
    const [word, ...more] = printed.words;
    if (!printed.list && word !== undefined) return this.#form(word, quoted);
    // Names without blanks, one on a line: as one word they are one more of that kind.
    if (quoted && more.length === 0 && word?.text === NAME) return this.#form(word, true);
    // A list makes words of its own where nothing stands beside it.
    if (quoted || this.#begun || word === undefined) return this.#unknown(source, quoted);
    this.#each(printed.words, false);
    this.#listed = true;
  }

  /** A word of a known form. Names may hold blanks, which part them outside quotes; marks do not. */
  #form(word: Word, quoted: boolean): void {
    if (word.at !== undefined) {
      // In the middle of a text it would be no path from there.
      if (!AT_START.test(this.#text)) return this.#unknown('$PWD', quoted);
      this.#at = word.at;
    }
    if (word.known && !word.glob) {
      this.#fields(word.text, quoted);
      return void (this.#atFolder ||= word.at !== undefined && /^\.{1,2}$/.test(word.text));
    }
    // What may hold anything between slashes must not be all that stands between two.
    const whole = /^$|\/$/.test(this.#text) && !(this.#text !== '' && /^\.?[\w-]/.test(this.#ahead));
    if (word.text.includes(SEGMENT) && (!quoted || whole))
      return this.#unknown(word.text.replaceAll(SEGMENT, '$name'), quoted);
    if (!word.known) this.#head ??= this.#text.length;
    this.#add(word.text);
    this.#tail = this.#text.length;
    this.#known &&= word.known;
    this.#glob ||= word.glob;
    this.#open ||= word.open === true;
    this.#untold ||= !tellable(word);
    const names = word.known || word.open === true;
    if (names && !word.splits && !quoted && !word.known && /[*?[]/.test(word.text)) this.#planted = true;
    else this.#splits ||= word.splits || (!quoted && /[*?[]/.test(word.text));
    this.#planted ||= word.planted === true;
  }

  /** `"$(pwd)"` where a word begins is the folder at hand. Outside quotes its own spaces would part it. */
  #here(source: string, quoted: boolean): boolean {
    // Docker takes all before the colon for one folder; a name that is parted there is that of the project's own.
    const mounted = !quoted && /^:\//.test(this.#ahead);
    if ((!quoted && !mounted) || !PWD.test(source)) return false;
    const folder = this.lookup.value('PWD');
    if (typeof folder !== 'string') return false;
    if (this.#text !== '') return quoted && this.#within(source);
    this.#add(folder);
    this.#at = this.lookup.folders?.();
    this.#atFolder = true;
    this.#planted ||= mounted;
    return true;
  }

  /** The same behind other text: which text that is, nobody knows. */
  #within(source: string): true {
    this.#around = !this.#untold;
    this.#unknown(source, true);
    return true;
  }

  /** `"$@"`: a word for each that the function, or the shell, was called with. */
  #arguments(quoted: boolean, among: readonly [number, number] | undefined): boolean {
    const all = among && this.lookup.all?.();
    if (among === undefined || all === undefined) return false;
    this.#each(all.slice(among[0], among[0] + among[1]), quoted);
    return true;
  }

  #each(words: readonly Word[], quoted: boolean): void {
    words.forEach((word, i) => {
      if (i > 0) this.#next();
      this.#form(word, quoted);
      this.#begun ||= quoted;
    });
  }

  /** `$HOME` where a path begins, and nothing else sets it. */
  #home(name: string): boolean {
    if (name !== 'HOME' || !/(?:^|[=:])$/.test(this.#text) || this.lookup.value('HOME') !== '~') return false;
    this.#add('~');
    this.#atFolder = true;
    return true;
  }

  /** `"${x[@]}"` alone in a word: a word for each element of an array. */
  #elements(parts: readonly WordPart[], quoted: boolean): boolean {
    const [part, ...more] = parts;
    if (part?.type !== 'ParameterExpansion' || more.length > 0 || this.#begun) return false;
    const { operation, prefix, index, parameter } = part;
    if (index?.value !== '@' || prefix !== undefined || operation !== undefined) return false;
    const held = this.lookup.value(listName(parameter));
    if (typeof held !== 'object') return false;
    this.#each(held.words, quoted);
    this.#listed = true;
    return true;
  }

  #add(text: string): void {
    if (this.#atFolder && text !== '') {
      this.#atFolder = false;
      // Whatever follows belongs to the folder's name.
      if (!/^[/:]/.test(text)) {
        this.#known = false;
        this.#head = 0;
      }
    }
    // What stands beside a list of names belongs to the first or the last of them.
    if (this.#listed && text !== '') this.#known = this.#open = false;
    if (this.#listed && text !== '') this.#untold = true;
    this.#begun = true;
    this.#text += text;
  }

  #unknown(text: string, quoted: boolean): void {
    if (this.#untold) this.#around = false;
    this.#head ??= this.#text.length;
    this.#add(text);
    this.#tail = this.#text.length;
    this.#known = false;
    this.#untold = true;
    this.#splits ||= !quoted;
  }

  #variable(name: string, source: string, quoted: boolean): void {
    if (this.#here(source, quoted) || this.#home(name)) return;
    if (name === '@' || name === '*') {
      if (!quoted && this.#arguments(false, [0, Infinity])) return;
      const all = name === '*' ? this.lookup.all?.() : undefined;
      if (quoted && all?.every(({ known }) => known) === true)
        return this.#add(all.map(({ text }) => text).join(' '));
      return this.#unknown(source, false);
    }
    if (COUNTS.test(name)) return this.#form(openWord(NUMBER), quoted);
    const value =
      (VARIABLE.test(name) && name !== 'PWD') || /^[0-9!]$/.test(name) ? this.lookup.value(name) : undefined;
    if (typeof value === 'string') this.#fields(value, quoted);
    else this.#printed(value, source, quoted);
  }

  #fields(value: string, quoted: boolean): void {
    if (quoted) return this.#add(value);
    value.split(/[ \t\n]+/).forEach((piece, i) => {
      if (i > 0) this.#next();
      if (piece === '') return;
      this.#add(piece);
      this.#glob ||= /[*?[]/.test(piece);
    });
  }

  #next(): void {
    if (this.#begun) this.#done.push(this.#word());
    this.#text = '';
    this.#known = true;
    this.#splits = this.#glob = this.#begun = this.#atFolder = false;
    this.#open = this.#untold = this.#around = false;
    this.#listed = this.#planted = false;
    this.#at = this.#head = undefined;
    this.#tail = 0;
  }

  #word(): Word {
    this.#splits ||= !this.#known && holdsMany(this.#text);
    const word = { text: this.#text, known: this.#known, splits: this.#splits, glob: this.#glob };
    const told =
      this.#open && !this.#known && !this.#untold && !FROM_ROOT.test(this.#text.replaceAll(NUMBER, '1'));
    const based = this.#at === undefined ? word : { ...word, at: this.#at };
    const marked = this.#planted ? { ...based, planted: true } : based;
    if (told) return { ...marked, open: true };
    if (this.#known || this.#splits || this.#glob) return marked;
    const [of, head] = [this.#text, this.#head ?? 0];
    const edges = { of, start: of.slice(0, head), end: of.slice(this.#tail) };
    return { ...marked, edges, ...(this.#around && !this.#open && { around: true as const }) };
  }

  finish(): readonly Word[] {
    this.#next();
    return this.#done;
  }
}
