import { charSet, complement } from './charset.js';
import type { CharSet } from './charset.js';

const range = (low: string, high: string): [number, number] => [low.charCodeAt(0), high.charCodeAt(0)];

const DIGIT = charSet([range('0', '9')]);
const WORD = charSet([range('0', '9'), range('a', 'z'), range('A', 'Z'), range('_', '_')]);
const SPACE = charSet([
  [9, 10],
  [12, 13],
  [32, 32],
]);

/** `\d \w \s` and their complements, which RE2 keeps to ASCII. */
export const PERL: Readonly<Record<string, CharSet>> = {
  d: DIGIT,
  D: complement(DIGIT),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
};

/** `[[:name:]]`. */
export const POSIX: Readonly<Record<string, CharSet>> = {
  alnum: charSet([range('0', '9'), range('a', 'z'), range('A', 'Z')]),
  alpha: charSet([range('a', 'z'), range('A', 'Z')]),
  ascii: charSet([[0, 127]]),
  blank: charSet([
    [9, 9],
    [32, 32],
  ]),
  cntrl: charSet([
    [0, 31],
    [127, 127],
  ]),
  digit: DIGIT,
  graph: charSet([[33, 126]]),
  lower: charSet([range('a', 'z')]),
  print: charSet([[32, 126]]),
  punct: charSet([
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ]),
  space: charSet([
    [9, 13],
    [32, 32],
  ]),
  upper: charSet([range('A', 'Z')]),
  word: WORD,
  xdigit: charSet([range('0', '9'), range('a', 'f'), range('A', 'F')]),
};

export const WORD_CHARS = WORD;
