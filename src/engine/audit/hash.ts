import * as crypto from 'node:crypto';
import { AuditError } from '../model/errors.js';

const ONE_SHOT = typeof crypto.hash === 'function';
const SCRATCH = Buffer.alloc(65);
const HASH = /^[0-9a-f]{64}$/;
/** Of every UTF-16 unit, what it is worth as a lower-case hex digit; -1 where it is none. */
const NIBBLES = new Int8Array(0x10000).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) NIBBLES[digit.charCodeAt(0)] = value;

/** Hash of a record as a leaf (RFC 6962, section 2.1): SHA-256 of a zero byte and the body's UTF-8. 64 hex digits. */
export function leafHash(body: string): string {
  return sha256(`\0${body}`);
}

/**
 * Hash of two hashes in a tree: SHA-256 of a one byte and both. 64 hex digits each. @throws AuditError `corrupt` where
 * one is not: a short write would leave the bytes of an earlier hash to stand in for it.
 */
export function nodeHash(left: string, right: string): string {
  SCRATCH[0] = 1;
  putHash(SCRATCH, left, 1);
  putHash(SCRATCH, right, 33);
  return sha256(SCRATCH);
}

/**
 * The 32 bytes of a hash, into their place: a loop is half the price of Buffer's `write`, and strict. @throws AuditError
 * `corrupt` where it is none
 */
export function putHash(into: Uint8Array, hash: string, at: number): void {
  if (hash.length !== 64) throw noHash();
  let all = 0;
  for (let i = 0; i < 32; i++) {
    const byte = (digitAt(hash, 2 * i) << 4) | digitAt(hash, 2 * i + 1);
    into[at + i] = byte;
    all |= byte;
  }
  if (all < 0) throw noHash();
}

function digitAt(hash: string, at: number): number {
  return NIBBLES[hash.charCodeAt(at)] as number;
}

/** The bytes of what `sha256Latin` returned, into their place. */
export function putLatin(into: Uint8Array, bytes: string, at: number): void {
  for (let i = 0; i < 32; i++) into[at + i] = bytes.charCodeAt(i);
}

/** SHA-256, one character a byte: from here to bytes is half the way that it is from hex. */
export function sha256Latin(data: Uint8Array): string {
  return ONE_SHOT
    ? crypto.hash('sha256', data, 'binary')
    : crypto.createHash('sha256').update(data).digest('binary');
}

/** Whether a text is a hash as we spell them: 64 lower-case hex digits. */
export function isHash(text: unknown): text is string {
  return typeof text === 'string' && HASH.test(text);
}

function noHash(): AuditError {
  return new AuditError('corrupt', 'a hash of the tree is not 64 hex digits');
}

/** SHA-256 in hex. One-shot hashing came with Node 20.12 and is far quicker for short inputs. */
export function sha256(data: string | Uint8Array): string {
  return ONE_SHOT
    ? crypto.hash('sha256', data, 'hex')
    : crypto.createHash('sha256').update(data).digest('hex');
}

/** Root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT = sha256('');
