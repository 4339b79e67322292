import type { Atom } from './atoms.js';
import { evaluate } from './formula.js';
import type { Formula } from './formula.js';
import type { Consequence } from './relations/index.js';

export type Values = Map<Atom, boolean>;
export type Choice = Formula<Atom> & { readonly kind: 'or' };

/** What follows for other atoms from one; nothing, unless it is said. */
type Consequences = (atom: Atom, holds: boolean) => readonly Consequence[];
const NOTHING: Consequences = () => [];

/** Settles what leaves no choice into `values`; gives back the choices, or undefined where something cannot hold. */
export function settle(
  values: Values,
  formulas: readonly Formula<Atom>[],
  follows: Consequences = NOTHING,
): Choice[] | undefined {
  const settler = new Settler(values, follows);
  let todo = [...formulas];
  for (;;) {
    const choices: Choice[] = [];
    const before = values.size;
    for (const formula of todo) if (!settler.take(formula, choices)) return undefined;
    if (values.size === before) return choices;
    todo = choices;
  }
}

class Settler {
  constructor(
    private readonly values: Values,
    private readonly follows: Consequences,
  ) {}

  /** False where the formula cannot hold. */
  take(formula: Formula<Atom>, choices: Choice[]): boolean {
    if (formula.kind === 'atom') return this.#assign(formula.atom, formula.positive);
    if (formula.kind === 'and') return formula.items.every((item) => this.take(item, choices));
    const valueOf = (atom: Atom): boolean | undefined => this.values.get(atom);
    const items: Formula<Atom>[] = [];
    for (const item of formula.items) {
      const value = evaluate(item, valueOf);
      if (value === true) return true;
      if (value === undefined) items.push(item);
    }
    if (items.length === 1) return this.take(items[0] as Formula<Atom>, choices);
    if (items.length > 0) choices.push({ kind: 'or', items });
    return items.length > 0;
  }

  #assign(atom: Atom, holds: boolean): boolean {
    const known = this.values.get(atom);
    if (known !== undefined) return known === holds;
    this.values.set(atom, holds);
    return this.follows(atom, holds).every((next) => this.#assign(next.atom, next.holds));
  }
}

export function smallest(choices: readonly Choice[]): Choice {
  return choices.reduce((best, one) => (one.items.length < best.items.length ? one : best));
}
