import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScanReport } from '../model/tool-finding.js';
import { keepFile } from './cache-files.js';
import type { Answers } from './outside.js';
import { cacheEntrySchema } from './schema.js';

/** Where reports are kept, and the secret that seals them. */
export interface CacheOptions {
  readonly folder: string;
  /**
   * Known to this user alone. The folder may lie in the tree that is checked, and whoever wrote that tree may have put
   * a report of all tools gated into it: one that is not sealed with the secret is not believed.
   */
  readonly secret: Uint8Array;
}

/** A report as it is kept, with what it was made from. */
export interface CacheEntry {
  readonly version: 1;
  /** The digest of all that was read before the analysis. */
  readonly inputs: string;
  /** What the analysis asked for on its way. */
  readonly outside: Answers;
  readonly report: ScanReport;
}

const LARGEST = 64 * 1024 * 1024;
/** HMAC-SHA-256 in hexadecimal, and the end of its line. */
const SEAL = 64;

/** The entry of that name; nothing where there is none, or it is anything but what this user wrote. */
export function readEntry({ folder, secret }: CacheOptions, name: string): CacheEntry | undefined {
  try {
    const text = readRegular(join(folder, fileOf(name)));
    const body = text.slice(SEAL + 1);
    if (text[SEAL] !== '\n' || !isSame(text.slice(0, SEAL), seal(secret, name, body))) return undefined;
    const value: unknown = JSON.parse(body);
    // The value itself is taken, in the order in which it was written, so that both runs print the same.
    return cacheEntrySchema.safeParse(value).success ? (value as CacheEntry) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps an entry in place of the last one of that name. A cache that cannot be written is no fault of the check. */
export function writeEntry({ folder, secret }: CacheOptions, name: string, entry: CacheEntry): void {
  const body = JSON.stringify(entry);
  if (body.length > LARGEST / 4) return;
  try {
    keepFile(folder, fileOf(name), `${seal(secret, name, body)}\n${body}`);
  } catch {
    // The next run is slower, and says the same.
  }
}

const fileOf = (name: string): string => `${name}.scan`;

const seal = (secret: Uint8Array, name: string, body: string): string =>
  createHmac('sha256', secret).update(`capfence scan ${name}\n`).update(body).digest('hex');

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));

/** A pipe in its place must not make the check wait, nor a link lead it elsewhere. */
function readRegular(path: string): string {
  const handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile() || stat.size > LARGEST) throw new RangeError('no entry of ours');
    return readFileSync(handle, 'utf8');
  } finally {
    closeSync(handle);
  }
}
