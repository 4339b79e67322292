import { TraceError } from '../model/errors.js';
import { MAX_ITEM_BYTES } from './trace-reader.js';
import type { TraceFault } from './trace-reader.js';
import { MAX_LINE_BYTES } from './line-reader.js';

export type BadLineCode = 'not_utf8' | 'too_long' | 'not_json' | 'not_an_object' | 'unknown_form';

/** A line that holds no event at all. An event with faulty fields is not one of these: the engine denies it. */
export interface BadLine {
  /** From 1. */
  readonly line: number;
  readonly code: BadLineCode;
  readonly message: string;
}

const MESSAGES: Readonly<Record<Exclude<BadLineCode, 'not_json'> | TraceFault, string>> = {
  not_utf8: 'not valid UTF-8',
  utf16: 'not valid UTF-8 (it looks like UTF-16)',
  too_long: `longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB`,
  item_too_long: `longer than ${MAX_ITEM_BYTES / 1024 / 1024} MiB`,
  cut: 'not valid JSON: it ends too early',
  not_an_object: 'not a JSON object',
  unknown_form: 'not in a known form',
};

const CODES: Readonly<Record<TraceFault, BadLineCode>> = {
  not_utf8: 'not_utf8',
  utf16: 'not_utf8',
  too_long: 'too_long',
  item_too_long: 'too_long',
  cut: 'not_json',
};

export function faultyLine(line: number, fault: TraceFault): BadLine {
  return { line, code: CODES[fault], message: MESSAGES[fault] };
}

export function strangeLine(line: number, code: 'not_an_object' | 'unknown_form'): BadLine {
  return { line, code, message: MESSAGES[code] };
}

/** The parser's own message quotes the line and differs between versions: of it only the place is kept. */
export function brokenLine(line: number, error: unknown, text: string): BadLine {
  const said = error instanceof Error ? error.message : '';
  if (/^Unexpected end|^Unterminated string/.test(said)) return faultyLine(line, 'cut');
  const position = / at position (\d+)/.exec(said)?.[1];
  if (position === undefined) return { line, code: 'not_json', message: 'not valid JSON' };
  // A document or an item has lines of its own.
  const before = text.slice(0, Number(position)).split('\n');
  const column = (before.at(-1) as string).length + 1;
  return {
    line: line + before.length - 1,
    code: 'not_json',
    message: `not valid JSON (at column ${column})`,
  };
}

/** A value of a list is named by its number, too: a list may stand in one line. */
export function inItem(bad: BadLine, item: number | undefined): BadLine {
  return item === undefined ? bad : { ...bad, message: `item ${item}: ${bad.message}` };
}

/** Under `strict` a bad line ends it all. */
export function fatal(bad: BadLine): TraceError {
  const help = 'without `--strict` bad lines are reported and passed over';
  return new TraceError('bad_line', `line ${bad.line}: ${bad.message}`, { line: bad.line, help });
}

/** What a trace without a single event did hold. */
export interface Eventless {
  readonly badLines: number;
  /** Bad lines that are in no known form. */
  readonly unknownForms: number;
  /** Lines that hold no call. */
  readonly skipped: number;
}

/** A trace without a single event. */
export function noEvents({ badLines, unknownForms, skipped }: Eventless): TraceError {
  if (badLines === 0 && skipped === 0) return new TraceError('unreadable', 'the trace is empty');
  if (badLines === 0) return new TraceError('unreadable', 'no event in the trace: it holds no call');
  const onlyUnknown = unknownForms === badLines;
  return new TraceError(
    onlyUnknown ? 'unknown_format' : 'bad_line',
    `no event in the trace: ${why(badLines, skipped)}`,
    {
      help: onlyUnknown
        ? 'docs/traces.md shows the forms that are read; `--from` names one'
        : 'a trace is one JSON object a line, a list of them, or one document',
    },
  );
}

function why(badLines: number, skipped: number): string {
  if (skipped > 0) return `bad lines: ${badLines}, and the others hold no call`;
  return badLines === 1 ? 'its only line is bad' : `all of its ${badLines} lines are bad`;
}
