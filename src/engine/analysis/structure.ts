import type { Atom } from './atoms.js';
import { OutOfBudget } from './budget.js';
import { atomsOf, evaluate } from './formula.js';
import type { Formula } from './formula.js';
import { settle, smallest } from './settle.js';
import type { Choice, Values } from './settle.js';
import { fieldOf } from './theory/index.js';
import type { Literal, Site } from './theory/index.js';
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

export class Structure {
  constructor(
    private readonly site: Site,
    private readonly workshop: Workshop,
  ) {}

  fails(values: Values, formulas: readonly Formula<Atom>[]): boolean {
    const { relations } = this.workshop.table;
    this.site.budget.spend(1 + (formulas.length >> 3));
    const open = settle(values, formulas, (atom, holds) => relations.of(atom, holds));
    if (open === undefined) return true;
    const literals = [...values].map(([atom, holds]) => ({ atom, holds }));
    if (this.workshop.theory.refutes(literals, this.site)) return true;
    const choice = this.#choice(values, literals, open);
    if (choice === undefined) return false;
    const rest = open.filter((one) => one !== choice);
    return choice.items.every((item) => this.fails(new Map(values), [item, ...rest]));
  }

  /** What is not settled is taken not to hold: a choice that this does not answer, or that it answers wrongly. */
  #choice(values: Values, literals: readonly Literal[], open: readonly Choice[]): Choice | undefined {
    const broken = open.filter((choice) => evaluate(choice, (atom) => values.get(atom) ?? false) !== true);
    if (broken.length > 0) return smallest(broken);
    const fields = new Set(literals.filter(({ holds }) => holds).map(({ atom }) => fieldOf(atom)));
    const guessed = new Set(
      open
        .flatMap((choice) => [...atomsOf(choice)])
        .filter((atom) => !values.has(atom) && !FAR.test(fieldOf(atom)) && fields.has(fieldOf(atom))),
    );
    if (guessed.size === 0) return undefined;
    const guesses = [...guessed].map((atom) => ({ atom, holds: false }));
    if (!this.workshop.theory.refutes([...literals, ...guesses], this.site)) return undefined;
    return smallest(open.filter((choice) => [...atomsOf(choice)].some((atom) => guessed.has(atom))));
  }
}

/** Fields for which a guess costs much and tells little. */
const FAR = /^(texts|paths|atom) ?/;
