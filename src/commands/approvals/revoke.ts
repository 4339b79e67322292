import * as Args from '@oclif/core/args';
import { answerFlags } from '../../cli/approvals/flags.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';
import type { GrantView, RequestView } from '../../engine/approvals/view.js';

export default class ApprovalsRevoke extends BaseCommand {
  static override summary = 'take back a grant, or an approval that is not used yet';
  static override description = prose(`
From then on it lets nothing through, in any process. What it has let through is not undone.

Exit codes: 0 revoked, 2 there is no such grant or approval, or it is over.

--json prints the grant or request, as \`approvals show\` does, without payload.
`);

  static override examples = examples({ 'a grant': 'grt-1d839a-4360b531667a --reason "migration is done"' });

  static override args = { id: Args.string({ required: true, description: 'id of a grant or request' }) };
  static override flags = { ...answerFlags };

  async run(): Promise<RequestView | GrantView> {
    const { args, flags } = await this.parse(ApprovalsRevoke);
    const { revoke } = await import('../../cli/approvals/grant.js');
    const view = await revoke(args.id, flags);
    await this.print(() => `${view.id} ${view.state}`);
    return this.finish(ExitCode.ok, view);
  }
}
