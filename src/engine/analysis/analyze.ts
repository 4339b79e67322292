import type { Proof } from '../model/proof.js';
import type { RuleFault } from '../model/rule-fault.js';
import type { Policy, PolicyRule } from '../policy/model.js';
import { Budget, budgetOf, OutOfBudget } from './budget.js';
import type { ProveOptions } from './budget.js';
import { unboundedGrant } from './grants.js';
import { NOTHING } from './policies.js';
import { proofOf } from './proofs.js';
import { answer, pairQuestion } from './prove.js';
import type { Answer } from './prove.js';
import { decideQuestion, matchQuestion, rulesBefore } from './rules.js';

export interface PolicyAnalysis {
  /** Whether anything is allowed, and whether anything is sent to a person: refuted by the event that is. */
  readonly allowsNothing: Proof;
  readonly holdsNothing: Proof;
  /** What is wrong with rules, in file order. */
  readonly faults: readonly RuleFault[];
  /** Rules about which nothing could be said within the budget. */
  readonly unknown: readonly PolicyRule[];
}

/** What a policy can decide at all, and which of its rules do nothing, or more than they look. Never throws for a policy. */
export function analyzePolicy(policy: Policy, options: ProveOptions = {}): PolicyAnalysis {
  const faults: RuleFault[] = [];
  const unknown: PolicyRule[] = [];
  for (const rule of policy.rules) {
    const found = faultOf(policy, rule, () => budgetOf(options));
    if (found === 'unknown') unknown.push(rule);
    else if (found !== 'none') faults.push(found);
    const broad = unboundedGrant(policy, rule, budgetOf(options));
    if (broad !== undefined) faults.push(broad);
  }
  return {
    allowsNothing: reaches(policy, 'allow', options),
    holdsNothing: reaches(policy, 'require_approval', options),
    ...{ faults, unknown },
  };
}

function reaches(policy: Policy, decision: 'allow' | 'require_approval', options: ProveOptions): Proof {
  const found = answer(
    pairQuestion(policy, NOTHING, { first: [decision], second: ['deny'] }),
    budgetOf(options),
  );
  const what = decision === 'allow' ? 'allowed' : 'sent to a person';
  return proofOf(found, {
    name: decision === 'allow' ? 'allows_nothing' : 'holds_nothing',
    claim: `nothing is ${what}`,
    ...{ policies: [policy], expected: 'deny' },
  });
}

/**
 * The faults of rules alone, all within one budget: what is not answered by then is not reported. For checks that run at
 * every key press.
 */
export function ruleFaults(policy: Policy, options: ProveOptions = {}): readonly RuleFault[] {
  const whole = budgetOf(options);
  const faults: RuleFault[] = [];
  for (const rule of policy.rules) {
    try {
      const found = faultOf(policy, rule, () => whole.share(SHARE));
      if (typeof found === 'object') faults.push(found);
      const broad = unboundedGrant(policy, rule, whole.share(SHARE));
      if (broad !== undefined) faults.push(broad);
    } catch (error) {
      if (!(error instanceof OutOfBudget)) throw error;
    }
    if (whole.left <= 0) break;
  }
  return faults;
}

/** The part of a small budget that one question may use. */
const SHARE = 0.1;

function faultOf(policy: Policy, rule: PolicyRule, budget: () => Budget): RuleFault | 'none' | 'unknown' {
  const before = rulesBefore(policy, rule);
  const decides = answer(decideQuestion(policy, rule, before), budget());
  if (decides.outcome === 'refuted') return 'none';
  const matches = answer(matchQuestion(rule), budget());
  if (matches.outcome === 'proved')
    return { kind: 'never_matches', rule: refOf(rule), keys: contradiction(rule, budget) };
  if (decides.outcome === 'unknown') return 'unknown';
  return {
    kind: 'never_decides',
    rule: refOf(rule),
    hiddenBy: hiders(policy, rule, before, budget).map(refOf),
  };
}

function refOf({ id, section, position }: PolicyRule): RuleFault['rule'] {
  return { id, section, position };
}

/** The conditions that cannot hold together, as few as do for it. */
function contradiction(rule: PolicyRule, budget: () => Budget): readonly string[] {
  let conditions = rule.conditions;
  for (const key of Object.keys(conditions)) {
    const { [key]: _, ...fewer } = conditions;
    if (isProved(answer(matchQuestion({ ...rule, conditions: fewer }), budget()))) conditions = fewer;
  }
  return Object.keys(conditions);
}

/** Rules that hide another together, as few as do for it; none where a risk level does. */
function hiders(
  policy: Policy,
  rule: PolicyRule,
  before: readonly PolicyRule[],
  budget: () => Budget,
): readonly PolicyRule[] {
  const hide = (some: readonly PolicyRule[]): boolean =>
    isProved(answer(decideQuestion(policy, rule, some), budget()));
  if (hide([])) return [];
  for (const one of before.slice(0, MAX_TRIED)) if (hide([one])) return [one];
  if (before.length > MAX_TRIED) return before;
  let left = before;
  for (const one of before) {
    const fewer = left.filter((other) => other !== one);
    if (hide(fewer)) left = fewer;
  }
  return left;
}

/** Past so many rules they are not tried one by one. */
const MAX_TRIED = 60;

function isProved({ outcome }: Answer): boolean {
  return outcome === 'proved';
}
