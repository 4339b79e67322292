import { ANY } from '../conditions/define.js';
import type { Anchor, Mode } from '../conditions/define.js';
import type { EvaluationState } from './state.js';
import type { CompiledRule } from './rule.js';

type AmountAnchor = Extract<Anchor, { kind: 'amount' }>;
interface Entry {
  readonly anchor: AmountAnchor;
  readonly rule: CompiledRule;
}

/** Thresholds in order: those that an amount satisfies are the first so many, found by halving. */
export class AmountIndex {
  readonly #above: Entry[] = [];
  readonly #below: Entry[] = [];
  #sorted = false;

  add(anchor: AmountAnchor, rule: CompiledRule): void {
    (anchor.above ? this.#above : this.#below).push({ anchor, rule });
  }

  /** Offers each rule whose threshold is passed, or may be. */
  candidates(state: EvaluationState, mode: Mode, offer: (rule: CompiledRule) => void): void {
    const { amounts, amountMin, amountMax, amountUnknown } = state.readings.fields;
    if (amounts.length === 0 || (amountUnknown && mode !== ANY)) return;
    if (!this.#sorted) this.#sort();
    this.#offer(this.#above, mode === ANY ? amountMax : amountMin, amountUnknown, offer);
    this.#offer(this.#below, mode === ANY ? amountMin : amountMax, amountUnknown, offer);
  }

  #offer(entries: readonly Entry[], amount: number, all: boolean, offer: (rule: CompiledRule) => void): void {
    const end = all ? entries.length : passed(entries, amount);
    for (let i = 0; i < end; i++) offer((entries[i] as Entry).rule);
  }

  #sort(): void {
    const inclusiveFirst = (a: Entry, b: Entry): number =>
      Number(b.anchor.inclusive) - Number(a.anchor.inclusive);
    this.#above.sort((a, b) => a.anchor.threshold - b.anchor.threshold || inclusiveFirst(a, b));
    this.#below.sort((a, b) => b.anchor.threshold - a.anchor.threshold || inclusiveFirst(a, b));
    this.#sorted = true;
  }
}

function passed(entries: readonly Entry[], amount: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (accepts((entries[middle] as Entry).anchor, amount)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function accepts({ threshold, inclusive, above }: AmountAnchor, amount: number): boolean {
  if (amount === threshold) return inclusive;
  return amount > threshold === above;
}
