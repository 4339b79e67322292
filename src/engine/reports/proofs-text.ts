import type { Outcome, Proof } from '../model/proof.js';
import { PLAIN } from './paint.js';
import type { Paint, TextOptions } from './paint.js';
import { decidedBy, jsonLine, whyWords } from './proof-words.js';
import { shownFile } from './place.js';
import { visible } from './visible.js';

/** Each claim with what became of it; under a refuted one the event, and who decides it how. */
export function proofsText(proofs: readonly Proof[], options: TextOptions = {}): string {
  return proofs.flatMap((proof) => proofLines(proof, options)).join('');
}

function proofLines(proof: Proof, { paint = PLAIN, root }: TextOptions): string[] {
  const { outcome, claim, witness } = proof;
  const why = outcome === 'unknown' ? paint.dim(` (${whyWords(proof)})`) : '';
  const lines = [`${painted(outcome, paint)}  ${visible(claim)}${why}\n`];
  if (witness === undefined) return lines;
  lines.push(`  ${jsonLine(witness.event)}\n`);
  for (const decision of witness.decisions) {
    const file = visible(shownFile(decision.policy, root));
    lines.push(`  ${paint.dim(`${file}:`)} ${decision.decision} by ${decidedBy(decision, root)}\n`);
  }
  return lines;
}

function painted(outcome: Outcome, paint: Paint): string {
  const colour = { proved: paint.good, refuted: paint.error, unknown: paint.warning }[outcome];
  return colour(outcome.padEnd('refuted'.length));
}

/** The witnesses as cases of a suite. */
export function casesText(proofs: readonly Proof[]): string {
  const cases = proofs.flatMap(({ witness }) => witness?.case ?? []);
  if (cases.length === 0) return '';
  const items = cases.map((one) => `  - ${jsonLine(one)}\n`).join('');
  return `as cases for \`capfence policy test\`:\ncases:\n${items}`;
}
