export { canonicalJson, canonicalRecord, parseRecord } from './canonical-json.js';
export { argumentSalt, commitmentOf, commitPayload, SALT_BYTES } from './commitment.js';
export { Frontier, TILE_SPAN } from './frontier.js';
export type { OnTile } from './frontier.js';
export { EMPTY_ROOT, leafHash, nodeHash, sha256 } from './hash.js';
export { checkRotation, newLogKey, parseVerifierKey, readLogKey, rotationText } from './keys.js';
export type { LogKey, VerifierKey } from './keys.js';
export {
  parseCheckpoint,
  parseNote,
  verifyCheckpoint,
  verifyNote,
  writeCheckpoint,
  writeNote,
} from './note.js';
export type { Checkpoint, CheckpointFields, NoteSignature, SignedNote } from './note.js';
export {
  consistencyProof,
  inclusionProof,
  subtreeHash,
  verifyConsistency,
  verifyInclusion,
} from './proofs.js';
export type { HashAt } from './proofs.js';
export { DEFAULT_REDACTION, REDACTED, redactPayload } from './redact.js';
export type { Redaction } from './redact.js';
export { MAX_RECORD_BYTES, NO_PREVIOUS, RECORD_VERSION } from './record.js';
export type {
  AuditRecord,
  DecisionDraft,
  Envelope,
  LogRecordType,
  OutcomeDraft,
  PayloadCommitment,
  RuleOfRecord,
  RecordDraft,
  RecordValue,
} from './record.js';
export type { Appended, AuditLog, Beside, Entry } from './store.js';
export { LogVerifier } from './log-verifier.js';
export type { VerifierOptions } from './log-verifier.js';
export type { Completeness, Fault, FaultCode, VerifyReport } from './verify-report.js';
export { BUNDLE_VERSION, parseManifest } from './bundle.js';
export type { BundleManifest, InclusionEvidence } from './bundle.js';
