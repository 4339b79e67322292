import type { RuleFault } from '../model/rule-fault.js';
import type { Policy, PolicyRule } from '../policy/model.js';
import type { ConditionMap } from '../policy/model.js';
import { EVERY } from '../policy/conditions/define.js';
import type { Budget } from './budget.js';
import { and } from './formula.js';
import { proofOf } from './proofs.js';
import { answer } from './prove.js';
import type { Question } from './prove.js';
import { decideQuestion } from './rules.js';
import type { Workshop } from './workshop.js';

interface Tools {
  readonly budget: Budget;
  readonly workshop: Workshop;
}

/** The argument that says how bad a call is, by the resource, and a value that nobody means to allow unseen. */
interface Probe {
  readonly resources: readonly string[];
  readonly argument: string;
  readonly conditions: ConditionMap;
}

const PROBES: readonly Probe[] = [
  {
    resources: ['shell', 'bash', 'terminal', 'command', 'exec'],
    argument: 'the command',
    conditions: { args: { command: { eq: 'rm -rf /' } } },
  },
  {
    resources: ['filesystem', 'fs', 'file', 'files'],
    argument: 'the path',
    conditions: { args: { path: { eq: '/etc/shadow' } } },
  },
  {
    resources: ['payment', 'payments', 'billing', 'refund', 'refunds'],
    argument: 'the amount',
    conditions: { args: { amount: { eq: 1_000_000_000 } } },
  },
  {
    resources: ['database', 'db', 'sql', 'postgres', 'mysql', 'sqlite'],
    argument: 'the statement',
    conditions: { args: { query: { eq: 'drop table users' } } },
  },
];

/**
 * An allow rule that decides for the worst that its resource knows. Rules with a condition on the payload are left out:
 * their writers have thought of it.
 */
export function unboundedGrant(policy: Policy, rule: PolicyRule, tools: Tools): readonly RuleFault[] {
  if (rule.section !== 'allow' || readsPayload(rule.conditions)) return [];
  const probe = PROBES.find(({ resources }) =>
    rule.capabilities.some((text) => resources.includes(headOf(text))),
  );
  if (probe === undefined) return [];
  const found = answer(probeQuestion(policy, rule, probe), tools.budget, tools.workshop);
  if (found.outcome !== 'refuted') return [];
  const { argument } = probe;
  const claim = `\`${rule.id}\` asks for ${argument}`;
  const { witness } = proofOf(found, {
    name: 'unbounded_grant',
    claim,
    policies: [policy],
    expected: 'deny',
  });
  const { id, section, position } = rule;
  return witness === undefined
    ? []
    : [{ kind: 'unbounded_grant', rule: { id, section, position }, argument, witness }];
}

/** The rule's own question, of events with a payload that is all that the probe says. */
function probeQuestion(policy: Policy, rule: PolicyRule, { conditions }: Probe): Question {
  const question = decideQuestion(policy, rule);
  return {
    ...question,
    formula: (views, at, table) =>
      and(question.formula(views, at, table), table.mapFormula(conditions, EVERY)),
    confirms: (decisions, event) =>
      question.confirms(decisions, event) && holdsProbe(event.payload ?? {}, conditions),
  };
}

function holdsProbe(payload: Readonly<Record<string, unknown>>, { args }: ConditionMap): boolean {
  const places = Object.entries(args as Readonly<Record<string, { readonly eq: unknown }>>);
  return places.every(([place, { eq }]) => payload[place] === eq);
}

const HOST_CONDITIONS =
  /^(environment|actor|tenant|user_role|session|risk_level|tool_name|table|caller_depth_\w+)$/;

function readsPayload(map: ConditionMap): boolean {
  return Object.entries(map).some(([key, value]) => {
    if (key === 'not') return readsPayload(value as ConditionMap);
    if (key === 'any_of' || key === 'all_of') return (value as readonly ConditionMap[]).some(readsPayload);
    return !HOST_CONDITIONS.test(key);
  });
}

function headOf(capability: string): string {
  return (capability.split('.', 1)[0] ?? '').toLowerCase();
}
