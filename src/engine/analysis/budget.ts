/** Thrown inside the room where a search went on for too long; the answer is then *unknown*. */
export class OutOfBudget extends Error {}

/**
 * How much a proof may cost. Steps, not time, so that the same question has the same answer on every machine; a limit
 * in time can be had by handing in `expired`.
 */
export class Budget {
  #left: number;

  constructor(
    readonly steps: number,
    private readonly expired: () => boolean = () => false,
    private readonly whole?: Budget,
  ) {
    this.#left = steps;
  }

  /** A part of it, which counts here too: one hard place must not use up what all the others need. */
  share(part: number): Budget {
    const steps = Math.ceil(this.steps * part);
    return new Budget(Math.min(steps, Math.max(this.#left, 0)), this.expired, this);
  }

  get left(): number {
    return this.#left;
  }

  /** @throws OutOfBudget */
  spend(steps: number): void {
    this.whole?.spend(steps);
    const before = this.#left;
    this.#left -= steps;
    if (this.#left < 0) throw new OutOfBudget();
    // The clock is looked at first and then now and then.
    if ((before === this.steps || before >> 8 !== this.#left >> 8) && this.expired()) throw new OutOfBudget();
  }
}

export const DEFAULT_STEPS = 100_000;

export interface ProveOptions {
  /** Steps for each question. The same number gives the same answer everywhere. */
  readonly steps?: number;
  /** True once a time limit is over; then what is not answered is unknown. */
  readonly expired?: () => boolean;
}

export function budgetOf({ steps = DEFAULT_STEPS, expired }: ProveOptions): Budget {
  return new Budget(steps, expired);
}
