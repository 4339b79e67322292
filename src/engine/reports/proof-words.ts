import type { Outcome, Proof, WitnessDecision } from '../model/proof.js';
import { shownFile } from './place.js';
import { visible, visibleJson } from './visible.js';

/** `policy_allow by allow[0] (ops.yaml:12)` */
export function decidedBy({ reason, rule }: WitnessDecision, root?: string): string {
  if (rule === null) return visible(reason);
  return `${visible(rule.id)} (${visible(shownFile(rule.file, root))}:${rule.line})`;
}

/** An event or a case on one line, which is JSON and so YAML too. */
export function jsonLine(value: object): string {
  return visibleJson(JSON.stringify(value));
}

export function whyWords({ why }: Proof): string {
  return why === 'budget'
    ? 'the budget was used up; give more with --budget'
    : 'this rests on something that is not looked into';
}

/** `4 claims: 2 proved, 1 refuted, 1 unknown` */
export function countWords(proofs: readonly Proof[], word: string): string {
  const count = (outcome: Outcome): number => proofs.filter((proof) => proof.outcome === outcome).length;
  const all = `${proofs.length} ${word}${proofs.length === 1 ? '' : 's'}`;
  return `${all}: ${count('proved')} proved, ${count('refuted')} refuted, ${count('unknown')} unknown`;
}
