import * as Flags from '@oclif/core/flags';

/** Where the log is: a state folder, or another file. */
export const auditFlags = {
  state: Flags.string({
    helpValue: 'DIR',
    env: 'CAPFENCE_HOME',
    noCacheDefault: true,
    description: 'folder of log and keys (.capfence)',
  }),
  'audit-log': Flags.string({ helpValue: 'FILE', description: 'another file for the audit log' }),
};

export interface AuditFlags {
  readonly state?: string | undefined;
  readonly 'audit-log'?: string | undefined;
}
