import { AuditError } from '../model/errors.js';

/*
 * A log as one text file: a manifest of one line, then each record's body as it is, a line each, then what was kept of
 * payloads. It can be verified with nothing else at hand.
 */

export const BUNDLE_VERSION = 1;

/** That a record stands in the log at that size: see RFC 6962, section 2.1.1. */
export interface InclusionEvidence {
  readonly seq: number;
  readonly size: number;
  readonly leaf: string;
  readonly root: string;
  readonly proof: readonly string[];
}

export interface BundleManifest {
  readonly bundle: typeof BUNDLE_VERSION;
  readonly log: string;
  readonly first: number;
  readonly size: number;
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
  /** Verifier keys, oldest first. */
  readonly keys: readonly string[];
  /** Level, index, hash of the full subtrees before `first`. */
  readonly tiles: readonly (readonly [number, number, string])[];
  /** How many lines of records follow, and after them of payloads. */
  readonly entries: number;
  readonly payloads: number;
  readonly proofs: readonly InclusionEvidence[];
}

/** @throws AuditError `bad_bundle` */
export function parseManifest(line: string): BundleManifest {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new AuditError('bad_bundle', 'the file is no bundle: its first line is no JSON', { cause });
  }
  if (!isManifest(value))
    throw new AuditError('bad_bundle', 'the file is no bundle of a version that is known');
  return value;
}

function isManifest(value: unknown): value is BundleManifest {
  if (typeof value !== 'object' || value === null) return false;
  const { bundle, log, first, size, checkpoints, keys, tiles, entries, payloads, proofs } = value as Record<
    string,
    unknown
  >;
  return (
    bundle === BUNDLE_VERSION &&
    typeof log === 'string' &&
    [first, size, entries, payloads].every(
      (count) => Number.isSafeInteger(count) && (count as number) >= 0,
    ) &&
    isListOf(
      checkpoints,
      (one) => isObject(one) && typeof one['size'] === 'number' && typeof one['note'] === 'string',
    ) &&
    isListOf(keys, (key) => typeof key === 'string') &&
    isListOf(tiles, (tile) => Array.isArray(tile) && tile.length === 3 && typeof tile[2] === 'string') &&
    isListOf(proofs, isObject)
  );
}

function isListOf(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
