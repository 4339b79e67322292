import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/cli/audit/verify-log.js';
import { ALICE, BOB, POLICY, recordsOf, refund, setUp } from '../support/approvals.js';

describe('a request', () => {
  it('is opened once, joined by the same again, approved, and used once', async () => {
    const { runtime, office, db } = await setUp();
    const first = await runtime.execute(refund(5));
    expect(first).toMatchObject({
      authorized: false,
      decision: 'require_approval',
      reason: `approval_required:${first.request}`,
    });
    const again = await Promise.all([runtime.execute(refund(5)), runtime.execute(refund(5))]);
    expect(again.map(({ request }) => request)).toEqual([first.request, first.request]);
    await office.approve(first.request!, ALICE, { reason: 'fine' });
    const used = await runtime.execute(refund(5));
    expect(used).toMatchObject({
      authorized: true,
      decision: 'allow',
      reason: `approved:${first.request}`,
      rule: { id: 'refunds' },
    });
    const next = await runtime.execute(refund(5));
    expect(next.authorized).toBe(false);
    expect(next.request).not.toBe(first.request);
    await runtime.close();
    const story = recordsOf(db).filter(({ request }) => request === first.request);
    expect(story.map(({ type }) => type)).toEqual([
      'approval.requested',
      'approval.approved',
      'approval.consumed',
    ]);
    expect(story[2]).toMatchObject({ n: 1, of: used.record!.seq });
    expect(recordsOf(db)[used.record!.seq]).toMatchObject({
      type: 'decision',
      approval: first.request,
      authorized: true,
    });
    expect(verifyDatabase({ file: db })).toMatchObject({ ok: true });
  });

  it('is used as often as it was approved for, and no longer', async () => {
    const { runtime, office, clock } = await setUp();
    const { request } = await runtime.execute(refund(5));
    await office.approve(request!, ALICE, { uses: 3, forMs: 60_000 });
    const verdicts = [];
    for (let i = 0; i < 4; i++) verdicts.push((await runtime.execute(refund(5))).authorized);
    expect(verdicts).toEqual([true, true, true, false]);
    const { request: second } = await runtime.execute(refund(6));
    await office.approve(second!, ALICE, { forMs: 60_000 });
    clock.ms += 60_000;
    expect((await runtime.execute(refund(6))).authorized).toBe(false);
  });

  it.each([
    ['exact', [false, false, false]],
    ['session', [true, false, false]],
    ['capability', [true, true, false]],
  ] as const)('of scope %s covers what it says', async (scope, expected) => {
    const { runtime, office } = await setUp();
    const { request } = await runtime.execute(refund(1, { context: { session: 's1' } }));
    await office.approve(request!, ALICE, { scope, uses: 10 });
    const asked = [
      refund(2, { context: { session: 's1' } }),
      refund(2, { context: { session: 's2' } }),
      refund(2, { environment: 'dev' }),
    ];
    const verdicts = [];
    for (const event of asked) verdicts.push((await runtime.execute(event)).authorized);
    expect(verdicts).toEqual(expected);
  });

  it('lets through only what a rule held: a deny rule wins over every approval and grant', async () => {
    const { runtime, office, file } = await setUp();
    const { request } = await runtime.execute(refund(5));
    await office.approve(request!, ALICE, { scope: 'capability', uses: 10 });
    await office.grant({ actor: '*', capability: '*', environment: '*' }, ALICE);
    expect(await runtime.execute(refund(20_000))).toMatchObject({ authorized: false, reason: 'policy_deny' });
    expect(await runtime.execute({ ...refund(1), capability: 'x.y.z' })).toMatchObject({
      authorized: false,
      reason: 'policy_default_deny',
    });
    writeFileSync(file, POLICY.replace('10000', '1'));
    expect(await runtime.execute(refund(5))).toMatchObject({ authorized: false, reason: 'policy_deny' });
  });

  it('is asked anew under another policy, and the old one is superseded', async () => {
    const { runtime, office, file, db } = await setUp();
    const { request } = await runtime.execute(refund(5));
    writeFileSync(file, POLICY.replace('10000', '9000'));
    const again = await runtime.execute(refund(5));
    expect(again.request).not.toBe(request);
    expect(recordsOf(db)).toContainEqual(expect.objectContaining({ type: 'approval.superseded', request }));
    await expect(office.approve(request!, ALICE, {})).rejects.toMatchObject({ code: 'bad_transition' });
  });

  it('that nobody decided in time is over', async () => {
    const { runtime, office, clock } = await setUp();
    const { request } = await runtime.execute(refund(5));
    clock.ms += 3_600_000;
    await expect(office.approve(request!, ALICE, {})).rejects.toThrow('not decided in time');
    expect((await runtime.execute(refund(5))).request).not.toBe(request);
  });

  it('that was rejected is not asked again at once, and says who said no and why', async () => {
    const { runtime, office, clock } = await setUp();
    const { request } = await runtime.execute(refund(5));
    await office.reject(request!, ALICE, 'too much');
    expect(await runtime.execute(refund(5))).toMatchObject({
      ...{ authorized: false, decision: 'deny', reason: 'approval_error' },
      detail: `${request} was rejected by alice: too much`,
    });
    clock.ms += 5 * 60_000 + 1;
    expect(await runtime.execute(refund(5))).toMatchObject({ decision: 'require_approval' });
  });

  it('cannot be one of a flood', async () => {
    const { runtime, office } = await setUp();
    const asked = [];
    for (let n = 0; n < 21; n++) asked.push(await runtime.execute(refund(n)));
    expect(asked.slice(0, 20).every(({ reason }) => reason.startsWith('approval_required:'))).toBe(true);
    expect(asked[20]).toMatchObject({
      authorized: false,
      reason: 'approval_error',
      detail: expect.stringContaining('pending'),
    });
    expect((await runtime.execute(refund(1, { actor: 'other' }))).decision).toBe('require_approval');
    for (const { request } of asked.slice(0, 5)) await office.reject(request!, ALICE, '');
    expect(await runtime.execute(refund(100))).toMatchObject({
      reason: 'approval_error',
      detail: expect.stringContaining('rejected'),
    });
  });

  it('is not opened where nothing is blocked', async () => {
    const { runtime, db } = await setUp(POLICY, { mode: 'observe' });
    expect(await runtime.execute(refund(5))).toMatchObject({
      authorized: true,
      reason: 'observed:approval_required',
    });
    expect(recordsOf(db).filter(({ type }) => type.startsWith('approval.'))).toEqual([]);
  });
});

describe('who approves', () => {
  const approve = (policy: string) =>
    setUp(
      `approvers: { finance: [carol, dave] }\nrequire_approval:\n  - capability: payments.refund\n    approval: ${policy}\n`,
    );

  it('is not who asked', async () => {
    const { runtime, office } = await setUp();
    const { request } = await runtime.execute(refund(5));
    await expect(office.approve(request!, { ...ALICE, by: 'BOT' }, {})).rejects.toMatchObject({
      code: 'not_approver',
    });
    await expect(office.grant({ ...refund(1), actor: 'Alice' }, ALICE)).rejects.toMatchObject({
      code: 'not_approver',
    });
  });

  it('is two where two are asked for', async () => {
    const { runtime, office } = await approve('{ approvers: 2 }');
    const { request } = await runtime.execute(refund(5));
    expect((await office.approve(request!, ALICE, { uses: 9 })).state).toBe('pending');
    expect((await runtime.execute(refund(5))).authorized).toBe(false);
    await expect(office.approve(request!, { ...ALICE, by: 'ALICE' }, {})).rejects.toThrow('already');
    const row = await office.approve(request!, BOB, { uses: 2 });
    expect(row).toMatchObject({ state: 'approved', uses: 2 });
    expect((await runtime.execute(refund(5))).authorized).toBe(true);
  });

  it('is of a role where one is asked for', async () => {
    const { runtime, office } = await approve('{ by: finance }');
    const { request } = await runtime.execute(refund(5));
    await expect(office.approve(request!, ALICE, {})).rejects.toThrow('none of those who may approve');
    expect((await office.approve(request!, { ...ALICE, by: 'Carol' }, {})).state).toBe('approved');
    expect((await runtime.execute(refund(5))).authorized).toBe(true);
  });

  it('gives no more than the policy lets', async () => {
    const { runtime, office } = await approve('{ uses: 2, scope: exact }');
    const { request } = await runtime.execute(refund(5));
    await expect(office.approve(request!, ALICE, { uses: 3 })).rejects.toMatchObject({ code: 'bad_option' });
    await expect(office.approve(request!, ALICE, { scope: 'capability' })).rejects.toMatchObject({
      code: 'bad_option',
    });
    await expect(office.approve(request!, ALICE, { forMs: 0 })).rejects.toThrow('more than none');
    await expect(office.approve(request!, ALICE, { forMs: 86_400_001 })).rejects.toThrow('seconds at most');
    expect((await office.approve(request!, ALICE, {})).uses).toBe(2);
  });

  it('and who rejects at the same time are both told which it is', async () => {
    const { runtime, office } = await setUp();
    for (let n = 0; n < 20; n++) {
      const { request } = await runtime.execute(refund(n, { actor: `bot${n}` }));
      const [yes, no] = await Promise.allSettled([
        office.approve(request!, ALICE, {}),
        office.reject(request!, BOB, ''),
      ]);
      expect([yes.status, no.status].sort()).toEqual(['fulfilled', 'rejected']);
      const lost = (yes.status === 'rejected' ? yes : no) as PromiseRejectedResult;
      expect(lost.reason).toMatchObject({
        code: 'bad_transition',
        message: expect.stringMatching(/is (approved|rejected) already/),
      });
    }
  });
});

describe('waiting', () => {
  it('goes on when the answer has come, and not before', async () => {
    const { runtime, office } = await setUp();
    const { request } = await runtime.execute(refund(5));
    const waiting = runtime.guard(refund(5), () => 'done', { wait: '20s' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    await office.approve(request!, ALICE, {});
    expect(await waiting).toBe('done');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('ends with the answer no, with the time, and with the signal', async () => {
    const { runtime, office } = await setUp();
    const { request } = await runtime.execute(refund(5));
    const waiting = runtime.execute(refund(5), { wait: 20_000 });
    await office.reject(request!, ALICE, 'no');
    expect(await waiting).toMatchObject({ authorized: false, reason: 'approval_error' });
    expect(await runtime.execute(refund(6), { wait: 30 })).toMatchObject({ decision: 'require_approval' });
    const stop = new AbortController();
    const stopped = runtime.execute(refund(6), { wait: '5m', signal: stop.signal });
    stop.abort();
    expect(await stopped).toMatchObject({ decision: 'require_approval' });
    await expect(runtime.execute(refund(6), { wait: 'soon' })).rejects.toMatchObject({ code: 'bad_option' });
  });
});
