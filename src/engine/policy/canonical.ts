import { createHash } from 'node:crypto';
import type { JsonValue } from '../model/json.js';
import { OPERATOR_BY_KEY } from './conditions/index.js';
import { printDuration } from './duration.js';
import type { ConditionMap, Policy, PolicyRule } from './model.js';

type CanonicalParts = Pick<
  Policy,
  'rules' | 'riskLevels' | 'approvalTimeoutSeconds' | 'maxGrantSeconds' | 'approvers' | 'enforcementMode'
>;
type JsonMap = Record<string, JsonValue>;

/** Conditions in their one spelling, keys in order. */
export function canonicalConditions(map: ConditionMap): JsonMap {
  const canonical: JsonMap = {};
  for (const key of Object.keys(map).sort()) {
    const operator = OPERATOR_BY_KEY.get(key);
    if (operator !== undefined && map[key] !== undefined)
      canonical[key] = operator.canonical(map[key] as never, canonicalConditions);
  }
  return canonical;
}

export function canonicalRule(rule: PolicyRule): JsonMap {
  const { expiresIn, uses, approvers, by, scope, minLevel } = rule.approval ?? {};
  const approval: JsonMap = {
    ...(expiresIn !== undefined && { expires_in: printDuration(expiresIn) }),
    ...(uses !== undefined && { uses }),
    ...(approvers !== undefined && { approvers }),
    ...(by !== undefined && { by: [...by] }),
    ...(scope !== undefined && { scope }),
    ...(minLevel !== undefined && { min_level: minLevel }),
  };
  return {
    id: rule.id,
    capability: [...rule.capabilities],
    ...(rule.reason !== undefined && { reason: rule.reason }),
    ...(Object.keys(approval).length > 0 && { approval }),
    ...canonicalConditions(rule.conditions),
  };
}

/** Everything that a decision or its report can rest on, as a policy file that loads to the same. */
export function canonicalPolicy(policy: CanonicalParts): JsonMap {
  const section = (name: PolicyRule['section']): JsonValue[] =>
    policy.rules.filter((rule) => rule.section === name && !rule.legacy).map(canonicalRule);
  const legacy = policy.rules
    .filter((rule) => rule.legacy)
    .map((rule) => ({ ...canonicalRule(rule), action: rule.warn ? 'warn' : rule.section }));
  return {
    version: 1,
    approval_timeout_seconds: policy.approvalTimeoutSeconds,
    ...(policy.maxGrantSeconds !== undefined && { max_grant_seconds: policy.maxGrantSeconds }),
    ...(policy.approvers !== undefined && { approvers: sortedKeys(policy.approvers as JsonMap) }),
    ...(policy.enforcementMode === 'observe' && { enforcement_mode: 'observe' }),
    risk_levels: sortedKeys(policy.riskLevels as unknown as JsonMap),
    deny: section('deny'),
    require_approval: section('require_approval'),
    allow: section('allow'),
    ...(legacy.length > 0 && { rules: legacy }),
  };
}

function sortedKeys(map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function digestPolicy(policy: CanonicalParts): string {
  return createHash('sha256')
    .update(JSON.stringify(canonicalPolicy(policy)), 'utf8')
    .digest('hex');
}

/** The policy in its canonical form: JSON, and so YAML. It loads to a policy with the same digest. */
export function printPolicy(policy: Policy): string {
  const head = {
    name: policy.name,
    ...(policy.description !== undefined && { description: policy.description }),
  };
  return `${JSON.stringify({ ...head, ...canonicalPolicy(policy) }, null, 2)}\n`;
}
