/** The dialects whose parser is too lenient to be given a text as it is. */
export type PeerDialect = 'mysql' | 'sqlite' | 'tsql';

export interface Word {
  /** In capitals. */
  readonly text: string;
  /** Whether a parenthesis follows, as after the name of a function. */
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
}

interface Rules {
  readonly tokens: RegExp;
  readonly openQuote: string;
  readonly closeQuote: string;
}

/* Groups by their number: named ones cost an object for every token. */
const WORD = '([A-Za-z_@\\u0080-\\uffff][\\w@$\\u0080-\\uffff]*)';
const REST = `\\d[\\w.]*|;|\\(|\\)|(?!\\/\\*)[^\\\\'"\`\\[#\\0-\\x1f\\x7f]`;
const BLOCK = '\\/\\*[^]*?\\*\\/';
const rules = (space: string, string: string, name: string, quotes: string, minus = '(?!)'): Rules => ({
  tokens: new RegExp(`(${space})|(${string})|(${name})|(${minus})|${WORD}|${REST}`, 'y'),
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
  ),
  sqlite: rules(`[ \\t\\r\\n]+|--[^\\n]*|${BLOCK}`, `'(?:[^']|'')*'`, '`[^`]*`|"[^"]*"|\\[[^\\]]*\\]', '``'),
  tsql: rules(`[ \\t\\r\\n]+|--[^\\n]*|${BLOCK}`, `'(?:[^']|'')*'`, '"[^"]*"|\\[[^\\]]*\\]', '[]'),
};

const PLAIN_NAME = /^[A-Za-z_][\w $-]*$/;
const PLAIN_STRING = /^(?:[\w %.:]|-(?!-))*$/;
/** What a string is written as of which no parser needs to know what it says. */
export const SOME_TEXT = 's';

/**
 * Cuts a text into its statements and writes them anew: without comments, and with strings and quoted names in which
 * nothing can be taken for their end. Says why, where that cannot be done.
 */
export function cutSql(text: string, dialect: PeerDialect): readonly Piece[] | string {
  const cutter = new Cutter(dialect, RULES[dialect]);
  return cutter.cut(text) ?? cutter.pieces;
}

class Cutter {
  readonly pieces: Piece[] = [];
  #text = '';
  #words: Word[] = [];
  #after = '';
  #depth = 0;

  constructor(
    private readonly dialect: PeerDialect,
    private readonly rules: Rules,
  ) {}

  /** Why the text cannot be cut, or undefined. */
  cut(text: string): string | undefined {
    const { tokens } = this.rules;
    tokens.lastIndex = 0;
    while (tokens.lastIndex < text.length) {
      const token = tokens.exec(text);
      if (token === null) return 'there is something in it that is no SQL of this dialect';
      const fault = this.#take(token, token[5] !== undefined && opens(text, tokens.lastIndex));
      if (fault !== undefined) return fault;
    }
    this.#end();
    return undefined;
  }

  #take([all, space, string, name, minus, word]: RegExpExecArray, calls: boolean): string | undefined {
    if (space !== undefined) return this.#space(space);
    if (all === ';' || (this.dialect === 'tsql' && word?.toUpperCase() === 'GO')) return this.#end();
    if (string !== undefined) this.#sign(quotedText(string), "'");
    else if (name !== undefined) return this.#name(name.slice(1, -1));
    else if (word !== undefined) this.#word(word, calls);
    else if (minus !== undefined) this.#sign('- -', '-');
    else this.#sign(all);
    return undefined;
  }

  #space(text: string): string | undefined {
    this.#text += ' ';
    if (/^\/\*M?!/.test(text)) return 'it has a comment that some servers run';
    return text.startsWith('/*') && text.indexOf('/*', 2) > 0 ? 'it has a comment in a comment' : undefined;
  }

  #name(name: string): string | undefined {
    if (!PLAIN_NAME.test(name)) return 'it has a quoted name with odd characters';
    this.#sign(`${this.rules.openQuote}${name}${this.rules.closeQuote}`, '"');
    return undefined;
  }

  #word(word: string, calls: boolean): void {
    const text = word.toUpperCase();
    this.#words.push({ text, calls, after: this.#after, depth: this.#depth });
    this.#sign(word, text);
  }

  #sign(text: string, after = text): void {
    if (text === '(') this.#depth++;
    if (text === ')') this.#depth--;
    this.#text += text;
    this.#after = after;
  }

  #end(): undefined {
    if (this.#text.trim() !== '') this.pieces.push({ text: this.#text.trim(), words: this.#words });
    this.#text = '';
    this.#words = [];
    this.#after = '';
    this.#depth = 0;
  }
}

/** Whether a parenthesis follows, perhaps behind white space. */
function opens(text: string, from: number): boolean {
  let at = from;
  while (at < from + 64 && /\s/.test(text.charAt(at))) at++;
  return text.charAt(at) === '(';
}

/** What a string says matters only where it is plain. */
function quotedText(string: string): string {
  const content = string.slice(1, -1);
  return PLAIN_STRING.test(content) ? `'${content}'` : `'${SOME_TEXT}'`;
}
