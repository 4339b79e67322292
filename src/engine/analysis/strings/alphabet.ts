import { has, KELVIN, LONG_S, MAX_CODE_POINT } from './charset.js';
import type { CharSet } from './charset.js';

/** Which texts are looked for: of plain characters, with some other, or any. */
export type Realm = 'ascii' | 'beyond' | 'any';

/**
 * Characters whose normalised form is known from themselves: ASCII, and the two letters that fold into it, which every
 * pattern without regard to case accepts.
 */
export function isPlain(codePoint: number): boolean {
  return codePoint < 128 || codePoint === LONG_S || codePoint === KELVIN;
}

/**
 * One character for each way in which the sets can be told apart, the readable ones first. `normalSets` are asked about
 * the normalised form of a plain character.
 */
export function alphabetOf(
  realm: Realm,
  rawSets: readonly CharSet[],
  normalSets: readonly CharSet[],
): readonly number[] {
  const best = new Map<string, number>();
  const offer = (codePoint: number): void => {
    const key = signature(codePoint, rawSets, normalSets);
    const known = best.get(key);
    if (known === undefined || rank(codePoint) < rank(known)) best.set(key, codePoint);
  };
  for (let c = 0; c < 128; c++) offer(c);
  offer(LONG_S);
  offer(KELVIN);
  if (realm !== 'ascii') for (const c of beyondAscii(rawSets)) offer(c);
  return [...best.values()].sort((a, b) => rank(a) - rank(b));
}

function signature(codePoint: number, rawSets: readonly CharSet[], normalSets: readonly CharSet[]): string {
  let key = isPlain(codePoint) ? 'a' : 'b';
  for (const set of rawSets) key += has(set, codePoint) ? '1' : '0';
  if (normalSets.length === 0) return key;
  const normal = normalOf(codePoint);
  key += typeof normal === 'number' ? '.' : normal;
  if (typeof normal === 'number') for (const set of normalSets) key += has(set, normal) ? '1' : '0';
  return key;
}

/** The first character of each stretch beyond ASCII in which no set begins or ends, and the last before it. */
function beyondAscii(sets: readonly CharSet[]): number[] {
  const cuts = new Set([0x80, 0xe9, LONG_S + 1, KELVIN + 1, 0x4e2d, 0xe000, 0x10000]);
  for (const set of sets) for (const [low, high] of set) cuts.add(low).add(high + 1);
  return [...cuts].filter((c) => !isPlain(c) && c <= MAX_CODE_POINT && (c < 0xd800 || c > 0xdfff));
}

/**
 * What normalising makes of a plain character: itself in lower case, a space that runs into the one before, or nothing.
 */
export function normalOf(codePoint: number): number | 'space' | 'nothing' {
  if (codePoint === LONG_S) return 115;
  if (codePoint === KELVIN) return 107;
  if (codePoint === 32 || (codePoint >= 9 && codePoint <= 13)) return 'space';
  if (codePoint < 32 || codePoint === 127) return 'nothing';
  return codePoint >= 65 && codePoint <= 90 ? codePoint + 32 : codePoint;
}

/** How readable a character is; lower is better. */
function rank(c: number): number {
  if (c >= 97 && c <= 122) return c - 97;
  if (c >= 48 && c <= 57) return 30 + c - 48;
  if (c === 45 || c === 46 || c === 47 || c === 95) return 50 + c - 45;
  if (c === 32) return 110;
  if (c >= 65 && c <= 90) return 120 + c - 65;
  if (c > 32 && c < 127) return 150 + c - 32;
  return c < 128 ? 2000 + c : 300 + (c === 0xe9 ? 0 : c === 0x4e2d ? 1 : 2 + c / MAX_CODE_POINT);
}
