import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../cli/audit/flags.js';
import { auditLogPath } from '../cli/audit/paths.js';
import { BaseCommand } from '../cli/base.js';
import { examples, prose } from '../cli/help.js';
import { filterFlags } from '../cli/logs/flags.js';

export default class Logs extends BaseCommand {
  static override summary = 'read the audit log';
  static override description = prose(`
Shows the newest records, oldest first: when, which agent, what capability, what was decided, and why. A bypass that is
still open stands first, and what went through one. Reading proves nothing: \`capfence verify\` does.

Names in filters may have *; a capability is written as in a policy. Times are UTC. Hidden characters of records are
written out, never obeyed; csv is safe to open in a spreadsheet.

Exit codes: 0 done, also where nothing is found, 2 bad input or no log.

--json prints {records, more}, each record as it stands in the log, or {seq, unreadable}; with --stats {stats: {records,
decisions, rules, agents, hours: [{name, count}]}}. --jsonl prints a record a line.
`);

  static override examples = examples({
    'what was denied in the last hour': '--decision deny --since 1h',
    'watch it': '--follow',
    'by decision, rule, agent and hour': '--stats',
    'for a spreadsheet': '--format csv --limit 10000 > audit.csv',
  });

  static override flags = {
    ...auditFlags,
    ...filterFlags,
    limit: Flags.integer({ helpValue: 'N', min: 1, default: 50, description: 'how many records at most' }),
    follow: Flags.boolean({ char: 'f', description: 'go on with what comes', exclusive: ['json', 'stats'] }),
    stats: Flags.boolean({ description: 'count all of them instead: small bar charts' }),
    jsonl: Flags.boolean({ description: 'a record a line, as JSON', exclusive: ['json', 'format', 'stats'] }),
    format: Flags.option({
      options: ['csv'] as const,
      exclusive: ['json', 'stats'],
      description: 'what to print (text)',
    })(),
  };

  async run(): Promise<object | undefined> {
    const { flags } = await this.parse(Logs);
    const { logs } = await import('../cli/logs/index.js');
    const form = this.jsonEnabled() ? 'json' : flags.jsonl ? 'jsonl' : (flags.format ?? 'human');
    return logs({ ...flags, file: auditLogPath(flags), form }, Date.now());
  }
}
