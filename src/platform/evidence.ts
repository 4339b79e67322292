import {
  closeSync,
  chmodSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { maySign, parseAllowedSigners } from '../engine/approvals/allowed-signers.js';
import type { Proof, Prover, Vote } from '../engine/approvals/index.js';
import { personOf } from '../engine/approvals/votes.js';
import { verifySshSignature } from '../engine/approvals/ssh-signature.js';
import { ApprovalError, CapfenceError } from '../engine/model/errors.js';

export interface EvidenceOptions {
  /** Who may sign: a file of the form of ssh-keygen's allowed_signers. */
  readonly allowedSigners: string;
  /** Where votes of other users leave their mark. */
  readonly votes: string;
  /** Users whose files prove nothing: those that the agent may be. */
  readonly ours: readonly number[];
  readonly now: () => number;
}

const MAX_BYTES = 1024 * 1024;

/** Keys and marks of a state folder. */
export function evidencePlaces(state: string): { allowedSigners: string; votes: string } {
  return { allowedSigners: join(state, 'allowed_signers'), votes: join(state, 'votes') };
}

/** The owner of the database is whom the agent acts as, as far as can be told. */
export function ownerOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.uid ?? -1;
}

/** Looks at what a vote can show for itself: an SSH signature, or a file that only another user can have made. */
export function prover(options: EvidenceOptions): Prover {
  return (text, id, vote) => {
    try {
      return vote.sig === undefined
        ? byOwner(text, id, vote, options)
        : bySignature(text, vote, vote.sig, options);
    } catch (error) {
      const why = error instanceof CapfenceError ? error.message : 'its evidence cannot be read';
      return { level: 0, who: personOf(vote.by), why };
    }
  };
}

function bySignature(text: string, vote: Vote, sig: string, { allowedSigners, now }: EvidenceOptions): Proof {
  const { key, fingerprint, hardware } = verifySshSignature(sig, text);
  const file = readOwned(allowedSigners);
  const who = personOf(vote.by);
  if (file === undefined)
    return { level: 0, who, why: `there is no \`${allowedSigners}\` of those who may sign` };
  if (!maySign(parseAllowedSigners(file.text), vote.by, key, now()))
    return { level: 0, who, why: `${fingerprint} may not sign for \`${vote.by}\`` };
  return { level: hardware ? 3 : 2, who: fingerprint };
}

/**
 * Leaves this user's mark on a vote, in a folder that is this user's own. @throws ApprovalError where the folder is
 * somebody else's: what is written there could be led elsewhere
 */
export function leaveMark(votes: string, text: string, id: string, uid: number): void {
  mkdirSync(votes, { recursive: true, mode: 0o755 });
  const facts = lstatSync(votes);
  if (!facts.isDirectory() || facts.uid !== uid)
    throw new ApprovalError('not_approver', `\`${votes}\` is not yours: no mark can be left there`, {
      help: 'remove it, if nobody needs it',
    });
  chmodSync(votes, 0o755);
  const file = markFile(votes, id, uid);
  rmSync(file, { force: true });
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;
  const handle = openSync(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o644);
  try {
    // Whoever acts for the agent must be able to read it, whatever this user's umask says.
    fchmodSync(handle, 0o644);
    writeSync(handle, markOf(text));
  } finally {
    closeSync(handle);
  }
}

/** What a vote's mark holds. */
function markOf(text: string): string {
  return `${createHash('sha256').update(text).digest('hex')}\n`;
}

/** The system lets nobody make a file in another's name. */
function byOwner(text: string, id: string, vote: Vote, { votes, ours }: EvidenceOptions): Proof {
  const none: Proof = { level: 0, who: personOf(vote.by) };
  if (vote.level < 1 || !/^[a-z0-9-]+$/.test(id)) return none;
  const mark = readOwned(markFile(votes, id, vote.uid));
  if (mark === undefined) return { ...none, why: 'the mark of another user is missing' };
  if (mark.uid !== vote.uid || ours.includes(mark.uid))
    return { ...none, why: 'its mark is no other user’s' };
  return mark.text === markOf(text)
    ? { level: 1, who: `uid:${mark.uid}` }
    : { ...none, why: 'its mark is of another vote' };
}

function markFile(votes: string, id: string, uid: number): string {
  return join(votes, `${id}.${uid}`);
}

/** A file that nobody but its owner can write, and who that is; undefined where there is none such. */
function readOwned(file: string): { text: string; uid: number } | undefined {
  let handle: number;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const { uid, mode, size, nlink } = fstatSync(handle);
    const plain = (mode & constants.S_IFMT) === constants.S_IFREG;
    if (!plain || size > MAX_BYTES || nlink !== 1 || (mode & 0o022) !== 0) return undefined;
    return { text: readFileSync(handle, 'utf8'), uid };
  } finally {
    closeSync(handle);
  }
}
