import { BaseCommand } from '../cli/base.js';
import { rootFlag } from '../cli/flags.js';
import { examples, prose } from '../cli/help.js';
import { simulateFlags } from '../cli/simulate/flags.js';

export default class Simulate extends BaseCommand {
  static override summary = 'put every event of a recorded trace to a policy';
  static override description = prose(`
Reads a trace, one JSON object a line, and says for each event what the policy decides. Nothing is executed, asked or
recorded. Memory stays flat at any size. An event whose fields do not parse is denied, as the engine would deny it.

Each line is read in the form that it has: the fields of an event (native), a call by tool name (short), or a record
whose tool is the capability (tool). A map says what tools do: either <tool or glob>: <capability>, or {tools, risk,
actor, environment}, where a tool may have {capability, risk, environment} and risk is <risk_category>: <level>.

Exit codes: 0 done, 1 drift under --fail-on-drift, 2 bad input, no event at all, or under --strict a bad line.

--json prints {trace, policy: {name, digest, file}, events: [{line, id?, ts?, actor, capability, decision, reason, rule,
riskLevel?, detail?, recorded?: {decision?, text, reason?, rule?}, drift?}], badLines: [{line, code, message}],
summary: {lines, badLines, events, invalidEvents, decisions, capabilities, rules, actors, unmappedTools, ignoredKeys,
comparison?, timing}} as it goes. --jsonl prints the events alone.
`);

  static override examples = examples({
    'try a policy on what agents did': '--trace-file trace.jsonl --policy capfence.yaml',
    'fail where a decision would change': '--trace-file trace.jsonl --policy capfence.yaml --fail-on-drift',
    'calls that are recorded by tool name':
      '--trace-file calls.jsonl --policy capfence.yaml --map tools.yaml',
    'only what is denied': `--trace-file - --policy capfence.yaml --jsonl < trace.jsonl | grep '"deny"'`,
  });

  static override flags = {
    ...simulateFlags,
    root: rootFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Simulate);
    const { simulate } = await import('../cli/simulate/index.js');
    // The report is written as it comes: nothing is handed back for --json to print.
    process.exitCode = await simulate({
      ...flags,
      traceFile: flags['trace-file'],
      compare: flags.compare || flags['fail-on-drift'],
      failOnDrift: flags['fail-on-drift'],
      form: this.jsonEnabled() ? 'json' : flags.jsonl ? 'jsonl' : 'human',
    });
  }
}
