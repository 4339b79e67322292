import { RE2JS, RE2Set, RE2JSSyntaxException } from 're2js';
import { requiredLiterals } from './literals.js';

/** A longer pattern is refused: it is data, not a pattern. */
export const MAX_PATTERN_LENGTH = 2_000;
/** Characters times instructions that one decision may cost in regular expressions, before it says *unknown*. */
export const MAX_REGEX_WORK = 2_000_000_000;
/** From so many patterns on, one pass for all of them beats one pass each. */
const SET_FROM = 4;

export interface PatternFault {
  readonly message: string;
  readonly help?: string;
  /** Where in the pattern, in UTF-16 units from its start. */
  readonly offset: number;
}

/** What is wrong with a pattern in RE2's dialect, or undefined. */
export function checkPattern(pattern: string): PatternFault | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return { message: `the pattern is over ${MAX_PATTERN_LENGTH} characters`, offset: 0 };
  }
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof RE2JSSyntaxException
      ? faultOf(pattern, error)
      : { message: 'the pattern is too large', offset: 0 };
  }
}

function faultOf(pattern: string, error: RE2JSSyntaxException): PatternFault {
  const part = error.getPattern() ?? '';
  const offset = Math.max(0, pattern.indexOf(part));
  const shown = part === '' ? '' : `: \`${part.slice(0, 60)}\``;
  const look = /^\(\?<?[=!]/.test(part) || /^\(\?<[=!]/.test(part);
  const back = /^\\\d/.test(part);
  const help = look
    ? 'look-around is not in RE2, since it cannot run in linear time; say it with `not:` or with a second rule'
    : back
      ? 'back-references are not in RE2, since they cannot run in linear time'
      : 'patterns are RE2: https://github.com/google/re2/wiki/Syntax';
  const what = look
    ? 'look-around is not supported'
    : back
      ? 'a back-reference is not supported'
      : error.getDescription();
  return {
    message: `${what
      .toLowerCase()
      .replace(/^error parsing regexp: /, '')
      .replace(/: .*$/s, '')}${shown}`,
    help,
    offset,
  };
}

/** One pattern, compiled when it is first asked for: as written, and without regard to case for normalised text. */
export class Pattern {
  #exact: RE2JS | undefined;
  // A set of one says whether, not where, which its automaton knows three times sooner than other ways of running it.
  #exactSet: RE2Set | undefined;
  #foldedSet: RE2Set | undefined;
  #literals: readonly string[] | undefined | null = null;
  #foldedLiterals: readonly string[] | undefined;

  /** `index` numbers the patterns of a policy. */
  constructor(
    readonly source: string,
    readonly index: number,
  ) {}

  matches(text: string): boolean {
    const { literals } = this;
    if (literals !== undefined && !literals.some((literal) => text.includes(literal))) return false;
    return (this.#exactSet ??= setOf(this.source, 0)).match(text).length > 0;
  }

  /** On a normalised text, whose case is folded. */
  matchesFolded(text: string): boolean {
    const literals = this.foldedLiterals;
    if (literals !== undefined && !literals.some((literal) => text.includes(literal))) return false;
    return (this.#foldedSet ??= setOf(this.source, RE2JS.CASE_INSENSITIVE)).match(text).length > 0;
  }

  /** One of these stands in every text that matches, if any are known. */
  get literals(): readonly string[] | undefined {
    if (this.#literals === null) this.#literals = requiredLiterals(this.#regex);
    return this.#literals;
  }

  get foldedLiterals(): readonly string[] | undefined {
    return (this.#foldedLiterals ??= this.literals?.map((literal) => literal.toLowerCase()));
  }

  /** Instructions of the compiled program: what a character may cost at worst. */
  get size(): number {
    return this.#regex.matcher('').programSize();
  }

  get #regex(): RE2JS {
    return (this.#exact ??= RE2JS.compile(this.source));
  }
}

function setOf(source: string, flags: number): RE2Set {
  const set = new RE2Set(RE2Set.UNANCHORED, flags);
  set.add(source);
  set.compile();
  return set;
}

/**
 * Which of many patterns stand in a text, in one pass (RE2Set) where they are many. The two never differ but in
 * speed; sets that grow too large for one automaton are cut into several.
 */
export class PatternSet {
  readonly #patterns: readonly Pattern[];
  readonly #flags: number;
  #shards: { readonly set: RE2Set; readonly first: number }[] | undefined;

  constructor(patterns: readonly Pattern[], folded: boolean) {
    this.#patterns = patterns;
    this.#flags = folded ? RE2JS.CASE_INSENSITIVE : 0;
  }

  find(text: string, found: (index: number) => void): void {
    if (this.#patterns.length < SET_FROM) {
      for (const [index, pattern] of this.#patterns.entries()) {
        if (this.#flags === 0 ? pattern.matches(text) : pattern.matchesFolded(text)) found(index);
      }
      return;
    }
    for (const { set, first } of (this.#shards ??= this.#build(0, this.#patterns.length))) {
      for (const index of set.match(text)) found(first + index);
    }
  }

  #build(first: number, end: number): { set: RE2Set; first: number }[] {
    const set = new RE2Set(RE2Set.UNANCHORED, this.#flags);
    try {
      for (let i = first; i < end; i++) set.add((this.#patterns[i] as Pattern).source);
      set.compile();
      return [{ set, first }];
    } catch (error) {
      if (end - first <= 1) throw error;
      const middle = (first + end) >> 1;
      return [...this.#build(first, middle), ...this.#build(middle, end)];
    }
  }
}
