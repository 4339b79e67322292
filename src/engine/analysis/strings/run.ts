import { evaluate } from '../formula.js';
import type { Formula, Maybe } from '../formula.js';
import { isPlain, normalOf } from './alphabet.js';
import type { TextTest } from './tracks.js';

/** What a formula says of one text; `undefined` where a test is not known for it. */
export function evaluateText(formula: Formula<TextTest>, text: string): Maybe {
  return evaluate(formula, (test) => runTest(test, text));
}

function runTest({ space, track }: TextTest, text: string): Maybe {
  if (track === undefined) return undefined;
  const codePoints = [...text].map((c) => c.codePointAt(0) ?? 0);
  const seen = space === 'raw' ? codePoints : normalPoints(codePoints);
  if (seen === undefined) return undefined;
  let state = track.start;
  for (const codePoint of seen) state = track.step(state, codePoint);
  return track.accepts(state);
}

function normalPoints(codePoints: readonly number[]): number[] | undefined {
  const out: number[] = [];
  for (const codePoint of codePoints) {
    if (!isPlain(codePoint)) return undefined;
    const normal = normalOf(codePoint);
    if (normal === 'nothing' || (normal === 'space' && out.at(-1) === 32)) continue;
    out.push(normal === 'space' ? 32 : normal);
  }
  return out;
}
