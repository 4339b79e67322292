import { spanOf } from '../time.js';
import { CapfenceError } from '../../engine/model/errors.js';
import type { Approval } from '../../engine/approvals/index.js';
import { requestView } from '../../engine/approvals/view.js';
import type { RequestView } from '../../engine/approvals/view.js';
import type { ApprovalScope } from '../../engine/model/decision.js';
import { auditLogPath } from '../audit/paths.js';
import { UsageError } from '../errors.js';
import { matcherOf } from './matcher.js';
import type { AnswerFlags } from './flags.js';
import { withOffice } from './open.js';
import type { Desk } from './open.js';
import { pendingOf } from './read.js';

export interface ApproveFlags extends AnswerFlags {
  readonly for?: string | undefined;
  readonly uses?: number | undefined;
  readonly session: boolean;
  readonly scope?: ApprovalScope | undefined;
  readonly all: boolean;
  readonly capability?: string | undefined;
}

/** What came of each id. */
export interface Answered {
  readonly done: readonly RequestView[];
  readonly failed: readonly { readonly id: string; readonly code: string; readonly message: string }[];
}

/** Approves requests by their ids, or all that are pending for a capability. @throws CapfenceError for one id alone */
export function approveAll(ids: readonly string[], flags: ApproveFlags): Promise<Answered> {
  const approval = approvalOf(flags);
  return answerAll(idsOf(ids, flags), flags, async ({ office, approver }, id) => {
    const row = await office.approve(id, approver, approval);
    return requestView({ row, now: Date.now(), seq: 0, text: '' });
  });
}

export function rejectAll(ids: readonly string[], flags: AnswerFlags): Promise<Answered> {
  return answerAll(ids, flags, async ({ office, approver }, id) => {
    const row = await office.reject(id, approver, flags.reason ?? '');
    return requestView({ row, now: Date.now(), seq: 0, text: '' });
  });
}

async function answerAll(
  ids: readonly string[],
  flags: AnswerFlags,
  answer: (desk: Desk, id: string) => Promise<RequestView>,
): Promise<Answered> {
  const done: RequestView[] = [];
  const failed: { id: string; code: string; message: string }[] = [];
  await withOffice(flags, async (desk) => {
    for (const id of new Set(ids)) {
      try {
        done.push(await answer(desk, id));
      } catch (error) {
        if (!(error instanceof CapfenceError) || ids.length === 1) throw error;
        failed.push({ id, code: error.code, message: error.message });
      }
    }
  });
  return { done, failed };
}

function idsOf(ids: readonly string[], flags: ApproveFlags): readonly string[] {
  if (!flags.all) return ids;
  const { capability } = flags;
  if (capability === undefined)
    throw new UsageError('--all needs --capability', { help: 'say of what, as --capability payments.*' });
  if (ids.length > 0) throw new UsageError('give ids, or --all: not both');
  const covers = matcherOf(capability);
  return pendingOf(auditLogPath(flags), Date.now()).flatMap((one) =>
    covers(one.capability) ? [one.id] : [],
  );
}

/** @throws UsageError */
export function approvalOf(
  flags: Pick<ApproveFlags, 'for' | 'uses' | 'session' | 'scope' | 'reason'>,
): Approval {
  const { uses, session, scope, reason } = flags;
  return {
    ...(uses !== undefined && { uses }),
    ...(reason !== undefined && { reason }),
    ...(scope !== undefined && { scope }),
    ...(session && { scope: 'session' }),
    ...(flags.for !== undefined && { forMs: spanOf(flags.for, '--for') }),
  };
}
