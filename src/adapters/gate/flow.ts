import type { Outcome } from './gate.js';

/**
 * The way of one answer out of a guarded call. Most answers come when the call has ended. A generator comes at once, and
 * the call ends when it was taken to its end, failed, or was let go of.
 */
export class Flow<T> {
  readonly outcome: Promise<Outcome<T>>;
  #resolve!: (outcome: Outcome<T>) => void;
  #reject!: (error: unknown) => void;

  constructor() {
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Runs inside the guard. */
  async carry(execute: () => unknown): Promise<T> {
    const value = await execute();
    if (!isAsyncGenerator(value)) return value as T;
    return new Promise((resolve, reject) => {
      const watched = watch(value, () => resolve(undefined as T), reject);
      this.#resolve({ ran: true, value: watched as T });
    });
  }

  ended(outcome: Outcome<T>): void {
    this.#resolve(outcome);
  }

  failed(error: unknown): void {
    this.#reject(error);
  }
}

/** Of the language itself: streams that only look like one stay what they are. */
function isAsyncGenerator(value: unknown): value is AsyncGenerator {
  return Object.prototype.toString.call(value) === '[object AsyncGenerator]';
}

/** Any source of values as a generator. */
export async function* generated<T, R>(
  source: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T, R | undefined> {
  return (yield* source) as R | undefined;
}

async function* watch(
  source: AsyncGenerator,
  ended: () => void,
  failed: (error: unknown) => void,
): AsyncGenerator<unknown, unknown, unknown> {
  try {
    return (yield* source) as unknown;
  } catch (error) {
    failed(error);
    throw error;
  } finally {
    ended();
  }
}
