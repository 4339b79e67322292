import * as Flags from '@oclif/core/flags';
import { budgetOfProofFlag, rootFlag } from '../flags.js';
import { DIFF_FORMATS } from '../formats.js';
import { traceFlags } from '../trace-flags.js';

/** What `policy diff` can be told. */
export const diffFlags = {
  trace: Flags.string({
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    exclusive: ['cases'],
    description: 'decide the events of this trace, or - for standard input',
  }),
  cases: Flags.string({
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    description: 'decide the events of this suite',
  }),
  'fail-on': Flags.option({ options: ['newly-allowed', 'any'] as const })({
    description: 'exit with 1 where something is newly allowed, or where anything differs',
  }),
  format: Flags.option({
    exclusive: ['json'],
    options: DIFF_FORMATS,
    description: 'what to print (text)',
  })(),
  limit: Flags.integer({
    min: 0,
    default: 20,
    helpValue: 'EVENTS',
    description: 'how many events of a transition are shown; 0 for all',
  }),
  prove: Flags.boolean({
    description: 'prove for every event there can be that nothing more is allowed, or show one that is',
  }),
  budget: budgetOfProofFlag,
  ...traceFlags,
  root: rootFlag,
};
