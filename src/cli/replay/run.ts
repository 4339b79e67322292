import type { Batch, BadLine } from '../../engine/replay/index.js';
import { TraceError } from '../../engine/model/errors.js';
import { noEvents } from '../../engine/replay/bad-line.js';
import { ExitCode } from '../exit.js';
import { failureOf } from '../failure.js';
import { BadLineNotes } from '../simulate/bad-lines.js';
import type { Output } from '../simulate/output.js';
import type { Progress } from '../simulate/progress.js';
import type { Paint } from '../../engine/reports/paint.js';
import type { Reading } from './batches.js';
import type { FailOn } from './flags.js';
import type { Outcome, Subject, TraceOutcome } from './outcome.js';
import type { Replayer } from './replayer.js';
import type { ReplayReport, Rows } from './report.js';
import { rowOf } from './rows.js';
import { traceName } from './summary-text.js';
import type { OpenTrace } from '../trace/open.js';
import { failing, nothingToCompare } from './verdict.js';

/** Takes what comes beside the report: cases, the page. */
export interface Collector {
  take(trace: string, batch: Batch): void;
}

export interface RunParts {
  readonly names: readonly string[];
  open(name: string): Promise<OpenTrace>;
  read(trace: OpenTrace): Reading;
  readonly subject: Subject;
  readonly replayer: Replayer;
  readonly report: ReplayReport;
  readonly collectors: readonly Collector[];
  readonly output: Output;
  readonly progress: Progress;
  /** For standard error. */
  readonly paint: Paint;
  readonly failOn: FailOn | undefined;
  readonly strict: boolean;
}

/** Carries traces through the policies into the report, and says with which exit code it ends. */
export class ReplayRun {
  readonly #traces: TraceOutcome[] = [];
  #trace: string | undefined;

  constructor(private readonly parts: RunParts) {}

  /** The exit code. What is left to do with the outcome is done by `finish`, before the report is closed. */
  async go(finish: (outcome: Outcome) => Promise<void>): Promise<ExitCode> {
    const { names, report, output, progress, failOn } = this.parts;
    try {
      for (const name of names) if (!(await this.#one(name))) return ExitCode.ok;
      this.#assertEvents();
      progress.stop();
      const outcome = this.#outcome();
      if (failOn !== undefined) nothingToCompare(outcome, failOn);
      await finish(outcome);
      await output.write(report.end(outcome));
      this.#tell(report.aside(outcome));
      return failing(outcome.summary, failOn) ? ExitCode.found : ExitCode.ok;
    } catch (error) {
      progress.stop();
      return await this.#brokenOff(error);
    }
  }

  /** False where nobody reads the report any more and nothing else is asked. */
  async #one(name: string): Promise<boolean> {
    const { report, output, replayer, paint, strict } = this.parts;
    const trace = await this.parts.open(name);
    const before = { events: replayer.counts.events, badLines: replayer.counts.badLines };
    const reading = this.parts.read(trace);
    const notes = new BadLineNotes(name, paint);
    const record = (digest: string | null): void => {
      const { events, badLines } = replayer.counts;
      const counted = { events: events - before.events, badLines: badLines - before.badLines };
      this.#traces.push({ name, digest, lines: reading.lines(), ...counted });
      replayer.ended(reading.lines());
      if (!strict) this.#tell(notes.rest(counted.badLines));
    };
    this.#trace = name;
    await output.write(report.begin(name));
    try {
      if (!(await this.#batches(trace, reading, notes))) return false;
    } catch (error) {
      record(null);
      throw inTrace(error, name, this.parts.names.length);
    }
    record(trace.digest());
    this.#trace = undefined;
    await output.write(report.close(name));
    this.#tellEventless();
    return true;
  }

  async #batches(trace: OpenTrace, reading: Reading, notes: BadLineNotes): Promise<boolean> {
    const { replayer, progress, strict, collectors } = this.parts;
    let read = 0;
    for await (const batch of reading.batches) {
      if (!strict) this.#tell(notes.text(batch.badLines));
      await this.#write(trace.name, batch);
      for (const collector of collectors) collector.take(trace.name, batch);
      replayer.took(batch.events.length, batch.drifting.length);
      progress.add(trace.read() - read, replayer.counts.events);
      read = trace.read();
      if (this.#unread()) return false;
    }
    return true;
  }

  async #write(trace: string, { events, drifting, badLines }: Batch): Promise<void> {
    const { report, output } = this.parts;
    const rows: Rows = {
      rows: events.map((event) => rowOf(trace, event)),
      drifting: drifting.map((event) => rowOf(trace, event)),
      badLines: badLines as readonly BadLine[],
    };
    for (const text of report.batch(trace, rows)) await output.write(text);
  }

  /** Nobody reads on, and nothing but the report was asked for. */
  #unread(): boolean {
    const { output, failOn, strict, collectors, replayer } = this.parts;
    const needed = failOn !== undefined || strict || collectors.length > 0;
    return output.closed && !needed && replayer.counts.events > 0;
  }

  #outcome(): Outcome {
    return { ...this.parts.subject, traces: this.#traces, summary: this.parts.replayer.summary() };
  }

  /** A replay of nothing must not succeed. */
  #assertEvents(): void {
    const { replayer, names } = this.parts;
    if (replayer.counts.events === 0) throw inTrace(noEvents(replayer.counts), names[0] ?? '', names.length);
  }

  /** One of many may hold nothing; it is told. */
  #tellEventless(): void {
    const last = this.#traces.at(-1);
    if (last === undefined || last.events > 0 || this.parts.names.length === 1) return;
    this.#tell(`${this.parts.paint.warning('warning:')} ${traceName(last.name)}: no event in the trace\n`);
  }

  /** The report is closed as well as can be; where it cannot carry the error, the caller tells it. */
  async #brokenOff(error: unknown): Promise<ExitCode> {
    const { report, output } = this.parts;
    if (this.#trace === undefined && this.#traces.length === 0) throw error;
    const { text, told } = report.fail(error, this.#outcome());
    await output.write(text);
    if (!told) throw error;
    return failureOf(error, '').exitCode;
  }

  #tell(text: string): void {
    if (text !== '') this.parts.progress.tell(text);
  }
}

/** Which of several traces an error is about. */
function inTrace(error: unknown, name: string, traces: number): unknown {
  if (!(error instanceof TraceError) || traces === 1) return error;
  const { code, line, help, message } = error;
  return new TraceError(code, `${traceName(name)}: ${message}`, {
    ...(line !== undefined && { line }),
    ...(help !== undefined && { help }),
    cause: error,
  });
}
