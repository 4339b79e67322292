import { describe, expect, it } from 'vitest';
import { ALICE, POLICY, recordsOf, refund, setUp } from '../support/approvals.js';

const GRANT = { actor: 'b*', capability: 'payments.*', environment: 'prod' };

describe('a grant', () => {
  it('means what a rule of the same words means', async () => {
    const { runtime, office } = await setUp('require_approval: [payments.refund]\n');
    const grant = await office.grant({ ...GRANT, session: 's-*', where: { amount_lte: 500 } }, ALICE);
    const asked = async (amount: unknown, more: object = {}) =>
      (await runtime.execute(refund(0, { payload: { amount }, context: { session: 's-1' }, ...more })))
        .reason;
    expect(await asked(500)).toBe(`approved:${grant.id}`);
    expect(await asked(501)).toMatch(/^approval_required/);
    // Not understood is not granted.
    expect(await asked('5,00')).toMatch(/^approval_required/);
    expect(await asked(undefined)).toMatch(/^approval_required|^invalid_event/);
    expect(await asked(5, { environment: 'dev' })).toMatch(/^approval_required/);
    expect(await asked(5, { actor: 'a' })).toMatch(/^approval_required/);
    expect(await asked(5, { context: { session: 'x' } })).toMatch(/^approval_required/);
    expect(await asked(5, { context: {} })).toMatch(/^approval_required/);
  });

  it('serves so often, from then on, and until then', async () => {
    const { runtime, office, clock, db } = await setUp();
    const notBefore = clock.ms + 60_000;
    const grant = await office.grant({ ...GRANT, notBefore, uses: 2, forMs: 120_000 }, ALICE);
    const asked = async () => (await runtime.execute(refund(5))).reason;
    expect(await asked()).toMatch(/^approval_required/);
    clock.ms += 60_000;
    expect(await asked()).toBe(`approved:${grant.id}`);
    expect(await asked()).toBe(`approved:${grant.id}`);
    expect(await asked()).toMatch(/^approval_required/);
    const second = await office.grant({ ...GRANT, forMs: 10_000 }, ALICE);
    expect(await asked()).toBe(`approved:${second.id}`);
    clock.ms += 10_000;
    expect(await asked()).toMatch(/^approval_required/);
    expect(await runtime.execute(refund(5), { approval: second.id })).toMatchObject({
      reason: 'approval_error',
      detail: expect.stringContaining('ended at'),
    });
    const uses = recordsOf(db).filter(({ type }) => type === 'grant.used');
    expect(uses.map(({ grant: id, n }) => [id, n])).toEqual([
      [grant.id, 1],
      [grant.id, 2],
      [second.id, 1],
    ]);
  });

  it('is over when it is revoked, and the next one serves', async () => {
    const { runtime, office } = await setUp();
    const grants = [];
    for (let n = 0; n < 5; n++) grants.push(await office.grant({ ...GRANT, forMs: 60_000 * (n + 1) }, ALICE));
    for (const { id } of grants.reverse()) {
      expect((await runtime.execute(refund(5))).reason).toBe(`approved:${id}`);
      await office.revoke(id, ALICE, 'enough');
    }
    expect((await runtime.execute(refund(5))).decision).toBe('require_approval');
    expect(await runtime.execute(refund(5), { approval: grants[0]!.id })).toMatchObject({
      reason: 'approval_error',
      detail: `${grants[0]!.id} is revoked`,
    });
  });

  it('is for no longer than the policy lets, and by as many and as sure as it asks', async () => {
    const long = await setUp(`max_grant_seconds: 600\n${POLICY}`);
    await long.office.grant({ ...GRANT, forMs: 601_000 }, ALICE);
    expect((await long.runtime.execute(refund(5))).decision).toBe('require_approval');
    await long.office.grant({ ...GRANT, forMs: 600_000 }, ALICE);
    expect((await long.runtime.execute(refund(5))).authorized).toBe(true);
    for (const terms of ['{approvers: 2}', '{min_level: 1}', '{min_level: 2}']) {
      const policy = `require_approval:\n  - capability: payments.refund\n    approval: ${terms}\n`;
      const { runtime, office } = await setUp(policy);
      await office.grant(GRANT, ALICE);
      expect((await runtime.execute(refund(5))).decision).toBe('require_approval');
    }
  });

  it('is found among many that came and went', async () => {
    const { runtime, office } = await setUp();
    const kept = [];
    for (let n = 0; n < 300; n++) {
      const grant = await office.grant({ ...GRANT, where: { args: { amount: { eq: n } } } }, ALICE);
      if (n % 3 === 0) await office.revoke(grant.id, ALICE, '');
      else kept.push([n, grant.id] as const);
      if (n % 50 === 0) await runtime.execute(refund(n, { actor: `b${n}` }));
    }
    for (const [n, id] of kept.filter((_, i) => i % 20 === 0))
      expect((await runtime.execute(refund(n))).reason).toBe(`approved:${id}`);
    expect((await runtime.execute(refund(3))).decision).toBe('require_approval');
  });
});
