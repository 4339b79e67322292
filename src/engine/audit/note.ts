import { AuditError } from '../model/errors.js';
import type { LogKey, VerifierKey } from './keys.js';
import { verifySignature } from './keys.js';

/*
 * Signed notes and checkpoints as C2SP has them: https://c2sp.org/signed-note and https://c2sp.org/tlog-checkpoint.
 * A note comes from a stranger's hands until a known key has verified it.
 */

const MAX_NOTE_LENGTH = 64 * 1024;
const MAX_SIGNATURES = 64;
const SIGNATURE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;
const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;
const TIME = /^time (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)$/;
const ROOT = /^[A-Za-z0-9+/]{43}=$/;

export interface NoteSignature {
  readonly name: string;
  /** 8 hex digits. */
  readonly keyId: string;
  readonly signature: Buffer;
}

/** A text with signatures of it. */
export interface SignedNote {
  /** What is signed, with its last line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** How large a log is and what its root is, with signatures. */
export interface Checkpoint extends SignedNote {
  readonly origin: string;
  readonly size: number;
  /** 64 hex digits. */
  readonly root: string;
  /** When it was made, ISO 8601, where it says so. */
  readonly time?: string;
}

export interface CheckpointFields {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly time?: string;
}

export function writeNote(text: string, signers: readonly LogKey[]): string {
  const data = Buffer.from(text);
  const lines = signers.map((key) => {
    const bytes = Buffer.concat([Buffer.from(key.id, 'hex'), key.sign(data)]);
    return `— ${key.name} ${bytes.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

export function writeCheckpoint(
  { origin, size, root, time }: CheckpointFields,
  signers: readonly LogKey[],
): string {
  const lines = [origin, String(size), Buffer.from(root, 'hex').toString('base64')];
  if (time !== undefined) lines.push(`time ${time}`);
  return writeNote(`${lines.join('\n')}\n`, signers);
}

/** @throws AuditError `bad_note` */
export function parseNote(note: string): SignedNote {
  if (note.length > MAX_NOTE_LENGTH) throw badNote('it is too long');
  if (/[\0-\x09\x0B-\x1F\x7F]/.test(note)) throw badNote('it has a control character');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw badNote('it has no signatures');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw badNote('it has too many signatures');
  return { text: note.slice(0, split + 1), signatures: lines.map(signatureOf) };
}

function signatureOf(line: string): NoteSignature {
  const match = SIGNATURE.exec(line);
  const bytes = Buffer.from(match?.[2] ?? '', 'base64');
  if (match === null || bytes.length < 5) throw badNote('a signature line is malformed');
  return {
    name: match[1] as string,
    keyId: bytes.subarray(0, 4).toString('hex'),
    signature: bytes.subarray(4),
  };
}

/** @throws AuditError `bad_note` */
export function parseCheckpoint(note: string): Checkpoint {
  const signed = parseNote(note);
  const [origin, size, root, ...extensions] = signed.text.slice(0, -1).split('\n');
  if (!origin || !isSize(size) || root === undefined || !ROOT.test(root))
    throw badNote('it is no checkpoint');
  const time = extensions.map((line) => TIME.exec(line)?.[1]).find((found) => found !== undefined);
  return {
    ...signed,
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64').toString('hex'),
    ...(time !== undefined && { time }),
  };
}

function isSize(text: string | undefined): boolean {
  return text !== undefined && SIZE.test(text) && Number.isSafeInteger(Number(text));
}

/**
 * The known key that signed a note. Lines of unknown keys are ignored; a line of a known key that does not verify is
 * fatal. @throws AuditError `bad_note`, also where no known key signed
 */
export function verifyNote(note: SignedNote, keys: readonly VerifierKey[]): VerifierKey {
  const data = Buffer.from(note.text);
  let signer: VerifierKey | undefined;
  for (const { name, keyId, signature } of note.signatures) {
    const key = keys.find((known) => known.name === name && known.id === keyId);
    if (key === undefined) continue;
    if (!verifySignature(key, data, signature))
      throw badNote(`the signature of key ${key.id} does not verify`);
    signer ??= key;
  }
  if (signer === undefined) throw badNote('no known key signed it');
  return signer;
}

/** The same of a checkpoint, by a key of the log that it is about: a key that bears another name is not known. */
export function verifyCheckpoint(checkpoint: Checkpoint, keys: readonly VerifierKey[]): VerifierKey {
  return verifyNote(
    checkpoint,
    keys.filter((key) => key.name === checkpoint.origin),
  );
}

function badNote(why: string): AuditError {
  return new AuditError('bad_note', `the checkpoint cannot be used: ${why}`);
}
