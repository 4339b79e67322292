import { ANY, EVERY } from '../../policy/conditions/define.js';
import type { Atom } from '../atoms.js';
import { argumentRelation } from './arguments.js';
import type { Relation } from './define.js';
import { fieldRelations } from './fields.js';
import { shellRelation } from './shell.js';
import { sqlRelation } from './sql.js';
import { urlRelation } from './url.js';

const RELATIONS = new Map(
  [argumentRelation, shellRelation, sqlRelation, urlRelation, ...fieldRelations].flatMap((relation) =>
    relation.names.map((name): [string, Relation] => [name, relation]),
  ),
);

/** Of other conditions no more is known than that they are themselves. */
const SELF: Relation = { names: [], narrower: () => false, sureIsPossible: () => true };

const known = new WeakMap<Atom, WeakMap<Atom, boolean>>();

/** Whether the second atom holds wherever the first one does. */
export function implies(a: Atom, b: Atom): boolean {
  if (a.name !== b.name || (a.mode === ANY && b.mode === EVERY)) return false;
  let wider = known.get(a);
  if (wider === undefined) known.set(a, (wider = new WeakMap()));
  let answer = wider.get(b);
  if (answer === undefined) wider.set(b, (answer = isNarrower(a, b)));
  return answer;
}

function isNarrower(a: Atom, b: Atom): boolean {
  const { narrower, sureIsPossible } = RELATIONS.get(a.name) ?? SELF;
  const within = (mode: Atom['mode']): boolean => a.base === b.base || narrower(a.value, b.value, mode);
  if (a.mode === b.mode) return within(a.mode);
  return (sureIsPossible(b.value) && within(EVERY)) || (sureIsPossible(a.value) && within(ANY));
}

/** Whether two atoms never hold together. */
export function excludes(a: Atom, b: Atom): boolean {
  if (a.name !== b.name) return false;
  const { apart, sureIsPossible } = RELATIONS.get(a.name) ?? SELF;
  if (apart === undefined) return false;
  const sure = (one: Atom, other: Atom): boolean =>
    one.mode === EVERY &&
    (other.mode === ANY || sureIsPossible(other.value)) &&
    apart(one.value, other.value);
  return sure(a, b) || sure(b, a);
}

/** What follows for other atoms where one holds, and where it does not. */
export interface Consequence {
  readonly atom: Atom;
  readonly holds: boolean;
}

/** The atoms of a question with what follows from each, found when it is first asked for. */
export class Relations {
  readonly #known = new Map<Atom, readonly [readonly Consequence[], readonly Consequence[]]>();

  readonly #byName = new Map<string, Atom[]>();

  constructor(atoms: readonly Atom[]) {
    for (const atom of atoms) {
      const known = this.#byName.get(atom.name);
      if (known === undefined) this.#byName.set(atom.name, [atom]);
      else known.push(atom);
    }
  }

  of(atom: Atom, holds: boolean): readonly Consequence[] {
    let known = this.#known.get(atom);
    if (known === undefined) this.#known.set(atom, (known = this.#find(atom)));
    return known[holds ? 0 : 1];
  }

  #find(atom: Atom): readonly [readonly Consequence[], readonly Consequence[]] {
    const others = (this.#byName.get(atom.name) ?? []).filter((other) => other !== atom);
    const wider = others.filter((other) => implies(atom, other));
    const foreign = others.filter((other) => excludes(atom, other));
    const narrower = others.filter((other) => implies(other, atom));
    const to = (list: readonly Atom[], holds: boolean): Consequence[] =>
      list.map((one) => ({ atom: one, holds }));
    return [[...to(wider, true), ...to(foreign, false)], to(narrower, false)];
  }
}
