import { existsSync } from 'node:fs';
import { AuditError } from '../../engine/model/errors.js';
import { openAuditLog } from '../../engine/stores/sqlite/index.js';
import type { SqliteAuditLog } from '../../engine/stores/sqlite/index.js';
import { systemEnv } from '../../platform/env.js';
import { userName } from '../../platform/state.js';
import { VERSION } from '../../platform/version.js';
import type { AuditFlags } from './flags.js';
import { auditLogPath, keysPath } from './paths.js';

/** Does something to an audit log that is there, and closes it. @throws AuditError */
export async function withLog<T>(flags: AuditFlags, work: (log: SqliteAuditLog) => Promise<T>): Promise<T> {
  const file = auditLogPath(flags);
  if (!existsSync(file)) throw new AuditError('missing', `there is no audit log \`${file}\``);
  const log = await openAuditLog({
    ...{ file, keys: keysPath(flags), env: systemEnv, engine: VERSION, user: userName(), pid: process.pid },
    heartbeatSeconds: 0,
  });
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}
