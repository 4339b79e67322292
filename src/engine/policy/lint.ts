import type { Finding, Severity } from '../model/finding.js';
import { OPERATOR_BY_KEY } from './conditions/index.js';
import type { Region } from './conditions/define.js';
import { HidingRules } from './hiding.js';
import type { Policy, PolicyRule } from './model.js';

type Draft = Pick<Finding, 'code' | 'message' | 'help'> & { severity?: Severity };

/**
 * Warnings about a policy that loads, as far as they can be had without solving anything: rules that a wider rule
 * hides, grants that are too broad or rest on too little, and denials that are easy to walk past.
 */
export function lintPolicy(policy: Policy): Finding[] {
  const hiding = new HidingRules(policy);
  const findings = policy.rules.flatMap((rule) =>
    [unreachable(rule, hiding), broadGrant(rule), weakCondition(rule), openRange(rule), evadable(rule)]
      .filter((draft) => draft !== undefined)
      .map((draft) => toFinding(draft, rule)),
  );
  return [...findings, ...unusedParents(policy), ...observing(policy)];
}

function toFinding({ code, message, help, severity }: Draft, rule: PolicyRule): Finding {
  return {
    severity: severity ?? 'warning',
    code,
    message,
    ...(help !== undefined && { help }),
    position: rule.position,
    length: 1,
    rule: rule.id,
  };
}

function headOf(capability: string): string {
  return (capability.split('.', 1)[0] ?? '').toLowerCase();
}

function unreachable(rule: PolicyRule, hiding: HidingRules): Draft | undefined {
  const hider = hiding.hiding(rule);
  if (hider === undefined) return undefined;
  const { file, line } = hider.position;
  return {
    code: 'unreachable',
    message: `\`${rule.id}\` never decides: \`${hider.id}\` (${file}:${line}) covers all of it without conditions`,
    help: 'remove it, or give the wider rule a condition',
  };
}

function broadGrant(rule: PolicyRule): Draft | undefined {
  if (rule.section !== 'allow' || Object.keys(rule.conditions).length > 0) return undefined;
  const broad = rule.capabilities.find((text) => text.replace(/(\.\*)+$/, '').split('.').length <= 1);
  if (broad === undefined) return undefined;
  const all = broad.startsWith('*');
  return {
    code: 'broad_grant',
    message: `\`${rule.id}\` grants ${all ? 'everything' : 'a whole resource'} (\`${broad}\`) without conditions`,
    help: 'name the action and scope, or add a condition',
  };
}

function weakCondition(rule: PolicyRule): Draft | undefined {
  if (rule.section !== 'allow') return undefined;
  const regions = regionsOf(rule);
  if (regions.length === 0 || !regions.every((region) => region.kind === 'text' && region.how === 'contains'))
    return undefined;
  return {
    code: 'weak_condition',
    message: `\`${rule.id}\` grants whatever contains a text`,
    help: 'name the argument and its whole value (`args` with `matches` and anchors, or `in`)',
  };
}

function openRange(rule: PolicyRule): Draft | undefined {
  if (rule.section !== 'allow') return undefined;
  const amounts = regionsOf(rule).filter((region) => region.kind === 'interval' && region.field === 'amount');
  const high = amounts.some((region) => region.kind === 'interval' && region.high !== undefined);
  const low = amounts.some((region) => region.kind === 'interval' && region.low !== undefined);
  if (!high || low) return undefined;
  return {
    code: 'open_range',
    message: `\`${rule.id}\` has an upper bound for the amount and no lower one, so it grants negative amounts`,
    help: 'add `amount_gte: 0`',
  };
}

/** A note, until the condition that understands commands can be named. */
function evadable(rule: PolicyRule): Draft | undefined {
  if (rule.section === 'allow' || !rule.capabilities.some((text) => headOf(text) === 'shell'))
    return undefined;
  const regions = regionsOf(rule);
  if (regions.length === 0 || !regions.every((region) => region.kind === 'text')) return undefined;
  return {
    severity: 'note',
    code: 'evadable_text',
    message: `\`${rule.id}\` knows commands by their text, and a shell has many ways to write the same command`,
    help: 'let it stand beside narrow allow rules, never instead of them',
  };
}

function regionsOf(rule: PolicyRule): Region[] {
  return Object.entries(rule.conditions).flatMap(
    ([key, value]) => OPERATOR_BY_KEY.get(key)?.region(value as never) ?? [],
  );
}

function unusedParents(policy: Policy): Finding[] {
  return policy.parents
    .filter((parent) => parent.rules === 0 && !parent.restricts)
    .map((parent) => ({
      severity: 'warning',
      code: 'unused_parent',
      message: `the parent \`${parent.file}\` adds no rule and no limit`,
      help: 'remove it from `extends`',
      position: parent.position,
      length: 1,
    }));
}

function observing(policy: Policy): Finding[] {
  if (policy.enforcementMode !== 'observe') return [];
  const position = { file: policy.file, line: 1, column: 1 };
  const message = 'this policy asks to be observed only: a runtime that follows it blocks nothing';
  return [
    {
      severity: 'warning',
      code: 'observe_mode',
      message,
      help: 'set `enforcement_mode: block`',
      position,
      length: 1,
    },
  ];
}
