import type { CharSet } from './charset.js';
import type { Maybe } from '../formula.js';
import { DEAD, Machine, MATCHED } from './machine.js';
import type { Tree } from './tree.js';

/** Something that reads a text character by character and has an opinion on it at its end. */
export interface Track {
  readonly start: number;
  readonly sets: readonly CharSet[];
  step(state: number, codePoint: number): number;
  accepts(state: number): boolean;
  /** What it will say however the text goes on, where that is settled. */
  fate(state: number): Maybe;
}

/**
 * One test of a text. `raw` is asked of the text as it is, `normal` of its normalised form; a test without a track may
 * come out either way.
 */
export interface TextTest {
  readonly space: 'raw' | 'normal';
  readonly track: Track | undefined;
}

export function rawTest(tree: Tree | undefined): TextTest {
  return { space: 'raw', track: tree && trackOf(tree) };
}

export function normalTest(tree: Tree | undefined): TextTest {
  return { space: 'normal', track: tree && trackOf(tree) };
}

export const FREE: TextTest = { space: 'raw', track: undefined };

function trackOf(tree: Tree): Track | undefined {
  const machine = Machine.of(tree);
  if (machine === undefined) return undefined;
  const sets = machine.sets;
  return {
    start: machine.start,
    sets,
    step: (state, codePoint) => machine.step(state, codePoint),
    accepts: (state) => machine.accepts(state),
    fate: (state) => (state === MATCHED ? true : state === DEAD ? false : undefined),
  };
}

/** Texts of at most (or at least) so many characters. */
export function lengthTest(bound: number, atMost: boolean): TextTest {
  const past = atMost ? bound + 1 : bound;
  const track: Track = {
    start: 0,
    sets: [],
    step: (state) => Math.min(state + 1, past),
    accepts: (state) => (state === past) !== atMost,
    fate: (state) => (state === past ? !atMost : undefined),
  };
  return { space: 'raw', track };
}
