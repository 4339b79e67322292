import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base.js';
import type { Tally } from '../cli/check-text.js';
import { ExitCode } from '../cli/exit.js';
import { checkFormatFlag, rootFlag } from '../cli/flags.js';
import { examples, prose } from '../cli/help.js';
import type { PolicyReport } from '../engine/model/finding.js';

/** The shape of `--json`. */
export interface CheckResult extends Tally {
  readonly files: readonly PolicyReport[];
}

export default class CheckPolicy extends BaseCommand {
  static override summary =
    'check policy files: every error at once, and what a policy is likely not meant to do';
  static override description = prose(`
Errors stop a policy from loading. Warnings are rules that can never decide, grants that are wider than they look,
and conditions that can be evaded; --strict makes them fail the check.

FILE may be a pattern in quotes, as 'policies/**/*.yaml'; node_modules is left out.

Exit codes: 0 clean, 1 warnings under --strict, 2 a policy does not load or a file is not there.

--json prints {files: [{file, findings: [{severity, code, message, help?, position: {file, line, column}, length,
excerpt?, rule?}], summary?: {name, digest, rules, parents, riskLevels, enforcementMode}}], errors, warnings, notes}.
`);

  static override examples = examples({
    'check one policy': 'capfence.yaml',
    'check all of them and take warnings for errors': "'policies/**/*.yaml' --strict",
    'show the findings beside the lines of a pull request': 'capfence.yaml --format github',
    'write a file for code scanning': 'capfence.yaml --format sarif > capfence.sarif',
  });

  static override args = {
    file: Args.string({
      required: true,
      multiple: true,
      description: 'policy file or pattern; several are checked one by one',
    }),
  };

  static override flags = {
    strict: Flags.boolean({ description: 'exit with 1 where there are warnings' }),
    root: rootFlag,
    format: checkFormatFlag,
  };

  async run(): Promise<CheckResult> {
    const { args, flags } = await this.parse(CheckPolicy);
    const { expandFiles } = await import('../cli/files.js');
    const { checkPolicyFile } = await import('../engine/policy/index.js');
    const { quickFindings } = await import('../cli/analysis/check.js');
    const { renderCheck } = await import('../cli/check-render.js');
    const { findingsOf, ownFindings, tallyOf } = await import('../cli/check-text.js');
    const files = await expandFiles(args.file);
    const options = flags.root === undefined ? {} : { root: flags.root };
    const reports = files.map((file) =>
      ownFindings(checkPolicyFile(file, { ...options, more: quickFindings })),
    );
    const result: CheckResult = { files: reports, ...tallyOf(findingsOf(reports)) };
    const format = flags.format ?? 'text';
    if (format === 'json') this.logJson(result);
    else await this.print(() => renderCheck(reports, format, this.config.version));
    return this.finish(codeOf(result, flags.strict), result);
  }
}

function codeOf(tally: Tally, strict: boolean): ExitCode {
  if (tally.errors > 0) return ExitCode.badInput;
  return strict && tally.warnings > 0 ? ExitCode.found : ExitCode.ok;
}
