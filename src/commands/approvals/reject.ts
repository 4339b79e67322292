import * as Args from '@oclif/core/args';
import type { Answered } from '../../cli/approvals/answer.js';
import { answerFlags } from '../../cli/approvals/flags.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';
import { UsageError } from '../../cli/errors.js';

export default class ApprovalsReject extends BaseCommand {
  static override summary = 'say no to requests';
  static override description = prose(`
For good: what is asked again within 5 minutes is blocked without asking anybody, with the reason that was given.

Exit codes: 0 rejected, 1 some of several could not be, 2 no such request, or it is over.

--json prints {done: [request], failed: [{id, code, message}]}.
`);

  static override examples = examples({
    'with a reason for the agent': 'apr-1d839a-742f0a873a43 --reason "not on Fridays"',
  });

  static override strict = false;
  static override args = { id: Args.string({ description: 'ids of requests, as many as there are' }) };
  static override flags = { ...answerFlags };

  async run(): Promise<Answered> {
    const { argv, flags } = await this.parse(ApprovalsReject);
    if (argv.length === 0)
      throw new UsageError('no id is given', { help: '`capfence approvals list` shows them' });
    const { rejectAll } = await import('../../cli/approvals/answer.js');
    const { answeredText } = await import('../../cli/approvals/text.js');
    const { paintFor } = await import('../../cli/paint.js');
    const answered = await rejectAll(argv as string[], flags);
    await this.print(async () => answeredText(answered, Date.now(), await paintFor()));
    return this.finish(answered.failed.length > 0 ? ExitCode.found : ExitCode.ok, answered);
  }
}
