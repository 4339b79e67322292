import { readFileSync } from 'node:fs';

/** Programs of a fixture: they stand between lines of equals signs. */
export function inlinePrograms(name: string): readonly string[] {
  return readFileSync(`test/fixtures/inline/${name}.txt`, 'utf8')
    .split(/^====\n/m)
    .map((code) => code.replace(/\n$/, ''))
    .filter((code) => code.trim() !== '');
}
