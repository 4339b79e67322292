import { assertName } from '../../engine/approvals/index.js';
import type { ApprovalOffice, GrantRow, RequestRow, Seen } from '../../engine/approvals/index.js';
import { ApprovalError } from '../../engine/model/errors.js';
import type { SqliteAuditLog } from '../../engine/stores/sqlite/index.js';
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
    const expired = await recordExpired(office, log);
    const fields = { by: approver.by, before: new Date(time).toISOString() };
    const removed = await log.approvals.prune(time, (count) => ({
      ...fields,
      type: 'approval.pruned',
      removed: count,
    }));
    return { expired, removed };
  });
}

/** Says of each whose time is up that it is. */
async function recordExpired(office: ApprovalOffice, log: SqliteAuditLog): Promise<number> {
  const now = Date.now();
  const rows = [
    ...(await log.approvals.listed('approvals', now)),
    ...(await log.approvals.listed('grants', now)),
  ];
  let expired = 0;
  for (const one of rows) {
    if ('fault' in one || !isOver(one)) continue;
    try {
      await ('vote' in one.row
        ? office.expireGrant(one as Seen<GrantRow>)
        : office.expire(one as Seen<RequestRow>));
      expired++;
    } catch (error) {
      // Whoever was quicker has seen to it.
      if (!(error instanceof ApprovalError)) throw error;
    }
  }
  return expired;
}

function isOver({ row, now }: Seen<RequestRow | GrantRow>): boolean {
  if ('vote' in row) return row.state === 'active' && now >= row.expires;
  if (row.state === 'pending') return now >= row.decideBy;
  return row.state === 'approved' && now >= row.useBy;
}
