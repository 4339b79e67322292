import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ApprovalOffice } from '../../engine/approvals/index.js';
import type { Approver, Prover } from '../../engine/approvals/index.js';
import { NAMESPACE } from '../../engine/approvals/ssh-signature.js';
import { ApprovalError } from '../../engine/model/errors.js';
import type { SqliteAuditLog } from '../../engine/stores/sqlite/index.js';
import { systemEnv } from '../../platform/env.js';
import { evidencePlaces, leaveMark, ownerOf, prover } from '../../platform/evidence.js';
import { stateFolder, userName, userNumber } from '../../platform/state.js';
import { auditLogPath } from '../audit/paths.js';
import { withLog } from '../audit/writing.js';
import { UsageError } from '../errors.js';
import type { AnswerFlags } from './flags.js';

export interface Desk {
  readonly office: ApprovalOffice;
  readonly approver: Approver;
  readonly log: SqliteAuditLog;
}

/** The office of a state folder, and who stands at its desk. @throws AuditError */
export function withOffice<T>(flags: AnswerFlags, work: (desk: Desk) => Promise<T>): Promise<T> {
  return withLog(flags, (log) => {
    const office = new ApprovalOffice(log.approvals, systemEnv, proverOf(flags));
    return work({ office, approver: approverOf(flags), log });
  });
}

/** Whoever owns the database is whom the agent may be: only another user's mark proves anything. */
function proverOf(flags: AnswerFlags): Prover {
  const { allowedSigners, votes } = evidencePlaces(stateFolder(flags.state));
  return prover({
    allowedSigners: flags['allowed-signers'] ?? allowedSigners,
    votes,
    ours: [ownerOf(auditLogPath(flags))],
    now: systemEnv.now,
  });
}

function approverOf(flags: AnswerFlags): Approver {
  const uid = userNumber();
  const user = userName();
  const { votes } = evidencePlaces(stateFolder(flags.state));
  const other = uid >= 0 && uid !== ownerOf(auditLogPath(flags));
  const key = flags.sign;
  return {
    ...{ by: flags.user ?? user, user, uid },
    ...(other && { mark: (text: string, id: string) => leaveMark(votes, text, id, uid) }),
    ...(key !== undefined && { sign: (text: string) => signature(key, text) }),
  };
}

/** As ssh-keygen signs it: it asks for a passphrase or a touch where the key wants one. @throws UsageError */
function signature(key: string, text: string): string {
  if (!existsSync(key)) throw new UsageError(`there is no key \`${key}\``);
  const made = spawnSync('ssh-keygen', ['-Y', 'sign', '-n', NAMESPACE, '-f', key], {
    input: text,
    stdio: ['pipe', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (made.error !== undefined)
    throw new UsageError('`ssh-keygen` cannot be run', {
      help: 'install OpenSSH 8.2 or newer',
      cause: made.error,
    });
  if (made.status === 0) return made.stdout;
  throw new ApprovalError('bad_signature', '`ssh-keygen` did not sign', {
    help: 'what it said stands above',
  });
}
