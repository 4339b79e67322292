import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { readTexts } from '../readings/texts.js';
import { normalise } from '../text/normalise.js';
import { checkPattern } from '../text/regex.js';
import type { Pattern } from '../text/regex.js';
import { ANY, defineOperator } from './define.js';
import type { Build, Condition, EvaluationState, Mode } from './define.js';
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

class MatchRegex implements Condition {
  readonly cost = 4;
  readonly anchor;
  /** A pattern that RE2 does not know (only old `rules:` may hold one) is never true and never false. */
  readonly #broken: boolean;
  readonly #ids: readonly number[];
  readonly #patterns: readonly Pattern[];

  constructor(
    private readonly values: readonly string[],
    build: Build,
  ) {
    const usable = values.filter((value) => checkPattern(value) === undefined);
    this.#broken = usable.length < values.length;
    this.#ids = usable.map((value) => build.pattern(value));
    this.#patterns = usable.map((value) => build.matcher(value));
    this.anchor = this.#broken ? undefined : ({ kind: 'pattern', ids: this.#ids } as const);
  }

  evaluate(state: EvaluationState, mode: Mode): Truth {
    if (this.#broken || state.patternsTooCostly(mode)) return UNKNOWN;
    const hits = state.patterns(mode);
    if (mode === ANY) return this.#ids.some((id) => hits.any(id)) ? TRUE : FALSE;
    const total = state.readings.texts.granting;
    let sum = 0;
    for (const id of this.#ids) {
      const count = hits.grants(id);
      if (count === total && total > 0) return TRUE;
      sum += count;
    }
    if (sum < total || total === 0) return FALSE;
    return state.readings.texts.texts.slice(0, total).every((text) => this.#matches(text, false))
      ? TRUE
      : FALSE;
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
