import * as Flags from '@oclif/core/flags';
import { FORMAT_CHOICES } from '../../engine/replay/formats/index.js';
import { UsageError } from '../errors.js';

const HOST_NAME = /^[A-Za-z0-9_\-./@:]{1,256}$/;

/** A name that stands in for a field of an event. A bad one would make every event invalid, so it is refused here. */
const hostName = Flags.custom<string>({
  helpValue: 'NAME',
  parse: async (input, _, { name }) => {
    if (HOST_NAME.test(input)) return input;
    throw new UsageError(
      `--${name} takes up to 256 of the characters A-Z a-z 0-9 _ - . / @ :, not \`${input}\``,
    );
  },
});

export const simulateFlags = {
  'trace-file': Flags.string({
    required: true,
    helpValue: 'FILE',
    description: 'the trace, or - for standard input',
  }),
  policy: Flags.string({
    required: true,
    helpValue: 'FILE',
    description: 'policy file, or a pack as pack:shell/baseline',
  }),
  compare: Flags.boolean({
    description: 'show the recorded decision beside the new one, and count the drift',
  }),
  'fail-on-drift': Flags.boolean({
    description: 'compare, and exit with 1 where a decision differs from the recorded one',
  }),
  from: Flags.option({ options: FORMAT_CHOICES })({
    default: 'auto',
    description: 'the form of the trace',
  }),
  map: Flags.string({ helpValue: 'FILE', description: 'what tools do, in YAML or JSON' }),
  actor: hostName({ description: 'actor of events that name none (trace)' }),
  environment: hostName({ description: 'environment of events that name none (development)' }),
  strict: Flags.boolean({ description: 'stop at the first bad line' }),
  jsonl: Flags.boolean({ exclusive: ['json'], description: 'print one JSON object a line and event' }),
  limit: Flags.integer({
    min: 0,
    default: 200,
    helpValue: 'ROWS',
    description: 'how long the table may be; 0 for all',
  }),
  progress: Flags.boolean({ allowNo: true, default: true, description: 'show progress on a terminal' }),
};
