import type { DecisionKind, RiskLevel, RuleRef } from '../model/decision.js';

/** The format of a record's body. */
export const RECORD_VERSION = 1;
/** What `prev` of the first record says: there is none. */
export const NO_PREVIOUS = '0'.repeat(64);
/** The largest body, in UTF-8 bytes. */
export const MAX_RECORD_BYTES = 64 * 1024;

export type LogRecordType =
  | 'log.genesis'
  | 'open'
  | 'close'
  | 'heartbeat'
  | 'recover'
  | 'decision'
  | 'outcome'
  | 'policy.load'
  | 'mode.change'
  | 'bypass.start'
  | 'bypass.end'
  | 'key.rotate'
  | 'prune'
  | `approval.${string}`
  | `grant.${string}`
  | `token.${string}`;

/** What the log adds to every record. */
export interface Envelope {
  readonly v: typeof RECORD_VERSION;
  /** The log's id, 32 hex digits. */
  readonly log: string;
  /** Place in the log, from 0 without a gap: the order of records, whatever the clock says. */
  readonly seq: number;
  /** Leaf hash of the record before, 64 hex digits. */
  readonly prev: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly ts: string;
  /** The writer: one opening of the log by one process, 16 hex digits; and its count of records, from 0. */
  readonly w: string;
  readonly wseq: number;
  /** Only where the clock stood before that of the record before: by how many milliseconds. */
  readonly clock_back?: number;
}

/** A JSON value as a record may hold it: numbers are integers. */
export type RecordValue =
  | string
  | number
  | boolean
  | null
  | readonly RecordValue[]
  | { readonly [key: string]: RecordValue | undefined };

/**
 * A record before the log has given it a place. Keys that are undefined are left out. No key may sort after `ts`, but
 * `type`: every body ends with `ts`, `type` and the rest of the envelope, which verifying relies on.
 */
export interface RecordDraft {
  readonly type: LogRecordType;
  readonly [key: string]: RecordValue | undefined;
}

/** A payload without its contents: salted commitments (see commitment.ts). */
export interface PayloadCommitment {
  readonly [key: string]: RecordValue | undefined;
  readonly alg: 'hmac-sha256';
  /** Of the whole payload, 64 hex digits. */
  readonly commitment: string;
  /** Of each argument by its name; absent where there are too many, or a name is too long. */
  readonly args?: { readonly [name: string]: string };
  /** UTF-8 bytes of the payload's canonical JSON. */
  readonly bytes: number;
  /** Where stored contents were redacted, as JSON pointers. Only with stored payloads. */
  readonly redacted?: readonly string[];
}

/** What was decided, and all that it rested on. */
export interface DecisionDraft extends RecordDraft {
  readonly type: 'decision';
  /** The event's id. */
  readonly id: string;
  readonly actor: string;
  readonly capability: string;
  readonly environment: string;
  /** A level, or a number as text. */
  readonly risk: string;
  readonly decision: DecisionKind;
  readonly reason: string;
  readonly authorized: boolean;
  readonly mode: 'enforce' | 'observe';
  readonly rule: {
    readonly id: string;
    readonly section: string;
    readonly file: string;
    readonly line: number;
  } | null;
  readonly policy: { readonly name: string; readonly digest: string };
  readonly engine: string;
  readonly payload?: PayloadCommitment;
  readonly risk_level?: RiskLevel;
  readonly resource?: string;
  readonly action?: string;
  readonly scope?: string;
  readonly session?: string;
  readonly parent?: string;
  readonly on_behalf?: string;
  readonly tenant?: string;
  readonly role?: string;
  readonly caller_depth?: number;
  readonly tool?: string;
  readonly table?: string;
  readonly cwd?: string;
  readonly host_approval?: true;
  readonly detail?: string;
  /** `seq` of the `bypass.start` that let it through. */
  readonly bypass?: number;
  /** The request that is open for it, or the request or grant that let it through. */
  readonly approval?: string;
}

/** What came of an authorized action. */
export interface OutcomeDraft extends RecordDraft {
  readonly type: 'outcome';
  /** `seq` of the decision, and its event's id. */
  readonly of: number;
  readonly id: string;
  readonly status: 'completed' | 'failed';
  /** Milliseconds, rounded up. */
  readonly duration: number;
  /** The error's name where it failed; its message may hold secrets and stays out. */
  readonly error?: string;
}

export type RuleOfRecord = Pick<RuleRef, 'id' | 'section' | 'file' | 'line'>;

/** A record as it stands in a log: parsed, not trusted. */
export type AuditRecord = Envelope & RecordDraft;
