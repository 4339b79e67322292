import { mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyDatabase } from '../../src/cli/audit/verify-log.js';
import { parseRecord } from '../../src/engine/audit/index.js';
import type { AuditRecord } from '../../src/engine/audit/index.js';
import { openLogReader } from '../../src/engine/stores/sqlite/index.js';
import { ActionBlocked, ActionRuntime, RuntimeError } from '../../src/index.js';
import type { RuntimeOptions } from '../../src/index.js';
import { systemEnv } from '../../src/platform/env.js';

const POLICY = `version: 1
name: test
deny:
  - capability: shell.exec
    contains: rm -rf
require_approval:
  - capability: payments.refund
allow:
  - shell.exec
`;

function setUp(policy = POLICY, options: RuntimeOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'capfence-runtime-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'policy.yaml');
  const state = join(folder, 'state');
  writeFileSync(file, policy);
  const runtime = ActionRuntime.fromPolicy(file, { state, reload: 0, ...options });
  onTestFinished(() => runtime.close().catch(() => undefined));
  return { runtime, file, state, log: join(state, 'capfence.db') };
}

function records(log: string): AuditRecord[] {
  const reader = openLogReader(log);
  const all = [...reader.entries()].map(([, body]) => parseRecord(body));
  reader.close();
  return all;
}

const event = (command: string, more: object = {}) => ({
  actor: 'a',
  capability: 'shell.exec',
  payload: { command },
  ...more,
});
const LS = event('ls');
const RM = event('rm -rf /');

describe('execute', () => {
  it('answers with a verdict that says where it is recorded', async () => {
    const { runtime, log } = setUp();
    const allowed = await runtime.execute(LS);
    const denied = await runtime.execute(RM);
    const held = await runtime.execute({ actor: 'a', capability: 'payments.refund' });
    expect(allowed).toMatchObject({
      authorized: true,
      decision: 'allow',
      reason: 'policy_allow',
      mode: 'enforce',
    });
    expect(denied).toMatchObject({
      authorized: false,
      decision: 'deny',
      reason: 'policy_deny',
      rule: { id: 'deny[0]' },
    });
    expect(held).toMatchObject({
      authorized: false,
      decision: 'require_approval',
      reason: expect.stringMatching(/^approval_required:apr-[0-9a-f]{6}-[0-9a-f]{12}$/),
    });
    expect(Object.isFrozen(allowed)).toBe(true);
    await runtime.close();
    const stored = records(log);
    for (const verdict of [allowed, denied, held]) {
      const { id, decision, reason, authorized, policy } = verdict;
      expect(stored[verdict.record!.seq]).toMatchObject({
        type: 'decision',
        id,
        decision,
        reason,
        authorized,
        policy,
      });
    }
    expect(verifyDatabase({ file: log })).toMatchObject({ ok: true });
  });

  it('blocks what is no event, and never throws', async () => {
    const { runtime, log } = setUp();
    const hostile = {
      get actor(): string {
        throw new Error('no');
      },
    };
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown;
    const inputs = [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      hostile,
      { actor: 'a b' },
      { ...LS, typo: 1 },
      { actor: 'a', capability: 'x.y', payload: deep },
      { actor: '\0\ud800', capability: '\0' },
    ];
    for (const input of inputs) {
      const verdict = await runtime.execute(input);
      expect(verdict).toMatchObject({ authorized: false, decision: 'deny', reason: 'invalid_event' });
      expect(verdict.record).not.toBeNull();
    }
    await runtime.close();
    expect(verifyDatabase({ file: log })).toMatchObject({ ok: true });
  });

  it('records many in their order', async () => {
    const { runtime, log } = setUp();
    const verdicts = await runtime.executeMany(
      Array.from({ length: 250 }, (_, n) => event(n % 2 ? 'ls' : 'rm -rf')),
    );
    const seqs = verdicts.map((verdict) => verdict.record?.seq ?? -1);
    expect(seqs).toEqual(seqs.map((_, i) => seqs[0]! + i));
    expect(verdicts.map(({ authorized }) => authorized)).toEqual(seqs.map((_, n) => n % 2 === 1));
    await runtime.close();
    expect(verifyDatabase({ file: log })).toMatchObject({ ok: true, completeness: { decisions: 250 } });
  });

  it('blocks what cannot be recorded, and all that comes after close', async () => {
    const { runtime, log, state } = setUp();
    await runtime.execute(LS);
    unlinkSync(log);
    expect(await runtime.execute(LS)).toMatchObject({
      authorized: false,
      decision: 'deny',
      reason: 'audit_error',
      record: null,
    });
    // Opened again, the head file tells that a log was here.
    expect(await runtime.execute(LS)).toMatchObject({
      authorized: false,
      reason: 'audit_error',
      detail: expect.stringContaining('rolled back') as string,
    });
    await runtime.close().catch(() => undefined);
    expect(await runtime.execute(LS)).toMatchObject({ authorized: false, reason: 'audit_error' });
    const file = join(state, '..', 'a-file');
    writeFileSync(file, '');
    const elsewhere = ActionRuntime.fromPolicy(join(state, '..', 'policy.yaml'), { state: file });
    expect(await elsewhere.execute(LS)).toMatchObject({ authorized: false, reason: 'audit_error' });
    await elsewhere.close();
  });

  it('keeps payloads out of the log, unless it is told to store them, and then not their secrets', async () => {
    const secret = { command: 'deploy', password: 'hunter2', note: 'key AKIAABCDEFGHIJKLMNOP' };
    const plain = setUp();
    await plain.runtime.execute({ ...LS, payload: secret });
    await plain.runtime.close();
    expect(JSON.stringify(records(plain.log))).not.toMatch(/hunter2|deploy|AKIA/);
    const storing = setUp(POLICY, { storePayloads: true, redact: ['command'] });
    const verdict = await storing.runtime.execute({ ...LS, payload: secret });
    await storing.runtime.close();
    const reader = openLogReader(storing.log);
    expect(JSON.parse(reader.payload(verdict.record!.seq)!)).toEqual({
      command: '[redacted]',
      password: '[redacted]',
      note: 'key [redacted]',
    });
    reader.close();
    const payload = records(storing.log)[verdict.record!.seq]!['payload'] as { redacted: string[] };
    expect(payload.redacted.sort()).toEqual(['/command', '/note', '/password']);
  });
});

describe('guard', () => {
  it('runs what is authorized with the event as it was decided on, and records what came of it', async () => {
    const { runtime, log } = setUp();
    const input = event('ls');
    const result = await runtime.guard(input, (decided, verdict) => {
      input.payload.command = 'rm -rf /';
      expect(verdict.authorized).toBe(true);
      return decided.payload['command'];
    });
    expect(result).toBe('ls');
    await expect(runtime.guard(LS, () => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
    await expect(
      runtime.guard(LS, () => {
        throw 'a text';
      }),
    ).rejects.toBe('a text');
    await runtime.close();
    const outcomes = records(log).filter(({ type }) => type === 'outcome');
    expect(outcomes.map(({ status, error }) => [status, error])).toEqual([
      ['completed', undefined],
      ['failed', 'TypeError'],
      ['failed', 'string'],
    ]);
    const decisions = records(log).filter(({ type }) => type === 'decision');
    expect(outcomes.map((outcome) => outcome['of'])).toEqual(decisions.map(({ seq }) => seq));
  });

  it('does not run what is blocked', async () => {
    const { runtime } = setUp();
    let ran = 0;
    for (const input of [
      RM,
      { actor: 'a', capability: 'payments.refund' },
      {},
      { actor: 'a', capability: 'unknown.thing' },
    ]) {
      await expect(runtime.guard(input, () => ran++)).rejects.toThrow(ActionBlocked);
    }
    expect(ran).toBe(0);
    await expect(runtime.guard(RM, () => ran++)).rejects.toMatchObject({
      verdict: { reason: 'policy_deny' },
    });
  });
});

describe('the policy of a runtime', () => {
  it('that does not load blocks everything, until it does', async () => {
    const { runtime, file, log } = setUp('deny: [');
    expect(await runtime.execute(LS)).toMatchObject({
      authorized: false,
      reason: 'policy_error',
      detail: expect.stringContaining('policy.yaml:1') as string,
    });
    expect(runtime.policyError?.message).toContain('policy.yaml');
    writeFileSync(file, POLICY);
    expect(await runtime.execute(LS)).toMatchObject({ authorized: true });
    expect(runtime.policyError).toBeUndefined();
    await runtime.close();
    expect(
      records(log)
        .filter(({ type }) => type === 'policy.load')
        .map(({ ok }) => ok),
    ).toEqual([false, true]);
  });

  it('is read again when it changes; a broken one leaves the old in force, with a record', async () => {
    const { runtime, file, log } = setUp();
    expect(await runtime.execute(LS)).toMatchObject({ authorized: true });
    const before = runtime.policyDigest;
    writeFileSync(file, 'allow: [{capability: shell.exec, contains: }]');
    expect(await runtime.execute(LS)).toMatchObject({ authorized: true });
    expect(await runtime.execute(RM)).toMatchObject({ authorized: false });
    expect(runtime.policyDigest).toBe(before);
    writeFileSync(file, 'deny: [shell.exec]\n');
    expect(await runtime.execute(LS)).toMatchObject({ authorized: false, reason: 'policy_deny' });
    unlinkSync(file);
    expect(await runtime.execute(LS)).toMatchObject({ authorized: false, reason: 'policy_deny' });
    await runtime.close();
    const loads = records(log).filter(({ type }) => type === 'policy.load');
    expect(loads.map(({ ok }) => ok)).toEqual([true, false, true, false]);
    expect(loads[1]).toMatchObject({ in_force: before });
  });

  it('is read again when a file that it extends changes', async () => {
    const { runtime, file } = setUp();
    const base = join(file, '..', 'base.yaml');
    writeFileSync(join(file, '..', 'package.json'), '{}');
    writeFileSync(base, 'deny:\n  - capability: shell.exec\n    contains: one\n');
    writeFileSync(file, 'extends: [./base.yaml]\nallow: [shell.exec]\n');
    expect(await runtime.execute(event('two'))).toMatchObject({ authorized: true });
    writeFileSync(base, 'deny:\n  - capability: shell.exec\n    contains: two\n');
    utimesSync(base, new Date(), new Date(Date.now() + 5000));
    expect(await runtime.execute(event('two'))).toMatchObject({ authorized: false });
  });
});

describe('modes and bypasses', () => {
  it('observe lets through what the policy would not, and says so; not what cannot be read', async () => {
    const { runtime, log } = setUp(POLICY, { mode: 'observe' });
    expect(await runtime.execute(RM)).toMatchObject({
      authorized: true,
      decision: 'deny',
      reason: 'observed:policy_deny',
      mode: 'observe',
    });
    expect(await runtime.execute(LS)).toMatchObject({ authorized: true, reason: 'policy_allow' });
    expect(await runtime.execute({})).toMatchObject({ authorized: false, reason: 'invalid_event' });
    await runtime.setMode('enforce', { by: 'me', reason: 'ready' });
    expect(await runtime.execute(RM)).toMatchObject({ authorized: false, reason: 'policy_deny' });
    await expect(runtime.setMode('off' as never, { by: 'me', reason: 'x' })).rejects.toThrow(RuntimeError);
    await runtime.close();
    expect(records(log).find(({ type }) => type === 'mode.change')).toMatchObject({
      from: 'observe',
      to: 'enforce',
      by: 'me',
    });
    expect(() => ActionRuntime.fromPolicy('x.yaml', { mode: 'off' as never })).toThrow(RuntimeError);
  });

  it('a bypass needs reason, name and an end within a day', async () => {
    const { runtime } = setUp();
    const soon = Date.now() + 60_000;
    for (const bad of [
      { reason: '', by: 'me', until: soon },
      { reason: 'x', by: ' ', until: soon },
      { reason: 'x', by: 'me', until: Date.now() - 1 },
      { reason: 'x', by: 'me', until: 'soon' },
      { reason: 'x', by: 'me', until: Date.now() + 25 * 3_600_000 },
      { reason: 'x', by: 'me', until: Number.NaN },
    ])
      await expect(runtime.bypass(bad)).rejects.toThrow(RuntimeError);
    expect(await runtime.execute(RM)).toMatchObject({ authorized: false });
  });

  it('a bypass lets through until it ends, and a clock that steps back does not bring it back', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const { runtime, log } = setUp(POLICY, { env: { ...systemEnv, now: () => now } });
    const first = await runtime.bypass({ reason: 'incident 7', by: 'me', until: now + 1000 });
    const verdict = await runtime.execute(RM);
    expect(verdict).toMatchObject({ authorized: true, decision: 'deny', reason: 'bypassed:incident 7' });
    expect(await runtime.execute({})).toMatchObject({ authorized: false, reason: 'invalid_event' });
    now += 999;
    expect(await runtime.execute(RM)).toMatchObject({ authorized: true });
    now += 1;
    expect(await runtime.execute(RM)).toMatchObject({ authorized: false });
    now -= 900;
    expect(await runtime.execute(RM)).toMatchObject({ authorized: false });
    await first.end();
    const second = await runtime.bypass({ reason: 'again', by: 'me', until: new Date(now + 5000) });
    await second.end();
    expect(await runtime.execute(RM)).toMatchObject({ authorized: false });
    await runtime.close();
    const stored = records(log);
    expect(
      stored.filter(({ type }) => type.startsWith('bypass.')).map(({ type, cause }) => cause ?? type),
    ).toEqual(['bypass.start', 'expired', 'bypass.start', 'ended']);
    expect(stored[verdict.record!.seq]).toMatchObject({
      bypass: stored.find(({ type }) => type === 'bypass.start')!.seq,
      authorized: true,
    });
    expect(verifyDatabase({ file: log })).toMatchObject({ ok: true, completeness: { bypasses: 2 } });
  });
});
