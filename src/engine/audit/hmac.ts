import { putLatin, sha256, sha256Latin } from './hash.js';

/** SHA-256 hashes blocks of 64 bytes; a key as long as a hash fits one (RFC 2104). */
const BLOCK = 64;
const HASH = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
/** Messages up to here are put together in memory that is kept. */
const KEPT = 4096;

const kept = Buffer.alloc(BLOCK + KEPT);
const outer = Buffer.alloc(BLOCK + HASH);

/**
 * HMAC-SHA256 of a text's UTF-8 under a key of 32 bytes, by one-shot hashes: a third of what Node's Hmac object costs
 * for short texts.
 */
export function hmacSha256(key: Uint8Array, message: string): Buffer {
  prepare(key, message);
  const bytes = Buffer.allocUnsafe(HASH);
  putLatin(bytes, sha256Latin(outer), 0);
  return bytes;
}

/** The same in hex. */
export function hmacSha256Hex(key: Uint8Array, message: string): string {
  prepare(key, message);
  return sha256(outer);
}

/** Leaves in `outer` what is hashed last. */
function prepare(key: Uint8Array, message: string): void {
  if (key.length !== HASH) throw new RangeError('the key must be 32 bytes');
  // A UTF-16 unit is three bytes at most.
  const inner = message.length * 3 <= KEPT ? kept : Buffer.alloc(BLOCK + Buffer.byteLength(message));
  for (let i = 0; i < HASH; i++) {
    const byte = key[i] as number;
    inner[i] = byte ^ INNER_PAD;
    outer[i] = byte ^ OUTER_PAD;
  }
  inner.fill(INNER_PAD, HASH, BLOCK);
  outer.fill(OUTER_PAD, HASH, BLOCK);
  const end = BLOCK + inner.write(message, BLOCK);
  putLatin(outer, sha256Latin(inner.subarray(0, end)), BLOCK);
}
