import { simulateTrace } from '../../engine/replay/index.js';
import type { Simulation, Summary } from '../../engine/replay/index.js';
import { ExitCode } from '../exit.js';
import { failureOf } from '../failure.js';
import type { BadLineNotes } from './bad-lines.js';
import type { Output } from './output.js';
import type { Progress } from './progress.js';
import type { Report, Timing } from './report.js';
import type { OpenTrace } from '../trace/open.js';

export interface RunParts {
  readonly source: OpenTrace;
  readonly simulation: Simulation;
  readonly report: Report;
  readonly output: Output;
  readonly progress: Progress;
  readonly notes: BadLineNotes;
  /** Drift is a failure. */
  readonly failOnDrift: boolean;
  /** The first bad line ends it. */
  readonly strict: boolean;
}

/** Carries a trace through the simulation into the report, and says with which exit code it ends. */
export class Run {
  /** What waits for the progress bar to go away. */
  #untold = '';
  readonly #started = performance.now();

  constructor(private readonly parts: RunParts) {}

  async go(): Promise<ExitCode> {
    const { simulation, report, output, progress } = this.parts;
    try {
      const whole = await this.#batches();
      progress.stop();
      const summary = simulation.summary();
      if (!whole) return ExitCode.ok;
      await output.write(report.end(summary, this.#timing(summary)));
      return this.#ended(summary);
    } catch (error) {
      progress.stop();
      return await this.#brokenOff(error);
    }
  }

  /** False where nobody reads the report any more and the exit code is already certain. */
  async #batches(): Promise<boolean> {
    const { source, simulation, report, output, progress, failOnDrift, strict } = this.parts;
    let read = 0;
    for await (const batch of simulateTrace(source.chunks, simulation)) {
      if (!strict) this.#tell(this.parts.notes.text(batch.badLines));
      for (const text of report.batch(batch)) await output.write(text);
      progress.add(source.read() - read, simulation.events);
      read = source.read();
      if (output.closed && !failOnDrift && !strict && simulation.events > 0) return false;
    }
    return true;
  }

  #ended(summary: Summary): ExitCode {
    const { report, notes, failOnDrift } = this.parts;
    this.#tell(notes.rest(summary.badLines) + (report.aside?.(summary) ?? ''));
    const { comparison } = summary;
    if (failOnDrift && comparison?.compared === 0) this.#tell(notes.nothingCompared());
    return failOnDrift && comparison !== undefined && comparison.drift.total > 0
      ? ExitCode.found
      : ExitCode.ok;
  }

  /** The report is closed as well as can be; where it cannot carry the error, the caller tells it. */
  async #brokenOff(error: unknown): Promise<ExitCode> {
    const { simulation, report, output, notes, strict } = this.parts;
    const summary = simulation.summary();
    if (!strict) this.#tell(notes.rest(summary.badLines));
    const { text, told } = report.fail(error, summary);
    await output.write(text);
    if (!told) throw error;
    return failureOf(error, '').exitCode;
  }

  #tell(text: string): void {
    this.#untold += text;
    if (this.#untold === '' || this.parts.progress.drawn) return;
    process.stderr.write(this.#untold);
    this.#untold = '';
  }

  #timing({ events }: Summary): Timing {
    const elapsedMs = Math.max(1, Math.round(performance.now() - this.#started));
    return { elapsedMs, eventsPerSecond: Math.round((events * 1000) / elapsedMs) };
  }
}
