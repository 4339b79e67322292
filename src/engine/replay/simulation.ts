import { EventError, TraceError } from '../model/errors.js';
import type { Decision, DecisionKind } from '../model/decision.js';
import { ActionEvent, parseEvent } from '../model/event.js';
import { brokenLine, fatal, faultyLine, inItem, noEvents, strangeLine } from './bad-line.js';
import type { BadLine } from './bad-line.js';
import { isChosen } from './choice.js';
import type { EventChoice } from './choice.js';
import { FieldSorter } from './fields.js';
import { isRecord } from './format.js';
import type { FormatContext, FoundEvent, TraceFormat, TraceLine } from './format.js';
import { FORMATS } from './formats/index.js';
import type { FormatName } from './formats/index.js';
import { isPlainEvent } from './formats/native.js';
import { driftOf, recordedDecision } from './recorded.js';
import type { DriftKind } from './recorded.js';
import { simulatedEvent } from './simulated-event.js';
import type { SimulatedEvent } from './simulated-event.js';
import { Summarizer } from './summary.js';
import type { CountedEvent, Summary } from './summary.js';
import type { ToolMap } from './tools.js';
import { TraceReader } from './trace-reader.js';
import type { TraceFault } from './trace-reader.js';

export interface SimulateOptions {
  /** The form of the trace; by default each line is read in the form that it has. */
  readonly from?: FormatName | 'auto' | undefined;
  readonly map?: ToolMap | undefined;
  /** The actor of events that name none. */
  readonly actor?: string | undefined;
  /** The environment of events that name none. */
  readonly environment?: string | undefined;
  /** Set each decision beside the recorded one. */
  readonly compare?: boolean | undefined;
  /** Stop at the first bad line. */
  readonly strict?: boolean | undefined;
  /** How many events are handed out one by one; all are counted. By default all are handed out. */
  readonly rows?: number | undefined;
  /** How many drifting events are handed out beside `rows`. */
  readonly driftRows?: number | undefined;
  /** What is handed out of all events; by default each. */
  readonly only?: EventChoice | undefined;
  /** Hand the events themselves out, too, as JSON. */
  readonly json?: boolean | undefined;
  /** A policy whose decision stands in the place of the recorded one. It must not throw. */
  readonly baseline?: ((event: unknown) => Decision) | undefined;
  /** What counts everything, also of other traces; by default one of its own. */
  readonly counts?: Summarizer | undefined;
  /** Only a part of what is read: it may well hold no event. */
  readonly partial?: boolean | undefined;
  /** A later part of a trace in lines, after so many of them. */
  readonly linesBefore?: number | undefined;
}

/** What came of one piece of the trace. */
export interface Batch {
  readonly bytes: number;
  readonly events: SimulatedEvent[];
  /** Drifting events that are not among these, as far as they were asked for. */
  readonly drifting: SimulatedEvent[];
  /** Bad lines one by one, up to a thousand of a trace; all are counted. */
  readonly badLines: BadLine[];
  /** Why it ends here: a bad line under `strict`, or a trace without events. */
  failure?: TraceError;
}

const MAX_BAD_LINES = 1000;
const DEFAULT_ACTOR = 'trace';
const BLANK = /^[ \t\r]*$/;
const BRACE = 123;
const OWNED = { owned: true } as const;

type Reader = readonly [TraceFormat, FormatContext];

/**
 * A trace against a policy: bytes in, decisions out. It keeps counts and at most one line, never the events, and
 * knows no clock, no file and no state.
 */
export class Simulation {
  readonly #trace: TraceReader;
  readonly #counts: Summarizer;
  readonly #readers: readonly Reader[];
  readonly #native: Reader | undefined;
  readonly #forced: Reader | undefined;
  /** The form of a header that was read: what follows is in it. */
  #leader: Reader | undefined;
  readonly #comparing: boolean;
  readonly #strict: boolean;
  /** Some line was read in a form that remembers. */
  #remembers = false;
  #rows: number;
  #driftRows: number;
  #batch: Batch = newBatch(0);

  /** `decide` answers for an event, parsed or not; it must not throw. */
  constructor(
    private readonly decide: (event: unknown) => Decision,
    private readonly options: SimulateOptions = {},
  ) {
    this.#comparing = options.compare ?? false;
    this.#strict = options.strict ?? false;
    this.#rows = options.rows ?? Infinity;
    this.#driftRows = options.driftRows ?? 0;
    this.#counts = options.counts ?? new Summarizer({ comparing: this.#comparing });
    this.#readers = FORMATS.map((format) => [format, contextOf(format, options, this.#counts)]);
    this.#native = this.#readers.find(([format]) => format.name === 'native');
    this.#forced = this.#readers.find(([format]) => format.name === options.from);
    const sink = {
      value: (text: string, line: number, item?: number) => this.#value(text, line, item),
      fault: (fault: TraceFault, line: number, item?: number) => this.#bad(faultyLine(line, fault), item),
    };
    this.#trace = new TraceReader(sink, options.linesBefore);
  }

  /** Lines so far, with those that were before. */
  get lines(): number {
    return this.#trace.lines;
  }

  /** What follows after a line's end can be read apart from what was read: no line says how another is to be read. */
  get splittable(): boolean {
    return this.#trace.inLines && !this.#remembers && this.#forced?.[0].remembers === undefined;
  }

  /** How many events there were so far. */
  get events(): number {
    return this.#counts.events;
  }

  /** Reads a piece of the trace. Its bytes must not be used again. */
  push(bytes: Uint8Array): Batch {
    return this.#run(bytes.length, () => this.#trace.push(bytes));
  }

  /** Reads what is left when the trace has ended. */
  end(): Batch {
    const batch = this.#run(0, () => this.#trace.end());
    if (this.#counts.events === 0 && this.options.partial !== true) batch.failure ??= noEvents(this.#counts);
    return batch;
  }

  summary(): Summary {
    return this.#counts.summary(this.#trace.lines);
  }

  #run(bytes: number, read: () => void): Batch {
    const batch = newBatch(bytes);
    this.#batch = batch;
    try {
      read();
    } catch (error) {
      if (!(error instanceof TraceError)) throw error;
      batch.failure = error;
    }
    return batch;
  }

  #value(text: string, line: number, item: number | undefined): void {
    if (item === undefined && text.charCodeAt(0) !== BRACE && BLANK.test(text)) return;
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch (error) {
      return this.#bad(brokenLine(line, error, text), item);
    }
    if (isRecord(record)) this.#record(record, line, item);
    else this.#bad(strangeLine(line, 'not_an_object'), item);
  }

  #record(record: TraceLine, line: number, item: number | undefined): void {
    const reader = this.#readerOf(record);
    if (reader?.[0].remembers) this.#remembers = true;
    const found = reader?.[0].read(record, reader[1]);
    if (found === undefined) {
      this.#counts.unknownForms++;
      this.#bad(strangeLine(line, 'unknown_form'), item);
    } else if (!isList(found)) {
      this.#event(record, found, line);
    } else if (found.length === 0) {
      this.#counts.skipped++;
    } else {
      for (const event of found) this.#event(event.record, event.fields, line);
    }
  }

  #readerOf(record: TraceLine): Reader | undefined {
    const settled = this.#forced ?? this.#leader;
    if (settled !== undefined) return settled;
    if (isPlainEvent(record)) return this.#native;
    const reader = this.#readers.find(([format]) => format.detect(record));
    if (reader?.[0].leads) this.#leader = reader;
    return reader;
  }

  #event(record: TraceLine, fields: TraceLine, line: number): void {
    const event = eventOf(fields);
    const decision = this.decide(event);
    const actor = textOf(event['actor']);
    const capability = event instanceof ActionEvent ? event.capability : claimedCapability(fields);
    const counted: CountedEvent = {
      actor,
      capability,
      made: decision,
      time: record['ts'] ?? record['timestamp'],
    };
    this.#counts.add(counted);
    const compared = this.#comparing;
    const baseline = compared ? this.options.baseline?.(event) : undefined;
    const before = compared ? (baseline?.decision ?? recordedDecision(record)) : undefined;
    const drift = before ? driftOf(before, decision.decision) : undefined;
    if (compared) this.#counts.compare(before, drift, counted);
    const rows = this.#room(drift, decision.decision);
    if (rows === undefined) return;
    const json = this.options.json === true ? event : undefined;
    const outcome = { line, actor, capability, decision, compared, baseline, drift, event: json };
    rows.push(simulatedEvent(record, outcome));
  }

  /** Where this event is handed out, if at all. */
  #room(drift: DriftKind | null | undefined, decision: DecisionKind): SimulatedEvent[] | undefined {
    const { only } = this.options;
    if (this.#rows > 0 && (only === undefined || isChosen(only, drift, decision))) {
      this.#rows--;
      return this.#batch.events;
    }
    if (!drift || this.#driftRows === 0) return undefined;
    this.#driftRows--;
    return this.#batch.drifting;
  }

  #bad(found: BadLine, item?: number): void {
    const bad = inItem(found, item);
    if (++this.#counts.badLines <= MAX_BAD_LINES) this.#batch.badLines.push(bad);
    if (this.#strict) throw fatal(bad);
  }
}

function newBatch(bytes: number): Batch {
  return { bytes, events: [], drifting: [], badLines: [] };
}

function contextOf(format: TraceFormat, options: SimulateOptions, counts: Summarizer): FormatContext {
  const { map } = options;
  return {
    actor: options.actor ?? map?.actor ?? format.actor ?? DEFAULT_ACTOR,
    environment: options.environment ?? map?.environment,
    map,
    fields: new FieldSorter(format.keys, counts.extras),
    memory: new Map(),
    unmapped: (tool) => counts.unmapped.add(tool),
    withoutPayload: () => counts.withoutPayload++,
  };
}

function isList(found: TraceLine | readonly FoundEvent[]): found is readonly FoundEvent[] {
  return Array.isArray(found);
}

/** The event, or its fields as they are where they do not parse: the engine then says what it makes of them. */
function eventOf(fields: TraceLine): ActionEvent | TraceLine {
  try {
    return parseEvent(fields, OWNED);
  } catch (error) {
    if (error instanceof EventError) return fields;
    throw error;
  }
}

/** What an invalid event says it wanted to do. */
function claimedCapability({ capability, resource, action }: TraceLine): string | undefined {
  if (capability !== undefined) return textOf(capability);
  return typeof resource === 'string' && typeof action === 'string' ? `${resource}.${action}` : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
