import type { JsonValue } from '../../model/json.js';
import type { Mode } from '../../policy/conditions/define.js';

export type Settings = Readonly<Record<string, JsonValue>>;

/**
 * What can be said of two conditions of one kind by their values alone, whatever a payload holds. Each of these may say
 * no where yes would be right, and never the other way round: proofs rest on them.
 */
export interface Relation {
  readonly names: readonly string[];
  /** Whatever satisfies `a` satisfies `b`, both asked in this mode. */
  narrower(a: JsonValue, b: JsonValue, mode: Mode): boolean;
  /** What is surely true is never false: what every reading satisfies, some reading does. */
  sureIsPossible(value: JsonValue): boolean;
  /** Where `sure` is true of every reading, `perhaps` is false of each. */
  apart?(sure: JsonValue, perhaps: JsonValue): boolean;
}

/** The texts of a list; none where there is no list. */
export function textsOf(value: JsonValue | undefined): readonly string[] {
  return [value ?? []].flat().map(String);
}

/** Whether all of one list stand in another. */
export function subset(some: JsonValue | undefined, all: JsonValue | undefined): boolean {
  const known = new Set(textsOf(all));
  return textsOf(some).every((item) => known.has(item));
}

export function sameList(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return (a === undefined) === (b === undefined) && subset(a, b) && subset(b, a);
}
