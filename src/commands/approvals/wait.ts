import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../../cli/audit/flags.js';
import { auditLogPath } from '../../cli/audit/paths.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';
import type { RequestView } from '../../engine/approvals/view.js';

export default class ApprovalsWait extends BaseCommand {
  static override summary = 'wait until a request is answered';
  static override description = prose(`
For scripts: run again what was held only if this exits with 0. That the request was approved lets nothing through by
itself: what is run must go through the gate again, which uses the approval up.

Exit codes: 0 approved, 4 rejected, cancelled, superseded, revoked, used up or too late, 1 still pending when the time was
up, 2 no such request.

--json prints {answered, request}; the request is as \`approvals show\` prints it, without payload.
`);

  static override examples = examples({ 'at most 5 minutes': 'apr-1d839a-742f0a873a43 --timeout 5m' });

  static override args = { id: Args.string({ required: true, description: 'id of the request' }) };

  static override flags = {
    ...auditFlags,
    timeout: Flags.string({ helpValue: 'TIME', default: '5m', description: 'how long to wait at most' }),
  };

  async run(): Promise<{ answered: boolean; request: RequestView }> {
    const { args, flags } = await this.parse(ApprovalsWait);
    const { waitFor } = await import('../../cli/approvals/wait.js');
    const request = await waitFor(auditLogPath(flags), args.id, flags.timeout);
    await this.print(() => `${request.id} ${request.state}`);
    const { state } = request;
    const code =
      { approved: ExitCode.ok, pending: ExitCode.found }[state as 'approved' | 'pending'] ?? ExitCode.blocked;
    return this.finish(code, { answered: state !== 'pending', request });
  }
}
