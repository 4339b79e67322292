import type { ActionEvent } from '../model/event.js';
import { checkCapabilityPattern } from './capability-pattern.js';
import { CompiledPolicy } from './compile.js';
import { conditionMap } from './schema.js';
import { covers } from './coverage.js';
import { ruleMatches } from './index/rule.js';
import type { ConditionMap, Policy, PolicyRule } from './model.js';

/** An allow rule that stands in no file. */
export interface StandingRule {
  readonly id: string;
  readonly capability: string;
  readonly conditions: ConditionMap;
}

/**
 * Allow rules as a compiled policy that is only in memory. Nothing of them is trusted: a rule that does not load grants
 * nothing, and takes no other along.
 */
export function standingPolicy(rules: readonly StandingRule[]): CompiledPolicy {
  const sound = rules.filter(isSound);
  try {
    return new CompiledPolicy(policyOf(sound));
  } catch {
    return new CompiledPolicy(policyOf(sound.filter(compiles)));
  }
}

/** Every rule that grants an event, in order: asked one by one, where it does not do to know the first. */
export function grantingRules(policy: CompiledPolicy, event: ActionEvent): string[] {
  policy.state.reset(event, policy.risk(event).level);
  try {
    return policy.rules
      .filter((rule) => covers(rule.rule, event.capability) && ruleMatches(rule, policy.state))
      .map(({ rule }) => rule.id);
  } finally {
    policy.state.clear();
  }
}

function isSound({ capability, conditions }: StandingRule): boolean {
  if (checkCapabilityPattern(capability) !== undefined) return false;
  return Object.keys(conditions).length === 0 || conditionMap.safeParse(conditions).success;
}

function compiles(rule: StandingRule): boolean {
  try {
    return new CompiledPolicy(policyOf([rule])) !== undefined;
  } catch {
    return false;
  }
}

const NOWHERE = { file: '', line: 0, column: 0 };

function policyOf(rules: readonly StandingRule[]): Policy {
  return {
    name: 'standing',
    rules: rules.map(({ id, capability, conditions }): PolicyRule => ({
      ...{ id, section: 'allow', warn: false, legacy: false, capabilities: [capability] },
      ...{ conditions, position: NOWHERE },
    })),
    riskLevels: {},
    approvalTimeoutSeconds: 0,
    enforcementMode: 'enforce',
    digest: '',
    ...{ file: '', parents: [], schemas: [], warnings: [] },
  };
}
