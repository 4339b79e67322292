import * as Args from '@oclif/core/args';
import { auditFlags } from '../cli/audit/flags.js';
import { auditLogPath, keysPath } from '../cli/audit/paths.js';
import { BaseCommand } from '../cli/base.js';
import { ExitCode } from '../cli/exit.js';
import { examples, prose } from '../cli/help.js';
import type { TraceView } from '../engine/reports/trace-text.js';

export default class Trace extends BaseCommand {
  static override summary = 'show one decision of the audit log whole';
  static override description = prose(`
The event, the rule, the policy and what came of it; the payload where it was stored, each argument held against what
the record commits to; and the proof that the record stands in the log that the newest checkpoint signs. Records of
other kinds are shown by their number. Where a request or a grant is part of it, all that became of that one is told: name
it by its id to read that alone. Of the rest of the log this proves nothing: \`capfence verify\` does.

Exit codes: 0 shown, 3 where the proof does not hold or a payload is not what was committed to, 2 no such record.

--json prints {record, outcome, bypass, payload: {stored, whole, arguments: {name: matches, differs, redacted or
unknown}}, inclusion: {size, root, leaf, proof, holds, key, trust, time?, fault?}, story: [record]}, with null for what
there is not.
`);

  static override examples = examples({
    'by the number of its record': '17',
    'by the beginning of its event’s id': '01a1fc4b-e661',
    'the story of a request': 'apr-1d839a-742f0a873a43',
  });

  static override args = {
    id: Args.string({
      required: true,
      description:
        'the record’s number, its event’s id or a beginning of that, or the id of a request or grant',
    }),
  };

  static override flags = { ...auditFlags };

  async run(): Promise<TraceView> {
    const { args, flags } = await this.parse(Trace);
    const { traceOf } = await import('../cli/logs/trace.js');
    const { traceText } = await import('../engine/reports/trace-text.js');
    const { textOptions } = await import('../cli/paint.js');
    const trace = traceOf(auditLogPath(flags), keysPath(flags), args.id);
    await this.print(async () => traceText(trace, await textOptions('stdout')));
    const altered = trace.inclusion?.holds === false || trace.payload?.whole === 'differs';
    return this.finish(altered ? ExitCode.integrity : ExitCode.ok, trace);
  }
}
