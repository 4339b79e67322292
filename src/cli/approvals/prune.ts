import { assertName } from '../../engine/approvals/index.js';
import type { RequestRow, Seen } from '../../engine/approvals/index.js';
import { ApprovalError } from '../../engine/model/errors.js';
import { parseSince } from '../time.js';
import type { AnswerFlags } from './flags.js';
import { withOffice } from './open.js';

export interface Pruned {
  readonly expired: number;
  readonly removed: number;
}

/** @throws UsageError, AuditError */
export function pruneApprovals(flags: AnswerFlags, before: string): Promise<Pruned> {
  const time = parseSince(before, Date.now());
  return withOffice(flags, async ({ office, approver, log }) => {
    assertName(approver.by);
    let expired = 0;
    for (const one of await log.approvals.listed('approvals', Date.now())) {
      if ('fault' in one || !isOver(one as Seen<RequestRow>)) continue;
      try {
        await office.expire(one as Seen<RequestRow>);
        expired++;
      } catch (error) {
        // Whoever was quicker has seen to it.
        if (!(error instanceof ApprovalError)) throw error;
      }
    }
    const fields = { by: approver.by, before: new Date(time).toISOString() };
    const removed = await log.approvals.prune(time, (count) => ({
      ...fields,
      type: 'approval.pruned',
      removed: count,
    }));
    return { expired, removed };
  });
}

function isOver({ row, now }: Seen<RequestRow>): boolean {
  if (row.state === 'pending') return now >= row.decideBy;
  return row.state === 'approved' && now >= row.useBy;
}
