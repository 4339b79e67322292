import { NotShown } from './tokens.js';
import type { Token, Tokens } from './tokens.js';

const NAME = /[A-Za-z_$][\w$]*/y;
const NUMBER = /(?:0[xXoObB][\da-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)n?/y;
const MARK =
  /=>|\?\.|\.\.\.|\*\*=?|[=!]==?|<=|>=|&&=?|\|\|=?|\?\?=?|\+\+|--|[-+*/%&|^]=|[-+*/%&|^~<>()[\]{},:.;=!?]/y;
/** Behind these a slash begins a pattern. */
const OPERATOR = /^(?:[=(,:[!&|?{;+*%<>~^-]|=>|&&|\|\||\?\?|[=!]==?)$/;
const REGEX = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*/y;
const MAX = 20_000;

/** JavaScript, taken apart; what can be read in two ways is refused. */
export function javaScriptTokens(code: string): Tokens {
  if (code.length > MAX || /<!--|-->/.test(code)) throw new NotShown('it is long, or holds an old comment');
  const inner: Token[][] = [];
  return { tokens: new Lexer(code, inner, 0).all(), inner };
}

class Lexer {
  readonly #tokens: Token[] = [];
  #i = 0;

  constructor(
    private readonly code: string,
    private readonly inner: Token[][],
    private readonly depth: number,
  ) {
    if (depth > 4) throw new NotShown('it is nested');
  }

  all(): Token[] {
    while (this.#i < this.code.length) this.#next();
    return this.#tokens;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#i;
    return pattern.exec(this.code)?.[0];
  }

  #push(kind: Token['kind'], text: string, value?: string): void {
    this.#tokens.push({ kind, text, value });
  }

  #next(): void {
    const c = this.code[this.#i] as string;
    if (c === '\n') this.#push('line', c);
    if (/[\s]/.test(c)) {
      this.#i++;
      return;
    }
    if (this.code.startsWith('//', this.#i)) return this.#skip(this.code.indexOf('\n', this.#i));
    if (this.code.startsWith('/*', this.#i)) {
      const end = this.code.indexOf('*/', this.#i + 2);
      if (end < 0) throw new NotShown('a comment does not end');
      return this.#skip(end + 2);
    }
    if (c === '"' || c === "'") return this.#text(c);
    if (c === '`') return this.#template();
    if (c === '/' && this.#slash()) return;
    const name = this.#take(NAME);
    const number = name ?? this.#take(NUMBER);
    const mark = number ?? this.#take(MARK);
    if (mark === undefined) throw new NotShown('a character that is none of its own');
    this.#push(name !== undefined ? 'name' : number !== undefined ? 'number' : 'mark', mark);
    this.#i += mark.length;
  }

  #skip(end: number): void {
    this.#i = end < 0 ? this.code.length : end;
  }

  #text(quote: string): void {
    let end = this.#i + 1;
    while (this.code[end] !== quote) {
      if (end >= this.code.length || this.code[end] === '\n') throw new NotShown('a text does not end');
      end += this.code[end] === '\\' ? 2 : 1;
    }
    const text = this.code.slice(this.#i + 1, end);
    this.#push('text', text, text.includes('\\') ? undefined : text);
    this.#i = end + 1;
  }

  /** A pattern, where one may stand; a division, where it cannot; elsewhere nobody can say. */
  #slash(): boolean {
    const before = this.#tokens.filter(({ kind }) => kind !== 'line').at(-1);
    if (
      before?.kind === 'number' ||
      (before?.kind === 'name' &&
        !/^(?:return|typeof|in|of|case|do|else|void|delete|await|yield|new|throw|instanceof)$/.test(
          before.text,
        ))
    )
      return false;
    if (before?.kind === 'mark' && before.text === ']') return false;
    if (before !== undefined && !(before.kind === 'mark' && OPERATOR.test(before.text)))
      throw new NotShown('a slash that may be two things');
    const pattern = this.#take(REGEX);
    if (pattern === undefined) throw new NotShown('a pattern does not end');
    this.#push('text', pattern);
    this.#i += pattern.length;
    return true;
  }

  #template(): void {
    let end = this.#i + 1;
    let plain = true;
    while (this.code[end] !== '`') {
      if (end >= this.code.length) throw new NotShown('a text does not end');
      if (this.code[end] === '\\') end += 2;
      else if (this.code.startsWith('${', end)) {
        plain = false;
        end = this.#field(end + 2);
      } else end++;
    }
    const text = this.code.slice(this.#i + 1, end);
    this.#push('text', text, plain && !text.includes('\\') ? text : undefined);
    const before = this.#tokens.at(-2);
    const tag =
      before !== undefined &&
      (before.kind === 'text' ||
        (before.kind === 'name' && !/^(?:return|of|in|typeof|case|else|await)$/.test(before.text)) ||
        /^[)\]}]$/.test(before.text));
    if (tag) throw new NotShown('a text that is handed to a function');
    this.#i = end + 1;
  }

  /** An expression in a template: no quotes or braces, so that its end is certain. */
  #field(from: number): number {
    const end = this.code.indexOf('}', from);
    const field = this.code.slice(from, end < 0 ? undefined : end);
    if (end < 0 || /[`{\\]/.test(field)) throw new NotShown('a template that is nested');
    this.inner.push(new Lexer(field, this.inner, this.depth + 1).all());
    return end + 1;
  }
}
