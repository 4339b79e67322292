import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { readFields } from '../readings/fields.js';
import { ANY, defineOperator } from './define.js';
import type { Condition, EvaluationState, Mode, Operator } from './define.js';
import { deciding, reading, trace } from './trace.js';
import { number } from './values.js';

/** The four comparisons of an amount. `above`: the accepted values lie above the threshold. */
function amountOperator(key: string, above: boolean, inclusive: boolean): Operator<number> {
  return defineOperator<number>({
    key,
    doc: {
      value: 'number',
      reads: '`amount total value sum quantity price cost`, also as `amount_cents`, `amountUsd` and the like',
      readings:
        'every such key at any depth; numbers and plain decimal strings; anything else there is unknown',
      example: 1000,
    },
    schema: () => number,
    canonical: (value) => value,
    compile: (value) => new Amount(key, value, above, inclusive),
    region: (value) =>
      above
        ? { kind: 'interval', field: 'amount', low: value, lowInclusive: inclusive }
        : { kind: 'interval', field: 'amount', high: value, highInclusive: inclusive },
  });
}

export const amountGt = amountOperator('amount_gt', true, false);
export const amountGte = amountOperator('amount_gte', true, true);
export const amountLt = amountOperator('amount_lt', false, false);
export const amountLte = amountOperator('amount_lte', false, true);

class Amount implements Condition {
  readonly cost = 1;
  readonly anchor;

  constructor(
    private readonly key: string,
    private readonly threshold: number,
    private readonly above: boolean,
    private readonly inclusive: boolean,
  ) {
    this.anchor = { kind: 'amount', above, inclusive, threshold } as const;
  }

  /** The two ends of what was read decide for all of it. */
  evaluate(state: EvaluationState, mode: Mode): Truth {
    const { amounts, amountMin, amountMax, amountUnknown } = state.readings.fields;
    if (amounts.length === 0) return FALSE;
    const understood = amountMin <= amountMax;
    const end = (mode === ANY) === this.above ? amountMax : amountMin;
    const holds = understood && this.#accepts(end);
    if (mode === ANY) return holds ? TRUE : amountUnknown ? UNKNOWN : FALSE;
    return understood && !holds ? FALSE : amountUnknown ? UNKNOWN : TRUE;
  }

  #accepts(amount: number): boolean {
    if (amount === this.threshold) return this.inclusive;
    return amount > this.threshold === this.above;
  }

  explain(state: EvaluationState, mode: Mode) {
    const { amounts } = readFields(state.event.payload, true);
    const truthOf = ({ value }: { value: number | undefined }): Truth =>
      value === undefined ? UNKNOWN : this.#accepts(value) ? TRUE : FALSE;
    const found = deciding(amounts, truthOf, mode);
    return trace(this.key, this.threshold, mode, this.evaluate(state, mode), {
      reading: found && reading(found.at, found.raw, 'raw'),
      note:
        found === undefined
          ? 'no amount in the payload'
          : found.value === undefined
            ? 'not a plain number'
            : undefined,
    });
  }
}
