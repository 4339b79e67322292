import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { badSignature, WireReader } from './ssh-wire.js';

/** A public key as SSH writes it, and how what it signed is checked. */
export interface SshKey {
  readonly type: string;
  readonly blob: Buffer;
  /** Held by a hardware token, which asks for a touch. */
  readonly hardware: boolean;
  check(data: Buffer, signature: Buffer): boolean;
}

type Make = (wire: WireReader) => (data: Buffer, signature: Buffer) => boolean;

const ED25519 = 'ssh-ed25519';
const P256 = 'nistp256';
/** The token says that somebody touched it. */
const PRESENT = 0x01;

const KINDS: Readonly<Record<string, { readonly hardware: boolean; readonly make: Make }>> = {
  [ED25519]: { hardware: false, make: (wire) => plain([ED25519], ed25519(wire.string())) },
  'ecdsa-sha2-nistp256': { hardware: false, make: (wire) => plain(['ecdsa-sha2-nistp256'], p256(wire)) },
  'ssh-rsa': { hardware: false, make: (wire) => rsa(wire) },
  'sk-ssh-ed25519@openssh.com': {
    hardware: true,
    make: (wire) => token('sk-ssh-ed25519@openssh.com', ed25519(wire.string()), wire.string()),
  },
  'sk-ecdsa-sha2-nistp256@openssh.com': {
    hardware: true,
    make: (wire) => token('sk-ecdsa-sha2-nistp256@openssh.com', p256(wire), wire.string()),
  },
};

/** @throws ApprovalError `bad_signature` for what is no key, or one of a kind that is not taken */
export function readSshKey(blob: Buffer): SshKey {
  const wire = new WireReader(blob);
  const type = wire.text();
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined) throw badSignature(`keys of the kind \`${type.slice(0, 60)}\` are not taken`);
  try {
    const check = kind.make(wire);
    wire.end();
    return { type, blob, hardware: kind.hardware, check };
  } catch (cause) {
    throw badSignature('its key cannot be read', cause);
  }
}

/** As `ssh-keygen -l` shows it. */
export function fingerprint(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

type Verify = (data: Buffer, signature: Buffer) => boolean;

function plain(algorithms: readonly string[], check: Verify): Verify {
  return (data, signature) => {
    const wire = new WireReader(signature);
    const known = algorithms.includes(wire.text());
    const bytes = wire.string();
    wire.end();
    return known && check(data, bytes);
  };
}

/** What a token signs: which application, whether it was touched, how often it signed, and the data's hash. */
function token(type: string, check: Verify, application: Buffer): Verify {
  return (data, signature) => {
    const wire = new WireReader(signature);
    const known = wire.text() === type;
    const bytes = wire.string();
    const rest = wire.take(5);
    wire.end();
    const touched = ((rest[0] ?? 0) & PRESENT) !== 0;
    return known && touched && check(Buffer.concat([sha256(application), rest, sha256(data)]), bytes);
  };
}

function ed25519(raw: Buffer): Verify {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });
  return (data, signature) => verify(null, data, key, signature);
}

function p256(wire: WireReader): Verify {
  if (wire.text() !== P256) throw badSignature('its curve is not P-256');
  const point = wire.string();
  if (point.length !== 65 || point[0] !== 4) throw badSignature('its key is no point');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url')) as [
    string,
    string,
  ];
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  return (data, signature) => verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, pair(signature));
}

/** Two whole numbers of SSH, as 32 bytes each. */
function pair(signature: Buffer): Buffer {
  const wire = new WireReader(signature);
  const both = [wire.string(), wire.string()].map((number) => {
    const digits = number[0] === 0 ? number.subarray(1) : number;
    if (digits.length > 32) throw badSignature('its numbers are too long');
    return Buffer.concat([Buffer.alloc(32 - digits.length), digits]);
  });
  wire.end();
  return Buffer.concat(both);
}

const LEAST_RSA_BITS = 2048;

/** Only with SHA-2: the signatures that are named like the key are of SHA-1. */
function rsa(wire: WireReader): Verify {
  const [e, n] = [wire.string(), wire.string()].map((number) => number.toString('base64url')) as [
    string,
    string,
  ];
  const key: KeyObject = createPublicKey({ key: { kty: 'RSA', e, n }, format: 'jwk' });
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_RSA_BITS)
    throw badSignature('its key is too short');
  return (data, signature) => {
    const inner = new WireReader(signature);
    const algorithm = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512' }[inner.text()];
    const bytes = inner.string();
    inner.end();
    return algorithm !== undefined && verify(algorithm, data, key, bytes);
  };
}

function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
