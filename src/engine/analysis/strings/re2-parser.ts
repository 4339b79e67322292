import { ALL, charSet, complement, foldCase, NONE, single, union } from './charset.js';
import type { CharSet } from './charset.js';
import { PERL, POSIX } from './re2-classes.js';
import { BEGIN, chars, choice, EMPTY, END, repeat, sequence } from './tree.js';
import type { Assertion, Tree } from './tree.js';

/** Thrown for what this parser leaves out, and caught where it is called: such a pattern is taken for any pattern. */
class NotCovered extends Error {}

const leaveOut = (): never => {
  throw new NotCovered();
};

interface Flags {
  readonly fold: boolean;
  readonly dotAll: boolean;
  readonly lines: boolean;
}

/**
 * The tree of an RE2 pattern, as it finds itself in a text. Undefined for what is not covered (Unicode classes, case
 * folding beyond ASCII, `\Q`, `\C`): whoever asks must then take the pattern for one that may match anything.
 */
export function parseRe2(source: string, ignoreCase: boolean): Tree | undefined {
  try {
    const parser = new Parser(source);
    return parser.whole({ fold: ignoreCase, dotAll: false, lines: false });
  } catch (error) {
    if (error instanceof NotCovered) return undefined;
    throw error;
  }
}

class Parser {
  readonly #input: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#input = [...source];
  }

  whole(flags: Flags): Tree {
    const tree = this.#choice({ flags });
    return this.#at < this.#input.length ? leaveOut() : tree;
  }

  #peek(ahead = 0): string | undefined {
    return this.#input[this.#at + ahead];
  }

  #take(): string {
    return this.#input[this.#at++] ?? leaveOut();
  }

  #skip(text: string): boolean {
    if (this.#input.slice(this.#at, this.#at + text.length).join('') !== text) return false;
    this.#at += text.length;
    return true;
  }

  /** `scope` holds the flags of a group, which a `(?i)` in its midst changes for the rest of it. */
  #choice(scope: { flags: Flags }): Tree {
    const options = [this.#sequence(scope)];
    while (this.#skip('|')) options.push(this.#sequence(scope));
    return choice(...options);
  }

  #sequence(scope: { flags: Flags }): Tree {
    const items: Tree[] = [];
    for (let c = this.#peek(); c !== undefined && c !== '|' && c !== ')'; c = this.#peek())
      items.push(this.#repeats(this.#atom(scope)));
    return items.length === 0 ? EMPTY : sequence(...items);
  }

  #repeats(item: Tree): Tree {
    let tree = item;
    for (;;) {
      if (this.#skip('*')) tree = repeat(tree, 0);
      else if (this.#skip('+')) tree = repeat(tree, 1);
      else if (this.#skip('?')) tree = repeat(tree, 0, 1);
      else {
        const counted = this.#counted(tree);
        if (counted === undefined) return tree;
        tree = counted;
      }
      // Laziness changes which match is found first, never whether there is one.
      this.#skip('?');
    }
  }

  #counted(item: Tree): Tree | undefined {
    if (this.#peek() !== '{') return undefined;
    const rest = this.#input.slice(this.#at, this.#at + 12).join('');
    const match = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(rest);
    if (match === null) return undefined;
    this.#at += match[0].length;
    const least = Number(match[1]);
    if (match[2] === undefined) return repeat(item, least, least);
    return match[3] === '' ? repeat(item, least) : repeat(item, least, Number(match[3]));
  }

  #atom(scope: { flags: Flags }): Tree {
    const { flags } = scope;
    const c = this.#take();
    if (c === '(') return this.#group(scope);
    if (c === '[') return this.#set(this.#bracket(), flags);
    if (c === '.') return chars(flags.dotAll ? ALL : complement(single(10)));
    if (c === '^') return flags.lines ? assertion('begin_line') : BEGIN;
    if (c === '$') return flags.lines ? assertion('end_line') : END;
    if (c === '\\') return this.#escape(flags);
    if ('*+?'.includes(c)) return leaveOut();
    return this.#set({ set: single(c.codePointAt(0) ?? 0), negated: false }, flags);
  }

  #set({ set, negated }: Bracket, { fold }: Flags): Tree {
    const folded = fold ? (foldCase(set) ?? leaveOut()) : set;
    return chars(negated ? complement(folded) : folded);
  }

  #group(scope: { flags: Flags }): Tree {
    let inner = scope.flags;
    if (this.#skip('?P<') || this.#skip('?<')) {
      while (this.#take() !== '>');
    } else if (this.#skip('?')) {
      inner = this.#flags(scope.flags);
      if (this.#skip(')')) {
        scope.flags = inner;
        return EMPTY;
      }
      if (!this.#skip(':')) leaveOut();
    }
    const tree = this.#choice({ flags: inner });
    return this.#skip(')') ? tree : leaveOut();
  }

  #flags(from: Flags): Flags {
    const flags = { ...from };
    let on = true;
    for (let c = this.#peek(); c !== ')' && c !== ':'; c = this.#peek()) {
      this.#take();
      if (c === '-') on = false;
      else if (c === 'i') flags.fold = on;
      else if (c === 's') flags.dotAll = on;
      else if (c === 'm') flags.lines = on;
      else if (c !== 'U') leaveOut();
    }
    return flags;
  }

  #escape(flags: Flags): Tree {
    const c = this.#peek() ?? leaveOut();
    const places: Readonly<Record<string, Tree>> = {
      A: BEGIN,
      z: END,
      b: assertion('word'),
      B: assertion('not_word'),
    };
    const place = Object.hasOwn(places, c) ? places[c] : undefined;
    if (place !== undefined) {
      this.#take();
      return place;
    }
    return this.#set({ set: this.#escaped(), negated: false }, flags);
  }

  /** What stands after a backslash, in a class or out of one. */
  #escaped(): CharSet {
    const c = this.#take();
    if (Object.hasOwn(PERL, c)) return PERL[c] as CharSet;
    if (c === 'x') return single(this.#hexadecimal());
    const control = 'tnrfva'.indexOf(c);
    if (control >= 0) return single([9, 10, 13, 12, 11, 7][control] as number);
    if (/[A-Za-z0-9]/.test(c)) return leaveOut();
    return single(c.codePointAt(0) ?? 0);
  }

  #hexadecimal(): number {
    if (!this.#skip('{')) return parseHex(this.#take() + this.#take());
    let digits = '';
    while (this.#peek() !== '}') digits += this.#take();
    this.#take();
    return parseHex(digits);
  }

  #bracket(): Bracket {
    const negated = this.#skip('^');
    const sets: CharSet[] = [];
    let first = true;
    while (first || this.#peek() !== ']') {
      first = false;
      sets.push(this.#member());
    }
    this.#take();
    return { set: sets.length === 0 ? NONE : union(...sets), negated };
  }

  #member(): CharSet {
    if (this.#peek() === '[' && this.#peek(1) === ':') return this.#posix();
    const low = this.#one();
    if (this.#peek() !== '-' || this.#peek(1) === ']' || this.#peek(1) === undefined) return low;
    if (low.length !== 1 || low[0]?.[0] !== low[0]?.[1]) return low;
    this.#take();
    const high = this.#one();
    if (high.length !== 1 || high[0]?.[0] !== high[0]?.[1]) return leaveOut();
    return charSet([[low[0]?.[0] ?? 0, high[0]?.[0] ?? 0]]);
  }

  #one(): CharSet {
    const c = this.#take();
    return c === '\\' ? this.#escaped() : single(c.codePointAt(0) ?? 0);
  }

  #posix(): CharSet {
    let text = '';
    while (!text.endsWith(':]')) text += this.#take();
    const negated = text.startsWith('[:^');
    const name = text.slice(negated ? 3 : 2, -2);
    const set = Object.hasOwn(POSIX, name) ? (POSIX[name] as CharSet) : leaveOut();
    return negated ? complement(set) : set;
  }
}

interface Bracket {
  readonly set: CharSet;
  readonly negated: boolean;
}

function assertion(name: Assertion): Tree {
  return { kind: 'assert', assertion: name };
}

function parseHex(digits: string): number {
  return /^[0-9A-Fa-f]{1,6}$/.test(digits) ? parseInt(digits, 16) : leaveOut();
}
