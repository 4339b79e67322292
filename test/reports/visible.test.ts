import { describe, expect, it } from 'vitest';
import { visible, visibleJson, visibleLines } from '../../src/engine/reports/visible.js';

describe('visible', () => {
  it('leaves text that a reader can see as it is', () => {
    const text = 'rm -rf / — "größe" 日本語 😀 ❤️ é';
    expect(visible(text)).toBe(text);
  });

  it.each([
    ['line breaks and tabs', 'a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['terminal escapes', '\u001b[31mred\u001b]0;title\u0007', '<U+001B>[31mred<U+001B>]0;title<U+0007>'],
    ['C1 controls', '\u009b31m', '<U+009B>31m'],
    ['bidi overrides and isolates', 'a\u202eb\u2066c\u200f', 'a<U+202E>b<U+2066>c<U+200F>'],
    [
      'invisible characters',
      'r\u200bm\u00ad\u2060\ufeff\u3164\u2800',
      'r<U+200B>m<U+00AD><U+2060><U+FEFF><U+3164><U+2800>',
    ],
    ['separators', 'a\u2028b\u2029', 'a<U+2028>b<U+2029>'],
    ['lone surrogates', 'a\ud800b', 'a<U+D800>b'],
    ['private use and unassigned', '\ue000\u{f0000}\u0378\uffff', '<U+E000><U+F0000><U+0378><U+FFFF>'],
    ['tag characters beyond the first plane', '\u{e0041}', '<U+E0041>'],
    ['delete', '\u007f', '<U+007F>'],
  ])('writes out %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('keeps line feeds where lines are meant', () => {
    expect(visibleLines('a\n\u001bb\r\n')).toBe('a\n<U+001B>b\\r\n');
  });
});

describe('visibleJson', () => {
  it('is the same value, without a hidden character', () => {
    const value = { text: 'a\u202e\u009b\u{e0041}\u007f', list: ['\ud800', '\n'] };
    const json = visibleJson(JSON.stringify(value, null, 2));
    expect(JSON.parse(json)).toEqual(value);
    expect(json.replaceAll('\n', '')).toMatch(/^[\x20-\x7e]*$/);
  });
});
