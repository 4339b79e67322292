import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const BYTES = 32;
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** This user's folder for what programs remember: `XDG_STATE_HOME`, else what it stands for. */
function userStateFolder(): string {
  const named = process.env['XDG_STATE_HOME'];
  const base = named?.startsWith('/') === true ? named : join(homedir(), '.local', 'state');
  return join(base, 'capfence');
}

/**
 * A secret of this user, made when it is first asked for, outside of every tree that is checked. Undefined where there is
 * no home to keep it in, or what lies there is not this user's own.
 */
export function userSecret(folder = userStateFolder()): Uint8Array | undefined {
  const file = join(folder, 'cache.key');
  try {
    return readSecret(file) ?? makeSecret(folder, file);
  } catch {
    return undefined;
  }
}

/** @throws where there is something that is no secret of this user alone */
function readSecret(file: string): Uint8Array | undefined {
  let handle: number;
  try {
    handle = openSync(file, OPEN);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const stat = fstatSync(handle);
    const isOwn = stat.isFile() && stat.size === BYTES && (stat.mode & 0o077) === 0;
    if (!isOwn || stat.uid !== (process.getuid?.() ?? stat.uid)) throw new Error('not a secret of this user');
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Two that make it at once end with the same: a link is made by one of them only. */
function makeSecret(folder: string, file: string): Uint8Array | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}`;
  try {
    writeFileSync(next, randomBytes(BYTES), { flag: 'wx', mode: 0o600 });
    linkSync(next, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(next, { force: true });
  }
  return readSecret(file);
}
