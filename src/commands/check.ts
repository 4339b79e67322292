import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base.js';
import { withBase } from '../cli/check/changed.js';
import { checkFlags } from '../cli/check/flags.js';
import type { CheckResult } from '../cli/check/index.js';
import { requestOf } from '../cli/check/request.js';
import { examples, prose } from '../cli/help.js';

export default class Check extends BaseCommand {
  static override summary = 'find the tools that agents get, and those that do not go through the gate';
  static override description = prose(`
Reads TypeScript and JavaScript with the TypeScript compiler: each tool definition of the agent frameworks it knows,
whether its executor can be reached without the gate, and what it can do, with the way there. Nothing is executed.

Settings are read from .capfence.yaml. A comment // capfence-ignore-next-line: REASON lets one definition be.

Exit codes: 0 done, 1 something to mend under --fail-on-ungated or --strict, 2 bad input, or nothing to check.

--json prints {root, files, frameworks, tools: [{fingerprint, tool?, framework, construct, place: {file, line, column},
endLine, verdict, why, evidence, effects: [{kind, severity, tainted, cut, path}], severity, capability, ignored?, state,
fails}], problems: [{place, code, message, severity, fingerprint, state, fails}], summary: {tools, verdicts, problems,
ignored, baseline, hidden, stale, failing}, fixes?: {files: [{file, diff, tools}], left: [{tool?, place, why}],
written}}; evidence and path are lists of {file, line, column, text}.
`);

  static override examples = examples({
    'look at what is there': '',
    'hold a pull request back': '--fail-on-ungated --changed origin/main --format github',
    'accept what is there now, and nothing new': '--write-baseline .capfence-baseline.json',
    'start from a policy that fits these tools': '--emit-policy capfence.yaml',
    'see what would gate them': '--fix',
  });

  static override args = {
    path: Args.string({ multiple: true, description: 'files and folders (the working folder)' }),
  };

  static override flags = checkFlags;

  async run(): Promise<CheckResult> {
    const { args, flags } = await this.parse(Check, withBase(this.argv));
    const { check } = await import('../cli/check/index.js');
    const { reportText, saveReport } = await import('../cli/check/render.js');
    const request = requestOf(flags, args.path ?? [], this.config.version, this.jsonEnabled());
    const { result, code } = await check(request);
    await saveReport(result, request);
    await this.print(() => reportText(result, request));
    return this.finish(code, result);
  }
}
