import {
  closeSync,
  constants,
  fchownSync,
  fsyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { AuditError } from '../../model/errors.js';

/** File systems where locks or syncs are not to be relied on: NFS, SMB, CIFS, SMB2 (the numbers of statfs(2)). */
const NETWORK = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42]);

/** Makes a folder for nobody else's eyes, if it is not there. @throws AuditError on a network file system */
export function ownFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (NETWORK.has(Number(statfsSync(folder).type) >>> 0)) {
    throw new AuditError('network_file_system', `\`${folder}\` is on a network file system`, {
      help: 'keep the audit log on a local disk: locks and syncs of a network cannot be relied on',
    });
  }
}

/**
 * Replaces a file at once: whoever reads sees the old text or the new one, also after a crash. `tag` is the caller's own,
 * since several processes may do it at the same time.
 */
export function replaceFile(file: string, text: string, mode: number, tag: string): void {
  const next = `${file}.${tag}`;
  writeWhole(next, text, mode, constants.O_CREAT | constants.O_TRUNC);
  renameSync(next, file);
  syncFolder(dirname(file));
}

/** Makes a file that must not be there yet. */
export function createFile(file: string, text: string, mode: number): void {
  writeWhole(file, text, mode, constants.O_CREAT | constants.O_EXCL);
  syncFolder(dirname(file));
}

function writeWhole(file: string, text: string, mode: number, how: number): void {
  const handle = openSync(file, constants.O_WRONLY | constants.O_NOFOLLOW | how, mode);
  try {
    writeSync(handle, text);
    keepOwner(handle, dirname(file));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What the superuser writes into another's folder is that other's, who could not read it otherwise. */
function keepOwner(handle: number, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  if (uid !== 0) fchownSync(handle, uid, gid);
}

export function syncFolder(folder: string): void {
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The text of a small file; undefined where there is none. */
export function readSmallFile(file: string): string | undefined {
  let handle: number;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const facts = fstatSync(handle);
    if (!facts.isFile() || facts.size > 1024 * 1024) {
      throw new AuditError('unreadable', `\`${file}\` is no small file`);
    }
    return readFileSync(handle, 'utf8');
  } finally {
    closeSync(handle);
  }
}

/** Rights and owner of a file, not following links; undefined where there is none. */
export function factsOf(file: string): { mode: number; uid: number } | undefined {
  let handle: number;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { mode, uid } = fstatSync(handle);
    return { mode: mode & 0o777, uid };
  } finally {
    closeSync(handle);
  }
}
