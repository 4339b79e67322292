import type { Budget } from '../budget.js';
import type { Formula } from '../formula.js';

type Values<A> = Map<A, boolean>;

/** What follows from an atom's value: atoms that are then true, or then false. */
export type Implications<A> = (atom: A, holds: boolean) => readonly A[];

/** Values of atoms for which all formulas hold, or undefined where there are none. Small problems only. */
export function satisfy<A>(
  formulas: readonly Formula<A>[],
  implied: Implications<A>,
  budget: Budget,
): Values<A> | undefined {
  return search(new Map(), formulas, implied, budget);
}

function search<A>(
  values: Values<A>,
  formulas: readonly Formula<A>[],
  implied: Implications<A>,
  budget: Budget,
): Values<A> | undefined {
  budget.spend(1);
  const open: (Formula<A> & { kind: 'or' })[] = [];
  if (!settle(values, formulas, implied, open)) return undefined;
  const [first, ...rest] = open;
  if (first === undefined) return values;
  for (const item of first.items) {
    const found = search(new Map(values), [item, ...rest], implied, budget);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Takes over what must hold; what leaves a choice goes to `open`. False where something cannot hold. */
function settle<A>(
  values: Values<A>,
  formulas: readonly Formula<A>[],
  implied: Implications<A>,
  open: (Formula<A> & { kind: 'or' })[],
): boolean {
  for (const formula of formulas) {
    if (formula.kind === 'and') {
      if (!settle(values, formula.items, implied, open)) return false;
    } else if (formula.kind === 'or') {
      if (formula.items.length === 1) {
        if (!settle(values, formula.items, implied, open)) return false;
      } else open.push(formula);
    } else if (!assign(values, formula.atom, formula.positive, implied)) return false;
  }
  return true;
}

function assign<A>(values: Values<A>, atom: A, holds: boolean, implied: Implications<A>): boolean {
  const known = values.get(atom);
  if (known !== undefined) return known === holds;
  values.set(atom, holds);
  return implied(atom, holds).every((other) => assign(values, other, holds, implied));
}
