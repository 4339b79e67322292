import { plainEnd, startsWord } from './plain-tokens.js';

/** The dialects whose parser is too lenient to be given a text as it is. */
export type PeerDialect = 'mysql' | 'sqlite' | 'tsql';

export interface Word {
  /** In capitals. */
  readonly text: string;
  /** Whether a parenthesis follows, as after the name of a function, behind any space and comments. */
  readonly calls: boolean;
  /** The word or sign before it; empty at the start. */
  readonly after: string;
  /** How many parentheses are open. */
  readonly depth: number;
}

/** One statement of a text, in a spelling that no two parsers understand differently. */
export interface Piece {
  readonly text: string;
  readonly words: readonly Word[];
  /** Quoted names that a parenthesis follows, in capitals: MySQL and SQLite call functions so as well. */
  readonly quotedCalls: readonly string[];
}

interface Rules {
  readonly tokens: RegExp;
  readonly openQuote: string;
  readonly closeQuote: string;
}

/* Groups by their number: named ones cost an object for every token. */
const WORD = '[A-Za-z_@\\u0080-\\uffff][\\w@$\\u0080-\\uffff]*';
const NUMBER =
  '(?:0x[\\da-f]*|0b[01]+|\\d[\\d_]*e[+-]?\\d+|\\d[\\d.]*(?:e[+-]?\\d+)?)(?![\\w.$@\\u0080-\\uffff])';
const REST = `${NUMBER}|;|\\(|\\)|(?!\\/\\*|\\d)[^\\\\'"\`\\[\\]#\\0-\\x1f\\x7f]`;
/** A name of MySQL that begins with a digit, and is none of the numbers above, nor begins as one. */
const DIGIT_WORD = '(?!0x|0b|\\d+e\\d)\\d+[a-z_$][\\w$\\u0080-\\uffff]*';
const BLOCK = '\\/\\*[^]*?\\*\\/';
const rules = (
  space: string,
  string: string,
  name: string,
  quotes: string,
  minus = '',
  word = WORD,
): Rules => ({
  tokens: new RegExp(`(${space})|(${string})|(${name})|(${minus || '(?!)'})|(${word})|${REST}`, 'iy'),
  openQuote: quotes.charAt(0),
  closeQuote: quotes.charAt(1),
});

/** What is text, name and comment in each dialect, with the server's default settings. */
const RULES: Readonly<Record<PeerDialect, Rules>> = {
  mysql: rules(
    `[ \\t\\r\\n]+|--(?=[\\0-\\x20]|$)[^\\n]*|#[^\\n]*|${BLOCK}`,
    `'(?:[^'\\\\]|''|\\\\[^])*'|"(?:[^"\\\\]|""|\\\\[^])*"`,
    '`[^`]*`',
    '``',
    '--',
    `${WORD}|${DIGIT_WORD}`,
  ),
  sqlite: rules(`[ \\t\\r\\n]+|--[^\\n]*|${BLOCK}`, `'(?:[^']|'')*'`, '`[^`]*`|"[^"]*"|\\[[^\\]]*\\]', '``'),
  tsql: rules(`[ \\t\\r\\n]+|--[^\\n]*|${BLOCK}`, `'(?:[^']|'')*'`, '"[^"]*"|\\[[^\\]]*\\]', '[]'),
};

const SPACE = 32;
/** Stands for a quoted name where the sign before something is told. */
const QUOTED_NAME = '"';
const PLAIN_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ $-]*$/u;
const PLAIN_STRING = /^(?:[\w %.:*?^$@+,=<>()[\]{}|!~&]|-(?!-))*$/;
const FOREIGN = /[^\0-\x7f]/;
/** Servers differ in what else is part of a name, and what is a space. */
const LETTERS = /^[\p{L}\p{M}\p{N}_@$]+$/u;
/** What ends a line for some, and stands in a comment of one line for others. */
const ODD_END = /\r(?!$)|[\u0085\u2028\u2029]/;
/** What a string is written as of which no parser needs to know what it says. */
export const SOME_TEXT = 's';

/**
 * Cuts a text into its statements and writes them anew: without comments, and with strings and quoted names in which
 * nothing can be taken for their end. Says why, where that cannot be done.
 */
export function cutSql(text: string, dialect: PeerDialect): readonly Piece[] | string {
  const cutter = new Cutter(dialect, RULES[dialect], text);
  return cutter.cut() ?? cutter.pieces;
}

class Cutter {
  readonly pieces: Piece[] = [];
  /** What is written of the statement so far; from `#from` on it stands in the source as it is to be written. */
  #text = '';
  #from = 0;
  #words: (Word & { calls: boolean })[] = [];
  #quotedCalls: string[] = [];
  #after = '';
  #depth = 0;
  /** The last quoted name. */
  #quoted = '';

  constructor(
    private readonly dialect: PeerDialect,
    private readonly rules: Rules,
    private readonly source: string,
  ) {}

  /** Why the text cannot be cut, or undefined. */
  cut(): string | undefined {
    const { source } = this;
    const { tokens } = this.rules;
    let at = 0;
    while (at < source.length) {
      const end = plainEnd(source, at);
      if (end > at) {
        this.#plain(at, end);
        at = end;
        continue;
      }
      tokens.lastIndex = at;
      const token = tokens.exec(source);
      if (token === null) return 'there is something in it that is no SQL of this dialect';
      const fault = this.#take(token, at, (at = tokens.lastIndex));
      if (fault !== undefined) return fault;
    }
    this.#end(at, at);
    return FOREIGN.test(source) && this.#hasOddWord() ? 'it has signs that may be spaces' : undefined;
  }

  #hasOddWord(): boolean {
    return this.pieces.some(({ words }) => words.some(({ text }) => !LETTERS.test(text)));
  }

  #plain(at: number, end: number): void {
    const { source } = this;
    if (startsWord(source, at)) this.#word(source.slice(at, end), at, end);
    else if (source.charCodeAt(at) !== SPACE) this.#sign(source.slice(at, end));
  }

  #take(
    [all, space, string, name, minus, word]: RegExpExecArray,
    at: number,
    end: number,
  ): string | undefined {
    if (space !== undefined) return this.#space(space, at, end);
    if (all === ';') this.#end(at, end);
    else if (string !== undefined) return this.#string(string, at, end);
    else if (name !== undefined) return this.#name(name.slice(1, -1), at, end);
    else if (word !== undefined) return this.#sureWord(word, at, end);
    else if (minus !== undefined) this.#rewrite('- -', '-', at, end);
    else this.#sign(all);
    return undefined;
  }

  #space(text: string, at: number, end: number): string | undefined {
    this.#write(' ', at, end);
    if (/^\/\*M?!/.test(text)) return 'it has a comment that some servers run';
    if (/^[-#]/.test(text) && ODD_END.test(text)) return 'it has a comment whose end is unsure';
    return text.startsWith('/*') && text.indexOf('/*', 2) > 0 ? 'it has a comment in a comment' : undefined;
  }

  /** Two strings that touch are not to become one with a quote in it. */
  #string(string: string, at: number, end: number): string | undefined {
    if (this.dialect === 'sqlite' && this.#after === 'IN') return 'it has a table that is named by a text';
    const text = quotedText(string);
    this.#rewrite(this.#touches("'", at) ? ` ${text}` : text, "'", at, end);
    return undefined;
  }

  #touches(quote: string, at: number): boolean {
    return this.#from === at && this.#text.endsWith(quote);
  }

  #name(name: string, at: number, end: number): string | undefined {
    if (!PLAIN_NAME.test(name) || this.#touches(this.rules.openQuote, at))
      return 'it has a quoted name with odd characters';
    this.#rewrite(`${this.rules.openQuote}${name}${this.rules.closeQuote}`, QUOTED_NAME, at, end);
    this.#quoted = name.toUpperCase();
    return undefined;
  }

  /** `1INTO` is a name or two words, `.5INTO` is always two; where a table is due, it is its name. */
  #sureWord(word: string, at: number, end: number): string | undefined {
    if (/^\d/.test(word) && !/^(?:FROM|JOIN|INTO|UPDATE|TABLE)$/.test(this.#after))
      return 'it has a word that touches a number';
    this.#word(word, at, end);
    return undefined;
  }

  #word(word: string, at: number, end: number): void {
    const text = word.toUpperCase();
    if (this.dialect === 'tsql' && text === 'GO') return this.#end(at, end);
    this.#words.push({ text, calls: false, after: this.#after, depth: this.#depth });
    this.#after = text;
  }

  #sign(text: string): void {
    if (text === '(') this.#open();
    if (text === ')') this.#depth--;
    this.#after = text;
  }

  /** What stands before a parenthesis may be called, whatever space and comments are between them. */
  #open(): void {
    const last = this.#words.at(-1);
    if (last?.text === this.#after) last.calls = true;
    if (this.#after === QUOTED_NAME) this.#quotedCalls.push(this.#quoted);
    this.#depth++;
  }

  #rewrite(text: string, after: string, at: number, end: number): void {
    this.#write(text, at, end);
    this.#after = after;
  }

  /** Writes something else for a part of the source. */
  #write(text: string, at: number, end: number): void {
    this.#text += this.source.slice(this.#from, at) + text;
    this.#from = end;
  }

  #end(at: number, end: number): void {
    const text = (this.#text + this.source.slice(this.#from, at)).trim();
    if (text !== '') this.pieces.push({ text, words: this.#words, quotedCalls: this.#quotedCalls });
    this.#text = '';
    this.#from = end;
    this.#words = [];
    this.#quotedCalls = [];
    this.#after = '';
    this.#depth = 0;
  }
}

/** What a string says matters only where it is plain. */
function quotedText(string: string): string {
  const content = string.slice(1, -1);
  return PLAIN_STRING.test(content) ? `'${content}'` : `'${SOME_TEXT}'`;
}
