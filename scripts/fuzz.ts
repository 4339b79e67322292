/** Holds the engine against the reference evaluator: `tsx scripts/fuzz.ts [pairs] [seed] [disagreements]`. */
import { describeDisagreement, runDifferential } from '../test/support/differential.js';

const [pairs = 1_000_000, seed = 1, most = 1] = process.argv.slice(2).map(Number);
const run = runDifferential({ pairs, seed, most });
for (const disagreement of run.disagreements) console.error(`${describeDisagreement(disagreement)}\n`);
console.log(JSON.stringify({ pairs: run.pairs, ...run.decisions, reasons: run.reasons }));
process.exitCode = run.disagreements.length > 0 ? 1 : 0;
