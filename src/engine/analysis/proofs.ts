import type { Decision, DecisionKind } from '../model/decision.js';
import type { SourcePosition } from '../model/errors.js';
import type { Proof, Witness, WitnessDecision } from '../model/proof.js';
import type { Policy } from '../policy/model.js';
import type { Answer } from './prove.js';

/** What is said of an answer beside what it is. */
export interface Claim {
  readonly name: string;
  readonly claim: string;
  /** The policies that the claim names, as many of those asked as it shows. */
  readonly policies: readonly Policy[];
  /** What the first of them should decide for a witness. */
  readonly expected: DecisionKind;
  readonly position?: SourcePosition;
}

export function proofOf(answer: Answer, claim: Claim): Proof {
  const { name, position } = claim;
  return {
    ...{ name, claim: claim.claim, outcome: answer.outcome },
    ...(answer.outcome === 'unknown' && { why: answer.why }),
    ...(answer.outcome === 'refuted' && { witness: witnessOf(answer, claim) }),
    ...(position !== undefined && { position }),
  };
}

function witnessOf({ witness }: Answer & { outcome: 'refuted' }, claim: Claim): Witness {
  const { event, decisions } = witness;
  const shown = claim.policies.map((policy, i) => decisionOf(policy, decisions[i] as Decision));
  const policy = claim.policies[0]?.file ?? '';
  return {
    ...{ event, decisions: shown },
    case: { name: claim.claim, policy, event, expect: { decision: claim.expected } },
  };
}

function decisionOf(policy: Policy, { decision, reason, rule }: Decision): WitnessDecision {
  const place = rule === null ? null : { id: rule.id, file: rule.file, line: rule.line };
  return { policy: policy.file, decision, reason, rule: place };
}
