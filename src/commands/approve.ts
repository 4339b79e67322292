import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { Answered, ApproveFlags } from '../cli/approvals/answer.js';
import { answerFlags, signFlags } from '../cli/approvals/flags.js';
import { auditLogPath } from '../cli/audit/paths.js';
import { BaseCommand } from '../cli/base.js';
import { ExitCode } from '../cli/exit.js';
import { examples, prose } from '../cli/help.js';
import { APPROVAL_SCOPES } from '../engine/model/decision.js';

export default class Approve extends BaseCommand {
  static override summary = 'answer what agents ask for';
  static override description = prose(`
Without an ID, on a terminal: a list of what is pending, with its details, to approve once, for the session or for a time,
or to reject. With IDs, approves these: what was asked for, exactly, once, and to be used within 5 minutes, unless the
policy or a flag says otherwise. Who asks cannot approve. What a deny rule forbids stays forbidden.

An agent that runs as you can run this too: see docs/approvals.md on levels, and what each of them is worth.

Exit codes: 0 approved, or one vote of several is given, 1 some of several could not be, 2 bad input, no such request, or
no terminal.

--json prints {done: [request], failed: [{id, code, message}]}; a request is what \`approvals show\` prints, without
payload.
`);

  static override examples = examples({
    'choose from what is pending': '',
    'for half an hour, up to 5 times': 'apr-1d839a-742f0a873a43 --for 30m --uses 5 --reason "migration"',
    'all that is pending for payments': '--all --capability payments.*',
    'signed, for policies that ask for level 2':
      'apr-1d839a-742f0a873a43 --user alice --sign ~/.ssh/id_ed25519',
  });

  static override strict = false;
  static override args = { id: Args.string({ description: 'ids of requests, as many as there are' }) };

  static override flags = {
    ...answerFlags,
    ...signFlags,
    for: Flags.string({ helpValue: 'TIME', description: 'how long it may be used, as 30m (5m)' }),
    uses: Flags.integer({
      helpValue: 'N',
      min: 1,
      description: 'how often it may be used (once, or as the policy has it)',
    }),
    session: Flags.boolean({ description: 'whatever the payload, in that session', exclusive: ['scope'] }),
    scope: Flags.option({ options: APPROVAL_SCOPES, description: 'what it covers (exact)' })(),
    all: Flags.boolean({ description: 'all that is pending for --capability' }),
    capability: Flags.string({
      helpValue: 'GLOB',
      description: 'with --all: as in a policy',
      dependsOn: ['all'],
    }),
  };

  async run(): Promise<Answered> {
    const { argv, flags } = await this.parse(Approve);
    const ids = argv as string[];
    const answered =
      ids.length === 0 && !flags.all ? await this.#choose(flags) : await this.#approve(ids, flags);
    return this.finish(answered.failed.length > 0 ? ExitCode.found : ExitCode.ok, answered);
  }

  async #approve(ids: string[], flags: ApproveFlags): Promise<Answered> {
    const { approveAll } = await import('../cli/approvals/answer.js');
    const { answeredText } = await import('../cli/approvals/text.js');
    const { paintFor } = await import('../cli/paint.js');
    const answered = await approveAll(ids, flags);
    await this.print(async () => answeredText(answered, Date.now(), await paintFor()));
    return answered;
  }

  async #choose(flags: ApproveFlags): Promise<Answered> {
    const { choose } = await import('../cli/approvals/choose.js');
    return choose(auditLogPath(flags), flags, this.jsonEnabled());
  }
}
