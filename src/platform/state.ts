import { userInfo } from 'node:os';
import { join } from 'node:path';

/** Where everything that lasts is kept: `CAPFENCE_HOME`, or `.capfence` in the working folder. */
export function stateFolder(given?: string): string {
  if (given !== undefined && given !== '') return given;
  const home = process.env['CAPFENCE_HOME'];
  return home === undefined || home === '' ? '.capfence' : home;
}

/** The audit log of a state folder. */
export function auditLogFile(state: string): string {
  return join(state, 'capfence.db');
}

/** The keys of a state folder: not the agent's to read. */
export function keysFolder(state: string): string {
  return join(state, 'keys');
}

/** The operating system's name for who runs this. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}

/** The operating system's number for who runs this; -1 where it has none. */
export function userNumber(): number {
  return process.getuid?.() ?? -1;
}
