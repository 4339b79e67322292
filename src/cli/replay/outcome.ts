import type { Summary } from '../../engine/replay/index.js';

/** A file that went into a replay, and the SHA-256 of what was read. */
export interface Named {
  readonly name: string;
  readonly digest: string;
  readonly file: string;
}

/** One trace, when it has been read. */
export interface TraceOutcome {
  readonly name: string;
  /** SHA-256 of its bytes as they were read; null where it broke off. */
  readonly digest: string | null;
  readonly lines: number;
  readonly events: number;
  readonly badLines: number;
}

/** Whose decisions are set beside whose. */
export interface Subject {
  readonly policy: Named;
  readonly baseline?: Named;
  readonly map?: Omit<Named, 'name'>;
}

/** Everything that a replay came to, but for the events themselves. Nothing in it is of this run alone. */
export interface Outcome extends Subject {
  readonly traces: readonly TraceOutcome[];
  readonly summary: Summary;
}
