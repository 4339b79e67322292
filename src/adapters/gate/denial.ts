import { ActionBlocked } from '../../engine/model/action-blocked.js';
import { CapfenceError } from '../../engine/model/errors.js';
import type { DecisionKind } from '../../engine/model/decision.js';
import type { Verdict, VerdictReason } from '../../engine/model/verdict.js';
import { visible } from '../../engine/reports/visible.js';

/** A denial as data, for a model to read: what was decided and why, and which approval it waits for. */
export interface Denial {
  readonly blocked: true;
  readonly decision: DecisionKind;
  readonly reason: VerdictReason;
  /** The request that a person can approve. */
  readonly approval?: string;
  readonly rule?: string;
  readonly message: string;
}

export function denialOf({ verdict }: ActionBlocked): Denial {
  const approval = approvalOf(verdict);
  return {
    blocked: true,
    decision: verdict.decision,
    reason: verdict.reason,
    ...(approval !== undefined && { approval }),
    ...(verdict.rule !== null && { rule: verdict.rule.id }),
    message: messageOf(verdict, approval),
  };
}

/** The same as one line of text. */
export function denialText(blocked: ActionBlocked): string {
  return denialOf(blocked).message;
}

/** A gate whose runtime did not answer lets nothing through. */
export function asBlocked(error: unknown): ActionBlocked {
  if (error instanceof ActionBlocked) return error;
  const verdict: Verdict = {
    ...{ authorized: false, decision: 'deny', reason: 'policy_error', rule: null },
    ...{ policy: { name: '', digest: '' }, mode: 'enforce', id: null, record: null },
    detail: error instanceof CapfenceError ? error.message : 'the runtime did not answer',
  };
  return new ActionBlocked(Object.freeze(verdict));
}

function messageOf(verdict: Verdict, approval: string | undefined): string {
  const held = verdict.decision === 'require_approval';
  const parts = [
    held ? 'Not run: a person has to approve this action first' : 'Not run: this action is not allowed',
    `reason ${verdict.reason}`,
    ...(approval === undefined ? [] : [`approval ${approval}`]),
    ...(verdict.rule === null ? [] : [`rule ${verdict.rule.id}`]),
  ];
  const why = verdict.rule?.reason ?? verdict.detail;
  return visible(`${parts.join('; ')}.${why === undefined ? '' : ` ${why}`}`);
}

function approvalOf({ reason }: Verdict): string | undefined {
  return /^approval_required:(.+)$/s.exec(reason)?.[1];
}
