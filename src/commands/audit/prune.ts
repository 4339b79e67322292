import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../../cli/audit/flags.js';
import { auditLogPath } from '../../cli/audit/paths.js';
import { BaseCommand } from '../../cli/base.js';
import { UsageError } from '../../cli/errors.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';

export default class AuditPrune extends BaseCommand {
  static override summary = 'drop old records, so that what is left still verifies';
  static override description = prose(`
Drops the bodies, salts and payloads of whole segments of 256 records that stand before the given place. The hashes that
stand for them are kept, and a record says what went, why and by whom. It cannot be undone: export a bundle first.

Exit codes: 0 done, 2 nothing to prune, no log, or not confirmed by --yes.

--json prints {to, removed, seq}: the first record that is left, how many went, and the record of it.
`);

  static override examples = examples({
    'what is older than 90 days': `--before 90d --reason 'retention' --by ops@example.com --yes`,
  });

  static override flags = {
    ...auditFlags,
    before: Flags.string({
      required: true,
      helpValue: 'WHEN',
      description: 'a record’s number, a time, or so long ago (90d)',
    }),
    reason: Flags.string({ required: true, helpValue: 'TEXT', description: 'why, for the record' }),
    by: Flags.string({ required: true, helpValue: 'NAME', description: 'by whom, for the record' }),
    yes: Flags.boolean({ description: 'do it: without this nothing is done' }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(AuditPrune);
    const { placeOf } = await import('../../cli/audit/place.js');
    const { withLog } = await import('../../cli/audit/writing.js');
    const before = placeOf(auditLogPath(flags), flags.before);
    if (!flags.yes) {
      throw new UsageError(`this would drop records before ${before}, for good`, {
        help: 'say --yes to do it',
      });
    }
    const pruned = await withLog(flags, (log) => log.prune({ before, reason: flags.reason, by: flags.by }));
    await this.print(() => `dropped ${pruned.removed} records; the log now begins at ${pruned.to}`);
    return this.finish(ExitCode.ok, pruned);
  }
}
