import type { ActionEvent } from '../model/event.js';

/** Takes steps off a budget. */
export type Spend = (steps: number) => void;

/**
 * Steps for asking a condition of a payload, where that parses what stands there. A budget is one of cost, or a policy
 * with many such conditions would take minutes for the steps that others take in a second.
 */
export const PRICES: ReadonlyMap<string, number> = new Map([
  ['shell', 25],
  ['sql', 10],
  ['url', 5],
  ['args_schema', 5],
]);
/** The first condition that asks has the payload parsed. */
export const FIRST = 10;
/** What it costs to have an event decided by a policy. */
export const DECISION_PRICE = 20;

const MAX_REMEMBERED = 2000;

/** What such conditions say of payloads: the same few are asked about again and again. */
export class Answers {
  readonly #known = new Map<string, Map<string, boolean>>();

  /** By condition. They read nothing of an event but its payload and the working folder. */
  of({ payload, context }: ActionEvent): Map<string, boolean> {
    const key = JSON.stringify([payload, context.cwd]);
    let known = this.#known.get(key);
    if (known === undefined) {
      if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
      this.#known.set(key, (known = new Map()));
    }
    return known;
  }
}
