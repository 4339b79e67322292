import { RE2JS } from 're2js';

/** A pattern that is longer is not written to be tried on a few texts. */
const MAX_PATTERN = 200;
let last: { readonly pattern: string; readonly compiled: RE2JS | undefined } | undefined;

/** Whether a pattern that somebody else wrote is found in a text, in linear time; undefined where it is none of RE2's. */
export function isFound(pattern: string, text: string): boolean | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  if (last?.pattern !== pattern) last = { pattern, compiled: compile(pattern) };
  return last.compiled?.matcher(text).find();
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
