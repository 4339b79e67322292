import { FALSE, TRUE } from '../model/decision.js';
import type { Decision, Truth } from '../model/decision.js';
import type { ConditionTrace, Explanation, RuleTrace } from '../model/explanation.js';
import { ActionEvent, parseEvent } from '../model/event.js';
import type { EventInput } from '../model/event.js';
import { ANY } from '../policy/conditions/define.js';
import { compilePolicy } from '../policy/compile.js';
import type { CompiledPolicy } from '../policy/compile.js';
import { covers } from '../policy/coverage.js';
import { evaluate } from '../policy/index/rule.js';
import type { CompiledRule } from '../policy/index/rule.js';
import { truthName } from '../policy/conditions/trace.js';
import type { Policy } from '../policy/model.js';
import { decide } from './decide.js';

/**
 * A decision with all that it rested on: every rule whose capability covers the event, each of its conditions, its
 * truth, and the reading that decided it. Asks rule by rule, without the index that `decide` uses, so that the two
 * check each other. An event that does not parse has no candidates.
 */
export function explain(
  policy: Policy | CompiledPolicy,
  event: ActionEvent | EventInput | unknown,
): Explanation {
  const compiled = compilePolicy(policy);
  const decision = decide(compiled, event);
  if (decision.reason === 'invalid_event' || decision.reason === 'policy_error')
    return unexplained(compiled, decision);
  const parsed = ActionEvent.is(event) ? event : parseEvent(event);
  compiled.state.reset(parsed, compiled.risk(parsed).level);
  try {
    const candidates = compiled.rules
      .filter((rule) => covers(rule.rule, parsed.capability))
      .map((rule) => ruleTrace(compiled, rule));
    const deciding = candidates.find((candidate) => candidate.rule.id === decision.rule?.id);
    return {
      decision,
      restedOnUnknown: deciding?.truth === 'unknown',
      capability: parsed.capability,
      candidates,
      otherRules: compiled.rules.length - candidates.length,
      risk: String(parsed.risk),
    };
  } finally {
    compiled.state.clear();
  }
}

function unexplained(policy: CompiledPolicy, decision: Decision): Explanation {
  const otherRules = policy.rules.length;
  return { decision, restedOnUnknown: false, capability: '', candidates: [], otherRules, risk: '' };
}

function ruleTrace(policy: CompiledPolicy, compiled: CompiledRule): RuleTrace {
  let truth = TRUE as Truth;
  const conditions: ConditionTrace[] = compiled.conditions.map((condition) => {
    const next = evaluate(condition, policy.state, compiled.mode);
    if (next < truth) truth = next;
    return condition.explain(policy.state, compiled.mode);
  });
  const matched = compiled.mode === ANY ? truth !== FALSE : truth === TRUE;
  return {
    rule: compiled.ref,
    capability: compiled.rule.capabilities,
    matched,
    truth: truthName(truth),
    conditions,
  };
}
