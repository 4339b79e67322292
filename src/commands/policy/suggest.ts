import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { rootFlag } from '../../cli/flags.js';
import { examples, prose } from '../../cli/help.js';
import type { SuggestResult } from '../../cli/suggest/index.js';
import { traceFlags } from '../../cli/trace-flags.js';

export default class PolicySuggest extends BaseCommand {
  static override summary = 'draft a policy that allows what a trace used, and not more';
  static override description = prose(`
Each capability of the trace gets a rule with what its arguments had in common: folders, hosts, heads of commands,
ranges of amounts. What was denied at the time stays denied; what asked a person, and what is dangerous by itself
(deletions, commands such as rm and curl, secrets, changes of production, amounts beyond those seen) asks a person.
The draft is tried on the trace before it is handed out.

With --policy, what that policy denies or asks about counts too, and its rules that decided nothing are listed.

Exit codes: 0 done, 2 bad input.

--json prints {trace: {name, digest, badLines}, policy?, name, rules: [{id, section, capability, conditions, reason?,
comments}], riskLevels?, counts: {events, different, invalid, allow, require_approval, deny}, unused, notes, digest,
yaml}.
`);

  static override examples = examples({
    'draft from what agents did': '--trace trace.jsonl --out suggested.yaml',
    'what of a policy is never used': '--trace trace.jsonl --policy capfence.yaml',
    'a transcript of a coding agent': '--trace transcript.jsonl --from claude-code --out suggested.yaml',
  });

  static override flags = {
    trace: Flags.string({
      required: true,
      helpValue: 'FILE',
      description: 'what was done: a trace, or - for standard input',
    }),
    policy: Flags.string({ helpValue: 'FILE', description: 'the policy in force: a file, or a pack' }),
    name: Flags.string({ default: 'suggested', description: 'name of the draft' }),
    out: Flags.string({ helpValue: 'FILE', description: 'write the draft here, not to standard output' }),
    force: Flags.boolean({ dependsOn: ['out'], description: 'overwrite FILE' }),
    ...traceFlags,
    root: rootFlag,
  };

  async run(): Promise<SuggestResult> {
    const { flags } = await this.parse(PolicySuggest);
    const { suggest } = await import('../../cli/suggest/index.js');
    const result = await suggest(flags);
    if (flags.out !== undefined) {
      const { writeNewFiles } = await import('../../cli/write-files.js');
      await writeNewFiles([{ path: flags.out, text: result.yaml }], flags.force);
    }
    await this.print(async () => {
      if (flags.out === undefined) return result.yaml;
      const { suggestText } = await import('../../cli/suggest/text.js');
      return suggestText(result, flags.out);
    });
    return this.finish(ExitCode.ok, result);
  }
}
