import type { DecisionKind } from '../model/decision.js';
import type { Policy } from '../policy/model.js';
import { Budget, DEFAULT_STEPS } from './budget.js';
import { answer, pairQuestion } from './prove.js';
import type { Answer } from './prove.js';

export interface ProveOptions {
  /** Steps for each question. The same number gives the same answer everywhere. */
  readonly steps?: number;
  /** True once a time limit is over; then what is not answered is unknown. */
  readonly expired?: () => boolean;
}

export function budgetOf({ steps = DEFAULT_STEPS, expired }: ProveOptions): Budget {
  return new Budget(steps, expired);
}

/** One way in which a new policy may differ from an old one. */
export interface DiffQuestion {
  readonly name: DiffName;
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
  { name: 'newly_allowed', now: 'allow', before: 'deny' },
  { name: 'newly_without_approval', now: 'allow', before: 'require_approval' },
  { name: 'newly_approvable', now: 'require_approval', before: 'deny' },
  { name: 'newly_held', now: 'require_approval', before: 'allow' },
  { name: 'newly_denied', now: 'deny', before: 'allow' },
  { name: 'no_longer_approvable', now: 'deny', before: 'require_approval' },
];

export interface DiffProof {
  readonly name: DiffName;
  /** `proved`: nothing is. `refuted`: the witness is. Its decisions are the new policy's, then the old one's. */
  readonly answer: Answer;
}

export interface PolicyDiff {
  readonly proofs: readonly DiffProof[];
  /** Whether nothing is allowed, or let through to a person, that was not before. `unknown` must count as no. */
  readonly noMore: 'proved' | 'refuted' | 'unknown';
  /** Whether both decide every event alike. */
  readonly equivalent: 'proved' | 'refuted' | 'unknown';
}

/** What a new policy decides otherwise than an old one: each way proved not to occur, or shown by an event. */
export function proveDiff(before: Policy, now: Policy, options: ProveOptions = {}): PolicyDiff {
  const proofs = DIFF_QUESTIONS.map((question) => ({
    name: question.name,
    answer: answer(
      pairQuestion(now, before, { first: [question.now], second: [question.before] }),
      budgetOf(options),
    ),
  }));
  return { proofs, noMore: summary(proofs.slice(0, 3)), equivalent: summary(proofs) };
}

function summary(proofs: readonly DiffProof[]): Answer['outcome'] {
  const outcomes = proofs.map((proof) => proof.answer.outcome);
  if (outcomes.includes('refuted')) return 'refuted';
  return outcomes.includes('unknown') ? 'unknown' : 'proved';
}

/** Whether a policy allows nothing that a ceiling does not allow. The witness' decisions: the policy's, the ceiling's. */
export function proveWithin(ceiling: Policy, policy: Policy, options: ProveOptions = {}): Answer {
  const wanted = { first: ['allow'], second: ['deny', 'require_approval'] } as const;
  return answer(pairQuestion(policy, ceiling, wanted), budgetOf(options));
}

/** Whether a policy can decide so at all. */
export function canDecide(policy: Policy, decision: DecisionKind, options: ProveOptions = {}): Answer {
  return answer(pairQuestion(policy, NOTHING, { first: [decision], second: ['deny'] }), budgetOf(options));
}

/** A policy without a rule, which denies everything. */
const NOTHING: Policy = {
  ...{ name: 'nothing', rules: [], riskLevels: {}, approvalTimeoutSeconds: 3600, enforcementMode: 'enforce' },
  ...{ digest: '', file: '', parents: [], warnings: [] },
};
