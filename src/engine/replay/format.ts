import type { FieldSorter } from './fields.js';
import type { ToolMap } from './tool-map.js';

/** One line of a trace, as `JSON.parse` gave it: an object, and hostile in every value. */
export type TraceLine = Record<string, unknown>;

/** What a format may use beside the line itself. */
export interface FormatContext {
  /** The actor of events that name none. */
  readonly actor: string;
  /** The environment of events that name none, over the map's and under the event's own. */
  readonly environment: string | undefined;
  readonly map: ToolMap | undefined;
  /** Tells keys that the form knows from extras and from misspelt fields. */
  readonly fields: FieldSorter;
  /** Counts a tool that has no capability of its own. */
  unmapped(tool: string): void;
}

/** A form in which events are recorded: one line in, the fields of one event out. */
export interface TraceFormat<Name extends string = string> {
  readonly name: Name;
  /** One line for the help and the docs. */
  readonly summary: string;
  /** A line of this form. */
  readonly example: TraceLine;
  /** Keys that mean something in this form, beside the event's own fields. Other keys are extras, or misspelt. */
  readonly keys: readonly string[];
  /** Whether a line of a trace of unknown form is of this one. */
  detect(line: TraceLine): boolean;
  /**
   * The event as fields for `parseEvent`, not yet checked; undefined where the line has not what the form needs.
   * The line belongs to the caller alone: its values may be handed on as they are.
   */
  read(line: TraceLine, context: FormatContext): TraceLine | undefined;
}

export function defineFormat<const Name extends string>(format: TraceFormat<Name>): TraceFormat<Name> {
  return format;
}

export function isRecord(value: unknown): value is TraceLine {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
