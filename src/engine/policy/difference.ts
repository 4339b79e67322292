import type { JsonObject, JsonValue } from '../model/json.js';
import { RISK_LEVELS } from '../model/decision.js';
import type {
  ComparedPolicy,
  ComparedRule,
  LoneRule,
  PolicyDifference,
  SettingChange,
} from '../model/policy-difference.js';
import { canonicalRule } from './canonical.js';
import { changeOf, isIdByPlace } from './difference-rule.js';
import type { Policy, PolicyRule, RiskRule } from './model.js';

/** A policy as the head of a comparison has it. */
export function comparedPolicy(policy: Policy): ComparedPolicy {
  const parents = policy.parents.map(({ name, file, rules }) => ({ name, file, rules }));
  const { name, digest, file, rules } = policy;
  return { name, digest, file, rules: rules.length, extends: parents };
}

/**
 * How two loaded policies differ, rule by rule, parents included. Rules are the same by the id that was written, then
 * by what they say, then by section and capability: what merely moved in its file is no difference.
 */
export function comparePolicies(before: Policy, after: Policy): PolicyDifference {
  const pairing = new Pairing(before.rules.map(comparedRule), after.rules.map(comparedRule));
  const changed = pairing.pairs
    .map(([old, now]) => changeOf(old, now))
    .filter((change) => change !== undefined);
  const removed = pairing.olds.map((rule): LoneRule => ({ rule, mayAllow: rule.section !== 'allow' }));
  const added = pairing.news.map((rule): LoneRule => ({ rule, mayAllow: rule.section === 'allow' }));
  const settings = settingChanges(before, after);
  const mayAllow = [...changed, ...removed, ...added, ...settings].filter((one) => one.mayAllow).length;
  return { added, removed, changed, settings, mayAllow, same: before.digest === after.digest };
}

function comparedRule(rule: PolicyRule): ComparedRule {
  const { id: _, capability: __, reason, approval, ...conditions } = canonicalRule(rule);
  return {
    id: rule.id,
    section: rule.section,
    warn: rule.warn,
    file: rule.position.file,
    line: rule.position.line,
    capability: rule.capabilities,
    conditions,
    ...(typeof reason === 'string' && { reason }),
    ...(approval !== undefined && { approval: approval as JsonObject }),
  };
}

type KeyOf = (rule: ComparedRule) => string | undefined;

/** By what two rules are taken for one, the surest first. */
const KEYS: readonly KeyOf[] = [
  ({ id }) => (isIdByPlace(id) ? undefined : id),
  (rule) => textOf([rule.section, rule.warn, sorted(rule), rule.conditions, rest(rule)]),
  (rule) => textOf([sorted(rule), rule.conditions, rest(rule)]),
  (rule) => (isIdByPlace(rule.id) ? textOf([rule.section, sorted(rule)]) : undefined),
  (rule) => {
    const bare = Object.keys(rule.conditions).length === 0;
    return bare || !isIdByPlace(rule.id) ? undefined : textOf([rule.section, rule.conditions]);
  },
];

/** Rules of two policies, put together one by one. What is left on either side was removed or added. */
class Pairing {
  readonly pairs: [ComparedRule, ComparedRule][] = [];
  olds: readonly ComparedRule[];
  news: readonly ComparedRule[];

  constructor(olds: readonly ComparedRule[], news: readonly ComparedRule[]) {
    this.olds = olds;
    this.news = news;
    for (const keyOf of KEYS) this.#pair(keyOf);
    const order = new Map(news.map((rule, index) => [rule, index]));
    this.pairs.sort(([, a], [, b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  }

  #pair(keyOf: KeyOf): void {
    const waiting = new Map<string, ComparedRule[]>();
    for (const rule of this.olds) {
      const key = keyOf(rule);
      if (key === undefined) continue;
      const list = waiting.get(key);
      if (list === undefined) waiting.set(key, [rule]);
      else list.push(rule);
    }
    for (const list of waiting.values()) list.reverse();
    const taken = new Set<ComparedRule>();
    for (const rule of this.news) {
      const key = keyOf(rule);
      const old = key === undefined ? undefined : waiting.get(key)?.pop();
      if (old === undefined) continue;
      this.pairs.push([old, rule]);
      taken.add(old).add(rule);
    }
    this.olds = this.olds.filter((rule) => !taken.has(rule));
    this.news = this.news.filter((rule) => !taken.has(rule));
  }
}

function sorted({ capability }: ComparedRule): JsonValue {
  return [...capability].sort();
}

function rest({ reason, approval }: ComparedRule): JsonValue {
  return [reason ?? null, approval ?? null];
}

/** JSON with the keys in order: one text for one value. */
function textOf(value: JsonValue): string {
  return JSON.stringify(value, (_, item: JsonValue) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

function settingChanges(before: Policy, after: Policy): SettingChange[] {
  const risks = RISK_LEVELS.flatMap((level) => [
    setting(`risk_levels.${level}`, riskOf(before, level), riskOf(after, level), freed),
    setting(
      `risk_levels.${level}.from`,
      before.riskLevels[level]?.from,
      after.riskLevels[level]?.from,
      () => true,
    ),
  ]);
  return [
    ...risks,
    setting(
      'approval_timeout_seconds',
      before.approvalTimeoutSeconds,
      after.approvalTimeoutSeconds,
      () => false,
    ),
    // The decisions stay, but a runtime that only observes lets everything through.
    setting('enforcement_mode', before.enforcementMode, after.enforcementMode, (_, now) => now === 'observe'),
  ].filter((change) => change !== undefined);
}

type Setting = string | number | undefined;

function setting(
  what: string,
  old: Setting,
  now: Setting,
  mayAllow: (old: Setting, now: Setting) => boolean,
): SettingChange | undefined {
  if (old === now) return undefined;
  const sides = { ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) };
  return { what, ...sides, mayAllow: mayAllow(old, now) };
}

function riskOf({ riskLevels }: Policy, level: (typeof RISK_LEVELS)[number]): RiskRule['action'] | undefined {
  return riskLevels[level]?.action;
}

/** A level that no longer restricts leaves it to the rules; one that asks in place of denying still allows nothing. */
function freed(old: Setting, now: Setting): boolean {
  return restricts(old) && !restricts(now);
}

function restricts(action: Setting): boolean {
  return action === 'deny' || action === 'require_approval';
}
