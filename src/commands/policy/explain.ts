import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { eventFlags, rootFlag } from '../../cli/flags.js';
import { examples, prose } from '../../cli/help.js';
import type { Explanation } from '../../engine/model/explanation.js';

export default class PolicyExplain extends BaseCommand {
  static override summary = 'show what a policy decides about one event, and why';
  static override description = prose(`
Prints the decision, the rule that made it, and each rule whose capability covers the event with each of its
conditions: true, false or unknown, whether any reading of the payload was enough or every one had to hold, and the
reading that decided it. A rule that restricts takes unknown for true, a rule that grants never does.

The event comes from EVENT (JSON or YAML), from standard input (-), or from flags; flags replace fields of EVENT.

Exit codes: 0 a decision was made, 2 bad input; with --exit-code 4 where the decision is not allow.

--json prints {decision, restedOnUnknown, capability, risk, candidates: [{rule, capability, matched, truth, conditions:
[{condition, expected, mode, truth, reading?: {at, value, form}, note?, children?}]}], otherRules}.
`);

  static override examples = examples({
    'describe the event by flags': `capfence.yaml --actor me --capability shell.exec.dev --payload '{"command": "ls"}'`,
    'an event from a file': 'capfence.yaml event.json',
    'the same event elsewhere': 'capfence.yaml event.json --environment production',
    'in a script: 4 means not allowed': 'capfence.yaml - --exit-code < event.json',
  });

  static override args = {
    policy: Args.string({ required: true, description: 'policy file, or a pack as pack:shell/baseline' }),
    event: Args.string({ description: 'event file (JSON or YAML), or - for standard input' }),
  };

  static override flags = {
    ...eventFlags,
    root: rootFlag,
    'exit-code': Flags.boolean({ description: 'exit with 4 where the decision is not allow' }),
  };

  async run(): Promise<Explanation> {
    const { args, flags } = await this.parse(PolicyExplain);
    const { readEvent } = await import('../../cli/event-input.js');
    const { loadPolicy } = await import('../../engine/policy/index.js');
    const { explain } = await import('../../engine/decision/explain.js');
    const { explanationText } = await import('../../engine/reports/explanation-text.js');
    const { textOptions } = await import('../../cli/paint.js');
    const event = await readEvent(args.event, flags);
    const policy = loadPolicy(args.policy, flags.root === undefined ? {} : { root: flags.root });
    const explanation = explain(policy, event);
    await this.print(async () => explanationText(explanation, await textOptions('stdout')));
    const blocked = flags['exit-code'] && explanation.decision.decision !== 'allow';
    return this.finish(blocked ? ExitCode.blocked : ExitCode.ok, explanation);
  }
}
