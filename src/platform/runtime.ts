import type { Prover } from '../engine/approvals/index.js';
import { DEFAULT_REDACTION } from '../engine/audit/redact.js';
import type { Env } from '../engine/model/env.js';
import { RuntimeError } from '../engine/model/errors.js';
import type { Mode } from '../engine/model/verdict.js';
import { ActionRuntime as Runtime } from '../engine/runtime/action-runtime.js';
import { systemEnv } from './env.js';
import { evidencePlaces, ownerOf, prover } from './evidence.js';
import { policyFiles } from './policy-files.js';
import { auditLogFile, keysFolder, stateFolder, userName, userNumber } from './state.js';
import { VERSION } from './version.js';

export interface RuntimeOptions {
  /** The folder of log and keys: `CAPFENCE_HOME`, or `.capfence` in the working folder. */
  readonly state?: string;
  /** Another file for the audit log. Its keys stay in the state folder. */
  readonly auditLog?: string;
  /** `enforce`, unless it says `observe`. */
  readonly mode?: Mode;
  /** Keeps payloads, with secrets redacted, beside their commitments. */
  readonly storePayloads?: boolean;
  /** Names of keys (with `*`) whose values are redacted too, beside the usual ones. */
  readonly redact?: readonly string[];
  /** The folder that the policy's `extends` may not leave. */
  readonly root?: string;
  /** Milliseconds between looks at the policy's files: 250. False for never again. */
  readonly reload?: number | false;
  /** Who may sign approvals: `allowed_signers` of the state folder. Not the agent's to write. */
  readonly allowedSigners?: string;
  readonly env?: Env;
}

/**
 * A runtime on a policy file (or a pack, as `pack:shell/baseline`) and the audit log of a state folder. A policy that
 * does not load throws nothing here: every action is denied with `policy_error` until it does.
 * @throws RuntimeError for options that make no sense
 */
export function fromPolicy(path: string, options: RuntimeOptions = {}): Runtime {
  const { mode = 'enforce', env = systemEnv, redact = [], reload = 250 } = options;
  if (mode !== 'enforce' && mode !== 'observe')
    throw new RuntimeError('bad_mode', 'the modes are enforce and observe');
  if (reload !== false && !(reload >= 0))
    throw new RuntimeError('bad_option', '`reload` is milliseconds, or false');
  const state = stateFolder(options.state);
  const log = options.auditLog ?? auditLogFile(state);
  const places = evidencePlaces(state);
  const { allowedSigners = places.allowedSigners } = options;
  const uid = userNumber();
  const prove: Prover = (...vote) =>
    prover({ allowedSigners, votes: places.votes, ours: [uid, ownerOf(log)], now: () => env.now() })(...vote);
  return new Runtime({
    policy: policyFiles(path, options.root),
    openLog: () => openLog(log, keysFolder(state), env),
    prove,
    env,
    mode,
    payloads: {
      store: options.storePayloads ?? false,
      redaction: { ...DEFAULT_REDACTION, keys: [...DEFAULT_REDACTION.keys, ...redact] },
    },
    engine: VERSION,
    requester: { user: userName(), uid },
    reloadMs: reload === false ? Infinity : reload,
  });
}

/** The database's library is heavy and native: it is loaded with the first record. */
async function openLog(file: string, keys: string, env: Env) {
  const { openAuditLog } = await import('../engine/stores/sqlite/index.js');
  return openAuditLog({ file, keys, env, engine: VERSION, user: userName(), pid: process.pid });
}
