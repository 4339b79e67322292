import type { RecordDraft } from './record.js';

/** Where a record came to stand. */
export interface Appended {
  readonly seq: number;
  /** Its leaf hash, 64 hex digits. */
  readonly leaf: string;
  readonly ts: string;
}

/** What goes beside a record, outside its hash: the salt of its commitments, and, if asked for, the payload. */
export interface Beside {
  readonly salt?: Uint8Array;
  /** Canonical JSON, redacted. */
  readonly payload?: string;
}

/** One record to append. */
export interface Entry {
  readonly draft: RecordDraft;
  readonly beside?: Beside;
}

/** An open audit log. All methods throw AuditError, and nothing that they threw for was authorized. */
export interface AuditLog {
  readonly logId: string;
  /**
   * Resolves when the record is durable. Records that are handed in during one turn of the event loop are committed
   * together, in their order. @throws AuditError when it is not surely durable: then it must be taken as not recorded.
   */
  append(draft: RecordDraft, beside?: Beside): Promise<Appended>;
  /** Signs the log as it is now. Returns the signed note, and keeps it in the log. */
  checkpoint(): Promise<string>;
  /** Writes `close` and a last checkpoint, and lets go of the files. Harmless when closed. */
  close(): Promise<void>;
}
