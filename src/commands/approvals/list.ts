import * as Flags from '@oclif/core/flags';
import type { ListJson } from '../../cli/approvals/list.js';
import { auditFlags } from '../../cli/audit/flags.js';
import { auditLogPath } from '../../cli/audit/paths.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';

export default class ApprovalsList extends BaseCommand {
  static override summary = 'what is pending, and which grants stand';
  static override description = prose(`
Requests that wait for an answer and approvals and grants that can be used, the newest first; --all shows those too that
are over. A row that is not what the audit log says of it is shown as unreadable, and serves nobody.

Exit codes: 0 done, also where there is nothing, 2 bad input or no log.

--json prints {requests: [request], grants: [grant], more}; the fields of both are those of \`approvals show\`, without
payload; an unreadable row is {id, kind: "unreadable", state, fault}.
`);

  static override examples = examples({
    'what waits for you': '',
    'what an agent asked for, whatever came of it': '--all --actor billing-agent',
  });

  static override flags = {
    ...auditFlags,
    all: Flags.boolean({ description: 'also what is over' }),
    status: Flags.string({
      helpValue: 'STATE',
      description: 'only those that are pending, approved, consumed, …',
    }),
    actor: Flags.string({ helpValue: 'GLOB', description: 'only this agent’s' }),
    grants: Flags.boolean({ default: true, allowNo: true, description: 'grants too' }),
    limit: Flags.integer({ helpValue: 'N', min: 1, default: 50, description: 'how many of each at most' }),
  };

  async run(): Promise<ListJson> {
    const { flags } = await this.parse(ApprovalsList);
    const { listOf, listText } = await import('../../cli/approvals/list.js');
    const { paintFor } = await import('../../cli/paint.js');
    const list = listOf(auditLogPath(flags), flags, Date.now());
    await this.print(async () => listText(list, Date.now(), await paintFor()));
    return this.finish(ExitCode.ok, list);
  }
}
