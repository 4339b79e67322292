import * as Args from '@oclif/core/args';
import { BaseCommand } from '../../cli/base.js';
import type { DiffResult } from '../../cli/diff/index.js';
import { diffFlags } from '../../cli/diff/flags.js';
import { examples, prose } from '../../cli/help.js';

export default class PolicyDiff extends BaseCommand {
  static override summary = 'show what a change of a policy changes: rule by rule, or event by event';
  static override description = prose(`
With events, both policies decide each of them, and what the new one decides otherwise is shown, newly allowed first.
The events come from traces, or from suites of cases whose own policies are not asked.

Without events, the rules of both are compared, with all that they extend: added, removed and changed in words, and
which of these may allow what was not allowed. Rules that only moved are no difference.

With --prove each way of deciding otherwise is proved not to occur, for every event there can be, or shown by a complete
event that the engine has replayed, or unknown where the budget is used up.

Exit codes: 0 done, 1 under --fail-on, 2 bad input. Without events, newly-allowed stands for what may allow more; with
--prove, 1 unless it is proved that nothing more is allowed (with --fail-on any: that every decision stays).

--json prints {old, new: {name, digest, file, rules, extends}, difference: {added, removed, changed, settings,
mayAllow, same}}, and with events also {sources: [{name, events, badLines, invalidEvents}], events, changed,
transitions: [{old, new, kind, count, events: [{source, line, name?, id?, ts?, actor, capability, environment, payload?,
old, new: {decision, reason, rule}}]}]}, and with --prove also proof: {proofs: [PROOF], allowsNoMore, equivalent}; PROOF is
what \`policy analyze\` prints.
`);

  static override examples = examples({
    'what changed in the rules': 'old.yaml new.yaml',
    'what it changes for yesterday’s events': 'old.yaml new.yaml --trace trace.jsonl',
    'what it changes for the cases of a suite': 'old.yaml new.yaml --cases capfence.cases.yaml',
    'stop a pull request that lets more through':
      'old.yaml new.yaml --trace trace.jsonl --fail-on newly-allowed',
    'stop it unless it is proved not to': 'old.yaml new.yaml --prove',
    'a comment for a pull request': 'old.yaml new.yaml --trace trace.jsonl --format markdown',
  });

  static override args = {
    old: Args.string({ required: true, description: 'policy file, or a pack as pack:shell/baseline' }),
    new: Args.string({ required: true, description: 'the policy that is to take its place' }),
  };

  static override flags = diffFlags;

  async run(): Promise<DiffResult> {
    const { args, flags } = await this.parse(PolicyDiff);
    const { diffPolicies, codeOfDiff } = await import('../../cli/diff/index.js');
    const { renderDiff } = await import('../../cli/diff/render.js');
    const result = await diffPolicies({
      ...args,
      ...flags,
      traces: flags.trace ?? [],
      cases: flags.cases ?? [],
    });
    await this.print(() => renderDiff(result, flags.format ?? 'text', this.config.version));
    return this.finish(codeOfDiff(result, flags['fail-on']), result);
  }
}
