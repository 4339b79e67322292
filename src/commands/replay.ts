import { BaseCommand } from '../cli/base.js';
import { examples, prose } from '../cli/help.js';
import { replayArgs, replayFlags } from '../cli/replay/flags.js';

export default class Replay extends BaseCommand {
  static override summary = 'decide recorded traces again, and show what changes';
  static override description = prose(`
Puts every event of one or more traces to a policy and sets the decision beside the recorded one, or beside that of a
--baseline policy. Nothing is executed, asked or recorded. The form of a trace is found by its content: events, audit
logs and their databases, transcripts of coding agents, spans, chat logs (docs/traces.md). The same input gives the same
output, byte for byte; a report names the SHA-256 of traces, map and policies.

What is newly allowed comes first. Bad lines are told by number, counted and passed over; --strict ends at the first.

--to-cases writes the events that --only chooses as a suite for \`capfence policy test\`, which expects the original
decision of each: what happened becomes a test.

Exit codes: 0 done, 1 there is what --fail-on names, 2 bad input, no event at all, nothing to compare under --fail-on, a
trace that breaks off, or under --strict a bad line.

--json prints {policy: {name, digest, file}, baseline?, map?, events: [{trace, line, id?, ts?, actor, capability,
original: {decision, text, reason?, rule?} or null, replayed: {decision, reason, rule, riskLevel?, detail?}, changed,
drift}], badLines: [{trace, line, code, message}], traces: [{name, digest, lines, events, badLines}], summary} as it
goes. --jsonl prints the events alone.
`);

  static override examples = examples({
    'what would change with this policy': 'trace.jsonl --policy capfence.yaml',
    'two policies on the same traces': `'traces/*.jsonl' --policy new.yaml --baseline capfence.yaml --only changed`,
    'fail where something is newly allowed':
      'trace.jsonl.gz --policy new.yaml --baseline capfence.yaml --fail-on newly-allowed',
    'an incident as a test':
      'incident.jsonl --policy capfence.yaml --only changed --to-cases incident.cases.yaml',
    'a page to look at': '.capfence/capfence.db --policy new.yaml --report replay.html',
  });

  static override args = replayArgs;
  static override flags = replayFlags;

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Replay);
    const { replay } = await import('../cli/replay/index.js');
    // The report is written as it comes: nothing is handed back for --json to print.
    process.exitCode = await replay({
      ...flags,
      traces: args.trace,
      failOn: flags['fail-on'],
      toCases: flags['to-cases'],
      form: this.jsonEnabled() ? 'json' : flags.jsonl ? 'jsonl' : (flags.format ?? 'table'),
    });
  }
}
