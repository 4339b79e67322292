import type { VerifyReport } from '../../engine/audit/index.js';
import { parseAllowedSigners } from '../../engine/approvals/allowed-signers.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import { readText } from '../files.js';
import { progressFor } from '../simulate/progress.js';
import type { AuditFlags } from './flags.js';
import { auditLogPath, keysPath } from './paths.js';
import { placeOf } from './place.js';
import { verifyBundle } from './verify-bundle.js';
import { verifyDatabase } from './verify-log.js';

export interface VerifyFlags extends AuditFlags {
  readonly bundle?: string | undefined;
  readonly checkpoint?: readonly string[] | undefined;
  readonly 'public-key'?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly 'allowed-signers'?: string | undefined;
  readonly progress: boolean;
}

/** A record takes about so many bytes: only for deciding whether anybody has to wait. */
const BYTES = 1000;

export async function verify(flags: VerifyFlags): Promise<VerifyReport> {
  const publicKeys = flags['public-key'] && (await keysOf(flags['public-key']));
  const anchors = await Promise.all((flags.checkpoint ?? []).map(readText));
  const named = flags['allowed-signers'];
  const signers = named === undefined ? undefined : parseAllowedSigners(await readText(named));
  const file = flags.bundle ?? auditLogPath(flags);
  const bar = await barFor(file, flags);
  try {
    if (flags.bundle !== undefined)
      return await verifyBundle({ file, publicKeys, anchors, signers, progress: bar.update });
    const since = flags.since === undefined ? undefined : placeOf(file, flags.since);
    return verifyDatabase({
      file,
      publicKeys,
      anchors,
      signers,
      since,
      keys: keysPath(flags),
      progress: bar.update,
    });
  } finally {
    bar.stop();
  }
}

/** Keys as they are, or files with a key a line. */
async function keysOf(named: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(
    named.map((name) => (name.startsWith('capfence/') && name.includes('+') ? name : readText(name))),
  );
  return texts.flatMap((text) => text.split('\n').filter((line) => line.trim() !== ''));
}

async function barFor(file: string, { progress, bundle }: VerifyFlags) {
  let done = 0;
  const size = bundle === undefined ? sizeOf(file) * BYTES : undefined;
  const bar = await progressFor({ size, wanted: progress, busy: false });
  const update = (now: number): void => {
    bar.add((now - done) * BYTES);
    done = now;
  };
  return { update, stop: () => bar.stop() };
}

function sizeOf(file: string): number {
  const reader = openLogReader(file);
  try {
    return reader.size();
  } finally {
    reader.close();
  }
}
