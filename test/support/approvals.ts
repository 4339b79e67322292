import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { ApprovalOffice, NO_PROOF } from '../../src/engine/approvals/index.js';
import type { Approver } from '../../src/engine/approvals/index.js';
import { parseRecord } from '../../src/engine/audit/index.js';
import type { AuditRecord } from '../../src/engine/audit/index.js';
import { openAuditLog, openLogReader } from '../../src/engine/stores/sqlite/index.js';
import type { SqliteAuditLog } from '../../src/engine/stores/sqlite/index.js';
import { ActionRuntime } from '../../src/index.js';
import type { RuntimeOptions } from '../../src/index.js';
import { systemEnv } from '../../src/platform/env.js';
import { evidencePlaces, prover } from '../../src/platform/evidence.js';

export const POLICY = `name: test
deny:
  - capability: payments.refund
    amount_gt: 10000
require_approval:
  - id: refunds
    capability: payments.refund
allow: [shell.exec]
`;

/** A clock that only moves when told to. */
export class Clock {
  ms = Date.parse('2026-01-31T09:00:00.000Z');
  readonly env = { now: () => this.ms, randomBytes: (n: number) => systemEnv.randomBytes(n) };
}

export const ALICE: Approver = { by: 'alice', user: 'alice', uid: 1001 };
export const BOB: Approver = { by: 'bob', user: 'bob', uid: 1002 };

export function refund(amount: number, more: object = {}) {
  return {
    actor: 'bot',
    capability: 'payments.refund',
    environment: 'prod',
    payload: { amount, to: 'x' },
    ...more,
  };
}

/** A runtime on a policy, the office of the same state folder, and a clock for both. */
export async function setUp(policy = POLICY, options: RuntimeOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'capfence-approvals-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'policy.yaml');
  const state = join(folder, 'state');
  writeFileSync(file, policy);
  const clock = new Clock();
  const runtime = ActionRuntime.fromPolicy(file, { state, reload: 0, env: clock.env, ...options });
  onTestFinished(() => runtime.close().catch(() => undefined));
  const log = await openOffice(state, clock);
  return { folder, file, state, clock, runtime, db: join(state, 'capfence.db'), ...log };
}

/** Another process's view, in this one: its own connection. */
export async function openOffice(
  state: string,
  clock: Clock,
): Promise<{ log: SqliteAuditLog; office: ApprovalOffice }> {
  const log = await openAuditLog({
    ...{ file: join(state, 'capfence.db'), keys: join(state, 'keys'), env: clock.env, engine: 'test' },
    heartbeatSeconds: 0,
  });
  onTestFinished(() => log.close().catch(() => undefined));
  const prove = prover({ ...evidencePlaces(state), ours: [process.getuid?.() ?? -1], now: () => clock.ms });
  return { log, office: new ApprovalOffice(log.approvals, clock.env, prove) };
}

export { NO_PROOF };

/** Does to a database what an attacker could. */
export function tamper(file: string, work: (db: Database.Database) => void): void {
  const db = new Database(file);
  for (const name of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
    db.exec(`DROP TRIGGER "${String(name)}"`);
  work(db);
  db.close();
}

export function recordsOf(file: string): AuditRecord[] {
  const reader = openLogReader(file);
  const all = [...reader.entries()].map(([, body]) => parseRecord(body));
  reader.close();
  return all;
}
