import { describe, expect, it } from 'vitest';
import { codeCell, codeSpan } from '../../src/engine/reports/markdown.js';

describe('text of strangers in Markdown', () => {
  it.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['``x`', '``` ``x` ```'],
    ['', '` `'],
    [' a ', '`  a  `'],
    ['a\nb\u202e', '`a\\nb<U+202E>`'],
  ])('%j becomes a code span', (text, span) => {
    expect(codeSpan(text)).toBe(span);
  });

  it('cannot leave the cell of a table', () => {
    expect(codeCell('a|b\n| c')).toBe('`a\\|b\\n\\| c`');
  });
});
