import { ActionEvent } from '../model/event.js';
import type { ApprovalTerms, Decision, RiskLevel } from '../model/decision.js';
import { RISK_LEVELS } from '../model/decision.js';
import { parseCapabilityPattern } from './capability-pattern.js';
import { ANY, EVERY } from './conditions/define.js';
import type { Build, Condition, Mode } from './conditions/define.js';
import { OPERATOR_BY_KEY } from './conditions/index.js';
import { RuleGroup } from './index/group.js';
import { Resources } from './index/resources.js';
import type { CompiledRule } from './index/rule.js';
import { EvaluationState } from './index/state.js';
import { CapabilityTrie, Found } from './index/trie.js';
import { ACTION_ORDER } from './model.js';
import type { ConditionMap, Policy, PolicyRule, RiskAction } from './model.js';

/** The groups of rules at one capability pattern. `warn` rules are allow rules that flag. */
export type Bucket = Record<BucketSection, RuleGroup | undefined>;
export type BucketSection = 'deny' | 'require_approval' | 'warn' | 'allow';

const emptyBucket = (): Bucket => ({
  deny: undefined,
  require_approval: undefined,
  warn: undefined,
  allow: undefined,
});

/**
 * A policy, ready to decide: an immutable snapshot. It holds scratch memory for one decision at a time, which is all
 * there can be, since deciding is synchronous.
 */
export class CompiledPolicy {
  readonly name: string;
  readonly digest: string;
  readonly rules: readonly CompiledRule[];
  readonly state: EvaluationState;
  /** Decisions that no rule makes, built when they first come up. */
  readonly answers = new Map<string, Decision>();
  readonly #restricting = new CapabilityTrie<Bucket>();
  readonly #granting = new CapabilityTrie<Bucket>();
  readonly #buckets = new Found<Bucket>();
  readonly #riskAnswers: Readonly<Record<RiskLevel, RiskAnswer>>;

  constructor(readonly policy: Policy) {
    this.name = policy.name;
    this.digest = policy.digest;
    this.#riskAnswers = Object.fromEntries(
      RISK_LEVELS.map((level) => [
        level,
        { level, action: policy.riskLevels[level]?.action ?? 'allow', reported: level },
      ]),
    ) as unknown as Record<RiskLevel, RiskAnswer>;
    const resources = new Resources();
    this.rules = policy.rules.map((rule, order) => compileRule(rule, order, resources));
    for (const rule of this.rules) this.#index(rule);
    if (resources.needleCount > 0) void resources.automaton;
    this.state = new EvaluationState(resources);
  }

  #index(compiled: CompiledRule): void {
    const { section, warn, capabilities } = compiled.rule;
    const restricts = section !== 'allow';
    const key: BucketSection = warn ? 'warn' : section;
    for (const text of capabilities) {
      // Restricting rules ignore case, granting ones are exact.
      const pattern = parseCapabilityPattern(restricts ? text.toLowerCase() : text);
      const bucket = (restricts ? this.#restricting : this.#granting).at(pattern, emptyBucket);
      (bucket[key] ??= new RuleGroup(compiled.mode)).add(compiled);
    }
  }

  /** The rules that restrict a capability. The list is reused by the next call. */
  restricting(event: ActionEvent): Found<Bucket> {
    const buckets = this.#buckets;
    buckets.count = 0;
    const { foldedText, folded } = ActionEvent.capabilityOf(event);
    if (folded.length < 3) this.#restricting.coveringSome(foldedText, folded, buckets);
    else this.#restricting.covering(foldedText, folded, buckets);
    return buckets;
  }

  /** The rules that may grant it. The list is reused by the next call. */
  granting(event: ActionEvent): Found<Bucket> {
    const buckets = this.#buckets;
    buckets.count = 0;
    const { text, segments } = ActionEvent.capabilityOf(event);
    if (segments.length < 3) this.#granting.coveringEvery(segments, buckets);
    else this.#granting.covering(text, segments, buckets);
    return buckets;
  }

  /** What the policy says about an event's risk. */
  risk(event: ActionEvent): RiskAnswer {
    const { risk } = event;
    if (typeof risk === 'string') return this.#riskAnswers[risk];
    if (risk === 0) return this.#riskAnswers.low;
    const { riskLevels } = this.policy;
    const numbered = RISK_LEVELS.filter((level) => riskLevels[level]?.from !== undefined);
    if (numbered.length === 0) return { level: undefined, ...this.#strictest() };
    return this.#riskAnswers[
      numbered.findLast((level) => (riskLevels[level]?.from ?? Infinity) <= risk) ?? 'low'
    ];
  }

  /** A number that nothing explains may mean any level. */
  #strictest(): { action: RiskAction; reported: RiskLevel } {
    let answer: { action: RiskAction; reported: RiskLevel } = { action: 'allow', reported: 'low' };
    for (const level of RISK_LEVELS) {
      const action = this.policy.riskLevels[level]?.action ?? 'allow';
      if (ACTION_ORDER.indexOf(action) >= ACTION_ORDER.indexOf(answer.action))
        answer = { action, reported: level };
    }
    return answer;
  }

  /** How long an approval under a rule lives, with the policy's defaults. */
  approvalTerms(rule: PolicyRule | undefined): ApprovalTerms {
    const { approvalTimeoutSeconds: expiresIn, maxGrantSeconds: maxGrant } = this.policy;
    const { by: roles, ...own } = rule?.approval ?? {};
    return Object.freeze({
      ...{ expiresIn, uses: 1, approvers: 1 },
      ...own,
      ...(own.uses !== undefined && { maxUses: own.uses }),
      ...(roles !== undefined && { by: Object.freeze(this.#members(roles)) }),
      ...(maxGrant !== undefined && { maxGrant }),
    });
  }

  #members(roles: readonly string[]): string[] {
    return [...new Set(roles.flatMap((role) => this.policy.approvers?.[role] ?? []))];
  }
}

export interface RiskAnswer {
  /** Undefined where the event's number says nothing to this policy. */
  readonly level: RiskLevel | undefined;
  readonly action: RiskAction;
  readonly reported: RiskLevel;
}

const compiled = new WeakMap<Policy, CompiledPolicy>();

/** Compiles a loaded policy; the same policy gives the same snapshot. */
export function compilePolicy(policy: Policy | CompiledPolicy): CompiledPolicy {
  if (policy instanceof CompiledPolicy) return policy;
  let snapshot = compiled.get(policy);
  if (snapshot === undefined) compiled.set(policy, (snapshot = new CompiledPolicy(policy)));
  return snapshot;
}

function compileRule(rule: PolicyRule, order: number, resources: Resources): CompiledRule {
  const mode: Mode = rule.section === 'allow' ? EVERY : ANY;
  const { id, section, reason } = rule;
  const { file, line } = rule.position;
  const ref = Object.freeze({ id, section, file, line, ...(reason !== undefined && { reason }) });
  return {
    rule,
    ref,
    order,
    mode,
    conditions: compileConditions(rule.conditions, mode, resources),
    decision: undefined,
  };
}

function compileConditions(map: ConditionMap, mode: Mode, resources: Resources): Condition[] {
  const build: Build = {
    mode,
    needle: (text) => resources.needle(text),
    pattern: (source) => {
      const pattern = resources.pattern(source);
      return { pattern, setId: (mode === ANY ? resources.restricting : resources.granting).add(pattern) };
    },
    matcher: (source) => resources.pattern(source),
    conditions: (inner, innerMode) => compileConditions(inner, innerMode, resources),
  };
  const conditions: Condition[] = [];
  for (const [key, value] of Object.entries(map)) {
    // A conjunction inside a conjunction is one, and its parts can be found by the index.
    if (key === 'all_of')
      for (const inner of value as readonly ConditionMap[])
        conditions.push(...compileConditions(inner, mode, resources));
    else conditions.push(compileOne(key, value, build));
  }
  return conditions.sort((a, b) => a.cost - b.cost);
}

function compileOne(key: string, value: unknown, build: Build): Condition {
  const operator = OPERATOR_BY_KEY.get(key);
  if (operator === undefined) throw new TypeError(`no operator for the condition ${key}`);
  return operator.compile(value as never, build);
}
