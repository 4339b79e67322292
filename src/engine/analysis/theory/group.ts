import { ANY } from '../../policy/conditions/define.js';
import type { Budget } from '../budget.js';
import type { Atom } from '../atoms.js';
import type { Shelf, TextPredicate } from '../strings/shelf.js';
import type { Draft } from './draft.js';

/** An atom and whether it must hold. */
export interface Literal {
  readonly atom: Atom;
  readonly holds: boolean;
}

/** What holds for every text of the payload, which argument values and paths are too. */
export interface TextLaws {
  readonly always: readonly TextPredicate[];
  readonly never: readonly TextPredicate[];
}

export interface Tools {
  readonly shelf: Shelf;
  readonly budget: Budget;
}

/**
 * What the literals about one field come to: `none` where no value fits them, which is sure; else a part of an event,
 * which may have to be tried; `unclear` where nothing was found and nothing is sure.
 */
export type Outcome = 'none' | 'unclear' | ((draft: Draft) => void);

/** What must hold for each reading of a field, and what for some one of them. */
export function split(literals: readonly Literal[]): { each: readonly Literal[]; some: readonly Literal[] } {
  const isEach = ({ atom, holds }: Literal): boolean => (atom.mode === ANY) !== holds;
  return { each: literals.filter(isEach), some: literals.filter((literal) => !isEach(literal)) };
}
