import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decided } from '../../support/shell-baseline.js';

/** `+` passes, `-` does not; `\n` between two lines of one script. */
const families = readFileSync(new URL('../../fixtures/shell/families.txt', import.meta.url), 'utf8')
  .split(/^# /m)
  .map((section) => section.split('\n').filter((line) => line !== ''))
  .map(([name = '', ...lines]) => ({ name, lines: lines.filter((line) => /^[+-] /.test(line)) }))
  .filter(({ lines }) => lines.length > 0);

describe.each(families)('programs of the family $name', ({ lines }) => {
  it.each(lines)('%s', (line) => {
    const allowed = decided(line.slice(2).replaceAll('\\n', '\n')) === 'allow';
    expect(allowed).toBe(line.startsWith('+'));
  });
});

describe('the families together', () => {
  it('hold both ordinary lines and attacks', () => {
    expect(families.length).toBeGreaterThan(14);
    for (const { lines } of families) {
      expect(lines.filter((line) => line.startsWith('+')).length).toBeGreaterThan(1);
      expect(lines.filter((line) => line.startsWith('-')).length).toBeGreaterThan(1);
    }
  });
});
