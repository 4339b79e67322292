import { describe, expect, it } from 'vitest';
import { attack } from '../support/policy-pairs.js';

const PAIRS = Number(process.env.CAPFENCE_FUZZ_POLICIES ?? 150);
const SEED = Number(process.env.CAPFENCE_SEED ?? 1);
const [RANDOM, TARGETED] = PAIRS > 1000 ? [1000, 200] : [200, 60];

describe('what is proved of two policies', () => {
  it(`stands up to events made against ${PAIRS} pairs`, { timeout: 120_000 + PAIRS * 1000 }, () => {
    const { tally, failures } = attack({
      ...{ pairs: PAIRS, seed: SEED, random: RANDOM, targeted: TARGETED, steps: 30_000 },
      progress: (done, soFar) => console.info(JSON.stringify({ done, ...soFar })),
    });
    console.info(JSON.stringify(tally));
    expect(failures).toEqual([]);
    const all = PAIRS * 6;
    expect(tally.proved).toBeGreaterThan(all * 0.3);
    expect(tally.refuted).toBeGreaterThan(all * 0.3);
    expect(tally.unknown).toBeLessThan(all * 0.1);
  });
});
