import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../src/index.js';
import { parseAssertions, proveAssertions, proveWithin } from '../../src/engine/analysis/index.js';

const PACKS = readdirSync('policies', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const LEVELS = ['strict', 'baseline', 'permissive'];
const TIMEOUT = { timeout: 60_000 };

describe.each(PACKS)('the pack %s', TIMEOUT, (pack) => {
  const file = `policies/${pack}/assert.yaml`;

  it.each(LEVELS)('has at level %s what its assert file says', (level) => {
    const assertions = parseAssertions(readFileSync(file, 'utf8'), file);
    const proofs = proveAssertions(loadPolicy(`pack:${pack}/${level}`), assertions);
    expect(proofs.map(({ claim, outcome, witness }) => [claim, outcome, witness?.event])).toEqual(
      assertions.map(({ name }) => [name, 'proved', undefined]),
    );
    expect(assertions.length).toBeGreaterThanOrEqual(5);
  });

  it('has levels each of which is within the next', () => {
    for (const [inner, outer] of [
      ['strict', 'baseline'],
      ['baseline', 'permissive'],
    ]) {
      const { outcome, witness } = proveWithin(
        loadPolicy(`pack:${pack}/${outer}`),
        loadPolicy(`pack:${pack}/${inner}`),
      );
      expect([inner, outer, outcome, witness?.event]).toEqual([inner, outer, 'proved', undefined]);
    }
    const back = proveWithin(loadPolicy(`pack:${pack}/strict`), loadPolicy(`pack:${pack}/permissive`));
    expect(back.outcome).toBe('refuted');
  });
});
