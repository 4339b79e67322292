import type { BadLine } from '../../engine/replay/index.js';
import type { ReplayRow } from '../../engine/reports/replay-row.js';
import type { Outcome } from './outcome.js';

/** What came of one piece of a trace. */
export interface Rows {
  readonly rows: readonly ReplayRow[];
  /** Drifting events beside the rows that were asked for. */
  readonly drifting: readonly ReplayRow[];
  readonly badLines: readonly BadLine[];
}

/** One form of output. Each call returns what is to be written next to standard output. */
export interface ReplayReport {
  /** How many events it wants one by one, and how many drifting ones beside them. */
  readonly rows: number;
  readonly driftRows: number;
  /** A trace begins. */
  begin(trace: string): string;
  batch(trace: string, rows: Rows): Iterable<string>;
  /** A trace has ended. */
  close(trace: string): string;
  end(outcome: Outcome): string;
  /** What is left to write when it breaks off. `told` where that says what went wrong. */
  fail(error: unknown, outcome: Outcome): { readonly text: string; readonly told: boolean };
  /** What to say on standard error in the end, where the report itself has no room for it. */
  aside(outcome: Outcome): string;
}
