import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, loadPolicy } from '../../src/index.js';
import { parseAssertions, proveAssertions, proveWithin } from '../../src/engine/analysis/index.js';

const PACKS = readdirSync('policies').filter((name) => existsSync(`policies/${name}/strict.yaml`));
const LEVELS = ['strict', 'baseline', 'permissive'];
const NEXT = [
  ['strict', 'baseline'],
  ['baseline', 'permissive'],
] as const;
const TIMEOUT = { timeout: 120_000 };

/** Less than what the command spends at most, so that what is proved is proved with room to spare. */
const STEPS = { steps: 60_000 };

const within = (pack: string, inner: string, outer: string) =>
  proveWithin(loadPolicy(`pack:${pack}/${outer}`), loadPolicy(`pack:${pack}/${inner}`), STEPS);

describe.each(PACKS)('the pack %s', TIMEOUT, (pack) => {
  const file = `policies/${pack}/assert.yaml`;

  it.each(LEVELS)('has at level %s what its assert file says', (level) => {
    const assertions = parseAssertions(readFileSync(file, 'utf8'), file);
    const proofs = proveAssertions(loadPolicy(`pack:${pack}/${level}`), assertions, STEPS);
    expect(proofs.map(({ claim, outcome, witness }) => [claim, outcome, witness?.event])).toEqual(
      assertions.map(({ name }) => [name, 'proved', undefined]),
    );
    expect(assertions.length).toBeGreaterThanOrEqual(5);
  });
});

describe('levels', TIMEOUT, () => {
  it('are those of every pack', () => {
    expect(PACKS).toHaveLength(9);
  });

  it.each(PACKS)('of %s are each within the next, and not the other way round', (pack) => {
    for (const [inner, outer] of NEXT) {
      const { outcome, witness } = within(pack, inner, outer);
      expect([inner, outer, outcome, witness?.event]).toEqual([inner, outer, 'proved', undefined]);
    }
    const { outcome, witness } = within(pack, 'permissive', 'strict');
    expect(outcome).toBe('refuted');
    expect(decide(loadPolicy(`pack:${pack}/permissive`), witness!.event).decision).toBe('allow');
    expect(decide(loadPolicy(`pack:${pack}/strict`), witness!.event).decision).not.toBe('allow');
  });
});
