import type { Decision, DecisionKind, DecisionReason, RiskLevel } from '../model/decision.js';
import { EventError } from '../model/errors.js';
import { ActionEvent, parseEvent } from '../model/event.js';
import type { EventInput } from '../model/event.js';
import { compilePolicy } from '../policy/compile.js';
import type { Bucket, BucketSection, CompiledPolicy, RiskAnswer } from '../policy/compile.js';
import type { CompiledRule } from '../policy/index/rule.js';
import type { Found } from '../policy/index/trie.js';
import type { Policy } from '../policy/model.js';

/**
 * What a policy says about one action. Pure, synchronous and total: the same policy and event always give the same
 * decision, and nothing makes it throw. An event that does not parse is denied (`invalid_event`), and so is every
 * event if anything in here fails (`policy_error`).
 */
export function decide(policy: Policy | CompiledPolicy, event: ActionEvent | EventInput | unknown): Decision {
  let compiled: CompiledPolicy | undefined;
  try {
    compiled = compilePolicy(policy);
    return decideParsed(compiled, ActionEvent.is(event) ? event : parseEvent(event));
  } catch (error) {
    const reason = error instanceof EventError ? 'invalid_event' : 'policy_error';
    return failure(compiled, reason, detailOf(error));
  } finally {
    compiled?.state.clear();
  }
}

/** Denials win, a rule's before a risk's; then approval, then allow. What no rule mentions is denied. */
function decideParsed(policy: CompiledPolicy, event: ActionEvent): Decision {
  const risk = policy.risk(event);
  policy.state.reset(event, risk.level);
  const restricting = policy.restricting(event);
  const denied = first(policy, restricting, 'deny');
  if (denied !== undefined) return ruleDecision(policy, denied);
  if (risk.action === 'deny') return riskDecision(policy, risk);
  const held = first(policy, restricting, 'require_approval');
  if (held !== undefined) return ruleDecision(policy, held);
  const granting = policy.granting(event);
  const allowed = first(policy, granting, 'warn') ?? first(policy, granting, 'allow');
  // A risk is a claim that may only tighten: it sends to a person what would be allowed, never what would be denied.
  if (allowed === undefined) return defaultDecision(policy);
  if (risk.action === 'require_approval') return riskDecision(policy, risk);
  if (event.requireApproval) return raised(policy, allowed);
  return risk.action === 'warn' && !allowed.rule.warn
    ? flagged(policy, allowed)
    : ruleDecision(policy, allowed);
}

function first(
  policy: CompiledPolicy,
  buckets: Found<Bucket>,
  section: BucketSection,
): CompiledRule | undefined {
  let best: CompiledRule | undefined;
  for (let i = 0; i < buckets.count; i++) {
    const group = (buckets.items[i] as Bucket)[section];
    if (group !== undefined) best = group.first(policy.state, best);
  }
  return best;
}

const RULE_REASONS = {
  deny: 'policy_deny',
  require_approval: 'approval_required',
  allow: 'policy_allow',
} as const;

function ruleDecision(policy: CompiledPolicy, compiled: CompiledRule): Decision {
  return (compiled.decision ??= make(policy, {
    decision: compiled.rule.section,
    reason: compiled.rule.warn ? 'policy_warn' : RULE_REASONS[compiled.rule.section],
    rule: compiled,
  }));
}

function flagged(policy: CompiledPolicy, rule: CompiledRule): Decision {
  return make(policy, { decision: 'allow', reason: 'policy_warn', rule });
}

/** The host asked for a person's word on what a rule would allow. */
function raised(policy: CompiledPolicy, rule: CompiledRule): Decision {
  return make(policy, { decision: 'require_approval', reason: 'approval_required', rule });
}

function defaultDecision(policy: CompiledPolicy): Decision {
  return kept(policy, 'default', () => make(policy, { decision: 'deny', reason: 'policy_default_deny' }));
}

function riskDecision(policy: CompiledPolicy, { action, reported }: RiskAnswer): Decision {
  return kept(policy, `risk ${reported}`, () =>
    action === 'deny'
      ? make(policy, { decision: 'deny', reason: `risk_level:${reported}`, riskLevel: reported })
      : make(policy, { decision: 'require_approval', reason: 'approval_required', riskLevel: reported }),
  );
}

function kept(policy: CompiledPolicy, key: string, build: () => Decision): Decision {
  let decision = policy.answers.get(key);
  if (decision === undefined) policy.answers.set(key, (decision = build()));
  return decision;
}

interface Parts {
  readonly decision: DecisionKind;
  readonly reason: DecisionReason;
  readonly rule?: CompiledRule;
  readonly riskLevel?: RiskLevel;
}

function make(policy: CompiledPolicy, { decision, reason, rule, riskLevel }: Parts): Decision {
  return Object.freeze({
    decision,
    reason,
    rule: rule?.ref ?? null,
    policy: Object.freeze({ name: policy.name, digest: policy.digest }),
    ...(riskLevel !== undefined && { riskLevel }),
    ...(decision === 'require_approval' && { approval: policy.approvalTerms(rule?.rule) }),
  });
}

function failure(policy: CompiledPolicy | undefined, reason: DecisionReason, detail: string): Decision {
  const name = policy?.name ?? '';
  const digest = policy?.digest ?? '';
  return Object.freeze({
    decision: 'deny',
    reason,
    rule: null,
    policy: Object.freeze({ name, digest }),
    detail,
  });
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error';
}
