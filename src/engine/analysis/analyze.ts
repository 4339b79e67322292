import type { Proof } from '../model/proof.js';
import type { RuleFault } from '../model/rule-fault.js';
import type { Policy, PolicyRule } from '../policy/model.js';
import { budgetOf, OutOfBudget } from './budget.js';
import type { Budget, ProveOptions } from './budget.js';
import { unboundedGrant } from './grants.js';
import { NOTHING } from './policies.js';
import { proofOf } from './proofs.js';
import { answer, pairQuestion } from './prove.js';
import type { Question } from './prove.js';
import { besideQuestion, decideQuestion, matchQuestion, rulesBefore } from './rules.js';
import { Workshop } from './workshop.js';

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
  const analyst = new Analyst(policy, () => budgetOf(options));
  const faults: RuleFault[] = [];
  const unknown: PolicyRule[] = [];
  for (const rule of policy.rules) {
    const found = analyst.faultOf(rule);
    if (found === 'unknown') unknown.push(rule);
    else if (found !== 'none') faults.push(found);
    faults.push(...analyst.unbounded(rule));
  }
  return {
    allowsNothing: reaches(policy, 'allow', options),
    holdsNothing: reaches(policy, 'require_approval', options),
    ...{ faults, unknown },
  };
}

function reaches(policy: Policy, decision: 'allow' | 'require_approval', options: ProveOptions): Proof {
  const question = pairQuestion(policy, NOTHING, { first: [decision], second: ['deny'] });
  const what = decision === 'allow' ? 'allowed' : 'sent to a person';
  return proofOf(answer(question, budgetOf(options)), {
    name: decision === 'allow' ? 'allows_nothing' : 'holds_nothing',
    claim: `nothing is ${what}`,
    ...{ policies: [policy], expected: 'deny' },
  });
}

/** The part of a small budget that one question may use. */
const SHARE = 0.1;

/**
 * The faults of rules alone, all within one budget: what is not answered by then is not reported. For checks that run
 * all the time.
 */
export function ruleFaults(policy: Policy, options: ProveOptions = {}): readonly RuleFault[] {
  const whole = budgetOf(options);
  const analyst = new Analyst(policy, () => whole.share(SHARE));
  const faults: RuleFault[] = [];
  for (const rule of policy.rules) {
    if (whole.left <= 0) break;
    try {
      const found = analyst.faultOf(rule);
      if (typeof found === 'object') faults.push(found);
      faults.push(...analyst.unbounded(rule));
    } catch (error) {
      if (!(error instanceof OutOfBudget)) throw error;
    }
  }
  return faults;
}

/** Past so many rules before one they are not tried one by one for those that hide it. */
const MAX_TRIED = 60;

/** Asks about the rules of one policy, one by one. */
class Analyst {
  readonly #workshop: Workshop;

  constructor(
    private readonly policy: Policy,
    private readonly budget: () => Budget,
  ) {
    this.#workshop = new Workshop([policy]);
  }

  faultOf(rule: PolicyRule): RuleFault | 'none' | 'unknown' {
    const decides = this.#ask(decideQuestion(this.policy, rule));
    if (decides === 'refuted') return 'none';
    if (this.#ask(matchQuestion(rule)) === 'proved')
      return { kind: 'never_matches', rule: refOf(rule), keys: this.#contradiction(rule) };
    if (decides === 'unknown') return 'unknown';
    return { kind: 'never_decides', rule: refOf(rule), hiddenBy: this.#hiders(rule).map(refOf) };
  }

  unbounded(rule: PolicyRule): readonly RuleFault[] {
    return unboundedGrant(this.policy, rule, { budget: this.budget(), workshop: this.#workshop });
  }

  #ask(question: Question): 'proved' | 'refuted' | 'unknown' {
    return answer(question, this.budget(), this.#workshop).outcome;
  }

  /** The conditions that cannot hold together, as few as do for it. */
  #contradiction(rule: PolicyRule): readonly string[] {
    let conditions = rule.conditions;
    for (const key of Object.keys(conditions)) {
      const { [key]: _, ...fewer } = conditions;
      if (this.#ask(matchQuestion({ ...rule, conditions: fewer })) === 'proved') conditions = fewer;
    }
    return Object.keys(conditions);
  }

  /** Rules that hide another together, as few as do for it; none where a risk level does. */
  #hiders(rule: PolicyRule): readonly PolicyRule[] {
    const hide = (some: readonly PolicyRule[]): boolean =>
      this.#ask(besideQuestion(this.policy, rule, some)) === 'proved';
    const before = rulesBefore(this.policy, rule);
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
}

function refOf({ id, section, position }: PolicyRule): RuleFault['rule'] {
  return { id, section, position };
}
