import * as Flags from '@oclif/core/flags';
import { SEVERITIES } from '../../engine/model/check-report.js';
import { TOOL_FORMATS } from '../formats.js';

const file = (description: string, helpGroup?: string) =>
  Flags.string({ helpValue: 'FILE', description, ...(helpGroup !== undefined && { helpGroup }) });

export const checkFlags = {
  'fail-on-ungated': Flags.boolean({
    description: 'exit with 1 for an ungated tool or a problem of high severity (or of --min-severity)',
  }),
  strict: Flags.boolean({
    description: 'exit with 1 for any tool that is ungated or unknown, and any problem',
  }),
  'min-severity': Flags.option({ options: SEVERITIES })({
    description: 'leave out what is below it',
  }),
  changed: Flags.string({
    helpValue: '[BASE]',
    description: 'report only what changed since BASE (origin/HEAD or main); all is still analysed',
  }),
  format: Flags.option({
    options: TOOL_FORMATS,
    exclusive: ['json'],
    description: 'what to print (text)',
  })(),
  output: file('write the report to a file, and print the count'),
  verbose: Flags.boolean({ description: 'every tool with the way to what it can do' }),
  baseline: file('known findings, which do not count', 'BASELINE'),
  'write-baseline': file('take all that is found now as known', 'BASELINE'),
  fix: Flags.boolean({
    helpGroup: 'CHANGE',
    description: 'show a diff that gates plain ungated definitions',
  }),
  write: Flags.boolean({ helpGroup: 'CHANGE', dependsOn: ['fix'], description: 'apply it' }),
  'emit-policy': file('write a default-deny draft of a policy for these tools', 'CHANGE'),
  'emit-map': file('write what each tool does, as --map of other commands reads it', 'CHANGE'),
  tsconfig: file('the tsconfig to use'),
  config: file('settings (.capfence.yaml)'),
  cache: Flags.boolean({
    allowNo: true,
    default: true,
    description: 'keep the report, and give it again while no file or setting changes',
  }),
  'cache-dir': Flags.string({
    helpValue: 'FOLDER',
    description: 'where reports are kept (.capfence/cache)',
  }),
  progress: Flags.boolean({ allowNo: true, default: true, description: 'show progress on a terminal' }),
};
