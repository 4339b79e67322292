import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base.js';
import { ExitCode } from '../../cli/exit.js';
import { caseFormatFlag, rootFlag } from '../../cli/flags.js';
import { examples, prose } from '../../cli/help.js';
import type { Coverage, RunOutcome } from '../../engine/suite/index.js';

/** The shape of `--json`. */
export type TestResult = Omit<RunOutcome, 'coverage'> & { readonly coverage?: Coverage };

export default class PolicyTest extends BaseCommand {
  static override summary = 'run suites of cases: events, and the decisions that they must get';
  static override description = prose(`
A case has a policy (inline, a file relative to the suite, or a pack as pack:shell/baseline), an event, and what is
expected of it: a decision, and where it matters the reason and the id of the rule. Each failing case is explained.

FILE may be a pattern in quotes, as 'policies/**/cases.yaml'. Coverage counts the rules that decided some case.

Exit codes: 0 all passed, 1 a case failed or too few rules were reached, 2 a suite or a policy does not load.

--json prints {suites: [{name, file, cases: [{name, line, ok, expected: {decision, reason?, rule?}, got, explanation?}]}],
passed, failed, coverage?: {rules, reached, percent, unreached: [{id, section, file, line}]}}; got is a decision.
`);

  static override examples = examples({
    'run one suite': 'capfence.cases.yaml',
    'fail where a rule is not tried by any case': 'capfence.cases.yaml --fail-under 100',
    'run the cases about one thing': 'capfence.cases.yaml --filter payment',
    'write a report for a CI server': 'capfence.cases.yaml --format junit > cases.xml',
  });

  static override args = {
    file: Args.string({
      required: true,
      multiple: true,
      description: 'suite file or pattern; several are run together',
    }),
  };

  static override flags = {
    filter: Flags.string({ helpValue: 'TEXT', description: 'run only the cases whose name contains this' }),
    coverage: Flags.boolean({ description: 'list the rules that decided no case' }),
    'fail-under': Flags.integer({
      min: 0,
      max: 100,
      helpValue: 'PERCENT',
      description: 'exit with 1 where fewer rules decided a case; implies --coverage',
    }),
    root: rootFlag,
    format: caseFormatFlag,
  };

  async run(): Promise<TestResult> {
    const { args, flags } = await this.parse(PolicyTest);
    const { expandFiles } = await import('../../cli/files.js');
    const { readSuites } = await import('../../cli/suites.js');
    const { renderCases } = await import('../../cli/cases-render.js');
    const { runSuites } = await import('../../engine/suite/index.js');
    const suites = await readSuites(await expandFiles(args.file));
    const run = runSuites(suites, { filter: flags.filter, root: flags.root });
    const failUnder = flags['fail-under'];
    const show = flags.coverage || failUnder !== undefined;
    const { coverage, ...rest } = run;
    const result: TestResult = show ? run : rest;
    const format = flags.format ?? 'text';
    if (format === 'json') this.logJson(result);
    else await this.print(() => renderCases(run, format, { show, failUnder }));
    const good = run.failed === 0 && coverage.percent >= (failUnder ?? 0);
    return this.finish(good ? ExitCode.ok : ExitCode.found, result);
  }
}
