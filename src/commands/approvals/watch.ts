import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../../cli/audit/flags.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';
import type { RequestView } from '../../engine/approvals/view.js';

export default class ApprovalsWatch extends BaseCommand {
  static override summary = 'show requests as they come, and tell somebody';
  static override description = prose(`
Writes what is pending, and then each new request, until it is stopped. --exec starts a command of the shell for each,
with the request as JSON on its standard input and nothing of it on its command line. --webhook posts the same JSON, with
the header capfence-signature: a signature by the log's key of "capfence-webhook/v1", the header capfence-time and the
SHA-256 of the body, a line each. A notice that fails is tried 3 times; no decision waits for any of it. Payloads are
never sent.

Exit codes: 0 the time of --timeout is up, 2 bad input or no log.

--jsonl prints a request a line, as \`approvals show\` does, without payload. --json needs --timeout, and prints
{requests: [request]} at the end.
`);

  static override examples = examples({
    'in a terminal beside the agents': '',
    'on the desktop': `--exec 'notify-send "an agent asks" "$CAPFENCE_REQUEST"'`,
  });

  static override flags = {
    ...auditFlags,
    exec: Flags.string({ helpValue: 'CMD', description: 'start this for each request' }),
    webhook: Flags.string({
      helpValue: 'URL',
      description: 'post each request there (https, or http to this machine)',
    }),
    jsonl: Flags.boolean({ description: 'a request a line, as JSON', exclusive: ['json'] }),
    timeout: Flags.string({ helpValue: 'TIME', description: 'end after so long' }),
  };

  async run(): Promise<{ requests: readonly RequestView[] }> {
    const { flags } = await this.parse(ApprovalsWatch);
    const { watch } = await import('../../cli/approvals/watch.js');
    const form = this.jsonEnabled() ? 'json' : flags.jsonl ? 'jsonl' : 'human';
    const requests = await watch(flags, form);
    return this.finish(ExitCode.ok, { requests });
  }
}
