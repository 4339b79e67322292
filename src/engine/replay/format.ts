import type { FieldSorter } from './fields.js';
import type { ToolMap } from './tools.js';

/** One line of a trace, as `JSON.parse` gave it: an object, and hostile in every value. */
export type TraceLine = Record<string, unknown>;

/** One event of a line that is no event itself. */
export interface FoundEvent {
  /** The event as fields for `parseEvent`, not yet checked. */
  readonly fields: TraceLine;
  /** What the line says about it: `id`, `ts`, `decision`, `reason`, `rule`, where it does. */
  readonly record: TraceLine;
}

/** What a format may use beside the line itself. */
export interface FormatContext {
  /** The actor of events that name none. */
  readonly actor: string;
  /** The environment of events that name none, over the map's and under the event's own. */
  readonly environment: string | undefined;
  readonly map: ToolMap | undefined;
  /** Tells keys that the form knows from extras and from misspelt fields. */
  readonly fields: FieldSorter;
  /** What the format keeps from line to line, in bounds of its own. Forms whose lines stand alone keep nothing. */
  readonly memory: Map<string, unknown>;
  /** Counts a tool that has no capability of its own. */
  unmapped(tool: string): void;
  /** Counts an event whose record does not hold its payload. */
  withoutPayload(): void;
}

/** A form in which events are recorded: one line in, the fields of its events out. */
export interface TraceFormat<Name extends string = string> {
  readonly name: Name;
  /** One line for the help and the docs. */
  readonly summary: string;
  /** A line of this form. */
  readonly example: TraceLine;
  /** The actor of events that name none, where neither the user nor a map says who it is. */
  readonly actor?: string;
  /** Whether a line is read by what stood in lines before it: such a trace is read from its start, in one piece. */
  readonly remembers?: true;
  /** Whether a line of this form is a header: all lines after it are then read in this form. */
  readonly leads?: true;
  /** Keys that mean something in this form, beside the event's own fields. Other keys are extras, or misspelt. */
  readonly keys: readonly string[];
  /** Whether a line of a trace of unknown form is of this one. */
  detect(line: TraceLine): boolean;
  /**
   * The event as fields for `parseEvent`, not yet checked, where the line is one event and its own record; the events
   * in it where it holds several, or none (it is then skipped); undefined where it has not what the form needs.
   * The line belongs to the caller alone: its values may be handed on as they are.
   */
  read(line: TraceLine, context: FormatContext): TraceLine | readonly FoundEvent[] | undefined;
}

export function defineFormat<const Name extends string>(format: TraceFormat<Name>): TraceFormat<Name> {
  return format;
}

export function isRecord(value: unknown): value is TraceLine {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a list; none where there is no list. */
export function recordsOf(value: unknown): TraceLine[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
