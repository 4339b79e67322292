import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { requiredLiterals } from '../../src/engine/policy/text/literals.js';
import { normalise } from '../../src/engine/policy/text/normalise.js';
import { Pattern } from '../../src/engine/policy/text/regex.js';
import { regex } from '../support/generate-regex.js';
import { Rng } from '../support/rng.js';

const PIECES = [
  'rm',
  ' ',
  '-rf',
  's',
  'ab',
  'c',
  'x',
  'drop',
  'DROP',
  'K',
  'k',
  '\u212a',
  'ſ',
  'ß',
  'é',
  '5',
  '.',
  '\n',
  'σ',
  'Σ',
];

describe('the texts that a pattern cannot match without', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['\\b(DROP|TRUNCATE)\\b', ['DROP', 'TRUNCATE']],
    ['foo.*barbar', ['barbar']],
    ['(?i)abc', undefined],
    ['a|', undefined],
    ['(ab)?', undefined],
    ['[ab]c', ['c']],
    ['café', undefined],
  ])('of %s', (pattern, expected) => {
    expect(requiredLiterals(RE2JS.compile(pattern))).toEqual(expected);
  });

  it('say nothing where the library keeps them in another shape', () => {
    expect(requiredLiterals({} as RE2JS)).toBeUndefined();
    expect(
      requiredLiterals({ re2Input: { prefilter: { type: 9, str: 'x', subs: [{}] } } } as never),
    ).toBeUndefined();
  });

  it('never hide a match: a pattern that is skipped for them would not have matched', () => {
    const r = new Rng(20);
    let matched = 0;
    for (let i = 0; i < 30_000; i++) {
      const source = regex(r);
      const text = r.some(1, 6, () => r.pick(PIECES)).join('');
      const pattern = new Pattern(source, 0);
      const plain = RE2JS.compile(source).matcher(text).find();
      const folded = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).matcher(normalise(text)).find();
      expect([source, text, pattern.matches(text)]).toEqual([source, text, plain]);
      expect([source, text, pattern.matchesFolded(normalise(text))]).toEqual([source, text, folded]);
      matched += Number(plain) + Number(folded);
    }
    expect(matched).toBeGreaterThan(5_000);
  });
});
