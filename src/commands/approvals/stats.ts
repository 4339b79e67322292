import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../../cli/audit/flags.js';
import { auditLogPath } from '../../cli/audit/paths.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';
import type { ApprovalStats } from '../../cli/approvals/stats.js';

export default class ApprovalsStats extends BaseCommand {
  static override summary = 'which rules ask too much, and what is approved unread';
  static override description = prose(`
By rule: how often it asked, what the answers were, how long they took, and how many were approved within 2 seconds of
being asked: nobody has read those. A rule that is always approved at once protects nothing, and should be made narrower.
The figures come from the audit log, also for requests that were pruned.

Exit codes: 0 done, 2 no log.

--json prints {rules: [{rule, requests, approved, rejected, expired, other, pending, hasty, medianSeconds}], used}; times
are null where nothing was answered, and used counts what went through on approvals and grants.
`);

  static override examples = examples({ 'the last week': '--since 7d' });

  static override flags = {
    ...auditFlags,
    since: Flags.string({ helpValue: 'WHEN', description: 'so long ago (7d), or a time (ISO 8601)' }),
  };

  async run(): Promise<ApprovalStats> {
    const { flags } = await this.parse(ApprovalsStats);
    const { statsOf, statsText } = await import('../../cli/approvals/stats.js');
    const { paintFor } = await import('../../cli/paint.js');
    const stats = statsOf(auditLogPath(flags), flags.since, Date.now());
    await this.print(async () => statsText(stats, await paintFor()));
    return this.finish(ExitCode.ok, stats);
  }
}
