import type { Policy, PolicyRule } from '../policy/model.js';
import type { AtomTable } from './atoms.js';
import type { Atom } from './atoms.js';
import type { CapabilityClass } from './capabilities.js';
import { and, negate, NO, or } from './formula.js';
import type { Formula } from './formula.js';
import { NOTHING } from './policies.js';
import type { Question } from './prove.js';
import { matchFormula, withRisk } from './question.js';
import type { PolicyView, RiskView } from './question.js';

/** Whether some event makes a rule match, whatever the rest of its policy says. */
export function matchQuestion(rule: PolicyRule): Question {
  const alone: Policy = { ...NOTHING, rules: [rule] };
  return {
    policies: [alone],
    formula: ([view]) => (view as PolicyView).formula(rule.section),
    confirms: ([decision]) => decision?.rule?.id === rule.id,
    wanted: (live) => live.has(rule),
  };
}

/** Whether some event makes a rule decide: it matches, and no rule that comes before it does. */
export function decideQuestion(policy: Policy, rule: PolicyRule): Question {
  const others = rulesBefore(policy, rule);
  return {
    policies: [policy],
    formula: ([view], at, table) => decidesFormula(view as PolicyView, rule, { others, at, table }),
    confirms: ([decision]) => decision?.rule?.id === rule.id && decision.decision === rule.section,
    wanted: (live) => live.has(rule),
  };
}

/** Whether a rule decides somewhere if no other rules than these are there. No event is asked to show it. */
export function besideQuestion(policy: Policy, rule: PolicyRule, others: readonly PolicyRule[]): Question {
  return {
    ...decideQuestion(policy, rule),
    formula: ([view], at, table) => decidesFormula(view as PolicyView, rule, { others, at, table }),
    confirms: () => true,
  };
}

interface Around {
  readonly others: readonly PolicyRule[];
  readonly at: CapabilityClass;
  readonly table: AtomTable;
}

function decidesFormula(
  { risk }: PolicyView,
  rule: PolicyRule,
  { others, at, table }: Around,
): Formula<Atom> {
  if (!canDecideAt(rule, risk.action)) return NO;
  const of = (one: PolicyRule): Formula<Atom> =>
    withRisk(matchFormula(one, at.covers.get(one), table), risk.level);
  return and(of(rule), negate(or(...others.map(of))));
}

/** A risk's denial comes after those of rules; its call for a person sets aside what rules allow. */
function canDecideAt({ section }: PolicyRule, action: RiskView['action']): boolean {
  if (section === 'deny') return true;
  return action !== 'deny' && (section === 'require_approval' || action !== 'require_approval');
}

/** The rules that decide before this one where both match, in the order in which they do. */
export function rulesBefore(policy: Policy, rule: PolicyRule): readonly PolicyRule[] {
  const own = policy.rules.indexOf(rule);
  return policy.rules.filter((other, i) => {
    const difference = strengthOf(other) - strengthOf(rule);
    return difference > 0 || (difference === 0 && i < own);
  });
}

function strengthOf({ section, warn }: PolicyRule): number {
  return { deny: 3, require_approval: 2, allow: Number(warn) }[section];
}
