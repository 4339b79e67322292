import type { SimulatedEvent, Batch, Summary } from '../../engine/replay/index.js';

/** What the report is about. */
export interface Subject {
  readonly trace: string;
  readonly policy: { readonly name: string; readonly digest: string; readonly file: string };
}

export interface Timing {
  readonly elapsedMs: number;
  readonly eventsPerSecond: number;
}

/** One form of output. Each call returns what is to be written next to standard output. */
export interface Report {
  /** How many events it wants one by one, and how many drifting ones beyond them. */
  readonly rows: number;
  readonly driftRows: number;
  batch(batch: Batch): Iterable<string>;
  end(summary: Summary, timing: Timing): string;
  /** What is left to write when the trace breaks off. `told` where that says what went wrong. */
  fail(error: unknown, summary: Summary): { readonly text: string; readonly told: boolean };
  /** What to say on standard error in the end, where the report itself has no room for it. */
  aside?(summary: Summary): string;
}

export type { Batch, SimulatedEvent, Summary };
