/** What is wrong with a log. */
export type FaultCode =
  | 'changed'
  | 'missing'
  | 'bad_record'
  | 'duplicate_writer_seq'
  | 'other_log'
  | 'root_mismatch'
  | 'bad_signature'
  | 'missing_checkpoint'
  | 'rolled_back'
  | 'anchor_mismatch'
  | 'not_checkable'
  | 'bad_rotation'
  | 'bad_prune'
  | 'bad_approval'
  | 'schema'
  | 'empty';

/** One fault, with the record or the checkpoint that it is in, where it can be told. */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
  readonly seq?: number;
  /** The size of the checkpoint. */
  readonly size?: number;
}

/** What does not make a log wrong, and somebody should know. */
export interface Completeness {
  /** Writers whose last record is no `close`. They may still be at work. */
  readonly openWriters: number;
  /** Numbers of a writer that stand nowhere. */
  readonly writerGaps: number;
  /** Authorized decisions by `guard` and others that no outcome follows. */
  readonly decisions: number;
  readonly outcomes: number;
  /** Records whose clock stood before that of the record before. */
  readonly clockBack: number;
  readonly bypasses: number;
}

/** What verifying a log came to, and no more than that. */
export interface VerifyReport {
  /** No fault at all. */
  readonly ok: boolean;
  readonly log: string;
  /** Records that were read and hashed. */
  readonly entries: number;
  /** The first of them: over 0 where older ones were pruned. */
  readonly first: number;
  /** How many records the log ever had. */
  readonly size: number;
  /** Root of the whole tree. */
  readonly root: string;
  /** The newest checkpoint that a trusted key signed; null where there is none. */
  readonly signed: { readonly size: number; readonly time: string | null; readonly key: string } | null;
  /** The largest of the checkpoints kept elsewhere that this log agrees with; null where none was given. */
  readonly anchored: number | null;
  /** Records at the end that no checkpoint covers. */
  readonly unprotected: number;
  /** Where the key comes from that the signatures were checked by. */
  readonly trust: 'given' | 'keys folder' | 'own word';
  readonly faults: readonly Fault[];
  /** Faults found, also those beyond the ones that are listed. */
  readonly faultCount: number;
  readonly completeness: Completeness;
}
