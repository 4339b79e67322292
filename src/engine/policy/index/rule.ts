import { TRUE, UNKNOWN } from '../../model/decision.js';
import type { Decision, RuleRef, Truth } from '../../model/decision.js';
import { ANY } from '../conditions/define.js';
import type { Condition, Mode } from '../conditions/define.js';
import type { PolicyRule } from '../model.js';
import type { EvaluationState } from './state.js';

/** A rule, compiled. */
export interface CompiledRule {
  readonly rule: PolicyRule;
  readonly ref: RuleRef;
  /** Its place among all rules of the policy: the first match in this order is the one reported. */
  readonly order: number;
  readonly mode: Mode;
  /** All must hold; the cheap ones come first. */
  readonly conditions: readonly Condition[];
  /** The decision that this rule makes, built when it first does. */
  decision: Decision | undefined;
}

/** An error in a condition counts as *unknown*: it restricts, and it grants nothing. */
export function evaluate(condition: Condition, state: EvaluationState, mode: Mode): Truth {
  try {
    return condition.evaluate(state, mode);
  } catch {
    return UNKNOWN;
  }
}

/** A restricting rule matches unless it is surely false; a granting one only if it is surely true. */
export function ruleMatches(rule: CompiledRule, state: EvaluationState): boolean {
  const needed = rule.mode === ANY ? UNKNOWN : TRUE;
  const { conditions } = rule;
  for (let i = 0; i < conditions.length; i++) {
    if (evaluate(conditions[i] as Condition, state, rule.mode) < needed) return false;
  }
  return true;
}
