import { FALSE, TRUE } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { readTexts } from '../readings/texts.js';
import { lower, normalise } from '../text/normalise.js';
import { ANY, defineOperator } from './define.js';
import type { Build, Condition, EvaluationState, Mode, Operator } from './define.js';
import { reading, trace } from './trace.js';
import { listOf, texts } from './values.js';
import type { Texts } from './values.js';

interface Needle {
  readonly low: string;
  readonly normal: string;
  readonly lowId: number;
  /** The same as `lowId` where normalising changes nothing or leaves nothing. */
  readonly normalId: number;
}

/** `contains` and its older name differ in nothing but the name. */
function textOperator(key: string, reads: string): Operator<Texts> {
  return defineOperator<Texts>({
    key,
    doc: { value: 'text or list (any)', reads: 'strings', readings: reads, example: 'rm -rf' },
    schema: () => texts,
    canonical: (value) => [...listOf(value)],
    compile: (value, build) => new Contains(key, listOf(value), build),
    region: (value) => ({ kind: 'text', how: 'contains', texts: listOf(value) }),
  });
}

export const contains = textOperator('contains', 'see *text*');
export const matchKeywords = textOperator('match_keywords', 'the same as `contains`, kept for old files');

class Contains implements Condition {
  readonly cost = 2;
  readonly anchor;
  readonly #needles: readonly Needle[];

  constructor(
    private readonly key: string,
    private readonly values: readonly string[],
    build: Build,
  ) {
    this.#needles = values.map((value) => compileNeedle(value, build));
    const ids: number[] = [];
    for (const { lowId, normalId } of this.#needles) {
      if (!ids.includes(lowId)) ids.push(lowId);
      if (!ids.includes(normalId)) ids.push(normalId);
    }
    this.anchor = { kind: 'needle', ids } as const;
  }

  evaluate(state: EvaluationState, mode: Mode): Truth {
    const hits = state.needles;
    if (mode === ANY) return this.anchor.ids.some((id) => hits.any(id)) ? TRUE : FALSE;
    const total = state.readings.texts.granting;
    let sum = 0;
    for (const { lowId } of this.#needles) {
      const count = hits.grants(lowId);
      if (count === total && total > 0) return TRUE;
      sum += count;
    }
    if (sum < total || total === 0) return FALSE;
    return this.#eachText(state.readings.texts.texts.slice(0, total)) ? TRUE : FALSE;
  }

  /** Several needles may share the texts among them. */
  #eachText(granting: readonly string[]): boolean {
    return granting.every((text) => this.#grants(text));
  }

  #grants(text: string): boolean {
    const low = lower(text);
    return this.#needles.some((needle) => low.includes(needle.low));
  }

  #restricts(text: string): boolean {
    const low = lower(text);
    const normal = normalise(text);
    return this.#needles.some(
      (needle) =>
        low.includes(needle.low) ||
        normal.includes(needle.low) ||
        (needle.normal !== '' && (low.includes(needle.normal) || normal.includes(needle.normal))),
    );
  }

  explain(state: EvaluationState, mode: Mode) {
    const truth = this.evaluate(state, mode);
    const { texts: all, forms, places, granting } = readTexts(state.event.payload, true);
    const count = mode === ANY ? all.length : granting;
    const wanted =
      mode === ANY ? (text: string) => this.#restricts(text) : (text: string) => !this.#grants(text);
    const index = all.slice(0, count).findIndex(wanted);
    const shown = index >= 0 ? index : mode === ANY || count === 0 ? -1 : 0;
    const text = all[shown] ?? '';
    const normalOnly = mode === ANY && index >= 0 && !this.#grants(text);
    const form = normalOnly ? 'normalised' : (forms[shown] ?? 'raw');
    return trace(this.key, [...this.values], mode, truth, {
      reading:
        shown < 0 ? undefined : reading(places[shown] ?? '', normalOnly ? normalise(text) : text, form),
      note: count === 0 ? 'the payload has no text' : undefined,
    });
  }
}

function compileNeedle(value: string, build: Build): Needle {
  const low = lower(value);
  const normal = normalise(value);
  const lowId = build.needle(low);
  if (normal === low) return { low, normal, lowId, normalId: lowId };
  return { low, normal, lowId, normalId: normal === '' ? lowId : build.needle(normal) };
}
