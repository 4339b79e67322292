import { auditFlags } from '../../cli/audit/flags.js';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { examples, prose } from '../../cli/help.js';

export default class AuditRotate extends BaseCommand {
  static override summary = 'sign with a new key from now on';
  static override description = prose(`
Makes a new private key in the place of the old one, which is gone afterwards, and records the change, signed by both.
Whoever trusts the old public key can follow to the new one by the log itself.

Exit codes: 0 done, 2 no log or no key.

--json prints {key}: the new verifier key.
`);

  static override examples = examples({ 'a new key': '' });

  static override flags = { ...auditFlags };

  async run(): Promise<object> {
    const { flags } = await this.parse(AuditRotate);
    const { withLog } = await import('../../cli/audit/writing.js');
    const key = await withLog(flags, (log) => log.rotateKey());
    await this.print(() => key);
    return this.finish(ExitCode.ok, { key });
  }
}
