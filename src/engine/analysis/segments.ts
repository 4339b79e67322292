import type { Budget } from './budget.js';
import { matchGlob } from '../policy/text/glob.js';
import { and, is, negate } from './formula.js';
import type { Formula } from './formula.js';
import { Shelf } from './strings/shelf.js';
import { shortestText } from './strings/solve.js';
import type { TextTest } from './strings/tracks.js';

/** One segment of a pattern: read in any case where a rule restricts, exactly where it grants. */
export interface SegmentGlob {
  readonly glob: string;
  readonly fold: boolean;
}

const FRESH = ['x', 'other', 'any', 'y', 'z9'];

/**
 * Segments, one for each way in which globs can agree or disagree about one. Literals are told apart by what they are;
 * globs within a segment by machines, all combinations of them.
 */
export function segmentClasses(globs: readonly SegmentGlob[], budget: Budget): readonly string[] {
  const inner = globs.filter(({ glob }) => glob !== '*' && glob.includes('*'));
  const literals = globs.filter(({ glob }) => !glob.includes('*'));
  const found = new Map<string, string>();
  const offer = (segment: string): void => {
    const key = globs.map((one) => (matches(one, segment) ? '1' : '0')).join('');
    if (!found.has(key)) found.set(key, segment);
  };
  for (const segment of plainCandidates(literals)) offer(segment);
  if (inner.length === 0) {
    budget.spend(1 + (globs.length >> 4));
    return [...found.values()];
  }
  combinations(inner, literals, budget).forEach(offer);
  return [...found.values()];
}

export function matches({ glob, fold }: SegmentGlob, segment: string): boolean {
  return fold ? matchGlob(glob.toLowerCase(), segment.toLowerCase()) : matchGlob(glob, segment);
}

/** Each literal in its own spelling and in others, and a segment that is none of them. */
function plainCandidates(literals: readonly SegmentGlob[]): string[] {
  const texts = [...new Set(literals.map(({ glob }) => glob))];
  const folded = new Set(texts.map((text) => text.toLowerCase()));
  const fresh = FRESH.find((name) => !folded.has(name)) ?? `x${texts.join('').length}`;
  return [...texts, ...texts.flatMap((text) => otherSpelling(text, texts)), ...texts.map((t) => t.toLowerCase()), fresh];
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

/**
 * A segment for each combination of inner globs that there is one for: beside the literals, and in each other spelling
 * of a literal that is read in any case.
 */
function combinations(
  inner: readonly SegmentGlob[],
  literals: readonly SegmentGlob[],
  budget: Budget,
): string[] {
  const shelf = new Shelf();
  const test = ({ glob, fold }: SegmentGlob): Formula<TextTest> => is(shelf.glob(glob, fold));
  const segment = is(shelf.regex('^[A-Za-z0-9_-]+$'));
  const exact = literals.filter(({ fold }) => !fold).map((one) => negate(test(one)));
  const folded = literals.filter(({ fold }) => fold).map(test);
  const bases = [and(...folded.map(negate)), ...folded];
  const found: string[] = [];
  const choose = (chosen: readonly Formula<TextTest>[], rest: readonly SegmentGlob[]): void => {
    const text = shortestText(and(segment, ...exact, ...chosen), 'ascii', budget);
    if (text === undefined) return;
    const [next, ...more] = rest;
    if (next === undefined) found.push(text);
    else for (const one of [test(next), negate(test(next))]) choose([...chosen, one], more);
  };
  for (const base of bases) choose([base], inner);
  return found;
}
