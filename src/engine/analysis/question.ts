import type { DecisionKind, RiskLevel } from '../model/decision.js';
import { RISK_LEVELS } from '../model/decision.js';
import { FALSE, TRUE } from '../model/decision.js';
import { ANY } from '../policy/conditions/define.js';
import type { Region } from '../policy/conditions/define.js';
import { ACTION_ORDER } from '../policy/model.js';
import type { Policy, PolicyRule, RiskAction } from '../policy/model.js';
import { matchGlob } from '../policy/text/glob.js';
import type { Atom, AtomTable } from './atoms.js';
import type { CapabilityClass, Cover } from './capabilities.js';
import { and, negate, NO, or, YES } from './formula.js';
import type { Formula } from './formula.js';

/** A risk as an event gives it. */
export type Risk = RiskLevel | number;

/** What a policy makes of a risk: which level it is (none for a number that it does not explain), and what follows. */
export interface RiskView {
  readonly level: RiskLevel | undefined;
  readonly action: RiskAction;
}

export function riskView(policy: Policy, risk: Risk): RiskView {
  const actionOf = (level: RiskLevel): RiskAction => policy.riskLevels[level]?.action ?? 'allow';
  if (typeof risk === 'string') return { level: risk, action: actionOf(risk) };
  if (risk === 0) return { level: 'low', action: actionOf('low') };
  const numbered = RISK_LEVELS.filter((level) => policy.riskLevels[level]?.from !== undefined);
  if (numbered.length === 0) {
    const actions = RISK_LEVELS.map(actionOf);
    const strictest = Math.max(...actions.map((action) => ACTION_ORDER.indexOf(action)));
    return { level: undefined, action: ACTION_ORDER[strictest] ?? 'deny' };
  }
  const level = numbered.findLast((one) => (policy.riskLevels[one]?.from ?? Infinity) <= risk) ?? 'low';
  return { level, action: actionOf(level) };
}

/** Risks, one for each way in which policies can see them, the usual one first. */
export function risksFor(policies: readonly Policy[], asked = policies.some(asksForRisk)): readonly Risk[] {
  const bounds = policies.flatMap((policy) =>
    RISK_LEVELS.flatMap((level) => policy.riskLevels[level]?.from ?? []),
  );
  const sorted = [...new Set(bounds)].sort((a, b) => a - b);
  const numbers = [...sorted, ...sorted.map((n, i) => (i === 0 ? n / 2 : (n + (sorted[i - 1] ?? 0)) / 2)), 1];
  const seen = new Set<string>();
  return [...RISK_LEVELS, ...numbers.filter((n) => n >= 0), (sorted.at(-1) ?? 0) + 1].filter((risk) => {
    const views = policies.map((policy) => riskView(policy, risk));
    const key = JSON.stringify(asked ? views : views.map(({ action }) => action));
    return seen.has(key) ? false : seen.add(key);
  });
}

/** Whether some rule has a condition on the risk level, at any depth. */
function asksForRisk(policy: Policy): boolean {
  return policy.rules.some((rule) => JSON.stringify(rule.conditions).includes('"risk_level"'));
}

/** One policy at one capability and risk: what must hold for each of its decisions. */
export class PolicyView {
  readonly #deny: readonly Formula<Atom>[];
  readonly #hold: readonly Formula<Atom>[];
  readonly #allow: readonly Formula<Atom>[];

  constructor(
    readonly policy: Policy,
    covers: CapabilityClass['covers'],
    readonly risk: RiskView,
    table: AtomTable,
  ) {
    const of = (section: PolicyRule['section']): Formula<Atom>[] =>
      policy.rules
        .filter((rule) => rule.section === section && covers.has(rule))
        .map((rule) => withRisk(matchFormula(rule, covers.get(rule), table), risk.level));
    this.#deny = of('deny');
    this.#hold = of('require_approval');
    this.#allow = of('allow');
  }

  /** What must hold for the policy to decide so, on an event for which the host itself asks for nothing. */
  formula(decision: DecisionKind): Formula<Atom> {
    const denied = or(...this.#deny);
    const held = or(...this.#hold);
    const granted = or(...this.#allow);
    const { action } = this.risk;
    if (decision === 'deny') {
      if (action === 'deny') return YES;
      return or(...this.#deny, and(negate(held), negate(granted)));
    }
    if (action === 'deny') return NO;
    if (decision === 'require_approval') {
      const asked = action === 'require_approval' ? or(...this.#hold, ...this.#allow) : held;
      return and(negate(denied), asked);
    }
    return action === 'require_approval' ? NO : and(negate(denied), negate(held), granted);
  }
}

/** What must hold for a rule to match: it covers the capability, and its conditions hold. */
export function matchFormula(rule: PolicyRule, cover: Cover | undefined, table: AtomTable): Formula<Atom> {
  if (cover === undefined) return NO;
  const conditions = table.ruleFormula(rule);
  return cover.some((tests) => tests.length === 0) ? conditions : and(table.coverFormula(cover), conditions);
}

/** The formula with conditions on the risk level settled, since the risk is chosen beforehand. */
export function withRisk(formula: Formula<Atom>, level: RiskLevel | undefined): Formula<Atom> {
  if (formula.kind !== 'atom')
    return { ...formula, items: formula.items.map((item) => withRisk(item, level)) };
  const { atom, positive } = formula;
  if (atom.name !== 'risk_level') return formula;
  return riskHolds(atom, level) === positive ? YES : NO;
}

function riskHolds(atom: Atom, level: RiskLevel | undefined): boolean {
  const { globs } = atom.region as Region & { readonly kind: 'globs' };
  if (level === undefined) return atom.mode === ANY;
  const truth = globs.some(
    (glob) => matchGlob(glob, level) || (atom.mode === ANY && matchGlob(glob.toLowerCase(), level)),
  );
  return (truth ? TRUE : FALSE) !== FALSE;
}
