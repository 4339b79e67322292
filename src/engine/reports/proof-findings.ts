import type { Finding } from '../model/finding.js';
import type { Proof } from '../model/proof.js';
import { decidedBy, jsonLine, whyWords } from './proof-words.js';

/** Claims of a difference that let nothing more through where they do not hold: they are told, not objected to. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['newly_approvable', 'newly_held', 'newly_denied', 'no_longer_approvable'],
]);

/** Claims that are not proved, as errors at the rule that breaks them, or where the claim stands. */
export function proofFindings(proofs: readonly Proof[], file: string): Finding[] {
  return proofs
    .filter(({ outcome }) => outcome !== 'proved')
    .map((proof) => ({
      ...{
        severity: HARMLESS.has(proof.name) && proof.position === undefined ? 'note' : 'error',
        code: `claim_${proof.outcome}`,
        message: messageOf(proof),
      },
      ...{ position: placeOf(proof, file), length: 1 },
    }));
}

function messageOf(proof: Proof): string {
  const { claim, witness } = proof;
  if (witness === undefined) return `not proved: ${claim} (${whyWords(proof)})`;
  const decisions = witness.decisions.map((one) => `${one.decision} by ${decidedBy(one)}`).join('; ');
  return `refuted: ${claim}: ${jsonLine(witness.event)} (${decisions})`;
}

function placeOf({ witness, position }: Proof, file: string): Finding['position'] {
  const rule = witness?.decisions[0]?.rule;
  if (rule) return { file: rule.file, line: rule.line, column: 1 };
  return position ?? { file, line: 1, column: 1 };
}
