import { hasGlob, matchGlob } from '../../policy/text/glob.js';

/** Whether every text that one glob matches is matched by another. */
export function globWithin(inner: string, outer: string): boolean {
  if (inner === outer || outer === '*') return true;
  // A star of the outer one takes a star of the inner one as it takes a letter; its `?` would take it wrongly.
  return hasGlob(inner) && outer.includes('?') ? false : matchGlob(outer, inner);
}

/** Whether all that some globs match is matched by others. */
export function globsWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((glob) => outer.some((other) => globWithin(glob, other)));
}

/** Whether no text is matched by a glob of both lists; only texts without a star are looked at. */
export function globsApart(texts: readonly string[], globs: readonly string[]): boolean {
  return texts.every((text) => !hasGlob(text) && !globs.some((glob) => matchGlob(glob, text)));
}
