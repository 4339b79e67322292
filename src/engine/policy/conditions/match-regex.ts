import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { readTexts } from '../readings/texts.js';
import { normalise } from '../text/normalise.js';
import { checkPattern } from '../text/regex.js';
import type { Pattern } from '../text/regex.js';
import { ANY, defineOperator } from './define.js';
import type { Anchor, Build, Condition, EvaluationState, Mode } from './define.js';
import { reading, trace } from './trace.js';
import { listOf, texts } from './values.js';
import type { Texts } from './values.js';

export const matchRegex = defineOperator<Texts>({
  key: 'match_regex',
  doc: {
    value: 'RE2 pattern or list (any)',
    reads: 'strings',
    readings: 'see *text*; linear time always',
    example: '\\bDROP\\b',
  },
  schema: () => texts,
  check(value, report) {
    for (const [index, pattern] of listOf(value).entries()) {
      const fault = checkPattern(pattern);
      const path = Array.isArray(value) ? [index] : [];
      if (fault) report.report('bad_regex', path, fault.message, fault.help, fault.offset + 1);
    }
  },
  canonical: (value) => [...listOf(value)],
  compile: (value, build) => new MatchRegex(listOf(value), build),
  region: (value) => ({ kind: 'text', how: 'matches', texts: listOf(value) }),
});

/** A pattern, and how to know without running it that it cannot match: by a fixed text, or by the set it is in. */
interface Entry {
  readonly pattern: Pattern;
  /** Needles of which one stands in whatever the pattern matches. */
  readonly needles: readonly number[] | undefined;
  readonly setId: number | undefined;
}

class MatchRegex implements Condition {
  readonly cost = 4;
  readonly anchor: Anchor | undefined;
  /** A pattern that RE2 does not know (only old `rules:` may hold one) is never true and never false. */
  readonly #broken: boolean;
  readonly #entries: readonly Entry[];
  readonly #patterns: readonly Pattern[];

  constructor(
    private readonly values: readonly string[],
    build: Build,
  ) {
    const usable = values.filter((value) => checkPattern(value) === undefined);
    this.#broken = usable.length < values.length;
    this.#entries = usable.map((value) => compileEntry(value, build));
    this.#patterns = this.#entries.map((entry) => entry.pattern);
    this.anchor = this.#broken ? undefined : anchorOf(this.#entries);
  }

  /** A payload that no pattern can match is settled first: the index never offers it. */
  evaluate(state: EvaluationState, mode: Mode): Truth {
    if (this.#broken) return UNKNOWN;
    if (!this.#entries.some((entry) => possible(entry, state))) return FALSE;
    if (state.patternsTooCostly(mode)) return UNKNOWN;
    if (mode === ANY) return this.#entries.some((entry) => this.#restricts(entry, state)) ? TRUE : FALSE;
    const { texts, granting } = state.readings.texts;
    for (let i = 0; i < granting; i++) if (!this.#matches(texts[i] as string, false)) return FALSE;
    return granting > 0 ? TRUE : FALSE;
  }

  #restricts(entry: Entry, state: EvaluationState): boolean {
    if (entry.setId !== undefined) return state.patterns(ANY).any(entry.setId);
    return possible(entry, state) && state.restrictedBy(entry.pattern);
  }

  #matches(text: string, folded: boolean): boolean {
    return this.#patterns.some((pattern) => (folded ? pattern.matchesFolded(text) : pattern.matches(text)));
  }

  explain(state: EvaluationState, mode: Mode) {
    const truth = this.evaluate(state, mode);
    if (truth === UNKNOWN) {
      const note = this.#broken
        ? 'the pattern is not RE2'
        : 'the payload is too large for the patterns of this policy';
      return trace('match_regex', [...this.values], mode, truth, { note });
    }
    const { texts: all, forms, places, granting } = readTexts(state.event.payload, true);
    const count = mode === ANY ? all.length : granting;
    const raw = (text: string): boolean => this.#matches(text, false);
    const wanted = mode === ANY ? raw : (text: string) => !raw(text);
    let index = all.slice(0, count).findIndex(wanted);
    let form = forms[index] ?? 'raw';
    let value = all[index];
    if (index < 0 && mode === ANY) {
      index = all.findIndex((text) => this.#matches(normalise(text), true));
      [form, value] = ['normalised' as never, normalise(all[index] ?? '')];
    } else if (index < 0 && count > 0) {
      [index, form, value] = [0, forms[0] ?? 'raw', all[0]];
    }
    return trace('match_regex', [...this.values], mode, truth, {
      reading: index < 0 ? undefined : reading(places[index] ?? '', value, form),
      note: count === 0 ? 'the payload has no text' : undefined,
    });
  }
}

function compileEntry(source: string, build: Build): Entry {
  const { pattern, setId } = build.pattern(source);
  return { pattern, setId, needles: pattern.foldedLiterals?.map((literal) => build.needle(literal)) };
}

function possible({ needles }: Entry, state: EvaluationState): boolean {
  return needles === undefined || needles.some((id) => state.needles.any(id));
}

/** By fixed texts where all patterns have them, by the set where none has; else rule by rule. */
function anchorOf(entries: readonly Entry[]): Anchor | undefined {
  if (entries.every((entry) => entry.needles !== undefined)) {
    return { kind: 'needle', ids: [...new Set(entries.flatMap((entry) => entry.needles ?? []))] };
  }
  if (entries.some((entry) => entry.setId === undefined)) return undefined;
  return { kind: 'pattern', ids: entries.map((entry) => entry.setId as number) };
}
