import { NotShown } from '../code-effect.js';
import { MODULES } from './switches.js';
import { bounded, interpolated, TABOO } from './texts.js';
import { LIBRARY, NOTHING_BEHIND, TAKERS, WORDS } from './words.js';

/** What may follow: a value, an operator, or one of both where only perl itself knows. */
type Next = 'term' | 'operator' | 'unsure';
type Brace = 'subscript' | 'block' | 'value';

const PRINTS = /^(?:print|printf|say)$/;
const QUOTES = /^(?:q|qq|qw|qr|m|s|tr|y)$/;
const VARIABLE = /^(?:\$#?\$*|@\$*|%\$*)(?:(\w+)|\{(\^?\w+)\}|(?=\{))/;
const SPECIAL = /^\$(?:[&.,;!/\\|"@]|\+(?=\{))/;
const DUMPER = /^\$Data::Dumper::(?:Sortkeys|Indent|Terse|Useqq)\b/;
const FILE_TEST = /^-[efdsrwxzl](?=\s+["'$]|\s*\()/;

/** A program that begins so takes no text for the name of a variable. */
const STRICT =
  /^\s*(?:use\s+(?:warnings|utf8)\s*;\s*)*use\s+(?:strict|v5\.(?:1[2-9]|[2-9]\d)|5\.01[2-9])\s*;/;
const LAX = /\bno\s+strict\b/;
/** What is loaded, by names alone. */
const MODULE =
  /^\s+([\w:.]+)(?:\s+[\d.]+)?(?:\s+(?:qw\([\w\s:]*\)|qw\/[\w\s:]*\/|'[\w:]*'|"[\w:]*"))?[ \t]*(?:;|\n|$)/;

/** Shows that a program computes and prints, and does nothing else. @throws NotShown where that cannot be shown */
export function computes(code: string, strict: boolean): void {
  if (/:via\b/.test(code)) throw new NotShown('a layer that loads code');
  const reader = new Reader(code, subsOf(code));
  reader.read();
  // A text may be the name of what is opened: `@{"ARGV"}`.
  if (reader.refers && (LAX.test(code) || !(strict || STRICT.test(code))))
    throw new NotShown('a reference that may be a name');
}

function subsOf(code: string): ReadonlySet<string> {
  const names = new Set([...code.matchAll(/\bsub\s+([A-Za-z_]\w*)/g)].map(([, name]) => name as string));
  if (
    [...names].some((name) => WORDS.has(name) || QUOTES.test(name) || /^(?:use|no|do|eval|sub)$/.test(name))
  )
    throw new NotShown('a function by the name of another');
  return names;
}

class Reader {
  #at = 0;
  #next: Next = 'term';
  /** The token before: a variable may be followed by a subscript. */
  #before: 'variable' | 'chosen' | 'arrow' | 'printed' | 'word' | undefined;
  #word = '';
  /** Whether it looks behind references. */
  refers = false;
  readonly #open: Brace[] = [];

  constructor(
    private readonly code: string,
    private readonly subs: ReadonlySet<string>,
  ) {}

  read(): void {
    while (this.#at < this.code.length) this.#token();
    if (this.#open.length > 0) throw new NotShown('a brace that is not closed');
  }

  get #rest(): string {
    return this.code.slice(this.#at);
  }

  #take(length: number, next: Next, before?: 'variable' | 'chosen' | 'arrow' | 'word'): void {
    this.#at += length;
    this.#next = next;
    this.#before = before;
  }

  #token(): void {
    const rest = this.#rest;
    const blank = /^(?:\s+|#[^\n]*)+/.exec(rest);
    if (/^=\w/.test(rest) && /(?:^|\n)$/.test(this.code.slice(Math.max(0, this.#at - 1), this.#at)))
      throw new NotShown('a text between the lines');
    if (blank !== null) return void (this.#at += blank[0].length);
    const word = /^[A-Za-z_]\w*(?:(?:::|')[A-Za-z_]\w*)*/.exec(rest)?.[0];
    if (word !== undefined) return this.#named(word);
    const number = /^(?:0[xXbB][\da-fA-F_]+|\d[\d_]*(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?)/.exec(rest)?.[0];
    if (number !== undefined) return this.#take(number.length, 'operator');
    this.#sign(rest, rest[0] as string);
  }

  #sign(rest: string, sign: string): void {
    if (sign === '$' || sign === '@' || (sign === '%' && this.#next === 'term'))
      return this.#variable(rest, sign);
    if (sign === "'" || sign === '"') return this.#text(sign);
    if (sign === '{') return this.#brace();
    if (sign === '}') return this.#close();
    if (sign === '/' || sign === '?') return this.#slash(sign);
    if (sign === '<') return this.#angle(rest);
    if (sign === '-' && this.#next !== 'operator' && FILE_TEST.test(rest)) return this.#take(2, 'term');
    if (rest.startsWith('->')) return this.#arrow(rest);
    if (sign === '&' || sign === '*' || sign === '%') {
      if (this.#next !== 'operator' || this.#before === 'printed')
        throw new NotShown('a name for something else');
      return this.#take(/^(?:&&|\*\*)?=?/.exec(rest)?.[0].length || 1, 'term');
    }
    if (sign === '[') this.refers ||= this.#before === 'chosen' || this.#before === 'arrow';
    const prints = sign === '(' && this.#before === 'word' && PRINTS.test(this.#word);
    if (sign === '(' || sign === '[') return this.#take(1, 'term', prints ? 'word' : undefined);
    if (sign === ')' || sign === ']') return this.#take(1, 'operator', sign === ']' ? 'chosen' : undefined);
    if (rest.startsWith('++') || rest.startsWith('--')) return this.#take(2, this.#next);
    if (!/[-+=!~.,;:|^>\\]/.test(sign)) throw new NotShown('a sign that is not read here');
    this.#take(1, 'term');
  }

  #variable(rest: string, sign: string): void {
    if (this.#next === 'operator' && sign === '@') throw new NotShown('a list where there is none');
    const printed = this.#before === 'word' && PRINTS.test(this.#word);
    const found = DUMPER.exec(rest) ?? VARIABLE.exec(rest) ?? SPECIAL.exec(rest);
    if (found === null) throw new NotShown('a variable that is not read here');
    const [text, plain, braced] = found;
    const name = plain ?? braced ?? '';
    const behind = rest.slice(text.length);
    if (behind.startsWith('::') && !DUMPER.test(text)) throw new NotShown('a variable of another package');
    // `$ARGV` is the name of the file at hand; its list is what is opened.
    const file = name === 'ARGV' && sign === '$' && !/^\s*[[{=]/.test(behind) && text === '$ARGV';
    if (TABOO.test(name) && !file) throw new NotShown('a variable that is more than a value');
    // Once a sign of packages.
    if (/^'[A-Za-z_]/.test(behind)) throw new NotShown('a variable of another package');
    this.refers ||= /^[$@%]#?\$/.test(text) || /^[$@%#]+$/.test(text);
    this.#take(text.length, 'operator', 'variable');
    if (/^[$@%#]+$/.test(text)) {
      // `@{…}`: a block that gives what it stands for.
      this.#open.push('value');
      return this.#take(1, 'term');
    }
    if (printed && /^\s/.test(behind)) this.#before = 'printed';
  }

  #text(mark: string): void {
    const { text, end } = bounded(this.code, this.#at);
    if (mark === '"') this.#interpolated(text, false);
    this.#take(end - this.#at, 'operator');
  }

  #brace(): void {
    const key = /^\{[ \t]*-?\w+[ \t]*\}/.exec(this.#rest)?.[0];
    const chooses = this.#before === 'variable' || this.#before === 'chosen' || this.#before === 'arrow';
    this.refers ||= this.#before === 'chosen' || this.#before === 'arrow';
    if (chooses && key !== undefined) return this.#take(key.length, 'operator', 'chosen');
    this.#open.push(chooses ? 'subscript' : 'block');
    this.#take(1, 'term');
  }

  #close(): void {
    const kind = this.#open.pop();
    if (kind === undefined) throw new NotShown('a brace that was not opened');
    if (kind === 'block') return this.#take(1, 'unsure');
    this.#take(1, 'operator', 'chosen');
  }

  #slash(sign: string): void {
    if (this.#before === 'printed') throw new NotShown('a pattern, or a division');
    const taken = this.#before === 'word' && !TAKERS.has(this.#word);
    if (this.#next === 'operator') return this.#take(this.#rest.startsWith('//') ? 2 : 1, 'term');
    if (taken && /^(?:shift|pop)$/.test(this.#word) && this.#rest.startsWith('//'))
      return this.#take(2, 'term');
    if (this.#next === 'unsure' || taken || sign === '?') throw new NotShown('a pattern, or a division');
    this.#pattern(this.#at);
  }

  #pattern(at: number): void {
    const { text, end } = bounded(this.code, at);
    this.#interpolated(text, true);
    const flags = /^[a-z]*/.exec(this.code.slice(end))?.[0] ?? '';
    if (!/^[msixpodualngc]*$/.test(flags)) throw new NotShown('a flag that is not known');
    this.#take(end + flags.length - this.#at, 'operator');
  }

  #angle(rest: string): void {
    if (this.#next === 'operator' && this.#before !== 'printed') {
      const sign = /^(?:<=>|<=|<<=?(?=\s*[\d$])|<(?!<))/.exec(rest)?.[0];
      if (sign === undefined) throw new NotShown('a text that follows');
      return this.#take(sign.length, 'term');
    }
    const read = /^<(?:STDIN|<>|)>/.exec(rest)?.[0];
    if (read === undefined || this.#next !== 'term')
      throw new NotShown('files by a pattern, or a text that follows');
    this.#take(read.length, 'operator');
  }

  #arrow(rest: string): void {
    if (!/^->\s*(?:[[{]|@\*|%\*|\$#\*)/.test(rest)) throw new NotShown('a call of what is not known');
    const all = /^->\s*(?:@\*|%\*|\$#\*)/.exec(rest)?.[0];
    this.refers = true;
    if (all !== undefined) return this.#take(all.length, 'operator', 'variable');
    this.#take(2, 'term', 'arrow');
  }

  #named(word: string): void {
    const rest = this.#rest.slice(word.length);
    if (/^\w+$/.test(word) && /^[ \t]*=>/.test(rest)) return this.#take(word.length, 'operator');
    if (QUOTES.test(word)) return this.#quote(word);
    if (word === 'use' || word === 'no') return this.#module(rest, word);
    if (word === 'sub') return this.#sub(rest);
    if (this.#next === 'operator' && /^x\d+$/.test(word)) return this.#take(word.length, 'operator');
    // `LINE:`, and what goes on with it.
    const label =
      /^[A-Z]+$/.test(word) && (/^\s*:(?!:)/.test(rest) || /^(?:next|last|redo)$/.test(this.#word));
    if ((word === 'do' || word === 'eval') && /^\s*\{/.test(rest)) return this.#take(word.length, 'term');
    if (!label && !this.#isKnown(word)) throw new NotShown(`\`${word}\` is not read here`);
    // A function may be named by a text there.
    if (word === 'sort' && /^\s*(?:\(\s*)?\$/.test(rest)) throw new NotShown('an order that is not known');
    const own = this.subs.has(word) || /^(?:STD|ARGV)/.test(word);
    this.#take(word.length, NOTHING_BEHIND.has(word) ? 'operator' : own ? 'unsure' : 'term', 'word');
    this.#word = word;
  }

  #isKnown(word: string): boolean {
    if (word === 'ARGV') return /\b(?:close|eof)\s*(?:\(\s*)?$/.test(this.code.slice(0, this.#at));
    return WORDS.has(word) || LIBRARY.has(word) || this.subs.has(word);
  }

  #quote(word: string): void {
    const rest = this.#rest.slice(word.length);
    const gap = /^\s*/.exec(rest)?.[0].length ?? 0;
    const at = this.#at + word.length + gap;
    const mark = this.code[at];
    if (mark === undefined || /[\w\s=,;)]/.test(mark) || (gap > 0 && mark === '#'))
      throw new NotShown('a mark that is not read here');
    if (word === 'm' || word === 'qr') return this.#pattern(at);
    const { text, end } = bounded(this.code, at);
    if (word === 's' || word === 'tr' || word === 'y') return this.#swap(word, text, end, mark);
    if (word === 'qq') this.#interpolated(text, false);
    this.#take(end - this.#at, 'operator');
  }

  #swap(word: string, from: string, end: number, mark: string): void {
    const pair = /[([{<]/.test(mark);
    const gap = pair ? (/^\s*/.exec(this.code.slice(end))?.[0].length ?? 0) : -1;
    // A remark may stand between the two.
    if (pair && !/[([{<]/.test(this.code[end + gap] ?? ''))
      throw new NotShown('a mark that is not read here');
    const to = bounded(this.code, end + gap);
    const flags = /^[a-z]*/.exec(this.code.slice(to.end))?.[0] ?? '';
    if (word !== 's') {
      if (!/^[cdsr]*$/.test(flags)) throw new NotShown('a flag that is not known');
      return this.#take(to.end + flags.length - this.#at, 'operator');
    }
    this.#interpolated(from, true);
    if (!/^[msixpodualngcre]*$/.test(flags) || /e.*e/.test(flags))
      throw new NotShown('a flag that is not known');
    if (flags.includes('e')) this.#nested(to.text);
    else this.#interpolated(to.text, false);
    this.#take(to.end + flags.length - this.#at, 'operator');
  }

  #interpolated(text: string, pattern: boolean): void {
    if (interpolated(text, pattern)) this.refers = true;
  }

  #nested(code: string): void {
    const reader = new Reader(code, this.subs);
    reader.read();
    this.refers ||= reader.refers;
  }

  #module(rest: string, word: string): void {
    const module = MODULE.exec(rest);
    if (module === null || !MODULES.test(module[1] as string) || this.#next === 'operator')
      throw new NotShown('a module that is not known');
    this.#take(word.length + module[0].length, 'term');
  }

  #sub(rest: string): void {
    const name = /^(?:\s+[A-Za-z_]\w*)?\s*(?=\{)/.exec(rest)?.[0];
    if (name === undefined) throw new NotShown('a function that is not read here');
    this.#take(3 + name.length, 'term');
  }
}
