import { matchGlob } from '../policy/text/glob.js';

/** One segment of a pattern: read in any case where a rule restricts, exactly where it grants. */
export interface SegmentGlob {
  readonly glob: string;
  readonly fold: boolean;
}

/**
 * One place of a capability. A settled one is its sample; an open one is whatever spelling of `folded`, or (without it)
 * whatever text, that is none of the literals in `taken`: globs within a segment are left to the search.
 */
export interface Place {
  readonly sample: string;
  readonly open?: Open;
}

export interface Open {
  readonly folded?: string;
  readonly taken: readonly SegmentGlob[];
}

const FRESH = ['x', 'other', 'any', 'y', 'z9'];

export function matches({ glob, fold }: SegmentGlob, segment: string): boolean {
  return fold ? matchGlob(glob.toLowerCase(), segment.toLowerCase()) : matchGlob(glob, segment);
}

export function isInner({ glob }: SegmentGlob): boolean {
  return glob !== '*' && glob.includes('*');
}

/** Places, one for each way in which literals can agree or disagree about a segment. */
export function placesFor(globs: readonly SegmentGlob[]): readonly Place[] {
  const literals = globs.filter(({ glob }) => !glob.includes('*'));
  const inner = globs.filter(isInner);
  if (inner.length === 0) return settled(plainCandidates(literals), globs);
  const taken = literals.filter(({ fold }) => !fold);
  const open: Place[] = [{ sample: freshText(literals), open: { taken: literals } }];
  // Where some inner glob reads the case, each spelling of a folded literal is a question of its own.
  const spelled = inner.some(({ fold }) => !fold) ? literals.filter(({ fold }) => fold) : [];
  for (const { glob } of spelled)
    open.push({ sample: otherSpelling(glob, textsOf(taken))[0] ?? glob, open: { folded: glob, taken } });
  return [...settled(spelledCandidates(literals), globs), ...open];
}

/** Of segments that all globs see alike one is enough. */
function settled(segments: readonly string[], globs: readonly SegmentGlob[]): Place[] {
  const exact = new Set(globs.flatMap(({ glob, fold }) => (fold ? [] : [glob])));
  const folded = new Set(globs.flatMap(({ glob, fold }) => (fold ? [glob.toLowerCase()] : [])));
  const inner = globs.filter(isInner);
  const found = new Map<string, Place>();
  for (const sample of segments) {
    const low = sample.toLowerCase();
    const bits = inner.map((one) => (matches(one, sample) ? '1' : '0')).join('');
    const key = `${exact.has(sample) ? sample : ''} ${folded.has(low) ? low : ''} ${bits}`;
    if (!found.has(key)) found.set(key, { sample });
  }
  return [...found.values()];
}

/** Each literal in its own spelling and in others, and a segment that is none of them. */
function plainCandidates(literals: readonly SegmentGlob[]): string[] {
  return [...spelledCandidates(literals), freshText(literals)];
}

function spelledCandidates(literals: readonly SegmentGlob[]): string[] {
  const texts = textsOf(literals);
  return [
    ...texts,
    ...texts.flatMap((text) => otherSpelling(text, texts)),
    ...texts.map((text) => text.toLowerCase()),
  ];
}

function textsOf(literals: readonly SegmentGlob[]): string[] {
  return [...new Set(literals.map(({ glob }) => glob))];
}

function freshText(literals: readonly SegmentGlob[]): string {
  const folded = new Set(literals.map(({ glob }) => glob.toLowerCase()));
  return FRESH.find((name) => !folded.has(name)) ?? `x${[...folded].join('').length}`;
}

/** A spelling of a text in other letters' cases that is none of those taken. */
function otherSpelling(text: string, taken: readonly string[]): string[] {
  const known = new Set(taken);
  const places = [...text].flatMap((c, i) => (/[A-Za-z]/.test(c) ? [i] : []));
  for (let mask = 0; mask < 1 << Math.min(places.length, 10); mask++) {
    const spelled = [...text.toLowerCase()]
      .map((c, i) => ((mask >> places.indexOf(i)) & 1 && places.includes(i) ? c.toUpperCase() : c))
      .join('');
    if (!known.has(spelled)) return [spelled];
  }
  return [];
}
