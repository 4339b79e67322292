import * as Args from '@oclif/core/args';
import { auditFlags } from '../../cli/audit/flags.js';
import { auditLogPath } from '../../cli/audit/paths.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';
import type { GrantView, ShownRequest } from '../../engine/approvals/view.js';

export default class ApprovalsShow extends BaseCommand {
  static override summary = 'show a request with its payload, or a grant';
  static override description = prose(`
What would run stands first, then the payload in full structure. Characters that do not show are written out, letters
that look like others are named, and what is cut says how long it is. The payload is kept until the request is over; that
it is the one that was asked for is checked.

Exit codes: 0 shown, 2 there is no such request, or it is not what the log says of it.

--json prints a request as {id, kind, state, actor, capability, environment, session, risk, tool, onBehalf, tenant, cwd,
policy: {name, digest}, rule, says, account, opened, decideBy, decided, useBy, scope, uses, used, approvers, mayApprove,
minLevel, votes: [{by, account, level, signed, reason}], by, reason, payload}; a grant as {id, kind, state, actor,
capability, environment, session, where, created, begins, ends, uses, used, by, account, level, signed, reason, revokedBy}.
`);

  static override examples = examples({ 'a request': 'apr-1d839a-742f0a873a43' });

  static override args = {
    id: Args.string({ required: true, description: 'the id, as `approvals list` shows it' }),
  };

  static override flags = { ...auditFlags };

  async run(): Promise<ShownRequest | GrantView> {
    const { args, flags } = await this.parse(ApprovalsShow);
    const { showOne } = await import('../../cli/approvals/read.js');
    const { grantText, requestText } = await import('../../engine/reports/approval-text.js');
    const { textOptions } = await import('../../cli/paint.js');
    const view = showOne(auditLogPath(flags), args.id, Date.now());
    await this.print(async () => {
      const options = await textOptions('stdout');
      return view.kind === 'grant'
        ? grantText(view, Date.now(), options)
        : requestText(view, Date.now(), options);
    });
    return this.finish(ExitCode.ok, view);
  }
}
