import { parseEvent } from '../model/event.js';
import type { Policy } from '../policy/model.js';
import { AtomTable } from './atoms.js';
import { Shelf } from './strings/shelf.js';
import { Theory } from './theory/index.js';

/** What questions about the same policies have in common: their conditions, and all that was found out about them. */
export class Workshop {
  readonly table = new AtomTable();
  readonly theory = new Theory(new Shelf(), (event, spend) =>
    this.table.truths(parseEvent(event), 'low', spend),
  );

  /** All conditions are taken in at once, since they are compiled together. */
  constructor(policies: readonly Policy[]) {
    for (const { rules } of policies) for (const rule of rules) this.table.ruleFormula(rule);
  }
}
