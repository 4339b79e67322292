import type { DecisionKind } from '../model/decision.js';
import { outcomeOf } from '../model/proof.js';
import type { PolicyDiffProof, Proof } from '../model/proof.js';
import type { Policy } from '../policy/model.js';
import { budgetOf } from './budget.js';
import type { ProveOptions } from './budget.js';
import { proofOf } from './proofs.js';
import { answer, pairQuestion } from './prove.js';
import { Workshop } from './workshop.js';

/** One way in which a new policy may differ from an old one. */
interface DiffQuestion {
  readonly name: DiffName;
  readonly claim: string;
  /** What the new policy decides, and what the old one does. */
  readonly now: DecisionKind;
  readonly before: DecisionKind;
}

export type DiffName =
  | 'newly_allowed'
  | 'newly_without_approval'
  | 'newly_approvable'
  | 'newly_held'
  | 'newly_denied'
  | 'no_longer_approvable';

/** All ways of two different decisions; those that let more through come first. */
export const DIFF_QUESTIONS: readonly DiffQuestion[] = [
  question('newly_allowed', 'nothing is allowed that was denied', 'allow', 'deny'),
  question('newly_without_approval', 'nothing is allowed that needed approval', 'allow', 'require_approval'),
  question('newly_approvable', 'nothing can be approved that was denied', 'require_approval', 'deny'),
  question('newly_held', 'nothing needs approval that was allowed', 'require_approval', 'allow'),
  question('newly_denied', 'nothing is denied that was allowed', 'deny', 'allow'),
  question('no_longer_approvable', 'nothing is denied that could be approved', 'deny', 'require_approval'),
];
/** The first so many allow more. */
const MORE = 2;

function question(name: DiffName, claim: string, now: DecisionKind, before: DecisionKind): DiffQuestion {
  return { name, claim, now, before };
}

/** What a new policy decides otherwise than an old one: each way proved not to occur, or shown by an event. */
export function proveDiff(before: Policy, now: Policy, options: ProveOptions = {}): PolicyDiffProof {
  const workshop = new Workshop([now, before]);
  const proofs = DIFF_QUESTIONS.map((one) =>
    proofOf(
      answer(
        pairQuestion(now, before, { first: [one.now], second: [one.before] }),
        budgetOf(options),
        workshop,
      ),
      { name: one.name, claim: one.claim, policies: [now, before], expected: one.before },
    ),
  );
  return { proofs, allowsNoMore: outcomeOf(proofs.slice(0, MORE)), equivalent: outcomeOf(proofs) };
}

/** Whether a policy allows nothing that a ceiling does not allow. */
export function proveWithin(ceiling: Policy, policy: Policy, options: ProveOptions = {}): Proof {
  const wanted = { first: ['allow'], second: ['deny', 'require_approval'] } as const;
  const found = answer(pairQuestion(policy, ceiling, wanted), budgetOf(options));
  const expected = found.outcome === 'refuted' ? found.witness.decisions[1]?.decision : undefined;
  return proofOf(found, {
    name: 'within',
    claim: 'nothing is allowed that the ceiling does not allow',
    policies: [policy, ceiling],
    expected: expected ?? 'deny',
  });
}
