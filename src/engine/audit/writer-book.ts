import type { Faults } from './faults.js';
import type { Completeness } from './verify-report.js';

/** What the end of a body says. */
export interface Tail {
  readonly ts: string;
  readonly type: string;
  readonly writer: string;
  readonly number: number;
}

interface WriterState {
  next: number;
  closed: boolean;
}

/** Who wrote what, in which order: gaps, doubles, and who did not come to an end. */
export class WriterBook {
  readonly #writers = new Map<string, WriterState>();
  #gaps = 0;
  #decisions = 0;
  #outcomes = 0;
  #bypasses = 0;
  #clockBack = 0;
  #lastTime = '';
  /** Sizes at which this log has always signed itself: after `open` and `close`. */
  readonly signedSizes: number[] = [];

  constructor(private readonly faults: Faults) {}

  record(seq: number, { ts, type, writer, number }: Tail): void {
    let state = this.#writers.get(writer);
    // The first record seen of a writer may be any, since older ones may have been pruned.
    if (state === undefined) this.#writers.set(writer, (state = { next: number, closed: false }));
    if (number > state.next) this.#gaps += number - state.next;
    if (number < state.next) {
      const message = `record ${seq} has the number ${number} of its writer, which was given before`;
      this.faults.add({ code: 'duplicate_writer_seq', seq, message });
    }
    state.next = number + 1;
    if (ts < this.#lastTime) this.#clockBack++;
    this.#lastTime = ts;
    this.#count(seq, type, state);
  }

  #count(seq: number, type: string, state: WriterState): void {
    if (type === 'decision') this.#decisions++;
    else if (type === 'outcome') this.#outcomes++;
    else if (type === 'bypass.start') this.#bypasses++;
    else if (type === 'open') this.signedSizes.push(seq + 1);
    else if (type === 'close') {
      this.signedSizes.push(seq + 1);
      state.closed = true;
    }
  }

  completeness(): Completeness {
    const states = [...this.#writers.values()];
    return {
      // The genesis record has a writer of its own, which writes nothing else.
      openWriters: states.filter(({ closed, next }) => !closed && next > 1).length,
      writerGaps: this.#gaps,
      decisions: this.#decisions,
      outcomes: this.#outcomes,
      clockBack: this.#clockBack,
      bypasses: this.#bypasses,
    };
  }
}
