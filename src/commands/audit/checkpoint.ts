import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../../cli/audit/flags.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';

export default class AuditCheckpoint extends BaseCommand {
  static override summary = 'sign the log as it is now';
  static override description = prose(`
Prints a checkpoint: how many records the log has and the root of their tree, as a C2SP signed note. Keep it where the
machine of the log cannot reach it: \`capfence verify --checkpoint\` then proves that nothing before it has changed.

Exit codes: 0 done, 2 no log, no key, or a file that is there already.

--json prints {checkpoint, size, root, time, file?}.
`);

  static override examples = examples({ 'keep one elsewhere': '--out /mnt/elsewhere/checkpoint.txt' });

  static override flags = {
    ...auditFlags,
    out: Flags.string({
      helpValue: 'FILE',
      description: 'write it there; a file that is there is left alone',
    }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(AuditCheckpoint);
    const { withLog } = await import('../../cli/audit/writing.js');
    const { newFile } = await import('../../cli/audit/new-file.js');
    const { parseCheckpoint } = await import('../../engine/audit/index.js');
    const checkpoint = await withLog(flags, (log) => log.checkpoint());
    if (flags.out !== undefined) await newFile(flags.out, checkpoint);
    const { size, root, time } = parseCheckpoint(checkpoint);
    await this.print(() => (flags.out === undefined ? checkpoint : `wrote ${flags.out}: ${size} records`));
    return this.finish(ExitCode.ok, { checkpoint, size, root, time, ...(flags.out && { file: flags.out }) });
  }
}
