/**
 * The language page once more, as slowly and plainly as can be: no index, no cache of decisions, no code shared with the
 * engine. The fuzzers hold the engine against it.
 */
import { capabilityMatches } from './capability.js';
import type { Read } from './conditions.js';
import { conditions } from './conditions.js';
import { readEvent } from './event.js';
import type { JsonObject } from './types.js';
import { listOf, TRUE, UNKNOWN } from './types.js';

export type Rule = string | JsonObject;
export interface PolicyObject {
  readonly deny?: readonly Rule[];
  readonly require_approval?: readonly Rule[];
  readonly allow?: readonly Rule[];
  readonly rules?: readonly JsonObject[];
  readonly risk_levels?: Readonly<Record<string, { readonly action: string; readonly from?: number }>>;
  readonly [key: string]: unknown;
}

export interface Outcome {
  readonly decision: 'allow' | 'deny' | 'require_approval';
  readonly reason: string;
  readonly rule: string | null;
}

type Effect = 'deny' | 'require_approval' | 'allow' | 'warn';

/** Each rule of one effect with its id, the section's own rules before the legacy ones. */
function rulesOf(policy: PolicyObject, effect: Effect): { id: string; rule: JsonObject }[] {
  const own = (effect === 'warn' ? [] : (policy[effect] ?? [])).map((rule, i) => ({
    id: `${effect}[${i}]`,
    rule: typeof rule === 'string' ? { capability: rule } : rule,
  }));
  const legacy = (policy.rules ?? []).map((rule, i) => ({ id: `rules[${i}]`, rule }));
  const effectOf = (rule: JsonObject): unknown => (rule.action === 'block' ? 'deny' : rule.action);
  return [...own, ...legacy.filter(({ rule }) => effectOf(rule) === effect)];
}

/** The id of the first rule of one effect that matches, or null. */
function firstMatch(policy: PolicyObject, effect: Effect, read: Read): string | null {
  const restricts = effect === 'deny' || effect === 'require_approval';
  const mode = restricts ? 'any' : 'every';
  const found = rulesOf(policy, effect).find(
    ({ rule }) =>
      capabilityMatches(listOf(rule.capability ?? '*') as string[], read.event.capability, mode) &&
      conditions(rule, read, mode) >= (restricts ? UNKNOWN : TRUE),
  );
  return found === undefined ? null : ((found.rule.id as string | undefined) ?? found.id);
}

const LEVELS = ['low', 'medium', 'high', 'critical'];

/** The level of a risk; null for a number that the policy gives no meaning. */
function levelOf(policy: PolicyObject, risk: string | number): string | null {
  if (typeof risk === 'string') return risk;
  const from = (level: string): number | undefined => policy.risk_levels?.[level]?.from;
  if (risk === 0) return 'low';
  if (LEVELS.every((level) => from(level) === undefined)) return null;
  return LEVELS.findLast((level) => (from(level) ?? Infinity) <= risk) ?? 'low';
}

const STRICTEST_FIRST = ['deny', 'require_approval', 'warn'];

/** What the policy does about the event's risk, and at which level. */
function riskAction(policy: PolicyObject, level: string | null): { action: string; level: string } {
  const actionOf = (l: string): string => {
    const action = policy.risk_levels?.[l]?.action ?? 'allow';
    return action === 'block' ? 'deny' : action;
  };
  if (level !== null) return { action: actionOf(level), level };
  const action = STRICTEST_FIRST.find((one) => LEVELS.some((l) => actionOf(l) === one)) ?? 'allow';
  return { action, level: LEVELS.findLast((l) => actionOf(l) === action)! };
}

export function evaluate(policy: PolicyObject, rawEvent: unknown): Outcome {
  const event = readEvent(rawEvent);
  if (event === null) return { decision: 'deny', reason: 'invalid_event', rule: null };
  const riskLevel = levelOf(policy, event.risk);
  const read = { event, riskLevel };

  const denied = firstMatch(policy, 'deny', read);
  if (denied !== null) return { decision: 'deny', reason: 'policy_deny', rule: denied };
  const risk = riskAction(policy, riskLevel);
  if (risk.action === 'deny') return { decision: 'deny', reason: `risk_level:${risk.level}`, rule: null };
  const held = firstMatch(policy, 'require_approval', read);
  if (held !== null) return { decision: 'require_approval', reason: 'approval_required', rule: held };

  const warned = firstMatch(policy, 'warn', read);
  const granted = warned ?? firstMatch(policy, 'allow', read);
  if (granted === null) return { decision: 'deny', reason: 'policy_default_deny', rule: null };
  if (risk.action === 'require_approval') {
    return { decision: 'require_approval', reason: 'approval_required', rule: null };
  }
  if (event.requireApproval)
    return { decision: 'require_approval', reason: 'approval_required', rule: granted };
  const flagged = warned !== null || risk.action === 'warn';
  return { decision: 'allow', reason: flagged ? 'policy_warn' : 'policy_allow', rule: granted };
}
