import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, commitPayload } from '../../src/engine/audit/index.js';
import type { RecordDraft } from '../../src/engine/audit/index.js';
import type { JsonObject } from '../../src/engine/model/json.js';
import { openAuditLog } from '../../src/engine/stores/sqlite/index.js';

const START = Date.parse('2024-01-31T09:00:00.000Z');
export const SALT = new Uint8Array(32).fill(7);

/** What a test appends: a draft, and what goes beside it. */
export interface SampleEntry {
  readonly draft: RecordDraft;
  readonly payload?: JsonObject;
  /** What is stored in place of the payload that is committed to. */
  readonly stored?: string;
}

/** A log in `folder` with these records, 20 seconds apart from 2024-01-31 09:00 on. Returns the database. */
export async function sampleLog(
  folder: string,
  entries: readonly SampleEntry[],
  options: { readonly startMs?: number; readonly close?: boolean } = {},
): Promise<string> {
  const file = join(folder, 'capfence.db');
  mkdirSync(folder, { recursive: true });
  let now = options.startMs ?? START;
  let count = 0;
  const env = { now: () => now, randomBytes: (n: number) => new Uint8Array(n).map(() => count++ % 251) };
  const log = await openAuditLog({
    ...{ file, keys: join(folder, 'keys'), env, engine: '0.1.0', user: 'tester', pid: 7 },
    ...{ heartbeatSeconds: 0, checkpointSeconds: 3600 },
  });
  for (const { draft, payload, stored } of entries) {
    now += 20_000;
    const committed = payload === undefined ? {} : { payload: commitPayload(payload, SALT) };
    const text = stored ?? (payload === undefined ? undefined : canonicalJson(payload));
    await log.append(
      { ...draft, ...committed },
      { salt: SALT, ...(text !== undefined && { payload: text }) },
    );
  }
  if (options.close !== false) await log.close();
  return file;
}

/** A decision as the runtime drafts it. */
export function decision(fields: Partial<RecordDraft> = {}): RecordDraft {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    ...{ actor: 'support-agent', capability: 'shell.execute', environment: 'prod', risk: 'low' },
    ...{ decision: 'deny', reason: 'policy_deny', authorized: false, mode: 'enforce' },
    rule: { id: 'no-rm', section: 'deny', file: '/srv/agents/capfence.yaml', line: 12 },
    policy: { name: 'production', digest: 'ab'.repeat(32) },
    engine: '0.1.0',
    ...fields,
    type: 'decision',
  };
}

const ALLOWED = {
  decision: 'allow',
  reason: 'policy_allow',
  authorized: true,
  rule: { id: 'read-tickets', section: 'allow', file: '/srv/agents/capfence.yaml', line: 31 },
};

/** An ordinary day: several agents, every kind of decision, an observed one, a bypass and what went through it. */
export function ordinaryDay(): SampleEntry[] {
  const asks = {
    ...{ decision: 'require_approval', reason: 'policy_require_approval' },
    rule: { id: 'big-refunds', section: 'require_approval', file: '/srv/agents/capfence.yaml', line: 22 },
  };
  return [
    { draft: { type: 'policy.load', ok: true, file: '/srv/agents/capfence.yaml', name: 'production' } },
    { draft: decision({ ...ALLOWED, id: 'ev-1', capability: 'tickets.read' }), payload: { id: 17 } },
    { draft: { type: 'outcome', of: 3, id: 'ev-1', status: 'completed', duration: 12 } },
    { draft: decision({ id: 'ev-2', session: 's-1' }), payload: { command: 'rm -rf /' } },
    { draft: decision({ ...asks, id: 'ev-3', actor: 'billing-agent', capability: 'refunds.create' }) },
    { draft: { type: 'mode.change', from: 'enforce', to: 'observe', by: 'alice', reason: 'trial' } },
    {
      draft: decision({ id: 'ev-4', mode: 'observe', authorized: true, reason: 'observed:policy_deny' }),
    },
    { draft: { type: 'mode.change', from: 'observe', to: 'enforce', by: 'alice', reason: 'trial is over' } },
    {
      draft: {
        ...{ type: 'bypass.start', by: 'alice', reason: 'payment provider is down' },
        ends: '2024-01-31T09:30:00.000Z',
      },
    },
    {
      draft: decision({
        ...{ id: 'ev-5', actor: 'billing-agent', capability: 'payments.retry', authorized: true },
        ...{ reason: 'bypassed:payment provider is down', bypass: 10 },
      }),
    },
    { draft: { type: 'outcome', of: 11, id: 'ev-5', status: 'failed', duration: 3021, error: 'TypeError' } },
    { draft: { type: 'bypass.end', of: 10, cause: 'ended' } },
    {
      draft: decision({
        ...{ id: 'ev-6', actor: '', capability: '', rule: null },
        ...{ reason: 'invalid_event', detail: 'missing field `actor`' },
      }),
    },
  ];
}
