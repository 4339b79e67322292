import { TraceError } from '../model/errors.js';
import type { LineFault } from './line-reader.js';
import { MAX_LINE_BYTES } from './line-reader.js';

export type BadLineCode = 'not_utf8' | 'too_long' | 'not_json' | 'not_an_object' | 'unknown_form';

/** A line that holds no event at all. An event with faulty fields is not one of these: the engine denies it. */
export interface BadLine {
  /** From 1. */
  readonly line: number;
  readonly code: BadLineCode;
  readonly message: string;
}

const MESSAGES: Readonly<Record<Exclude<BadLineCode, 'not_json'> | 'utf16', string>> = {
  not_utf8: 'not valid UTF-8',
  utf16: 'not valid UTF-8 (it looks like UTF-16)',
  too_long: `longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB`,
  not_an_object: 'not a JSON object',
  unknown_form: 'not in a known form',
};

export function faultyLine(line: number, fault: LineFault): BadLine {
  return { line, code: fault === 'utf16' ? 'not_utf8' : fault, message: MESSAGES[fault] };
}

export function strangeLine(line: number, code: 'not_an_object' | 'unknown_form'): BadLine {
  return { line, code, message: MESSAGES[code] };
}

/** The parser's own message quotes the line and differs between versions: of it only the place is kept. */
export function brokenLine(line: number, error: unknown): BadLine {
  const said = error instanceof Error ? error.message : '';
  const position = / at position (\d+)/.exec(said)?.[1];
  const place = position === undefined ? '' : ` (at column ${Number(position) + 1})`;
  const cut = /^Unexpected end|^Unterminated string/.test(said) ? ': it ends too early' : place;
  return { line, code: 'not_json', message: `not valid JSON${cut}` };
}

/** Under `strict` a bad line ends it all. */
export function fatal(bad: BadLine): TraceError {
  const help = 'without `--strict` bad lines are reported and passed over';
  return new TraceError('bad_line', `line ${bad.line}: ${bad.message}`, { line: bad.line, help });
}

/** A trace without a single event. */
export function noEvents(badLines: number, onlyUnknown: boolean): TraceError {
  if (badLines === 0) return new TraceError('unreadable', 'the trace is empty');
  const count = badLines === 1 ? 'its only line is bad' : `all of its ${badLines} lines are bad`;
  const help = onlyUnknown
    ? 'a line is an event, a call by `tool_name`, or a record with `tool`; `--from` names the form'
    : 'a trace is one JSON object a line';
  return new TraceError(onlyUnknown ? 'unknown_format' : 'bad_line', `no event in the trace: ${count}`, {
    help,
  });
}
