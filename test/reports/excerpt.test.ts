import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/engine/reports/excerpt.js';
import { textWidth } from '../../src/engine/reports/width.js';

/** What stands right above the caret. */
function underlined(line: string, wrong: string, cells?: number): string {
  const { text, caret } = excerptOf({ line, column: line.indexOf(wrong) + 1, length: wrong.length }, cells);
  const from = caret.indexOf('^');
  let at = 0;
  let out = '';
  for (const char of text) {
    if (at >= from && at < caret.length) out += char;
    at += textWidth(char);
  }
  return out;
}

describe('excerptOf', () => {
  it.each([
    ['plain text', '  contian: x', 'contian'],
    ['tabs before it', '\t \tcontian: x', 'contian'],
    ['wide characters before it', '日本語 😀 ｆ: contian', 'contian'],
    ['combining characters before it', 'e\u0301 e\u0301: contian', 'contian'],
    ['wide characters in it', 'a: 日本 x', '日本'],
  ])('puts the caret below the span after %s', (_, line, wrong) => {
    expect(underlined(line, wrong)).toBe(wrong);
  });

  it('counts hidden characters by what is shown for them', () => {
    expect(excerptOf({ line: 'a\u202eb: x', column: 3, length: 1 })).toEqual({
      text: 'a<U+202E>b: x',
      caret: `${' '.repeat(9)}^`,
    });
  });

  it('expands tabs to stops of four', () => {
    expect(excerptOf({ line: 'a\tb\tc', column: 5, length: 1 })).toEqual({
      text: 'a   b   c',
      caret: `${' '.repeat(8)}^`,
    });
  });

  it('points behind the end of a line that is too short', () => {
    expect(excerptOf({ line: 'ab', column: 9, length: 3 })).toEqual({ text: 'ab', caret: '  ^' });
    expect(excerptOf({ line: '', column: 1, length: 1 })).toEqual({ text: '', caret: '^' });
  });

  it('shows the part around the span of a line that is too long', () => {
    const line = `${'x'.repeat(500)}contian${'y'.repeat(500)}`;
    const { text } = excerptOf({ line, column: 501, length: 7 }, 80);
    expect(text.startsWith('…')).toBe(true);
    expect(text.endsWith('…')).toBe(true);
    expect(textWidth(text)).toBeLessThanOrEqual(84);
    expect(underlined(line, 'contian', 80)).toBe('contian');
  });

  it('is quick on a line of a megabyte', () => {
    const start = performance.now();
    excerptOf({ line: 'x'.repeat(1024 * 1024), column: 1024 * 1023, length: 10 });
    expect(performance.now() - start).toBeLessThan(50);
  });
});
