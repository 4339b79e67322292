import type { DecisionKind } from '../model/decision.js';
import type { Proof } from '../model/proof.js';
import type { Policy, RiskLevels } from '../policy/model.js';
import type { Assertion } from './assertions.js';
import { budgetOf } from './budget.js';
import type { ProveOptions } from './budget.js';
import { and } from './formula.js';
import { NOTHING } from './policies.js';
import { proofOf } from './proofs.js';
import { answer, eitherOf, isValid, mayDecide } from './prove.js';
import type { Question } from './prove.js';
import type { PolicyView } from './question.js';
import { Workshop } from './workshop.js';

/** Whether a policy has the properties that a file asserts. */
export function proveAssertions(
  policy: Policy,
  assertions: readonly Assertion[],
  options: ProveOptions = {},
): readonly Proof[] {
  const workshop = new Workshop([policy, { ...NOTHING, rules: assertions.map(({ rule }) => rule) }]);
  return assertions.map((assertion) =>
    proofOf(answer(questionOf(policy, assertion), budgetOf(options), workshop), {
      name: assertion.name,
      claim: assertion.name,
      policies: [policy],
      expected: expectedOf(assertion),
      position: assertion.position,
    }),
  );
}

/** The strictest of what is left to be decided. */
function expectedOf({ never }: Assertion): DecisionKind {
  const order: readonly DecisionKind[] = ['deny', 'require_approval', 'allow'];
  return order.find((decision) => !never.includes(decision)) ?? 'deny';
}

/** The events that an assertion is about are those about which a policy of its one rule says anything but no. */
function questionOf(policy: Policy, { never, rule }: Assertion): Question {
  const about: Policy = { ...NOTHING, rules: [rule], riskLevels: levelsOf(policy) };
  const able = mayDecide(policy, never);
  return {
    policies: [policy, about],
    formula: ([view, events]) =>
      and(eitherOf(view as PolicyView, never), (events as PolicyView).formula(rule.section)),
    confirms: ([decided, asked]) =>
      decided !== undefined &&
      asked?.decision === rule.section &&
      isValid(decided) &&
      never.includes(decided.decision),
    wanted: (live) => live.has(rule) && able(live),
  };
}

/** A risk that is a number is the level that the policy says, without what follows from it. */
function levelsOf({ riskLevels }: Policy): RiskLevels {
  const levels = Object.entries(riskLevels).flatMap(([level, { from }]) =>
    from === undefined ? [] : [[level, { action: 'allow', from }] as const],
  );
  return Object.fromEntries(levels);
}
