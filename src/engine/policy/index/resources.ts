import { Automaton } from '../text/automaton.js';
import { Pattern, PatternSet } from '../text/regex.js';

/** The patterns that texts are asked for in one mode. */
export class PatternTable {
  readonly #ids = new Map<string, number>();
  /** Those of which no fixed text is known, so that all texts are put to all of them: by RE2Set, in one pass. */
  readonly patterns: Pattern[] = [];
  readonly #all = new Set<Pattern>();
  #exact: PatternSet | undefined;
  #folded: PatternSet | undefined;
  #size: number | undefined;

  /** Counts a pattern, and gives its number in the set if it has to be in it. */
  add(pattern: Pattern): number | undefined {
    this.#all.add(pattern);
    if (pattern.literals !== undefined) return undefined;
    const id = idOf(this.#ids, pattern.source);
    if (id === this.patterns.length) this.patterns.push(pattern);
    return id;
  }

  get exact(): PatternSet {
    return (this.#exact ??= new PatternSet(this.patterns, false));
  }

  get folded(): PatternSet {
    return (this.#folded ??= new PatternSet(this.patterns, true));
  }

  /** Instructions of all patterns together: the most that one character of a text can cost. */
  get size(): number {
    return (this.#size ??= [...this.#all].reduce((sum, pattern) => sum + pattern.size, 0));
  }
}

/** What the rules of a policy share: each needle and each pattern once. */
export class Resources {
  readonly #needleIds = new Map<string, number>();
  readonly #patterns = new Map<string, Pattern>();
  readonly restricting = new PatternTable();
  readonly granting = new PatternTable();
  #automaton: Automaton | undefined;

  needle(text: string): number {
    return idOf(this.#needleIds, text);
  }

  pattern(source: string): Pattern {
    let pattern = this.#patterns.get(source);
    if (pattern === undefined)
      this.#patterns.set(source, (pattern = new Pattern(source, this.#patterns.size)));
    return pattern;
  }

  get patternCount(): number {
    return this.#patterns.size;
  }

  get needleCount(): number {
    return this.#needleIds.size;
  }

  /** All needles in one automaton. Ask only when every rule is compiled. */
  get automaton(): Automaton {
    return (this.#automaton ??= new Automaton([...this.#needleIds.keys()]));
  }
}

function idOf(ids: Map<string, number>, text: string): number {
  let id = ids.get(text);
  if (id === undefined) ids.set(text, (id = ids.size));
  return id;
}
