import type { Prover } from '../approvals/index.js';
import type { Beside, DecisionDraft } from '../audit/index.js';
import type { Decision } from '../model/decision.js';
import type { Env } from '../model/env.js';
import { AuditError, EventError } from '../model/errors.js';
import { parseEvent } from '../model/event.js';
import type { ActionEvent } from '../model/event.js';
import type { Mode, Verdict, VerdictReason } from '../model/verdict.js';
import type { Requester } from './approval-desk.js';
import type { OpenLog } from './log-keeper.js';
import type { PolicySource } from './policy-keeper.js';
import type { PayloadKeeping } from './records.js';

export interface RuntimeParts {
  readonly policy: PolicySource;
  /** Opens the log; asked again when it failed. */
  readonly openLog: () => Promise<OpenLog>;
  readonly env: Env;
  readonly mode: Mode;
  readonly payloads: PayloadKeeping;
  /** The version that decides, for the record. */
  readonly engine: string;
  /** How often the policy's files are looked at, in milliseconds. */
  readonly reloadMs: number;
  /** In whose process actions are proposed. */
  readonly requester?: Requester;
  /** Looks at the evidence of approvals; without it none is of a level over 0. */
  readonly prove?: Prover;
}

/** A decision that is ready to be recorded. */
export interface Prepared {
  readonly event: ActionEvent | undefined;
  readonly decision: Decision;
  readonly authorized: boolean;
  readonly reason: VerdictReason;
  readonly draft: DecisionDraft;
  readonly beside: Beside | undefined;
  /** Only an approval can let it through. */
  readonly held: boolean;
}

export interface Settled {
  readonly verdict: Verdict;
  readonly event: ActionEvent | undefined;
}

export function parsedEvent(input: unknown, env: Env): ActionEvent | EventError {
  try {
    return parseEvent(input, { env });
  } catch (error) {
    if (error instanceof EventError) return error;
    throw new AuditError('failed', 'the event cannot be read', { cause: error });
  }
}

/** What threw, by its name: a message may hold secrets. */
export function nameOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.name).slice(0, 100) : typeof error;
  } catch {
    return 'unknown';
  }
}
