import { parse } from 'unbash';
import type { ParsedScript } from 'unbash';
import { reckonsWithForeign } from './foreign-values.js';
import { tooCostly } from './limits.js';
import type { Place } from './place.js';
import type { Recorder } from './recorder.js';
import { smugglesInto } from './smuggled.js';

export const DOES_NOT_PARSE = 'a script in it does not parse, or is too large';

/** A script within a script; one that does not parse is noted, and may do anything. */
export function parseNested(text: string, place: Place, recorder: Recorder): ParsedScript | undefined {
  recorder.spend(text.length);
  const script = tooCostly(text) ? undefined : parse(text);
  if (script !== undefined && script.errors === undefined) {
    doubtTexts(script, text, place, recorder);
    return script;
  }
  recorder.addUnknown(DOES_NOT_PARSE, place);
  return undefined;
}

/** Notes where a text in a script becomes a command by way of a subscript. */
export function doubtTexts(script: ParsedScript, text: string, place: Place, recorder: Recorder): void {
  if (smugglesInto(script, text)) recorder.addUnknown('a subscript in a text runs what stands in it', place);
  if (reckonsWithForeign(text))
    recorder.addUnknown('what others say may be run where it is reckoned with', place);
}
