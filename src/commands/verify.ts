import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../cli/audit/flags.js';
import { BaseCommand } from '../cli/base.js';
import { ExitCode } from '../cli/exit.js';
import { examples, prose } from '../cli/help.js';
import type { VerifyReport } from '../engine/audit/verify-report.js';

export default class Verify extends BaseCommand {
  static override summary = 'prove that an audit log is whole';
  static override description = prose(`
Reads every record, rebuilds the hash chain and the Merkle tree, and checks each signed checkpoint, the head file, and
the checkpoints that you kept. It says what was proven and no more: up to where the log is signed, up to where it agrees
with a checkpoint of yours, and how many records at its end nothing protects yet. Of approvals it checks that nothing
happened that cannot, that none was used oftener than was approved, their signatures, and that the rows that are used are
what the log says. It needs no private key, and writes nothing.

Exit codes: 0 the log is whole, 3 it is not, 2 it cannot be read.

--json prints {ok, log, entries, first, size, root, signed: {size, time, key} or null, anchored, unprotected, trust,
faults: [{code, message, seq?, size?}], faultCount, completeness: {openWriters, writerGaps, decisions, outcomes,
clockBack, bypasses}}.
`);

  static override examples = examples({
    'the log of this folder': '',
    'nothing before a checkpoint kept elsewhere changed': '--checkpoint /mnt/elsewhere/checkpoint.txt',
    'a bundle from somebody else': '--bundle evidence.jsonl --public-key keys.pub',
  });

  static override flags = {
    ...auditFlags,
    bundle: Flags.string({
      helpValue: 'FILE',
      description: 'verify an exported bundle instead',
      exclusive: ['audit-log', 'since'],
    }),
    checkpoint: Flags.string({
      helpValue: 'FILE',
      multiple: true,
      description: 'a checkpoint that was kept elsewhere; may be given more than once',
    }),
    'public-key': Flags.string({
      helpValue: 'KEY',
      multiple: true,
      description: 'a verifier key, or a file of them; may be given more than once',
    }),
    since: Flags.string({
      helpValue: 'WHEN',
      description:
        'read only records from a number, a time, or so long ago (1h); those before by their hashes',
    }),
    'allowed-signers': Flags.string({
      helpValue: 'FILE',
      description: 'who may have signed approvals (any key that signed is taken)',
    }),
    progress: Flags.boolean({ default: true, allowNo: true, description: 'a progress bar on a terminal' }),
  };

  async run(): Promise<VerifyReport> {
    const { flags } = await this.parse(Verify);
    const { verify } = await import('../cli/audit/verify.js');
    const { verifyText } = await import('../engine/reports/verify-text.js');
    const { textOptions } = await import('../cli/paint.js');
    const report = await verify(flags);
    await this.print(async () => verifyText(report, await textOptions('stdout')));
    return this.finish(report.ok ? ExitCode.ok : ExitCode.integrity, report);
  }
}
