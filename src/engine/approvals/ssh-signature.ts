import { createHash } from 'node:crypto';
import { fingerprint, readSshKey } from './ssh-keys.js';
import { badSignature, WireReader, wireString } from './ssh-wire.js';

/** What approvals are signed for: a signature for anything else is none. */
export const NAMESPACE = 'capfence-approval@v1';

const MAGIC = 'SSHSIG';
const MAX_ARMOUR = 16 * 1024;
const ARMOUR = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n?-----END SSH SIGNATURE-----\n?$/;

export interface SshSignature {
  /** The public key that signed: who holds it is another question. */
  readonly key: Buffer;
  readonly fingerprint: string;
  readonly hardware: boolean;
}

/**
 * Checks a signature as `ssh-keygen -Y sign -n capfence-approval@v1` makes it (PROTOCOL.sshsig).
 * @throws ApprovalError `bad_signature`
 */
export function verifySshSignature(armoured: string, message: string): SshSignature {
  const wire = new WireReader(unarmoured(armoured));
  if (wire.take(MAGIC.length).toString('latin1') !== MAGIC || wire.uint32() !== 1)
    throw badSignature('it is of no form that is known');
  const key = readSshKey(Buffer.from(wire.string()));
  const [namespace, reserved, hash, signature] = [wire.text(), wire.string(), wire.text(), wire.string()];
  wire.end();
  if (namespace !== NAMESPACE) throw badSignature(`it was made for \`${namespace.slice(0, 60)}\``);
  if (hash !== 'sha256' && hash !== 'sha512') throw badSignature('its hash is not taken');
  const digest = createHash(hash).update(message).digest();
  const signed = Buffer.concat([Buffer.from(MAGIC), ...[namespace, reserved, hash, digest].map(wireString)]);
  if (!checked(() => key.check(signed, signature))) throw badSignature('it is not of this text');
  return { key: key.blob, fingerprint: fingerprint(key.blob), hardware: key.hardware };
}

function unarmoured(text: string): Buffer {
  const body = text.length > MAX_ARMOUR ? undefined : ARMOUR.exec(text.replaceAll('\r\n', '\n'))?.[1];
  if (body === undefined) throw badSignature('it has no armour');
  return Buffer.from(body.replaceAll('\n', ''), 'base64');
}

/** What the library throws for bytes that are no signature is as good as no. */
function checked(work: () => boolean): boolean {
  try {
    return work();
  } catch {
    return false;
  }
}
