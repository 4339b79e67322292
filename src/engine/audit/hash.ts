import * as crypto from 'node:crypto';

const ONE_SHOT = typeof crypto.hash === 'function';
const SCRATCH = Buffer.alloc(65);

/** Hash of a record as a leaf (RFC 6962, section 2.1): SHA-256 of a zero byte and the body's UTF-8. 64 hex digits. */
export function leafHash(body: string): string {
  return sha256(`\0${body}`);
}

/** Hash of two hashes in a tree: SHA-256 of a one byte and both. 64 hex digits each. */
export function nodeHash(left: string, right: string): string {
  SCRATCH[0] = 1;
  SCRATCH.write(left, 1, 32, 'hex');
  SCRATCH.write(right, 33, 32, 'hex');
  return sha256(SCRATCH);
}

/** SHA-256 in hex. One-shot hashing came with Node 20.12 and is far quicker for short inputs. */
export function sha256(data: string | Uint8Array): string {
  return ONE_SHOT
    ? crypto.hash('sha256', data, 'hex')
    : crypto.createHash('sha256').update(data).digest('hex');
}

/** Root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT = sha256('');
