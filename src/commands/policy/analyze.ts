import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { AnalyzeResult } from '../../cli/analysis/analyze.js';
import { BaseCommand } from '../../cli/base.js';
import { budgetFlag, proofFormatFlag, rootFlag } from '../../cli/flags.js';
import { examples, prose } from '../../cli/help.js';

export default class PolicyAnalyze extends BaseCommand {
  static override summary = 'prove what a policy can decide, and what assert files say of it';
  static override description = prose(`
Says whether the policy can allow anything, which rules can never match or never decide (and what hides them), and which
allow rules grant whatever the argument that matters is.

An assert file has properties in the words of the policy language: \`never: allow\` with a capability and conditions.
Each is proved for every possible event, or refuted by a complete event that the engine has replayed, or unknown where
the budget is used up. Unknown counts as failure.

Exit codes: 0 all proved, 1 an assertion is refuted or unknown (under --strict also where a rule has a finding), 2 bad
input.

--json prints {policy: {name, digest, file, rules}, allowsNothing, holdsNothing, assertions: [PROOF], outcome, findings:
[{severity, code, message, help?, position, length, excerpt?, rule?}], unknownRules: [{id, section, position}]}; a PROOF
is {name, claim, outcome: proved|refuted|unknown, why?: budget|unclear, position?, witness?: {event, decisions: [{policy,
decision, reason, rule: {id, file, line}|null}], case}}; a case may be put into a suite as it is.
`);

  static override examples = examples({
    'what a policy can do': 'capfence.yaml',
    'prove what must always hold': 'capfence.yaml --assert capfence.assert.yaml',
    'a comment for a pull request': 'capfence.yaml --assert capfence.assert.yaml --format markdown',
  });

  static override args = {
    policy: Args.string({ required: true, description: 'policy file, or a pack as pack:shell/baseline' }),
  };

  static override flags = {
    assert: Flags.string({
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
      description: 'prove the assertions of this file',
    }),
    strict: Flags.boolean({ description: 'exit with 1 also where something is found about a rule' }),
    budget: budgetFlag,
    root: rootFlag,
    format: proofFormatFlag,
  };

  async run(): Promise<AnalyzeResult> {
    const { args, flags } = await this.parse(PolicyAnalyze);
    const { analyze, codeOfAnalysis, reportOfAnalysis } = await import('../../cli/analysis/analyze.js');
    const { renderProofs } = await import('../../cli/analysis/render.js');
    const result = await analyze({ ...args, ...flags, assert: flags.assert ?? [] });
    const format = flags.format ?? 'text';
    if (format === 'json') this.logJson(result);
    else await this.print(() => renderProofs(reportOfAnalysis(result), format, this.config.version));
    return this.finish(codeOfAnalysis(result, flags.strict), result);
  }
}
