import type { TraceErrorCode } from '../../engine/model/errors.js';
import type { Policy } from '../../engine/policy/model.js';
import type { BadLine, Counts, SimulatedEvent } from '../../engine/replay/index.js';
import type { ToolMapData } from '../../engine/replay/tools.js';
import type { ReplayOptions, Wanted } from './replayer.js';

/** What a thread needs before its first lines: the policies as this process loaded them, not as their files are by then. */
export interface WorkerSetup {
  readonly policy: Policy;
  readonly baseline: Policy | undefined;
  readonly options: Omit<ReplayOptions, 'map'>;
  readonly map: ToolMapData | undefined;
}

/** Lines to read, and how many come before them. */
export interface WorkerTask {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly linesBefore: number;
  readonly wanted: Wanted;
}

/** What came of them. The bytes come back: they may have to be read once more. */
export interface WorkerAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly events: SimulatedEvent[];
  readonly drifting: SimulatedEvent[];
  readonly badLines: BadLine[];
  readonly counts: Counts;
  readonly lines: number;
  /** False where these lines change how later ones are read. */
  readonly splittable: boolean;
  readonly failure: PlainTraceError | undefined;
}

/** A TraceError without its class, which does not go from thread to thread. */
export interface PlainTraceError {
  readonly code: TraceErrorCode;
  readonly message: string;
  readonly line: number | undefined;
  readonly help: string | undefined;
}
