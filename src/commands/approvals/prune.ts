import * as Flags from '@oclif/core/flags';
import { answerFlags } from '../../cli/approvals/flags.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';

export default class ApprovalsPrune extends BaseCommand {
  static override summary = 'record what is over its time, and drop what ended long ago';
  static override description = prose(`
Requests and approvals whose time is up are recorded as expired, and their payloads dropped. Requests and grants that
ended before the given time are dropped; their story stays in the audit log.

Exit codes: 0 done, 2 bad input or no log.

--json prints {expired, removed}: how many of each.
`);

  static override examples = examples({ 'what ended over a month ago': '--before 30d' });

  static override flags = {
    state: answerFlags.state,
    'audit-log': answerFlags['audit-log'],
    user: answerFlags.user,
    before: Flags.string({
      helpValue: 'WHEN',
      default: '30d',
      description: 'so long ago, or a time (ISO 8601)',
    }),
  };

  async run(): Promise<{ expired: number; removed: number }> {
    const { flags } = await this.parse(ApprovalsPrune);
    const { pruneApprovals } = await import('../../cli/approvals/prune.js');
    const pruned = await pruneApprovals(flags, flags.before);
    await this.print(() => `${pruned.expired} expired, ${pruned.removed} dropped`);
    return this.finish(ExitCode.ok, pruned);
  }
}
