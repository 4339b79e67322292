import * as Flags from '@oclif/core/flags';
import { CASE_FORMATS, CHECK_FORMATS, PROOF_FORMATS } from './formats.js';

export const rootFlag = Flags.string({
  helpValue: 'DIR',
  description: 'folder that `extends` may not leave',
});

/** `--format`, for commands that have `--json` too: one of them at most. */
const FORMAT = { exclusive: ['json'], description: 'what to print (text)' };
export const checkFormatFlag = Flags.option({ ...FORMAT, options: CHECK_FORMATS })();
export const proofFormatFlag = Flags.option({ ...FORMAT, options: PROOF_FORMATS })();
export const caseFormatFlag = Flags.option({ ...FORMAT, options: CASE_FORMATS })();

const ofEvent = (helpValue: string, description: string) =>
  Flags.string({ helpGroup: 'EVENT', helpValue, description });

/** How much a proof may cost. */
const BUDGET = {
  ...{ min: 1, max: 1_000_000_000, helpValue: 'STEPS' },
  description: 'how much each question may cost, in steps (100000)',
};
export const budgetFlag = Flags.integer(BUDGET);
export const budgetOfProofFlag = Flags.integer({ ...BUDGET, dependsOn: ['prove'] });

/** An event by its fields. */
export const eventFlags = {
  actor: ofEvent('NAME', 'the agent that acts'),
  capability: ofEvent('NAME', 'as shell.exec.production'),
  resource: ofEvent('NAME', 'as shell'),
  action: ofEvent('NAME', 'as exec'),
  scope: ofEvent('NAME', 'as workspace'),
  environment: ofEvent('NAME', 'as production'),
  risk: ofEvent('LEVEL', 'low, medium, high, critical or a number'),
  payload: ofEvent('JSON', 'the arguments of the tool'),
  context: ofEvent('JSON', 'what the host knows: session, tenant, user_role, …'),
  'tool-name': ofEvent('NAME', 'the tool, as the host calls it'),
};
