import { auditLogFile, keysFolder, stateFolder } from '../../platform/state.js';
import type { AuditFlags } from './flags.js';

/** The database that the flags name. */
export function auditLogPath(flags: AuditFlags): string {
  return flags['audit-log'] ?? auditLogFile(stateFolder(flags.state));
}

/** The keys that belong to it. */
export function keysPath(flags: AuditFlags): string {
  return keysFolder(stateFolder(flags.state));
}
