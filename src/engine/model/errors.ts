/** Where something stands in a file. `line` and `column` count from 1, `offset` (UTF-16 units) from 0. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type PolicyErrorCode =
  | 'syntax'
  | 'too_large'
  | 'too_many_rules'
  | 'too_deep'
  | 'alias_bomb'
  | 'unknown_key'
  | 'duplicate_key'
  | 'duplicate_id'
  | 'wrong_type'
  | 'empty'
  | 'bad_value'
  | 'bad_capability'
  | 'bad_regex'
  | 'bad_unit'
  | 'extends_cycle'
  | 'extends_missing'
  | 'extends_outside'
  | 'unreadable';

/** One thing wrong with a policy (or a suite, or a map): what, where, and what to do about it. */
export interface Problem {
  readonly code: PolicyErrorCode;
  readonly message: string;
  readonly help?: string;
  readonly position: SourcePosition;
  /** Length of the offending text on its line, in UTF-16 units; 1 where it is not known. */
  readonly length: number;
}

export type EventErrorCode =
  | 'not_an_object'
  | 'unknown_field'
  | 'missing_field'
  | 'wrong_type'
  | 'empty'
  | 'too_long'
  | 'bad_character'
  | 'bad_capability'
  | 'payload_not_json'
  | 'payload_too_deep'
  | 'payload_too_large'
  | 'forbidden_key';

export type TraceErrorCode = 'unreadable' | 'bad_line' | 'bad_map' | 'unknown_format';
export type AuditErrorCode =
  | 'missing'
  | 'unreadable'
  | 'not_a_log'
  | 'locked'
  | 'full'
  | 'read_only'
  | 'corrupt'
  | 'replaced'
  | 'rolled_back'
  | 'unsynced'
  | 'network_file_system'
  | 'key_missing'
  | 'key_unsafe'
  | 'key_mismatch'
  | 'bad_key'
  | 'bad_note'
  | 'bad_bundle'
  | 'bad_record'
  | 'not_found'
  | 'nothing_to_prune'
  | 'closed'
  | 'failed';
export type SuiteErrorCode = 'bad_suite' | 'empty_suite';

/** The root of every error that the engine throws on purpose. Catch this one to catch them all. */
export abstract class CapfenceError extends Error {
  abstract readonly code: string;
  /** What the reader can do about it, apart from the message. */
  readonly help?: string;

  constructor(message: string, options: { help?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    if (options.help !== undefined) this.help = options.help;
  }
}

/** A policy that does not load. `problems` holds everything that is wrong with it, in file order. */
export class PolicyError extends CapfenceError {
  readonly code: PolicyErrorCode;
  readonly problems: readonly Problem[];

  constructor(problems: readonly [Problem, ...Problem[]]) {
    const first = problems[0];
    const { file, line, column } = first.position;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super(`${file}:${line}:${column}: ${first.message}${more}`, { help: first.help });
    this.code = first.code;
    this.problems = problems;
  }
}

/** An event whose fields do not parse. `field` is the path of the field, as `context.tenant`. */
export class EventError extends CapfenceError {
  readonly code: EventErrorCode;
  readonly field: string;

  constructor(code: EventErrorCode, field: string, message: string, help?: string) {
    super(message, { help });
    this.code = code;
    this.field = field;
  }
}

/** A trace (or the map that names its capabilities) that cannot be read. `line` counts from 1. */
export class TraceError extends CapfenceError {
  readonly code: TraceErrorCode;
  readonly line?: number;

  constructor(
    code: TraceErrorCode,
    message: string,
    options: { line?: number; help?: string; cause?: unknown } = {},
  ) {
    super(message, options);
    this.code = code;
    if (options.line !== undefined) this.line = options.line;
  }
}

/** A suite of policy cases that cannot be run as written. */
export class SuiteError extends CapfenceError {
  readonly code: SuiteErrorCode;
  readonly position?: SourcePosition;

  constructor(
    code: SuiteErrorCode,
    message: string,
    options: { position?: SourcePosition; help?: string; cause?: unknown } = {},
  ) {
    super(message, options);
    this.code = code;
    if (options.position !== undefined) this.position = options.position;
  }
}

/** An audit log (or its keys, a checkpoint, a bundle) that cannot be written, read or trusted. */
export class AuditError extends CapfenceError {
  readonly code: AuditErrorCode;

  constructor(
    code: AuditErrorCode,
    message: string,
    options: { help?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, options);
    this.code = code;
  }
}

export type ApprovalErrorCode =
  | 'bad_option'
  | 'bad_signature'
  | 'bad_transition'
  | 'changed'
  | 'closed'
  | 'not_approver'
  | 'not_found'
  | 'other_log'
  | 'stale'
  | 'tampered';

/** A request or grant that cannot be answered, given or used as was asked; `stale` when another was quicker. */
export class ApprovalError extends CapfenceError {
  readonly code: ApprovalErrorCode;

  constructor(
    code: ApprovalErrorCode,
    message: string,
    options: { help?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, options);
    this.code = code;
  }
}

export type RuntimeErrorCode = 'bad_bypass' | 'bad_mode' | 'bad_option';

/** A demand on a runtime that makes no sense: a bypass without a reason, a mode that there is not. */
export class RuntimeError extends CapfenceError {
  readonly code: RuntimeErrorCode;

  constructor(code: RuntimeErrorCode, message: string, help?: string) {
    super(message, { help });
    this.code = code;
  }
}
