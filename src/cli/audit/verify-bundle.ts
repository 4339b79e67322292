import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { LogVerifier, parseManifest, parseVerifierKey, verifyInclusion } from '../../engine/audit/index.js';
import type { BundleManifest, Fault, VerifyReport } from '../../engine/audit/index.js';
import { AuditError } from '../../engine/model/errors.js';
import type { AllowedSigner } from '../../engine/approvals/allowed-signers.js';
import { InputError, systemReason } from '../errors.js';
import { ApprovalReading } from './verify-approvals.js';
import { withFaults } from './verify-log.js';

export interface BundleRequest {
  readonly file: string;
  readonly publicKeys?: readonly string[] | undefined;
  readonly anchors?: readonly string[] | undefined;
  readonly signers?: readonly AllowedSigner[] | undefined;
  readonly progress?: ((done: number, of: number) => void) | undefined;
}

const STEP = 2048;

/** Verifies a bundle with no database at hand. @throws AuditError, InputError when it cannot be read */
export async function verifyBundle(request: BundleRequest): Promise<VerifyReport> {
  const lines = linesOf(request.file);
  const first = await lines.next();
  if (first.done === true) throw new AuditError('bad_bundle', `\`${request.file}\` is empty`);
  const manifest = parseManifest(first.value);
  const given = (request.publicKeys ?? []).map(parseVerifierKey);
  const tiles = new Map(manifest.tiles.map(([level, index, hash]) => [`${level}/${index}`, hash]));
  const verifier = new LogVerifier({
    log: manifest.log,
    first: manifest.first,
    tile: (level, index) => tiles.get(`${level}/${index}`),
    checkpoints: manifest.checkpoints,
    anchors: request.anchors,
    trusted: given.length > 0 ? given : manifest.keys.map(parseVerifierKey),
  });
  const approvals = new ApprovalReading({ first: manifest.first, signers: request.signers });
  let seen = 0;
  for await (const line of lines) {
    if (seen >= manifest.entries) break;
    verifier.entry(manifest.first + seen, line);
    approvals.entry(manifest.first + seen, line);
    if (++seen % STEP === 0) request.progress?.(seen, manifest.entries);
  }
  const report = verifier.finish();
  return withFaults({ ...report, trust: given.length > 0 ? 'given' : 'own word' }, [
    ...countFaults(manifest, seen),
    ...proofFaults(manifest, report),
    ...approvals.finish(undefined),
  ]);
}

async function* linesOf(file: string): AsyncGenerator<string, void, void> {
  try {
    yield* createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new InputError('unreadable', `cannot read \`${file}\`: ${reason}`, { cause: error });
  }
}

function countFaults({ entries, first, size }: BundleManifest, seen: number): Fault[] {
  if (seen === entries && first + seen === size) return [];
  return [
    {
      code: 'missing',
      seq: first + seen,
      message: `the bundle tells of ${size} records and has ${first + seen}`,
    },
  ];
}

/** A proof of the manifest must lead to the root of a checkpoint that was checked. */
function proofFaults({ proofs, checkpoints }: BundleManifest, report: VerifyReport): Fault[] {
  return proofs.flatMap(({ seq, size, leaf, root, proof }): Fault[] => {
    const signed = checkpoints.some((one) => one.size === size) || size === report.size;
    if (signed && Array.isArray(proof) && verifyInclusion(leaf, seq, size, proof, root)) return [];
    return [{ code: 'root_mismatch', seq, message: `the proof of record ${seq} does not hold` }];
  });
}
