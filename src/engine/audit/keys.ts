import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { AuditError } from '../model/errors.js';
import type { AuditRecord } from './record.js';

/** Ed25519, as C2SP's signed notes number it. */
const ED25519 = 1;
/** A public key of Ed25519 in SPKI form is these bytes and the key's 32. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const VKEY = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44}={0,2})$/;

/** A public key that signs notes: a name, the id that follows from name and key, and both as one text. */
export interface VerifierKey {
  readonly name: string;
  /** 8 hex digits. */
  readonly id: string;
  /** `<name>+<id>+<base64>`, as C2SP's signed notes write a verifier key. */
  readonly vkey: string;
  readonly publicKey: KeyObject;
}

export interface LogKey extends VerifierKey {
  /** Ed25519, 64 bytes. */
  sign(data: Uint8Array): Buffer;
  /** PKCS#8. */
  pem(): string;
}

/** @throws AuditError `bad_key` */
export function parseVerifierKey(vkey: string): VerifierKey {
  const match = VKEY.exec(vkey.trim());
  const bytes = Buffer.from(match?.[3] ?? '', 'base64');
  if (match === null || bytes.length !== 33 || bytes[0] !== ED25519) {
    throw new AuditError('bad_key', 'the public key is no Ed25519 verifier key', {
      help: 'it reads `<name>+<8 hex digits>+<base64>`; the log’s own stand in `keys/<log id>.pub`',
    });
  }
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, bytes.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  const key = verifierKey(match[1] as string, publicKey);
  if (key.id !== match[2])
    throw new AuditError('bad_key', 'the public key does not have the id that it names');
  return key;
}

function verifierKey(name: string, publicKey: KeyObject): VerifierKey {
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
  const typed = Buffer.concat([Buffer.of(ED25519), raw]);
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
  return { name, id, vkey: `${name}+${id}+${typed.toString('base64')}`, publicKey };
}

/** A new key pair. */
export function newLogKey(name: string): LogKey {
  return logKey(name, generateKeyPairSync('ed25519').privateKey);
}

/** @throws AuditError `bad_key` when the text is no Ed25519 private key */
export function readLogKey(name: string, pem: string): LogKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw new AuditError('bad_key', 'the key file holds no private key', { cause });
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new AuditError('bad_key', 'the key file holds no Ed25519 key');
  return logKey(name, key);
}

function logKey(name: string, privateKey: KeyObject): LogKey {
  return {
    ...verifierKey(name, createPublicKey(privateKey)),
    sign: (data) => sign(null, data, privateKey),
    pem: () => privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
  };
}

export function verifySignature(key: VerifierKey, data: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(null, data, key.publicKey, signature);
}

/** What both keys sign when one follows the other. */
export function rotationText(log: string, seq: number, oldVkey: string, newVkey: string): Buffer {
  return Buffer.from(`capfence-key-rotate/v1\n${log}\n${seq}\n${oldVkey}\n${newVkey}\n`);
}

/** The key that a `key.rotate` record brings in, if the current one and itself signed it. @throws AuditError `bad_key` */
export function checkRotation(record: AuditRecord, current: VerifierKey): VerifierKey {
  const { old: from, new: to, old_sig: oldSignature, new_sig: newSignature } = record;
  if (from !== current.vkey || typeof to !== 'string')
    throw badRotation('it does not follow the current key');
  const next = parseVerifierKey(to);
  if (next.name !== current.name) throw badRotation('the new key has another name');
  const data = rotationText(record.log, record.seq, current.vkey, next.vkey);
  if (!signed(current, data, oldSignature)) throw badRotation('the old key did not sign it');
  if (!signed(next, data, newSignature)) throw badRotation('the new key did not sign it');
  return next;
}

function signed(key: VerifierKey, data: Buffer, signature: unknown): boolean {
  return typeof signature === 'string' && verifySignature(key, data, Buffer.from(signature, 'base64'));
}

function badRotation(why: string): AuditError {
  return new AuditError('bad_key', `the change of keys does not hold: ${why}`);
}
