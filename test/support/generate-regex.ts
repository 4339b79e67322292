import { Rng } from './rng.js';
import { REGEXES } from './vocabulary.js';

// prettier-ignore
const ATOMS = [
  'rm', ' ', '-rf', 's', 'ab', 'c', 'x', 'drop', 'K', 'k', 'ΟΔΟΣ', 'σ', 'é', 'İ', 'ß', '5', '.', '\\s', '\\S', '\\w',
  '\\d', '[a-c]', '[^s]', '[A-Z]', '\\b', '^', '$', '\\x{3c3}', '\\.', '[[:upper:]]', '\\pL', '(?i)', '\\Qx x\\E', 'sec',
];
const QUANTIFIERS = ['*', '+', '?', '{2}', '{0,3}', '{1,}', '*?', '+?', '??'];
const GROUPS = ['(', '(?:', '(?i:', '(?s:', '(?-i:', '(?m:'];

function sequence(r: Rng, depth: number): string {
  return r.some(1, 4, () => piece(r, depth)).join('');
}

function piece(r: Rng, depth: number): string {
  if (depth === 0 || r.chance(0.5)) return r.pick(ATOMS);
  const inner = r.some(1, 3, () => sequence(r, depth - 1)).join('|');
  const group = `${r.pick(GROUPS)}${inner})`;
  return r.chance(0.6) ? group + r.pick(QUANTIFIERS) : group;
}

/** A pattern that RE2 takes. There are so many, so that whoever compiles them can keep them. */
export function regex(r: Rng): string {
  if (r.chance(0.5)) return r.pick(REGEXES);
  return sequence(new Rng(r.below(3000)), 2);
}
