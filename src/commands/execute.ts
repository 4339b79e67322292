import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../cli/audit/flags.js';
import { BaseCommand } from '../cli/base.js';
import { ExitCode } from '../cli/exit.js';
import { eventFlags, rootFlag } from '../cli/flags.js';
import { examples, prose } from '../cli/help.js';
import type { Verdict } from '../engine/model/verdict.js';

export default class Execute extends BaseCommand {
  static override summary = 'decide about one event, record it, and say whether it may run';
  static override description = prose(`
The enforcement point for scripts: run what you wanted to run only if this exits with 0. The decision stands in the audit
log before it is printed; what cannot be recorded is blocked. Nothing else is executed.

What a require_approval rule holds is blocked, and a request for it opened: \`capfence approve\` answers it, and the same
event goes through then, once. --wait waits for the answer.

The event comes from EVENT (JSON or YAML), from standard input (-), or from flags; flags replace fields of EVENT.

Exit codes: 0 authorized, 4 blocked, 2 bad input.

--json prints {authorized, decision, reason, rule, policy: {name, digest}, mode, id, record: {log, seq, leaf} or null,
riskLevel?, approval?, request?, detail?}.
`);

  static override examples = examples({
    'guard a command of a script': `capfence.yaml --actor me --capability shell.exec.dev --payload '{"command": "ls"}' && ls`,
    'an event from a file': 'capfence.yaml event.json',
  });

  static override args = {
    policy: Args.string({ required: true, description: 'policy file, or a pack as pack:shell/baseline' }),
    event: Args.string({ description: 'event file (JSON or YAML), or - for standard input' }),
  };

  static override flags = {
    ...eventFlags,
    ...auditFlags,
    root: rootFlag,
    mode: Flags.option({
      options: ['enforce', 'observe'] as const,
      default: 'enforce' as const,
      description: 'observe lets through and records what would have been',
    })(),
    wait: Flags.string({ helpValue: 'TIME', description: 'wait so long for an approval, as 5m' }),
    approval: Flags.string({ helpValue: 'ID', description: 'use this approval or grant, and no other' }),
    'store-payloads': Flags.boolean({ description: 'keep the payload, secrets redacted, beside the record' }),
  };

  async run(): Promise<Verdict> {
    const { args, flags } = await this.parse(Execute);
    const { readEvent } = await import('../cli/event-input.js');
    const { execute } = await import('../cli/audit/execute.js');
    const { verdictText } = await import('../engine/reports/verdict-text.js');
    const { textOptions } = await import('../cli/paint.js');
    const verdict = await execute(args.policy, await readEvent(args.event, flags), flags);
    await this.print(async () => verdictText(verdict, await textOptions('stdout')));
    return this.finish(verdict.authorized ? ExitCode.ok : ExitCode.blocked, verdict);
  }
}
