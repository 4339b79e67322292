import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { EVENT_CHOICES } from '../../engine/replay/choice.js';
import { rootFlag } from '../flags.js';
import { simulateFlags } from '../simulate/flags.js';

export const REPLAY_FORMATS = ['table', 'detail', 'csv', 'markdown', 'junit'] as const;
export type ReplayFormat = (typeof REPLAY_FORMATS)[number];

export const FAILURES = ['newly-allowed', 'drift', 'deny'] as const;
export type FailOn = (typeof FAILURES)[number];

export const replayArgs = {
  trace: Args.string({
    required: true,
    multiple: true,
    description: 'trace, pattern, audit database, or - for standard input; .gz and .zst are read',
  }),
};

const { policy, from, map, actor, environment, strict, limit, progress } = simulateFlags;

export const replayFlags = {
  policy,
  baseline: Flags.string({
    helpValue: 'FILE',
    description: 'compare with what this policy decides, not with what was recorded',
  }),
  only: Flags.option({ options: EVENT_CHOICES })({ description: 'which events to show; all are counted' }),
  'fail-on': Flags.option({ options: FAILURES })({ description: 'exit with 1 where there is any' }),
  format: Flags.option({ options: REPLAY_FORMATS, exclusive: ['json', 'jsonl'] })({
    description: 'what to print (table)',
  }),
  jsonl: Flags.boolean({ exclusive: ['json'], description: 'print one JSON object a line and event' }),
  limit,
  'to-cases': Flags.string({ helpValue: 'FILE', description: 'write the events shown as a suite of cases' }),
  expect: Flags.option({ options: ['original', 'replayed'] as const })({
    description: 'the decision that the cases expect (original)',
    dependsOn: ['to-cases'],
  }),
  report: Flags.string({ helpValue: 'FILE', description: 'write a report as one HTML page' }),
  force: Flags.boolean({ description: 'overwrite the files of --to-cases and --report' }),
  ...{ from, map, actor, environment, strict, root: rootFlag },
  workers: Flags.integer({
    min: 0,
    max: 64,
    helpValue: 'N',
    description: 'threads for large traces (2 at most, by processors and format); 0 for none',
  }),
  progress,
};
