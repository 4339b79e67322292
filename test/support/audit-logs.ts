import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openAuditLog } from '../../src/engine/stores/sqlite/index.js';
import type { OpenOptions, SqliteAuditLog } from '../../src/engine/stores/sqlite/index.js';
import { systemEnv } from '../../src/platform/env.js';

/** A folder for a log, gone when the test is. */
export function logFolder(): { folder: string; file: string; keys: string } {
  const folder = mkdtempSync(join(tmpdir(), 'capfence-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, file: join(folder, 'capfence.db'), keys: join(folder, 'keys') };
}

export function open(
  at: { file: string; keys: string },
  options: Partial<OpenOptions> = {},
): Promise<SqliteAuditLog> {
  return openAuditLog({
    ...at,
    env: systemEnv,
    engine: 'test',
    user: 'tester',
    pid: 1,
    heartbeatSeconds: 0,
    ...options,
  });
}

export function decision(n: number): { type: 'decision'; [key: string]: string | number | boolean } {
  return {
    type: 'decision',
    id: `event-${n}`,
    actor: `agent-${n % 3}`,
    capability: 'shell.exec',
    environment: 'production',
    risk: 'low',
    decision: n % 5 === 0 ? 'deny' : 'allow',
    reason: n % 5 === 0 ? 'policy_deny' : 'policy_allow',
    authorized: n % 5 !== 0,
    mode: 'enforce',
    engine: 'test',
  };
}

/** A log with so many decisions, closed. */
export async function logWith(
  at: { file: string; keys: string },
  decisions: number,
  options: Partial<OpenOptions> = {},
): Promise<void> {
  const log = await open(at, options);
  await Promise.all(
    Array.from({ length: decisions }, (_, n) => log.append(decision(n), { salt: new Uint8Array(32) })),
  );
  await log.close();
}
