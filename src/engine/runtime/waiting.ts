import type { ApprovalStore } from '../approvals/index.js';
import { RuntimeError } from '../model/errors.js';
import { parseDuration } from '../policy/duration.js';

/** Between two looks at the database's change counter: one number, read from memory that processes share. */
const LOOK_MS = 5;
/** The row itself is looked at so often at the least. */
const SURE_MS = 500;
const LONGEST_MS = 7 * 86_400_000;

/** How `execute` and `guard` go about what a rule holds. */
export interface WaitOptions {
  /** Waits so long for an answer: `5m`, or milliseconds. Without it nothing waits. */
  readonly wait?: string | number;
  /** The request or grant that this was given: that one is used, or nothing. */
  readonly approval?: string;
  /** Ends the waiting. The request stays open. */
  readonly signal?: AbortSignal;
}

/** Milliseconds to wait. @throws RuntimeError `bad_option` */
export function waitMs(wait: string | number | undefined): number {
  if (wait === undefined) return 0;
  const ms = typeof wait === 'number' ? wait : (parseDuration(wait) ?? Number.NaN) * 1000;
  if (ms >= 0 && ms <= LONGEST_MS) return ms;
  throw new RuntimeError(
    'bad_option',
    '`wait` is a time as `30s` or `5m`, or milliseconds, of at most a week',
  );
}

export interface Wait {
  readonly now: () => number;
  /** By `performance.now()`. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

/** Waits until a request is no longer pending: true, or false when the time is up first. Sleeps in between. */
export async function decided(
  store: ApprovalStore,
  id: string,
  { now, deadline, signal }: Wait,
): Promise<boolean> {
  for (;;) {
    const version = store.dataVersion();
    const { row, now: time } = await store.request(id, now());
    if (row.state !== 'pending' || time >= row.decideBy) return true;
    const sure = Math.min(deadline, performance.now() + SURE_MS);
    do {
      if (signal?.aborted === true || performance.now() >= deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    } while (store.dataVersion() === version && performance.now() < sure);
  }
}
