import { EFFECTS } from './programs/define.js';
import type { Effect } from './programs/define.js';

/** The bit of `unknown`, which may be any kind. */
export const ANY_KIND = 1 << 30;

/** Kinds of effects as bits: one for each. */
export function bitsOf(kinds: Iterable<Effect | 'unknown'>): number {
  let bits = 0;
  for (const kind of kinds) bits |= kind === 'unknown' ? ANY_KIND : 1 << EFFECTS.indexOf(kind);
  return bits;
}
