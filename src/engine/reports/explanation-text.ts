import type { Decision, RuleRef } from '../model/decision.js';
import type { ConditionTrace, Explanation, RuleTrace, TruthName } from '../model/explanation.js';
import { PLAIN } from './paint.js';
import type { Paint, TextOptions } from './paint.js';
import { shownFile } from './place.js';
import { ruleName } from './rule-name.js';
import { visible } from './visible.js';
import { plural } from './words.js';

/** A decision with every rule and condition that it rested on. Payload text in it has been made visible. */
export function explanationText(explanation: Explanation, { paint = PLAIN, root }: TextOptions = {}): string {
  const { decision } = explanation;
  const out = [`${paintDecision(decision, paint)} ${paint.dim(`(${visible(decision.reason)})`)}`];
  out.push(...facts(explanation, root).map(([name, value]) => `  ${paint.dim(name.padEnd(10))}  ${value}`));
  if (explanation.restedOnUnknown) {
    out.push(
      `  ${paint.warning('the rule matched because a condition is unknown: a rule that restricts takes unknown for true')}`,
    );
  }
  out.push('', candidatesLine(explanation));
  for (const candidate of explanation.candidates)
    out.push('', ...candidateLines(candidate, decision, paint, root));
  return `${out.join('\n')}\n`;
}

function paintDecision(decision: Decision, paint: Paint): string {
  const colour = { allow: paint.good, deny: paint.error, require_approval: paint.warning }[decision.decision];
  return paint.strong(colour(decision.decision));
}

function facts({ decision, capability, risk }: Explanation, root: string | undefined): [string, string][] {
  const { rule, policy, approval, riskLevel, detail } = decision;
  const out: [string, string][] = [
    ['policy', `${visible(policy.name)} (sha256 ${policy.digest.slice(0, 16)})`],
  ];
  if (capability !== '') out.push(['capability', visible(capability)]);
  if (risk !== '') out.push(['risk', visible(risk)]);
  if (detail !== undefined) out.push(['because', visible(detail)]);
  if (rule !== null) out.push(['rule', `${ruleName(rule.section, rule.id)} (${place(rule, root)})`]);
  if (rule?.reason !== undefined) out.push(['says', visible(rule.reason)]);
  if (riskLevel !== undefined) out.push(['raised by', `the action of risk level ${riskLevel}`]);
  if (approval !== undefined) out.push(['approval', terms(approval)]);
  return out;
}

function terms({
  expiresIn,
  uses,
  approvers,
  by,
  scope,
  minLevel,
}: NonNullable<Decision['approval']>): string {
  return [
    `${plural(approvers, 'approver')}${by === undefined ? '' : ` of ${by.map(visible).join(', ')}`}`,
    plural(uses, 'use'),
    ...(scope === undefined ? [] : [`scope ${scope}`]),
    ...(minLevel === undefined ? [] : [`level ${minLevel}`]),
    `expires in ${duration(expiresIn)}`,
  ].join(', ');
}

/** As a policy writes it: `10m`. */
function duration(seconds: number): string {
  const units: [number, string][] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'm'],
  ];
  const [size, unit] = units.find(([length]) => seconds >= length && seconds % length === 0) ?? [1, 's'];
  return `${seconds / size}${unit}`;
}

function place(rule: RuleRef, root: string | undefined): string {
  return `${visible(shownFile(rule.file, root))}:${rule.line}`;
}

function candidatesLine({ candidates, otherRules, decision }: Explanation): string {
  const all = candidates.length + otherRules;
  if (decision.reason === 'invalid_event') return 'no rule was asked: the event is not valid';
  if (decision.reason === 'policy_error') return 'no rule was asked: the policy failed';
  if (all === 0) return 'the policy has no rules';
  if (candidates.length === 0) return `none of the ${all} rules covers this capability`;
  const verb = candidates.length === 1 ? 'covers' : 'cover';
  return `${candidates.length} of ${all} rule${all === 1 ? '' : 's'} ${verb} this capability:`;
}

function candidateLines(
  trace: RuleTrace,
  decision: Decision,
  paint: Paint,
  root: string | undefined,
): string[] {
  const { rule } = trace;
  const decided = decision.rule?.id === rule.id && trace.matched;
  const state = trace.matched ? (decided ? 'matched, and decided' : 'matched') : 'did not match';
  const patterns = trace.capability.map(visible).join(', ');
  const head = `  ${paint.strong(ruleName(rule.section, rule.id))} ${paint.dim(`${place(rule, root)}, capability ${patterns}`)}`;
  const conditions = trace.conditions.flatMap((condition) => conditionLines(condition, '    ', paint));
  if (conditions.length === 0) conditions.push(`    ${paint.dim('no conditions')}`);
  return [`${head}: ${trace.matched ? paint.strong(state) : state}`, ...conditions];
}

function conditionLines(trace: ConditionTrace, indent: string, paint: Paint): string[] {
  const children = trace.children ?? [];
  const whole = trace.expected !== '' && (children.length === 0 || trace.reading !== undefined);
  const expected = whole ? ` ${cut(visible(trace.expected), 160)}` : '';
  const out = [`${indent}${paintTruth(trace.truth, paint)}  ${visible(trace.condition)}${expected}`];
  const why = whyLine(trace);
  if (why !== undefined) out.push(`${indent}         ${paint.dim(why)}`);
  for (const child of children) out.push(...conditionLines(child, `${indent}  `, paint));
  return out;
}

/** Which readings counted, and the one that decided. Conditions made of others, and their parts, have none. */
function whyLine({ mode, reading, note, truth, children, expected }: ConditionTrace): string | undefined {
  const made = children !== undefined && children.length > 0;
  if (reading === undefined && (made || expected === ''))
    return note === undefined ? undefined : visible(note);
  const parts: string[] = [];
  if (reading !== undefined) {
    parts.push(`${visible(reading.at)} (${visible(reading.form)}) is "${visible(reading.value)}"`);
  }
  if (note !== undefined) parts.push(visible(note));
  if (parts.length === 0) parts.push(truth === 'false' && mode === 'any' ? 'none of them' : 'all of them');
  return `${mode} reading: ${parts.join('; ')}`;
}

function paintTruth(truth: TruthName, paint: Paint): string {
  const colour = { true: paint.good, false: paint.dim, unknown: paint.warning }[truth];
  return colour(truth.padEnd(7));
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
