/** A statement about atoms in negation normal form: `not` stands at atoms only, as `positive: false`. */
export type Formula<A> =
  | { readonly kind: 'atom'; readonly atom: A; readonly positive: boolean }
  | { readonly kind: 'and'; readonly items: readonly Formula<A>[] }
  | { readonly kind: 'or'; readonly items: readonly Formula<A>[] };

/** Three values: `undefined` is *cannot be said*. */
export type Maybe = boolean | undefined;

export const YES: Formula<never> = { kind: 'and', items: [] };
export const NO: Formula<never> = { kind: 'or', items: [] };

export function is<A>(atom: A, positive = true): Formula<A> {
  return { kind: 'atom', atom, positive };
}

export function and<A>(...items: readonly Formula<A>[]): Formula<A> {
  return items.length === 1 ? (items[0] as Formula<A>) : { kind: 'and', items };
}

export function or<A>(...items: readonly Formula<A>[]): Formula<A> {
  return items.length === 1 ? (items[0] as Formula<A>) : { kind: 'or', items };
}

export function negate<A>(formula: Formula<A>): Formula<A> {
  if (formula.kind === 'atom') return { kind: 'atom', atom: formula.atom, positive: !formula.positive };
  return { kind: formula.kind === 'and' ? 'or' : 'and', items: formula.items.map(negate) };
}

/** The formula's value where atoms have the values that `valueOf` gives. */
export function evaluate<A>(formula: Formula<A>, valueOf: (atom: A) => Maybe): Maybe {
  if (formula.kind === 'atom') {
    const value = valueOf(formula.atom);
    return value === undefined ? undefined : value === formula.positive;
  }
  const decisive = formula.kind === 'or';
  let open = false;
  for (const item of formula.items) {
    const value = evaluate(item, valueOf);
    if (value === decisive) return decisive;
    if (value === undefined) open = true;
  }
  return open ? undefined : !decisive;
}

export function atomsOf<A>(formula: Formula<A>, into: Set<A> = new Set()): Set<A> {
  if (formula.kind === 'atom') into.add(formula.atom);
  else for (const item of formula.items) atomsOf(item, into);
  return into;
}
