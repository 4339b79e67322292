import { describe, expect, it } from 'vitest';
import { describeDisagreement, runDifferential } from '../support/differential.js';

const PAIRS = Number(process.env.CAPFENCE_FUZZ ?? 100_000);
/** A new start each time would make failures hard to repeat; a release run chooses its own. */
const SEED = Number(process.env.CAPFENCE_SEED ?? 1);

describe('the engine and the reference evaluator', () => {
  it(`decide ${PAIRS} generated events alike`, { timeout: 60_000 + PAIRS * 2 }, () => {
    const run = runDifferential({ pairs: PAIRS, seed: SEED });
    console.info(JSON.stringify({ pairs: run.pairs, ...run.decisions, reasons: run.reasons }));
    expect(run.disagreements.map(describeDisagreement)).toEqual([]);
    for (const decision of ['allow', 'deny', 'require_approval']) {
      expect(run.decisions[decision] ?? 0).toBeGreaterThanOrEqual(run.pairs * 0.05);
    }
  });
});
