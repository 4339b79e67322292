import { parse } from 'unbash';
import type { ParsedScript } from 'unbash';
import { tooCostly } from './limits.js';
import type { Place } from './place.js';
import type { Recorder } from './recorder.js';

export const DOES_NOT_PARSE = 'a script in it does not parse, or is too large';

/** A script within a script; one that does not parse is noted, and may do anything. */
export function parseNested(text: string, place: Place, recorder: Recorder): ParsedScript | undefined {
  recorder.spend(text.length);
  const script = tooCostly(text) ? undefined : parse(text);
  if (script !== undefined && script.errors === undefined) return script;
  recorder.addUnknown(DOES_NOT_PARSE, place);
  return undefined;
}
