import type { JsonValue } from '../model/json.js';
import type { Keys } from './binding.js';
import type { GrantRow, RequestRow, Stored } from './rows.js';

/** A record before the log has given it a place. */
export interface Draft {
  readonly type: 'decision' | `approval.${string}` | `grant.${string}`;
  readonly [key: string]: JsonValue | undefined;
}

/** What a record does to a row. The row then stands on that record. */
export interface Change {
  readonly table: 'request' | 'grant';
  readonly id: string;
  /** The record that the row stood on; undefined for a new row. */
  readonly from: number | undefined;
  readonly text: string;
  /** The number of the use that this is. */
  readonly use?: number;
  /** It must be before then, in milliseconds since the epoch, when the change is made: else it is stale. */
  readonly before?: number;
  /** The payload to show; null where it is no longer needed. */
  readonly payload?: string | null;
}

/** One record, and what goes with it. */
export interface Entry {
  readonly draft: (at: { readonly seq: number }) => Draft;
  readonly beside?: { readonly salt?: Uint8Array; readonly payload?: string } | undefined;
  readonly change?: Change;
}

/**
 * A row that its record bears out, and the time that it is at the least: a clock that stepped back since the row was
 * written revives nothing.
 */
export interface Seen<Row> extends Stored<Row> {
  readonly now: number;
}

/** What there is about an action that is held. Rows are borne out by their records. */
export interface Look {
  /** Approved, under one of the keys. */
  readonly approved: readonly Seen<RequestRow>[];
  /** Pending, for exactly this. */
  readonly pending: Seen<RequestRow> | undefined;
  /** Pending for exactly this, under another policy. */
  readonly outdated: readonly Seen<RequestRow>[];
  /** Rejected last, for exactly this whatever the policy. */
  readonly rejected: Seen<RequestRow> | undefined;
  /** How many of the actor's were rejected since the time asked for, and how many of its are pending. */
  readonly rejections: number;
  readonly pendings: number;
  /** Approved last for the same actor and capability: what a caller may have meant. */
  readonly near: RequestRow | undefined;
}

export interface Asked {
  readonly keys: Keys;
  readonly actor: string;
  readonly capability: string;
  readonly now: number;
  /** Since when rejections of the actor count. */
  readonly since: number;
}

/**
 * Requests and grants, beside the log that they stand on. Methods throw ApprovalError `tampered` where a row is not what
 * the log says, and AuditError where the log fails.
 */
export interface ApprovalStore {
  /** The log's id. */
  readonly log: string;
  look(asked: Asked): Promise<Look>;
  /** @throws ApprovalError `not_found`, `other_log` */
  request(id: string, now: number): Promise<Seen<RequestRow>>;
  /** @throws ApprovalError `not_found`, `other_log` */
  grant(id: string, now: number): Promise<Seen<GrantRow>>;
  /** Differs from what it was when a grant was created or ended since. */
  grantsVersion(): number;
  /** Grants that are active as far as their rows say; or all whose last record is after one, whatever their state. */
  grants(after?: number): Promise<readonly Stored<GrantRow>[]>;
  /** The payload of a request, as canonical JSON; undefined where it is not kept any more. */
  payload(id: string): Promise<string | undefined>;
  /** All records and changes, or nothing. @throws ApprovalError `stale` when a row has moved on. */
  commit(entries: readonly Entry[]): Promise<readonly { seq: number; leaf: string; ts: string }[]>;
  /** Differs from what it was when another process has written. */
  dataVersion(): number;
}
