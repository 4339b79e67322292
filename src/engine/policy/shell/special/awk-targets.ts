import { SEGMENT } from '../forms.js';
import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import type { Token } from './awk-prints.js';

/** Texts that something may be, in which a mark stands for any text without a slash; undefined where nobody can say. */
type Texts = readonly string[] | undefined;

const ANY: Texts = [SEGMENT];
/** Variables of awk itself that are numbers unless a program sets them. */
const COUNTED = /^(?:NR|FNR|NF|RSTART|RLENGTH)$/;
/** Functions that give numbers. */
const COUNTS = /^(?:int|length|index|systime)$/;
const ARITHMETIC = /^(?:[-+*/%()]|\+\+|--)$/;
/** Functions that change what they are given. */
const CHANGES = /^(?:sub|gsub|split|patsplit|match|asorti?)$/;
const SETS = /^(?:[-+*/%^!<>=]?=)$/;
/** With these a number is written as a program says, and names are those of functions. */
const BENDS = /^(?:CONVFMT|OFMT|function|func)$/;
/** Plain letters, and classes of them: what such a pattern matches holds no slash. */
const NO_SLASH = /^(?:[\w":,=; ]|\[(?:\w-\w|\w)+-?\][+*?]?)+$/;
const NAMES = /^[A-Za-z_]/;
const MAX_TEXTS = 16;

/** Where a program of awk prints, as far as its texts and numbers say. */
export class Targets {
  readonly #known = new Map<string, Texts>();
  readonly #bent: boolean;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly given: ReadonlySet<string> | undefined,
  ) {
    this.#bent =
      given === undefined ||
      [...given].some((name) => BENDS.test(name)) ||
      tokens.some(({ kind, text }) => kind === 'word' && BENDS.test(text));
  }

  /** The files that the expression here, behind `>`, names. */
  at(start: number): readonly Word[] | undefined {
    const first = this.tokens[start];
    const parted = first?.text === '(' || this.tokens[start + 1]?.text === '(';
    const end = parted ? this.#closing(first?.text === '(' ? start : start + 1) + 1 : start + 1;
    const after = this.tokens[end];
    // Without parentheses one awk takes less for the name of the file than another.
    if (end <= start || (after !== undefined && !/^[;}]$/.test(after.text))) return undefined;
    const texts = first?.text === '(' ? this.#texts(start + 1, end - 1) : this.#texts(start, end);
    return texts?.every(isPath) === true ? texts.filter((text) => text !== '').map(wordOf) : undefined;
  }

  /** The index of the parenthesis that ends what the one here begins; before the first where none does. */
  #closing(start: number): number {
    let depth = 0;
    for (let i = start; i < this.tokens.length; i++) {
      const { kind, text } = this.tokens[i] as Token;
      if (kind === 'sign' && text === '(') depth++;
      else if (kind === 'sign' && text === ')' && --depth === 0) return i;
    }
    return -1;
  }

  /** What an expression gives: texts, numbers and names side by side. */
  #texts(start: number, end: number): Texts {
    if (end <= start) return undefined;
    if (this.#isNumber(start, end)) return this.#bent ? undefined : ANY;
    let found: readonly string[] = [''];
    for (let i = start; i < end;) {
      const { kind, text } = this.tokens[i] as Token;
      const calls = kind === 'word' && this.tokens[i + 1]?.text === '(';
      const next = calls ? this.#closing(i + 1) + 1 : i + 1;
      if (next <= i || next > end) return undefined;
      const part =
        kind === 'text' ? [text] : calls ? this.#called(i) : kind === 'word' ? this.#named(text) : undefined;
      if (part === undefined || found.length * part.length > MAX_TEXTS) return undefined;
      found = found.flatMap((one) => part.map((other) => one + other));
      i = next;
    }
    return found;
  }

  #isNumber(start: number, end: number): boolean {
    for (let i = start; i < end; i++) {
      const { kind, text } = this.tokens[i] as Token;
      if (kind === 'word' && COUNTS.test(text) && this.tokens[i + 1]?.text === '(') {
        i = this.#closing(i + 1);
        if (i < 0 || i >= end) return false;
      } else if (kind === 'sign' ? !ARITHMETIC.test(text) : kind !== 'word' || !this.#isCount(text))
        return false;
    }
    return true;
  }

  #isCount(name: string): boolean {
    return /^\d/.test(name) || (NAMES.test(name) && this.#named(name)?.every(isCounted) === true);
  }

  /** `sprintf("part-%03d.csv", …)`; what a pattern without slashes has matched. */
  #called(at: number): Texts {
    const [name, , first] = this.tokens.slice(at, at + 3);
    if (name?.text === 'substr') return this.#isMatched(at) ? ANY : undefined;
    if (name?.text !== 'sprintf' || first?.kind !== 'text') return undefined;
    const text = first.text.replace(/%0?\d{0,3}d/g, SEGMENT);
    return text.includes('%') ? undefined : [text];
  }

  /** `match($0, /PATTERN/) { x = substr($0, RSTART + 1, RLENGTH - 2)`. */
  #isMatched(at: number): boolean {
    // A condition of more parts may hold without asking this one.
    if (!/^[;}]?$/.test(this.tokens[at - 11]?.text ?? '')) return false;
    const before = this.tokens.slice(Math.max(0, at - 10), at);
    const pattern = before[5];
    if (pattern?.kind !== 'pattern' || !NO_SLASH.test(pattern.text)) return false;
    const behind = this.tokens.slice(at, this.#closing(at + 1) + 1);
    const told = before.map(({ kind, text }) => (kind === 'pattern' ? '/' : text)).join(' ');
    const taken = behind.map(({ text }) => text).join(' ');
    const [, from = '0', less = '0'] =
      /^substr \( \$ 0 , RSTART(?: \+ (\d+))? , RLENGTH(?: - (\d+))? \)$/.exec(taken) ?? [];
    return (
      /^match \( \$ 0 , \/ \) \{ [A-Za-z_]\w* =$/.test(told) &&
      taken.includes('RSTART') &&
      !this.#isSet('RSTART') &&
      !this.#isSet('RLENGTH') &&
      Number(from) <= Number(less)
    );
  }

  #isSet(name: string): boolean {
    return this.#bent || this.given?.has(name) === true || this.#named(name)?.every(isCounted) !== true;
  }

  /** All that a name may hold; one that is made of itself is not known. */
  #named(name: string): Texts {
    const known = this.#known.get(name);
    if (known !== undefined || this.#known.has(name)) return known;
    if (this.#bent || this.given?.has(name) === true) return undefined;
    this.#known.set(name, undefined);
    // Before it is set it is empty.
    const found = new Set<string>(COUNTED.test(name) ? ANY : ['']);
    let counts = true;
    for (let i = 0; i < this.tokens.length; i++) {
      const { kind, text } = this.tokens[i] as Token;
      if (kind !== 'word' || text !== name) continue;
      const set = this.#setAt(i);
      for (const one of set ?? []) found.add(one);
      if (set === undefined || found.size > MAX_TEXTS) counts = false;
    }
    const texts = counts ? [...found] : undefined;
    this.#known.set(name, texts);
    return texts;
  }

  /** What a name is set to where it stands: nothing where it is only read. */
  #setAt(at: number): Texts {
    const [before, after] = [this.tokens[at - 1], this.tokens[at + 1]];
    if (/^(?:getline|delete)$/.test(before?.text ?? '') || /^(?:in|\(|\[)$/.test(after?.text ?? ''))
      return undefined;
    if (/^(?:\+\+|--)$/.test(before?.text ?? '') || /^(?:\+\+|--|[-+*/%^]=)$/.test(after?.text ?? ''))
      return ANY;
    if (after?.text === ')' && SETS.test(this.tokens[at + 2]?.text ?? '')) return undefined;
    if (this.#isHandedOn(at)) return undefined;
    if (after?.kind !== 'sign' || after.text !== '=') return [];
    const end = this.#endOf(at + 2);
    return this.#isCountedOn(at, end) ? ANY : this.#texts(at + 2, end);
  }

  /** `n = n + 1`. */
  #isCountedOn(at: number, end: number): boolean {
    const [name, , same, sign, number] = this.tokens.slice(at, end);
    return (
      end === at + 5 &&
      same?.text === name?.text &&
      /^[-+*%]$/.test(sign?.text ?? '') &&
      /^\d+$/.test(number?.text ?? '')
    );
  }

  /** Whether it stands among what a function is given that changes it. */
  #isHandedOn(at: number): boolean {
    let depth = 0;
    for (let i = at - 1; i > 0; i--) {
      const { kind, text } = this.tokens[i] as Token;
      if (kind !== 'sign') continue;
      if (text === ')') depth++;
      else if (text === '(' && --depth < 0) {
        depth = 0;
        if (CHANGES.test(this.tokens[i - 1]?.text ?? '')) return true;
      }
    }
    return false;
  }

  /** Where the value ends that begins here. */
  #endOf(start: number): number {
    let depth = 0;
    for (let i = start; i < this.tokens.length; i++) {
      const { kind, text } = this.tokens[i] as Token;
      if (kind !== 'sign') continue;
      if (depth === 0 && /^[;},)]$/.test(text)) return i;
      if (/^[([{]$/.test(text)) depth++;
      else if (/^[)\]}]$/.test(text)) depth--;
    }
    return this.tokens.length;
  }
}

const isCounted = (text: string): boolean => text === '' || text === SEGMENT;

/** Scratch files, and files of data: what else it writes into a project may be run there, and nobody reads it. */
const DATA =
  /^\/tmp\/(?:[\w-]+\/)*(?:[\w-]+|[^/]*\.json)$|^(?!.*(?:requirements|constraints|CMakeLists)[^/]*$).*\.(?:txt|csv|tsv|jsonl|ndjson|log|out|dat|tmp|md)$/i;

/** A path that is what its text says: what is not known stands in its last name, beside what is. */
function isPath(text: string): boolean {
  if (text === '') return true;
  const name = text.slice(text.lastIndexOf('/') + 1);
  const folder = text.slice(0, text.length - name.length);
  return (
    /^[\w./\uE002-]+$/.test(text) &&
    !folder.includes(SEGMENT) &&
    !/(?:^|\/)\.\.(?:\/|$)/.test(folder) &&
    DATA.test(text) &&
    /\w/.test(name)
  );
}

const wordOf = (text: string): Word =>
  text.includes(SEGMENT) ? { text, known: false, splits: false, glob: false, open: true } : knownWord(text);
