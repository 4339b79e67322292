import { strip } from './normalise.js';

/** A pattern with more ways to be read than this is not read. */
const MAX_READINGS = 256;
const MAX_LENGTH = 400;

/** One sign of a pattern: a letter, one of several, or any run of signs. */
type Sign = { readonly kind: 'one'; readonly letter: string } | { readonly kind: 'some' | 'run' };

/**
 * Whether a pattern of file names, as globs and simple regular expressions write it, is aimed at one of the names: some
 * segment of it stands for the name, and writes out half of its letters at least. So `**\/.e[n]v*` is aimed at `.env`, and
 * `**\/*.json` is not aimed at `credentials.json`. A name may begin with a star (`*.pem`): its ending is what counts
 * then, and more than half of that. `undefined` where the pattern has too many readings.
 */
export function seeks(pattern: string, names: readonly string[]): boolean | undefined {
  if (pattern.length > MAX_LENGTH) return undefined;
  const readings = alternatives(strip(pattern).toLowerCase().replace(/\\/g, ''));
  if (readings === undefined) return undefined;
  const segments = new Set(readings.flatMap((reading) => reading.split('/')));
  return [...segments].some((segment) => {
    const signs = signsOf(segment.replace(/^\^/, '').replace(/\$$/, ''));
    return names.some((name) => aimed(signs, name));
  });
}

const GROUP = /[@+?!*]?\(([^()]*)\)|\{([^{}]*)\}/;

/** What braces and groups stand for, the innermost first; one that is opened and not closed is a letter. */
function alternatives(pattern: string): readonly string[] | undefined {
  const done: string[] = [];
  const open = [pattern];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    const found = GROUP.exec(text);
    if (found === null) done.push(text);
    else {
      const parts = found[1] === undefined ? (found[2] ?? '').split(',') : found[1].split('|');
      for (const part of parts)
        open.push(text.slice(0, found.index) + part + text.slice(found.index + found[0].length));
    }
    if (done.length + open.length > MAX_READINGS) return undefined;
  }
  return done;
}

/** A class of one letter is that letter. */
function signsOf(segment: string): readonly Sign[] {
  const signs: Sign[] = [];
  for (let i = 0; i < segment.length; i++) {
    const letter = segment[i] as string;
    const close = letter === '[' ? segment.indexOf(']', i + 2) : -1;
    if (letter === '*') signs.push({ kind: 'run' });
    else if (letter === '?') signs.push({ kind: 'some' });
    else if (close < 0) signs.push({ kind: 'one', letter });
    else {
      const inside = segment.slice(i + 1, close);
      signs.push(inside.length === 1 ? { kind: 'one', letter: inside } : { kind: 'some' });
      i = close;
    }
  }
  return signs;
}

const [WRITTEN, GUESSED, IMPOSSIBLE] = [2, 1, -Infinity];

function aimed(signs: readonly Sign[], name: string): boolean {
  const open = name.startsWith('*');
  const text = (open ? name.slice(1) : name).toLowerCase();
  // `best[t]`: how much of the first `t` letters the signs so far write out. Before an ending stands anything.
  let best = Array.from({ length: text.length + 1 }, (_, t) => (t === 0 ? 0 : IMPOSSIBLE));
  for (const sign of signs) {
    best = sign.kind === 'run' ? afterRun(best) : afterSign(best, sign, text);
    if (open) best[0] = 0;
  }
  const score = best[text.length] as number;
  return open ? score > text.length : score >= text.length && score > 0;
}

function afterRun(best: readonly number[]): number[] {
  let highest = IMPOSSIBLE;
  return best.map((score) => (highest = Math.max(highest, score)));
}

function afterSign(best: readonly number[], sign: Sign, text: string): number[] {
  return best.map((_, t) => {
    if (t === 0) return IMPOSSIBLE;
    const before = best[t - 1] as number;
    if (sign.kind === 'one') return sign.letter === text[t - 1] ? before + WRITTEN : IMPOSSIBLE;
    return before + GUESSED;
  });
}
