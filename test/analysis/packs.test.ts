import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../src/index.js';
import { parseAssertions, proveAssertions, proveWithin } from '../../src/engine/analysis/index.js';

const PACKS = readdirSync('policies').filter((name) => existsSync(`policies/${name}/assert.yaml`));
const LEVELS = ['strict', 'baseline', 'permissive'];
const NEXT = [
  ['strict', 'baseline'],
  ['baseline', 'permissive'],
] as const;
const TIMEOUT = { timeout: 120_000 };

const within = (pack: string, inner: string, outer: string, steps?: number) =>
  proveWithin(loadPolicy(`pack:${pack}/${outer}`), loadPolicy(`pack:${pack}/${inner}`), {
    ...(steps !== undefined && { steps }),
  });

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
});

describe('levels', TIMEOUT, () => {
  it.each(['filesystem', 'kubernetes', 'payments'])('of %s are each within the next', (pack) => {
    for (const [inner, outer] of NEXT) {
      const { outcome, witness } = within(pack, inner, outer);
      expect([inner, outer, outcome, witness?.event]).toEqual([inner, outer, 'proved', undefined]);
    }
    expect(within(pack, 'permissive', 'strict').outcome).toBe('refuted');
  });

  // These rest on statements and addresses, which analysis does not look inside of: it finds no event, and proves nothing.
  it.each(['git', 'http', 'mcp'])('of %s are not found to be wider than the next', (pack) => {
    for (const [inner, outer] of NEXT) {
      const { outcome, witness } = within(pack, inner, outer, 3000);
      expect([inner, outer, outcome === 'refuted', witness?.event]).toEqual([inner, outer, false, undefined]);
    }
    expect(within(pack, 'permissive', 'strict').outcome).toBe('refuted');
  });
});
