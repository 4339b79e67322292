import type { ActionEvent } from '../model/event.js';
import { FALSE, TRUE } from '../model/decision.js';
import type { RiskLevel } from '../model/decision.js';
import type { JsonValue } from '../model/json.js';
import { canonicalConditions } from '../policy/canonical.js';
import { ANY, EVERY, flip } from '../policy/conditions/define.js';
import type { Build, Condition, Mode, Region } from '../policy/conditions/define.js';
import { OPERATOR_BY_KEY } from '../policy/conditions/index.js';
import { Resources } from '../policy/index/resources.js';
import { EvaluationState } from '../policy/index/state.js';
import type { ConditionMap, PolicyRule } from '../policy/model.js';
import type { Cover, SegmentTest } from './capabilities.js';
import { and, is, negate, or } from './formula.js';
import type { Formula } from './formula.js';
import { Relations } from './relations/index.js';
import { Answers, FIRST, PRICES } from './prices.js';
import type { Spend } from './prices.js';
import { matches } from './segments.js';

/**
 * One condition as a rule asks it. It *holds* where it is true of every reading (in a grant), or anything but false
 * (in a restriction): these are the two questions that a decision rests on, and no other is ever asked.
 */
export interface Atom {
  readonly name: string;
  readonly value: JsonValue;
  readonly mode: Mode;
  readonly region: Region;
  /** Conditions with one key are one condition: the name, the value in its one spelling, and the mode. */
  readonly key: string;
  /** The same without the mode. */
  readonly base: string;
}

/** The name of an atom that asks for an open place of the capability. No condition is called so. */
export const CAPABILITY = 'capability';

/** The atoms of a question, shared by all of its formulas, and their truth on a concrete event by the engine's own code. */
export class AtomTable {
  readonly #atoms = new Map<string, Atom>();
  readonly #segments = new Map<string, Atom>();
  readonly #rules = new Map<PolicyRule, Formula<Atom>>();
  readonly #answers = new Answers();
  #engine: Engine | undefined;
  #relations: Relations | undefined;

  /** What must hold for a rule's conditions to match. */
  ruleFormula(rule: PolicyRule): Formula<Atom> {
    let formula = this.#rules.get(rule);
    if (formula === undefined) {
      formula = this.mapFormula(rule.conditions, rule.section === 'allow' ? EVERY : ANY);
      this.#rules.set(rule, formula);
    }
    return formula;
  }

  mapFormula(map: ConditionMap, mode: Mode): Formula<Atom> {
    return and(...Object.entries(map).map(([name, value]) => this.#formula(name, value, mode)));
  }

  /** What must still hold of the capability for a rule to cover it. */
  coverFormula(cover: Cover): Formula<Atom> {
    return or(...cover.map((tests) => and(...tests.map((test) => is(this.#segment(test))))));
  }

  #segment(test: SegmentTest): Atom {
    const base = JSON.stringify([CAPABILITY, test.place, test.fold, test.glob]);
    let atom = this.#segments.get(base);
    if (atom === undefined) {
      const value = { place: test.place, glob: test.glob, fold: test.fold };
      atom = { name: CAPABILITY, value, mode: EVERY, region: { kind: 'logic' }, key: base, base };
      this.#segments.set(base, atom);
    }
    return atom;
  }

  #formula(name: string, value: unknown, mode: Mode): Formula<Atom> {
    if (name === 'not') return negate(this.mapFormula(value as ConditionMap, flip(mode)));
    const maps = value as readonly ConditionMap[];
    if (name === 'any_of') return or(...maps.map((map) => this.mapFormula(map, mode)));
    if (name === 'all_of') return and(...maps.map((map) => this.mapFormula(map, mode)));
    if (name !== 'args') return is(this.#atom(name, value, mode));
    // Each argument is a condition of its own.
    const places = Object.entries(value as Readonly<Record<string, JsonValue>>);
    return and(...places.map(([place, matcher]) => is(this.#atom(name, { [place]: matcher }, mode))));
  }

  #atom(name: string, value: unknown, mode: Mode): Atom {
    const shown = name === 'match_keywords' ? 'contains' : name;
    const canonical = canonicalConditions({ [shown]: value })[shown] as JsonValue;
    const base = JSON.stringify([shown, canonical]);
    const key = `${mode} ${base}`;
    let atom = this.#atoms.get(key);
    if (atom === undefined) {
      const region = OPERATOR_BY_KEY.get(shown)?.region(value as never) ?? { kind: 'logic' };
      atom = { name: shown, value: canonical, mode, region, key, base };
      this.#atoms.set(key, atom);
      this.#engine = undefined;
      this.#relations = undefined;
    }
    return atom;
  }

  /** What follows for the other atoms where one holds or not. */
  get relations(): Relations {
    return (this.#relations ??= new Relations([...this.#atoms.values()]));
  }

  /** Whether an atom holds for an event. What that costs is told to `spend`. */
  truths(event: ActionEvent, level: RiskLevel | undefined, spend: Spend = () => undefined) {
    this.#engine ??= new Engine([...this.#atoms.values()], this.#answers);
    return this.#engine.truths(event, level, spend);
  }
}

/** The engine's conditions, one an atom. */
class Engine {
  readonly #conditions = new Map<string, Condition>();
  readonly #state: EvaluationState;

  constructor(
    atoms: readonly Atom[],
    private readonly answers: Answers,
  ) {
    const resources = new Resources();
    for (const atom of atoms) this.#conditions.set(atom.key, compile(atom, resources));
    this.#state = new EvaluationState(resources);
  }

  truths(event: ActionEvent, level: RiskLevel | undefined, spend: Spend): (atom: Atom) => boolean {
    const known = new Map<Atom, boolean>();
    const segments = event.capability.split('.');
    let costly: Map<string, boolean> | undefined;
    this.#state.reset(event, level);
    return (atom) => {
      const price = PRICES.get(atom.name);
      if (price !== undefined) costly ??= this.answers.of(event);
      let holds = known.get(atom) ?? (price === undefined ? undefined : costly?.get(atom.key));
      if (holds !== undefined) return holds;
      if (price !== undefined) spend(costly?.size === 0 ? price * FIRST : price);
      known.set(atom, (holds = this.#holds(atom, segments)));
      if (price !== undefined) costly?.set(atom.key, holds);
      return holds;
    };
  }

  #holds(atom: Atom, segments: readonly string[]): boolean {
    if (atom.name === CAPABILITY) {
      const test = atom.value as unknown as SegmentTest;
      return matches(test, segments[test.place] ?? '');
    }
    const truth = this.#conditions.get(atom.key)?.evaluate(this.#state, atom.mode);
    return atom.mode === ANY ? truth !== FALSE : truth === TRUE;
  }
}

function compile({ name, value, mode }: Atom, resources: Resources): Condition {
  const operator = OPERATOR_BY_KEY.get(name);
  if (operator === undefined) throw new TypeError(`no operator for the condition ${name}`);
  return operator.compile(value as never, buildOf(resources, mode));
}

export function buildOf(resources: Resources, mode: Mode): Build {
  return {
    mode,
    needle: (text) => resources.needle(text),
    pattern: (source) => {
      const pattern = resources.pattern(source);
      return { pattern, setId: (mode === ANY ? resources.restricting : resources.granting).add(pattern) };
    },
    matcher: (source) => resources.pattern(source),
    conditions: () => [],
  };
}
