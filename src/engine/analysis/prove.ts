import type { Decision, DecisionKind } from '../model/decision.js';
import type { EventInput } from '../model/event.js';
import { decide } from '../decision/decide.js';
import { canonicalConditions } from '../policy/canonical.js';
import { compilePolicy } from '../policy/compile.js';
import type { Policy, PolicyRule } from '../policy/model.js';
import type { Atom, AtomTable } from './atoms.js';
import { OutOfBudget } from './budget.js';
import type { Budget } from './budget.js';
import { capabilityClasses } from './capabilities.js';
import type { CapabilityClass } from './capabilities.js';
import type { Formula } from './formula.js';
import { DECISION_PRICE } from './prices.js';
import { PolicyView, risksFor, riskView } from './question.js';
import type { Risk } from './question.js';
import { search } from './search.js';
import type { Found } from './search.js';
import { isImpossible } from './structure.js';
import { minimise } from './witness.js';
import { Workshop } from './workshop.js';

/** An event that shows what it is said to show: the engine has decided it before anyone sees it. */
export interface Shown {
  readonly event: EventInput;
  /** What each policy of the question decides, in their order. */
  readonly decisions: readonly Decision[];
}

/** `proved`: there is no such event. `refuted`: here is one. `unknown`: none was found, and there may be one. */
export type Answer =
  | { readonly outcome: 'proved' }
  | { readonly outcome: 'refuted'; readonly witness: Shown }
  | { readonly outcome: 'unknown'; readonly why: 'budget' | 'unclear' };

/** Whether there is an event about which policies decide in some way. */
export interface Question {
  readonly policies: readonly Policy[];
  /** Rules beside those of the policies that an event must be covered by: an assertion's. */
  readonly rules?: readonly PolicyRule[];
  /** What must hold at a capability and risk. */
  readonly formula: (views: readonly PolicyView[], at: CapabilityClass, table: AtomTable) => Formula<Atom>;
  readonly confirms: (decisions: readonly Decision[], event: EventInput) => boolean;
  /** Whether capabilities that only these rules cover can matter. */
  readonly wanted: (live: ReadonlySet<PolicyRule>) => boolean;
}

/** The part of a budget that one capability may use. */
const SHARE = 0.34;

/** Answers a question: every kind of capability, every kind of risk, and for each the search through conditions. */
export function answer(
  question: Question,
  budget: Budget,
  workshop = new Workshop(question.policies),
): Answer {
  let unknown: 'budget' | 'unclear' | undefined;
  try {
    for (const at of classesOf(question, budget)) {
      for (const risk of risksFor(question.policies)) {
        const found = attempt(question, { at, risk, budget, workshop });
        if (found === 'budget' || found === 'unclear') unknown ??= found;
        else if (found !== 'none') return { outcome: 'refuted', witness: witnessOf(question, found.event) };
      }
    }
  } catch (error) {
    if (!(error instanceof OutOfBudget)) throw error;
    unknown = 'budget';
  }
  return unknown === undefined ? { outcome: 'proved' } : { outcome: 'unknown', why: unknown };
}

/** The likeliest capabilities first: three segments, no odd spelling. */
function classesOf(question: Question, budget: Budget): readonly CapabilityClass[] {
  const rules = [...question.policies.flatMap((policy) => policy.rules), ...(question.rules ?? [])];
  const classes = capabilityClasses([...new Set(rules)], question.wanted, budget);
  const weight = ({ places, sample }: CapabilityClass): number =>
    Math.abs(places.length - 3) * 2 + Number(sample !== sample.toLowerCase());
  return [...classes].sort((a, b) => weight(a) - weight(b));
}

interface Attempt {
  readonly at: CapabilityClass;
  readonly risk: Risk;
  readonly budget: Budget;
  readonly workshop: Workshop;
}

function attempt(question: Question, { at, risk, budget: whole, workshop }: Attempt): Found | 'budget' {
  const budget = whole.share(SHARE);
  const { table } = workshop;
  try {
    const views = question.policies.map(
      (policy) => new PolicyView(policy, at.covers, riskView(policy, risk), table),
    );
    const formula = question.formula(views, at, table);
    const confirms = (event: EventInput): boolean => {
      budget.spend(DECISION_PRICE * question.policies.length);
      return question.confirms(decisionsOf(question, event), event);
    };
    const site = { places: at.places, budget };
    if (isImpossible(formula, site, workshop)) return 'none';
    return search(formula, { ...site, risk, workshop, confirms });
  } catch (error) {
    if (error instanceof OutOfBudget && whole.left > 0) return 'budget';
    throw error;
  }
}

function decisionsOf({ policies }: Question, event: EventInput): Decision[] {
  return policies.map((policy) => decide(compilePolicy(policy), event));
}

function witnessOf(question: Question, found: EventInput): Shown {
  const event = minimise(found, (smaller) => question.confirms(decisionsOf(question, smaller), smaller));
  return { event, decisions: decisionsOf(question, event) };
}

/** Is there an event that one policy decides in one way and the other in another. */
export function pairQuestion(
  first: Policy,
  second: Policy,
  wanted: { readonly first: readonly DecisionKind[]; readonly second: readonly DecisionKind[] },
): Question {
  const differ = differenceOf(first, second);
  const sides = [mayDecide(first, wanted.first), mayDecide(second, wanted.second)];
  return {
    policies: [first, second],
    formula: ([a, b]) => ({
      kind: 'and',
      items: [eitherOf(a as PolicyView, wanted.first), eitherOf(b as PolicyView, wanted.second)],
    }),
    confirms: ([a, b]) =>
      a !== undefined &&
      b !== undefined &&
      isValid(a) &&
      wanted.first.includes(a.decision) &&
      wanted.second.includes(b.decision),
    wanted: (live) => sides.every((side) => side(live)) && differ(live),
  };
}

/** Whether a policy can decide so where only these rules are: it denies by default, and needs a rule for all else. */
export function mayDecide(
  { rules }: Policy,
  decisions: readonly DecisionKind[],
): (live: ReadonlySet<PolicyRule>) => boolean {
  if (decisions.includes('deny')) return () => true;
  const able = new Set(rules.filter(({ section }) => section !== 'deny'));
  return (live) => {
    for (const rule of live) if (able.has(rule)) return true;
    return false;
  };
}

/** An event that does not parse is denied by everyone: it shows nothing. */
export function isValid({ reason }: Decision): boolean {
  return reason !== 'invalid_event' && reason !== 'policy_error';
}

export function eitherOf(view: PolicyView, decisions: readonly DecisionKind[]): Formula<Atom> {
  return { kind: 'or', items: decisions.map((decision) => view.formula(decision)) };
}

/** Whether two policies say anything different by the rules that are left: equal rules cancel before any search. */
function differenceOf(first: Policy, second: Policy): (live: ReadonlySet<PolicyRule>) => boolean {
  if (JSON.stringify(first.riskLevels) !== JSON.stringify(second.riskLevels)) return () => true;
  const names = new Map<string, number>();
  const number = (rule: PolicyRule): number => {
    const key = JSON.stringify([
      rule.section,
      [...rule.capabilities].sort(),
      canonicalConditions(rule.conditions),
    ]);
    const known = names.get(key);
    if (known !== undefined) return known;
    names.set(key, names.size);
    return names.size - 1;
  };
  const numbered = (policy: Policy) => policy.rules.map((rule) => ({ rule, number: number(rule) }));
  const [a, b] = [numbered(first), numbered(second)];
  const both = new Map([...a, ...b].map((one) => [one.rule, one.number]));
  const ofFirst = new Set(first.rules);
  return (live) => {
    const sides: [Set<number>, Set<number>] = [new Set(), new Set()];
    for (const rule of live) {
      const id = both.get(rule);
      if (id !== undefined) sides[ofFirst.has(rule) ? 0 : 1].add(id);
    }
    return sides[0].size !== sides[1].size || [...sides[0]].some((id) => !sides[1].has(id));
  };
}
