import type { SegmentTest } from '../capabilities.js';
import type { Open, SegmentGlob } from '../segments.js';
import { and, is, or, YES } from '../formula.js';
import type { Formula } from '../formula.js';
import { findText } from '../strings/find.js';
import type { TextTest } from '../strings/tracks.js';
import type { Literal, Outcome, Tools } from './group.js';

const SEGMENT = '^[A-Za-z0-9_-]+$';

/** A place of the capability that is not settled by its class. */
export interface OpenPlace {
  readonly place: number;
  readonly open: Open;
}

/** A text for an open place of the capability: as the globs say that do or do not cover it. */
export function solveSegment(at: OpenPlace | undefined, literals: readonly Literal[], tools: Tools): Outcome {
  if (at === undefined) return 'unclear';
  const { place, open } = at;
  const { shelf, budget } = tools;
  const test = ({ glob, fold }: SegmentGlob): Formula<TextTest> => is(shelf.glob(glob, fold));
  const asked = literals.map(({ atom, holds }) => ({ glob: testOf(atom.value), holds }));
  const covering = asked.filter(({ holds }) => holds).map(({ glob }) => glob);
  const spelling = open.folded === undefined ? YES : test({ glob: open.folded, fold: true });
  const found = findText(
    {
      wanted: and(is(shelf.regex(SEGMENT)), spelling, ...covering.map(test)),
      ...{ always: [], ascii: true, least: 1 },
      never: [
        ...(open.taken.length === 0 ? [] : [{ raw: or(...open.taken.map(test)), normal: undefined }]),
        ...asked.filter(({ holds }) => !holds).map(({ glob }) => ({ raw: test(glob), normal: undefined })),
      ],
      candidates: [...covering.map(({ glob }) => glob.replaceAll('*', '')), 'x', 'other'],
    },
    budget,
  );
  if (found === 'none') return 'none';
  return (draft) => {
    draft.segments[place] = found.text;
  };
}

export function testOf(value: unknown): SegmentTest {
  return value as SegmentTest;
}

/** What an open place is called as a field. */
export const SEGMENT_FIELD = 'segment ';
