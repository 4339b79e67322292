import * as Flags from '@oclif/core/flags';
import { auditFlags } from '../audit/flags.js';
import type { AuditFlags } from '../audit/flags.js';

/** Who answers, and by what it is proven. */
export const answerFlags = {
  ...auditFlags,
  user: Flags.string({ helpValue: 'NAME', description: 'who answers (the operating system’s user)' }),
  reason: Flags.string({ helpValue: 'TEXT', description: 'why, for the record' }),
};

export const signFlags = {
  sign: Flags.string({
    helpValue: 'KEY',
    description: 'sign by this SSH key: level 2, or 3 with a hardware key',
  }),
  'allowed-signers': Flags.string({
    helpValue: 'FILE',
    description: 'who may sign (allowed_signers of the state folder)',
  }),
};

export interface AnswerFlags extends AuditFlags {
  readonly user?: string | undefined;
  readonly reason?: string | undefined;
  readonly sign?: string | undefined;
  readonly 'allowed-signers'?: string | undefined;
}
