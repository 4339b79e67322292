import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../../cli/audit/flags.js';
import { auditLogPath } from '../../cli/audit/paths.js';
import { BaseCommand } from '../../cli/base.js';
import { UsageError } from '../../cli/errors.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';

export default class AuditProve extends BaseCommand {
  static override summary = 'prove one record, or that nothing was rewritten since a checkpoint';
  static override description = prose(`
Prints a proof as JSON, with all that checking it needs but the public key: for SEQ an inclusion proof (RFC 6962) of that
record under the newest checkpoint; with --from a consistency proof from an older checkpoint to the newest.

Exit codes: 0 proved, 3 the log does not begin with what the older checkpoint signed, 2 no such record or log.

The output is the same with and without --json: {kind: "inclusion", log, seq, size, root, leaf, proof, body, checkpoint}
or {kind: "consistency", log, from: {size, root}, to: {size, root}, proof, holds, checkpoint}.
`);

  static override examples = examples({ 'one record': '17', 'since a checkpoint': '--from last-week.txt' });

  static override args = { seq: Args.integer({ min: 0, description: 'the number of the record' }) };

  static override flags = {
    ...auditFlags,
    from: Flags.string({ helpValue: 'FILE', description: 'an older checkpoint' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(AuditProve);
    const { proveRecord, proveSince } = await import('../../cli/audit/prove.js');
    const { readText } = await import('../../cli/files.js');
    const log = auditLogPath(flags);
    if ((args.seq === undefined) === (flags.from === undefined)) {
      throw new UsageError('name one record, or an older checkpoint by --from', {
        help: 'see `capfence audit prove --help`',
      });
    }
    const proof =
      flags.from === undefined
        ? proveRecord(log, args.seq ?? 0)
        : proveSince(log, await readText(flags.from));
    await this.print(() => JSON.stringify(proof, null, 2));
    return this.finish(
      proof.kind === 'consistency' && !proof.holds ? ExitCode.integrity : ExitCode.ok,
      proof,
    );
  }
}
