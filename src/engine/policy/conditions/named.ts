import type { JsonValue } from '../../model/json.js';
import { parseArgPath, readArgument } from './arg-path.js';
import type { ArgPath } from './arg-path.js';
import type { EvaluationState, Reporter } from './define.js';
import { listOf } from './values.js';
import type { Texts } from './values.js';

/** A text that a condition reads; undefined text for what stands there and is none. */
export interface NamedText {
  readonly text: string | undefined;
  readonly at: string;
  readonly raw: JsonValue;
}

/** The arguments that `in:` names: texts and lists of texts. */
export function readNamed(state: EvaluationState, places: readonly ArgPath[]): NamedText[] {
  return places.flatMap((place) =>
    readArgument(state.event.payload, place).flatMap((found): NamedText[] => {
      if (found.kind === 'missing') return [];
      const items = Array.isArray(found.value) ? (found.value as readonly JsonValue[]) : [found.value];
      return items.map((item) => ({
        text: found.kind === 'value' && typeof item === 'string' ? item : undefined,
        at: found.at,
        raw: item,
      }));
    }),
  );
}

export function placesOf(value: Texts | undefined): ArgPath[] {
  return listOf(value ?? []).map((text) => parseArgPath(text) as ArgPath);
}

export function checkPlaces(value: Texts | undefined, report: Reporter): void {
  for (const [index, text] of listOf(value ?? []).entries()) {
    const at = Array.isArray(value) ? ['in', index] : ['in'];
    if (parseArgPath(text) === undefined)
      report.report('bad_value', at, `\`${text}\` is not an argument path`);
  }
}
