import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../../cli/audit/flags.js';
import { auditLogPath, keysPath } from '../../cli/audit/paths.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';

export default class AuditExport extends BaseCommand {
  static override summary = 'write the log out: as evidence, or as events to try a policy on';
  static override description = prose(`
With --bundle, one text file that can be verified with nothing else: a manifest line with checkpoints, public keys and
proofs, then each record as it is. \`capfence verify --bundle\` reads it, and so does any tool that reads lines of JSON.

Without, the decisions as events, one JSON object a line, which \`capfence simulate --trace-file\` reads. Payloads are
there as far as the runtime was told to store them, and empty otherwise.

Exit codes: 0 done, 2 no log, or a file that is there already.

--json prints {file, entries, skipped}.
`);

  static override examples = examples({
    'evidence, with one record proved': '--bundle evidence.jsonl --prove 17',
    'try another policy on what happened': '--out events.jsonl',
  });

  static override flags = {
    ...auditFlags,
    out: Flags.string({
      helpValue: 'FILE',
      default: '-',
      description: 'events to this file, or - for standard output',
      exclusive: ['bundle'],
    }),
    bundle: Flags.string({ helpValue: 'FILE', description: 'evidence to this file' }),
    prove: Flags.integer({
      min: 0,
      multiple: true,
      helpValue: 'SEQ',
      description: 'add the proof of a record',
      dependsOn: ['bundle'],
    }),
    payloads: Flags.boolean({ description: 'add salts and stored payloads', dependsOn: ['bundle'] }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(AuditExport);
    const { exportBundle, exportEvents } = await import('../../cli/audit/export.js');
    const log = auditLogPath(flags);
    const { bundle, payloads, prove = [] } = flags;
    // Under --json the standard output belongs to the report.
    const out = flags.out === '-' && this.jsonEnabled() ? '/dev/null' : flags.out;
    const exported =
      bundle === undefined
        ? await exportEvents(log, out)
        : await exportBundle({ log, file: bundle, keys: keysPath(flags), prove, payloads });
    if (exported.file !== '-') await this.print(() => `wrote ${exported.file}: ${exported.entries} records`);
    return this.finish(ExitCode.ok, exported);
  }
}
