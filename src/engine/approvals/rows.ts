import { createHash } from 'node:crypto';
import { APPROVAL_SCOPES } from '../model/decision.js';
import type { ApprovalLevel, ApprovalScope, ApprovalTerms } from '../model/decision.js';
import { ApprovalError } from '../model/errors.js';
import type { JsonObject } from '../model/json.js';
import { GRANT_STATES, REQUEST_STATES } from './lifecycle.js';
import type { GrantState, RequestState } from './lifecycle.js';

/** One person's yes, as it was given. */
export interface Vote {
  readonly by: string;
  /** The operating system's name and number for who gave it; a number of -1 where it has none. */
  readonly user: string;
  readonly uid: number;
  /** What the voter claims; whether it is so is looked at when it counts. */
  readonly level: ApprovalLevel;
  readonly scope: ApprovalScope;
  readonly uses: number;
  /** Until when it may be used, in milliseconds since the epoch. */
  readonly until: number;
  readonly reason: string;
  /** An armoured SSH signature of `voteText`. */
  readonly sig?: string;
}

/** What a person is shown of what was asked, beside the payload. */
export interface RequestFacts {
  readonly policyName: string;
  readonly rule: string;
  readonly ruleReason: string;
  readonly risk: string;
  readonly tool: string;
  readonly onBehalf: string;
  readonly tenant: string;
  readonly cwd: string;
  /** The operating system's user in whose process it was asked. */
  readonly user: string;
  readonly uid: number;
}

/** A question to a person. All times in milliseconds since the epoch; 0 where it has not come to that. */
export interface RequestRow {
  readonly id: string;
  readonly state: RequestState;
  readonly actor: string;
  readonly capability: string;
  readonly environment: string;
  readonly session: string | null;
  readonly policy: string;
  readonly payload: string;
  /** Where an answer is found: by its scope. */
  readonly key: string;
  readonly keys: {
    readonly exact: string;
    readonly session: string | null;
    readonly capability: string;
    readonly shape: string;
  };
  readonly salt: string;
  readonly opened: number;
  readonly decideBy: number;
  readonly decided: number;
  readonly useBy: number;
  readonly scope: ApprovalScope;
  readonly uses: number;
  readonly used: number;
  readonly terms: ApprovalTerms;
  readonly votes: readonly Vote[];
  /** Who ended it otherwise than by use, and why. */
  readonly by: string;
  readonly reason: string;
  readonly facts: RequestFacts;
}

/** A standing yes. */
export interface GrantRow {
  readonly id: string;
  readonly state: GrantState;
  readonly actor: string;
  readonly capability: string;
  readonly environment: string;
  /** Empty for any session, or none. */
  readonly session: string;
  /** Conditions on the payload, as a policy has them. */
  readonly where: JsonObject;
  readonly created: number;
  readonly notBefore: number;
  readonly expires: number;
  /** 0 for as often as it likes. */
  readonly uses: number;
  readonly used: number;
  readonly salt: string;
  readonly vote: Vote;
  readonly by: string;
  readonly reason: string;
}

/** A row as it was read: its text, and what the text says. */
export interface Stored<Row> {
  readonly row: Row;
  /** The record that it stands on. */
  readonly seq: number;
  readonly text: string;
}

/** What a record says of the row that it made, so that the log covers every letter of the row. */
export function rowDigest(text: string): string {
  return createHash('sha256').update(`capfence/approval-row/v1\0${text}`).digest('hex');
}

/** A row from a table that anybody may have written. @throws ApprovalError `tampered` */
export function parseRequest(text: unknown): RequestRow {
  const row = parsed(text) as Partial<RequestRow>;
  const texts = [
    row.id,
    row.actor,
    row.capability,
    row.environment,
    row.policy,
    row.payload,
    row.key,
    row.salt,
  ];
  const counts = [row.opened, row.decideBy, row.decided, row.useBy, row.uses, row.used];
  if (
    !texts.every((one) => typeof one === 'string') ||
    !counts.every(isCount) ||
    !REQUEST_STATES.includes(row.state as RequestState) ||
    !APPROVAL_SCOPES.includes(row.scope as ApprovalScope) ||
    !Array.isArray(row.votes) ||
    ![row.terms, row.keys, row.facts].every(isObject)
  )
    throw tampered('a request is not as requests are');
  return row as RequestRow;
}

/** @throws ApprovalError `tampered` */
export function parseGrant(text: unknown): GrantRow {
  const row = parsed(text) as Partial<GrantRow>;
  const texts = [row.id, row.actor, row.capability, row.environment, row.session, row.salt];
  const counts = [row.created, row.notBefore, row.expires, row.uses, row.used];
  if (
    !texts.every((one) => typeof one === 'string') ||
    !counts.every(isCount) ||
    !GRANT_STATES.includes(row.state as GrantState) ||
    !isObject(row.where) ||
    !isObject(row.vote)
  )
    throw tampered('a grant is not as grants are');
  return row as GrantRow;
}

function parsed(text: unknown): object {
  try {
    const value: unknown = JSON.parse(String(text));
    if (isObject(value)) return value;
  } catch {
    // What is no JSON is said below.
  }
  throw tampered('a row of the approvals is no JSON object');
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function tampered(message: string): ApprovalError {
  return new ApprovalError('tampered', message, { help: '`capfence verify` says what else was altered' });
}
