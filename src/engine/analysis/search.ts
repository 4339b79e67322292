import type { RiskLevel } from '../model/decision.js';
import type { EventInput } from '../model/event.js';
import { parseEvent } from '../model/event.js';
import { EventError } from '../model/errors.js';
import type { Atom } from './atoms.js';
import { evaluate } from './formula.js';
import type { Formula } from './formula.js';
import { settle, smallest } from './settle.js';
import type { Choice, Values } from './settle.js';
import { assemble, emptyDraft } from './theory/draft.js';
import type { Site } from './theory/index.js';
import type { Workshop } from './workshop.js';

export interface Scene extends Site {
  readonly risk: RiskLevel | number;
  readonly workshop: Workshop;
  /** Whether an event is what is looked for, as the engine itself decides. */
  readonly confirms: (event: EventInput) => boolean;
}

/** `none`: surely no event. `unclear`: none was found, and there may be one. */
export type Found = { readonly event: EventInput } | 'none' | 'unclear';

/**
 * Looks for an event for which a formula holds. What must hold is settled first; then an event is drafted, and what it
 * does not satisfy yet is what is chosen next: so most of a policy is never looked at.
 */
export function search(formula: Formula<Atom>, scene: Scene): Found {
  return new Search(scene).explore(new Map(), [formula]);
}

class Search {
  constructor(private readonly scene: Scene) {}

  explore(values: Values, formulas: readonly Formula<Atom>[]): Found {
    this.scene.budget.spend(1);
    const open = settle(values, formulas);
    if (open === undefined) return 'none';
    const answer = this.#draft(values);
    if (answer === 'none') return 'none';
    const { event, truth } = answer;
    if (truth !== undefined) {
      const broken = open.filter((choice) => evaluate(choice, truth) !== true);
      if (broken.length === 0 && this.scene.confirms(event)) return { event };
      if (broken.length > 0) return this.#branch(values, open, smallest(broken));
    }
    return open.length > 0 ? this.#branch(values, open, smallest(open)) : 'unclear';
  }

  #branch(values: Values, open: readonly Choice[], choice: Choice): Found {
    let found: Found = 'none';
    const rest = open.filter((one) => one !== choice);
    for (const item of choice.items) {
      const next = this.explore(new Map(values), [item, ...rest]);
      if (typeof next === 'object') return next;
      if (next === 'unclear') found = 'unclear';
    }
    return found;
  }

  /** An event for the values so far, if the fields give one, and what holds of it. */
  #draft(values: Values): { event: EventInput; truth?: (atom: Atom) => boolean } | 'none' {
    const { places, risk } = this.scene;
    const { theory, table } = this.scene.workshop;
    const literals = [...values].map(([atom, holds]) => ({ atom, holds }));
    const parts = theory.solve(literals, this.scene);
    if (parts === 'none') return 'none';
    const draft = emptyDraft(
      places.map(({ sample }) => sample),
      risk,
    );
    for (const part of parts) part(draft);
    const event = assemble(draft);
    try {
      const parsed = parseEvent(event);
      const spend = (steps: number): void => this.scene.budget.spend(steps);
      return { event, truth: table.truths(parsed, typeof risk === 'string' ? risk : undefined, spend) };
    } catch (error) {
      if (error instanceof EventError) return { event };
      throw error;
    }
  }
}
