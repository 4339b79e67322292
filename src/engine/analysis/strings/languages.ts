import { lower, normalise } from '../../policy/text/normalise.js';
import { ALL, DOTTED_I, inverseLower, single, union } from './charset.js';
import type { CharSet } from './charset.js';
import { BEGIN, chars, choice, END, isWellFormed, literal, repeat, sequence } from './tree.js';
import type { Tree } from './tree.js';

const ANYTHING = repeat(chars(ALL), 0);
/** Characters that are one UTF-16 unit, as `?` of a glob counts. */
const ONE_UNIT: CharSet = [[0, 0xffff]];
const TWO_UNITS: CharSet = [[0x10000, 0x10ffff]];
/** Sigma is lowered by its place in a word, and the dotted I becomes two characters: neither is a class. */
const UNCLEAR_LOWER = /[σς\u0307]/u;

/** The texts in which a needle (in lower case) stands once they are lowered. */
export function lowerContains(needle: string): Tree | undefined {
  if (!isWellFormed(needle) || UNCLEAR_LOWER.test(needle)) return undefined;
  const letters = [...needle].map((c) => c.codePointAt(0) ?? 0);
  const last = letters.length - 1;
  return sequence(
    ...letters.map((c, i) =>
      chars(i === last && c === 105 ? union(inverseLower(c), single(DOTTED_I)) : inverseLower(c)),
    ),
  );
}

/** The forms of a needle that a restricting `contains` looks for. */
export function needleForms(value: string): readonly string[] {
  const forms = [lower(value), normalise(value)].filter((form) => form !== '');
  return [...new Set(forms)];
}

export function contains(needle: string): Tree | undefined {
  return isWellFormed(needle) ? literal(needle) : undefined;
}

export function startsWith(prefix: string): Tree | undefined {
  return isWellFormed(prefix) ? sequence(BEGIN, literal(prefix)) : undefined;
}

export function endsWith(suffix: string): Tree | undefined {
  return isWellFormed(suffix) ? sequence(literal(suffix), END) : undefined;
}

export function equals(text: string): Tree | undefined {
  return isWellFormed(text) ? sequence(BEGIN, literal(text), END) : undefined;
}

/** Past so many `?` side by side a glob is given up. */
const MAX_QUESTIONS = 8;

/** The texts that a glob matches whole; with `fold`, once they are lowered (the glob is in lower case already). */
export function globTree(glob: string, fold: boolean): Tree | undefined {
  if (!isWellFormed(glob) || (fold && (UNCLEAR_LOWER.test(glob) || glob.includes('i?')))) return undefined;
  const items: Tree[] = [];
  for (const part of glob.match(/[*?]+|[^*?]+/gu) ?? []) {
    if (!/^[*?]/.test(part)) items.push(...lettersOf(part, fold, glob));
    else {
      const least = [...part].filter((c) => c === '?').length;
      if (least > MAX_QUESTIONS) return undefined;
      items.push(units(least, part.includes('*'), fold));
    }
  }
  return sequence(BEGIN, ...items, END);
}

/** A lowered dotted I is an `i` and a mark, which a star after the `i` takes. */
function lettersOf(part: string, fold: boolean, glob: string): Tree[] {
  const letters = [...part].map((c) => c.codePointAt(0) ?? 0);
  const starFollows = glob.includes('i*');
  return letters.map((c, i) => {
    if (!fold) return chars(single(c));
    const dotted = c === 105 && i === letters.length - 1 && starFollows;
    return chars(dotted ? union(inverseLower(c), single(DOTTED_I)) : inverseLower(c));
  });
}

/** So many UTF-16 units, or at least so many. */
function units(count: number, orMore: boolean, fold: boolean): Tree {
  if (count <= 0) return orMore ? ANYTHING : sequence();
  const wide = fold ? union(TWO_UNITS, single(DOTTED_I)) : TWO_UNITS;
  const narrow = fold ? ONE_UNIT.flatMap(([low, high]) => without(low, high, DOTTED_I)) : ONE_UNIT;
  const one = sequence(chars(narrow), units(count - 1, orMore, fold));
  if (count === 1 && !orMore) return one;
  return choice(one, sequence(chars(wide), units(count - 2, orMore, fold)));
}

function without(low: number, high: number, cut: number): [number, number][] {
  return [
    [low, cut - 1],
    [cut + 1, high],
  ];
}
