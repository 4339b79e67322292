import type { Atom } from './atoms.js';
import { OutOfBudget } from './budget.js';
import { evaluate } from './formula.js';
import type { Formula } from './formula.js';
import { settle, smallest } from './settle.js';
import type { Values } from './settle.js';
import type { Site } from './theory/index.js';
import type { Workshop } from './workshop.js';

/** The part of a budget that is spent before events are looked for. */
const SHARE = 0.25;

/**
 * Whether a formula surely never holds, by what conditions say of each other alone: equal ones, and those that are wider or
 * narrower by their values. No event is made and nothing is parsed, so this is cheap where policies differ in a few rules.
 * No is no answer.
 */
export function isImpossible(formula: Formula<Atom>, site: Site, workshop: Workshop): boolean {
  const budget = site.budget.share(SHARE);
  try {
    return new Structure({ ...site, budget }, workshop).fails(new Map(), [formula]);
  } catch (error) {
    if (error instanceof OutOfBudget && site.budget.left > 0) return false;
    throw error;
  }
}

class Structure {
  constructor(
    private readonly site: Site,
    private readonly workshop: Workshop,
  ) {}

  fails(values: Values, formulas: readonly Formula<Atom>[]): boolean {
    const { theory, table } = this.workshop;
    this.site.budget.spend(1 + (formulas.length >> 3));
    const open = settle(values, formulas, (atom, holds) => table.relations.of(atom, holds));
    if (open === undefined) return true;
    const literals = [...values].map(([atom, holds]) => ({ atom, holds }));
    if (theory.refutes(literals, this.site)) return true;
    // What is not settled is taken not to hold. Where that answers everything there may be such an event.
    const broken = open.filter((choice) => evaluate(choice, (atom) => values.get(atom) ?? false) !== true);
    if (broken.length === 0) return false;
    const choice = smallest(broken);
    const rest = open.filter((one) => one !== choice);
    return choice.items.every((item) => this.fails(new Map(values), [item, ...rest]));
  }
}
