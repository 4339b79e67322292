import * as Flags from '@oclif/core/flags';
import { answerFlags, signFlags } from '../../cli/approvals/flags.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';
import type { GrantView } from '../../engine/approvals/view.js';

export default class ApprovalsGrant extends BaseCommand {
  static override summary = 'give a standing yes: who, what, where, on which conditions, until when';
  static override description = prose(`
What a require_approval rule holds and a grant covers goes through without asking. It reads like an allow rule of a
policy, and means the same: every reading of the payload must satisfy --where, and what is not understood is not granted.
What a deny rule forbids stays forbidden. A policy may set how long grants may live (\`max_grant_seconds\`), and rules that
ask for two approvers are not answered by a grant.

Exit codes: 0 granted, 2 bad input.

--json prints the grant, as \`approvals show\` does.
`);

  static override examples = examples({
    'small refunds, for an hour':
      '--actor billing-agent --capability payments.refund --environment production --where "amount_lte: 500" --for 1h',
  });

  static override flags = {
    ...answerFlags,
    ...signFlags,
    actor: Flags.string({ required: true, helpValue: 'GLOB', description: 'which agents' }),
    capability: Flags.string({
      required: true,
      helpValue: 'PATTERN',
      description: 'as in a policy: payments.*',
    }),
    environment: Flags.string({ required: true, helpValue: 'GLOB', description: 'where; * for anywhere' }),
    session: Flags.string({ helpValue: 'GLOB', description: 'only in these sessions' }),
    where: Flags.string({
      helpValue: 'CONDITION',
      multiple: true,
      description: 'a condition of the policy language; may be given more than once: all must hold',
    }),
    from: Flags.string({
      helpValue: 'TIME',
      description: 'when it begins: in so long (10m), or a time (ISO 8601)',
    }),
    for: Flags.string({ helpValue: 'TIME', description: 'how long it lives (1h)' }),
    uses: Flags.integer({ helpValue: 'N', min: 1, description: 'how often at most (no limit)' }),
  };

  async run(): Promise<GrantView> {
    const { flags } = await this.parse(ApprovalsGrant);
    const { grant } = await import('../../cli/approvals/grant.js');
    const { grantText } = await import('../../engine/reports/approval-text.js');
    const { textOptions } = await import('../../cli/paint.js');
    const view = await grant(flags);
    await this.print(async () => grantText(view, Date.now(), await textOptions('stdout')));
    return this.finish(ExitCode.ok, view);
  }
}
