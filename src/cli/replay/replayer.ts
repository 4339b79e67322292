import { compilePolicy } from '../../engine/policy/compile.js';
import type { CompiledPolicy } from '../../engine/policy/compile.js';
import { decide } from '../../engine/decision/decide.js';
import { Simulation, Summarizer } from '../../engine/replay/index.js';
import type {
  Counting,
  EventChoice,
  FormatName,
  SimulateOptions,
  Summary,
} from '../../engine/replay/index.js';
import type { Policy } from '../../engine/policy/model.js';
import type { ToolMap } from '../../engine/replay/tools.js';

/** How traces are read and what is handed out of them: the same for every trace, and for every part of one. */
export interface ReplayOptions {
  readonly from: FormatName | 'auto';
  readonly map: ToolMap | undefined;
  readonly actor: string | undefined;
  readonly environment: string | undefined;
  readonly strict: boolean;
  readonly only: EventChoice | undefined;
  readonly json: boolean;
  readonly timeline: boolean;
}

/** What is left of the rows that are wanted. */
export interface Wanted {
  rows: number;
  driftRows: number;
}

/** Two policies, or one and what was recorded, on any number of traces: makes a simulation for each, and sums up. */
export class Replayer {
  readonly wanted: Wanted;
  readonly #counts: Summarizer;
  readonly #compiled: CompiledPolicy;
  readonly #baseline: CompiledPolicy | undefined;
  #lines = 0;

  constructor(
    readonly policy: Policy,
    readonly baseline: Policy | undefined,
    readonly options: ReplayOptions,
    wanted: Wanted = { rows: 0, driftRows: 0 },
  ) {
    this.wanted = { ...wanted };
    this.#compiled = compilePolicy(policy);
    this.#baseline = baseline && compilePolicy(baseline);
    this.#counts = new Summarizer(this.counting);
  }

  get counts(): Summarizer {
    return this.#counts;
  }

  get counting(): Counting {
    return { comparing: true, breakdown: true, timeline: this.options.timeline };
  }

  /** A simulation of a trace, or of the part of it after so many lines. */
  simulation(
    wanted: Wanted,
    given: Pick<SimulateOptions, 'from' | 'linesBefore' | 'counts'> = {},
  ): Simulation {
    const baseline = this.#baseline;
    return new Simulation((event) => decide(this.#compiled, event), {
      ...this.options,
      counts: this.#counts,
      ...given,
      ...wanted,
      compare: true,
      partial: true,
      baseline: baseline && ((event) => decide(baseline, event)),
    });
  }

  /** So many rows were handed out, and need not be again. */
  took(rows: number, driftRows: number): void {
    this.wanted.rows -= Math.min(rows, this.wanted.rows);
    this.wanted.driftRows -= Math.min(driftRows, this.wanted.driftRows);
  }

  /** A trace of so many lines has ended. */
  ended(lines: number): void {
    this.#lines += lines;
  }

  summary(): Summary {
    return this.#counts.summary(this.#lines);
  }
}
