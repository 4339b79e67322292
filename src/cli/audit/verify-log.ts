import { LogVerifier, parseVerifierKey, TILE_SPAN } from '../../engine/audit/index.js';
import type { Fault, VerifierKey, VerifyReport } from '../../engine/audit/index.js';
import { KeyFiles, openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import type { AllowedSigner } from '../../engine/approvals/allowed-signers.js';
import { ApprovalReading } from './verify-approvals.js';

export interface VerifyRequest {
  readonly file: string;
  /** Verifier keys that were given. */
  readonly publicKeys?: readonly string[] | undefined;
  /** The folder of the log's own keys, where it is at hand. */
  readonly keys?: string | undefined;
  /** Checkpoints that were kept elsewhere. */
  readonly anchors?: readonly string[] | undefined;
  /** Only records from here on; those before are taken by their hashes. */
  readonly since?: number | undefined;
  /** Who may sign approvals. */
  readonly signers?: readonly AllowedSigner[] | undefined;
  /** Called now and then with how many records are done. */
  readonly progress?: ((done: number, of: number) => void) | undefined;
}

/** How often progress is told, in records. */
const STEP = 2048;

/** Verifies a database, all of it as of one moment. Writes nothing. @throws AuditError when it cannot be read */
export function verifyDatabase(request: VerifyRequest): VerifyReport {
  const reader = openLogReader(request.file);
  try {
    return reader.snapshot(() => verified(reader, request));
  } finally {
    reader.close();
  }
}

function verified(reader: LogReader, request: VerifyRequest): VerifyReport {
  const kept = reader.first();
  const start = Math.max(kept, Math.floor((request.since ?? 0) / TILE_SPAN) * TILE_SPAN);
  const first = Math.min(start, Math.floor(reader.size() / TILE_SPAN) * TILE_SPAN);
  const given = (request.publicKeys ?? []).map(parseVerifierKey);
  const own = given.length > 0 ? [] : ownKeys(reader.logId, request.keys);
  const verifier = new LogVerifier({
    log: reader.logId,
    first,
    partial: first > kept,
    tile: (level, index) => reader.tile(level, index),
    checkpoints: reader.checkpoints(),
    head: reader.head(),
    anchors: request.anchors,
    trusted: given.length > 0 ? given : own,
  });
  const end = reader.size();
  const approvals = new ApprovalReading({ first, signers: request.signers });
  reader.each(first, (seq, body) => {
    verifier.entry(seq, reader.isExact(seq, body) ? body : undefined);
    approvals.entry(seq, body);
    if (seq % STEP === 0) request.progress?.(seq - first, end - first);
  });
  const report = verifier.finish();
  const trust = given.length > 0 ? 'given' : own.length > 0 ? 'keys folder' : 'own word';
  const checked = withFaults({ ...report, trust }, approvals.finish(reader.approvals.digests()));
  return withSchema(checked, reader.schemaFaults());
}

function ownKeys(logId: string, folder: string | undefined): VerifierKey[] {
  if (folder === undefined || !/^[0-9a-f]{32}$/.test(logId)) return [];
  return new KeyFiles(folder, logId).publicKeys().map(parseVerifierKey);
}

/** Views and triggers that are not ours show readers of the database what the records do not say. */
function withSchema(report: VerifyReport, faults: readonly string[]): VerifyReport {
  return withFaults(
    report,
    faults.map((what) => ({ code: 'schema', message: `the database’s schema was changed: ${what}` })),
  );
}

export function withFaults(report: VerifyReport, more: readonly Fault[]): VerifyReport {
  if (more.length === 0) return report;
  return {
    ...report,
    ok: false,
    faults: [...report.faults, ...more],
    faultCount: report.faultCount + more.length,
  };
}
