import * as Args from '@oclif/core/args';
import type { WithinResult } from '../../cli/analysis/within.js';
import { BaseCommand } from '../../cli/base.js';
import { budgetFlag, proofFormatFlag, rootFlag } from '../../cli/flags.js';
import { examples, prose } from '../../cli/help.js';

export default class PolicyWithin extends BaseCommand {
  static override summary = 'prove that a policy allows nothing that a ceiling does not allow';
  static override description = prose(`
The ceiling is a policy of the organisation; a team's policy is within it if every event that it allows is allowed by the
ceiling too. This is proved for every possible event, or refuted by a complete event that the engine has replayed, or
unknown where the budget is used up. Unknown counts as failure.

Exit codes: 0 proved, 1 refuted or unknown, 2 bad input.

--json prints {ceiling, policy: {name, digest, file, rules, extends}, proof: {name, claim, outcome:
proved|refuted|unknown, why?: budget|unclear, witness?: {event, decisions: [{policy, decision, reason, rule: {id, file,
line}|null}], case}}}; the decisions are the policy's and the ceiling's.
`);

  static override examples = examples({
    'a policy and the ceiling above it': 'ceiling.yaml capfence.yaml',
    'two levels of a pack': 'pack:payments/baseline pack:payments/strict',
    'beside the lines of a pull request': 'ceiling.yaml capfence.yaml --format github',
  });

  static override args = {
    ceiling: Args.string({
      required: true,
      description: 'the policy that may not be exceeded, a file or a pack',
    }),
    policy: Args.string({ required: true, description: 'the policy that is asked about' }),
  };

  static override flags = { budget: budgetFlag, root: rootFlag, format: proofFormatFlag };

  async run(): Promise<WithinResult> {
    const { args, flags } = await this.parse(PolicyWithin);
    const { codeOfWithin, reportOfWithin, within } = await import('../../cli/analysis/within.js');
    const { renderProofs } = await import('../../cli/analysis/render.js');
    const result = within({ ...args, ...flags });
    const format = flags.format ?? 'text';
    if (format === 'json') this.logJson(result);
    else await this.print(() => renderProofs(reportOfWithin(result), format, this.config.version));
    return this.finish(codeOfWithin(result), result);
  }
}
