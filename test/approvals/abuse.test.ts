import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALICE, openOffice, POLICY, recordsOf, refund, setUp, tamper } from '../support/approvals.js';

type Row = { id: string; seq: number; body: string };

/** A request that was approved, for 100 uses in an hour. */
async function approved(more: object = {}) {
  const all = await setUp();
  const { request } = await all.runtime.execute(refund(5, more));
  await all.office.approve(request!, ALICE, { uses: 100, forMs: 3_600_000 });
  return { ...all, request: request! };
}

const blocked = (detail: string | RegExp) => ({
  ...{ authorized: false, decision: 'deny', reason: 'approval_error' },
  detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
});

describe('an approval does not serve', () => {
  it.each([
    ['payload', refund(6)],
    ['payload', refund(5, { payload: { to: 'x', amount: 5, extra: '' } })],
    ['payload', refund(5, { payload: { amount: '5', to: 'x' } })],
    ['environment', refund(5, { environment: 'staging' })],
    ['actor', refund(5, { actor: 'bot2' })],
    ['session', refund(5, { context: { session: 's2' } })],
    ['context', refund(5, { context: { cwd: '/elsewhere' } })],
    ['context', refund(5, { context: { tenant: 'other' } })],
    ['capability', refund(5, { capability: 'payments.refund.big' })],
  ])('for another %s', async (what, event) => {
    const { runtime, request } = await approved();
    expect(await runtime.execute(event, { approval: request })).toMatchObject(
      blocked(`${request} was approved for another ${what}`),
    );
    const { authorized } = await runtime.execute(event);
    expect(authorized).toBe(false);
    expect((await runtime.execute(refund(5), { approval: request })).authorized).toBe(true);
  });

  it('under another policy', async () => {
    const { runtime, request, file } = await approved();
    writeFileSync(file, POLICY.replace('10000', '9000'));
    expect(await runtime.execute(refund(5), { approval: request })).toMatchObject(
      blocked(`${request} was approved for another policy`),
    );
  });

  it('after its time, also when the clock is put back', async () => {
    const { runtime, request, clock, db } = await approved();
    const start = clock.ms;
    clock.ms += 3_600_000;
    await runtime.execute({ actor: 'bot', capability: 'shell.exec' });
    clock.ms = start;
    // What was recorded meanwhile says how late it has been.
    expect(await runtime.execute(refund(5), { approval: request })).toMatchObject(
      blocked(/was to be used by/),
    );
    expect(recordsOf(db)).toContainEqual(expect.objectContaining({ type: 'approval.expired', request }));
    clock.ms = start - 86_400_000;
    expect(await runtime.execute(refund(5), { approval: request })).toMatchObject(
      blocked(/was to be used by/),
    );
  });

  it('in another process whose clock is put back', async () => {
    const { runtime, request, clock, state, file } = await approved();
    clock.ms += 3_600_000;
    await runtime.execute({ actor: 'bot', capability: 'shell.exec' });
    clock.ms -= 3_600_000;
    for (let n = 0; n < 3; n++) await runtime.execute({ actor: 'bot', capability: 'shell.exec' });
    await runtime.close();
    const { ActionRuntime } = await import('../../src/index.js');
    const other = ActionRuntime.fromPolicy(file, { state, env: clock.env });
    expect(await other.execute(refund(5), { approval: request })).toMatchObject(blocked(/was to be used by/));
    await other.close();
  });

  it('that does not exist, or is of another state folder, or no id at all', async () => {
    const { runtime, request } = await approved();
    const mark = request.slice(4, 10);
    const other = await approved();
    expect(await runtime.execute(refund(5), { approval: `apr-${mark}-000000000000` })).toMatchObject(
      blocked(/^there is no `apr-/),
    );
    expect(await runtime.execute(refund(5), { approval: other.request })).toMatchObject(
      blocked(/is a request of another state folder/),
    );
    for (const id of ['', 'x', "' OR 1=1 --", '__proto__', 'a'.repeat(100_000), `${request}\n`])
      expect(await runtime.execute(refund(5), { approval: id })).toMatchObject(
        blocked(/is the id of no request/),
      );
  });

  it('before it is approved, when it was revoked, or used up', async () => {
    const { runtime, office } = await setUp();
    const { request } = await runtime.execute(refund(5));
    const asked = () => runtime.execute(refund(5), { approval: request! });
    expect(await asked()).toMatchObject(blocked(`${request} is not approved yet`));
    await office.approve(request!, ALICE, {});
    expect((await asked()).authorized).toBe(true);
    expect(await asked()).toMatchObject(blocked(`${request} has been used up`));
    const second = (await runtime.execute(refund(6))).request!;
    await office.approve(second, ALICE, {});
    await office.revoke(second, ALICE, 'changed my mind');
    expect(await runtime.execute(refund(6), { approval: second })).toMatchObject(
      blocked(`${second} was revoked by alice: changed my mind`),
    );
  });
});

describe('a row that was written past the engine', () => {
  const rowOf = (db: Database.Database, id: string): Row =>
    db.prepare('SELECT id, seq, body FROM approvals WHERE id = ?').get(id) as Row;

  it('is refused where it says more than its record', async () => {
    const { runtime, office, db } = await setUp();
    const { request } = await runtime.execute(refund(5));
    tamper(db, (at) => {
      const row = JSON.parse(rowOf(at, request!).body) as object;
      const vote = {
        by: 'mallory',
        user: '',
        uid: 0,
        level: 3,
        scope: 'exact',
        uses: 9,
        until: 9e15,
        reason: '',
      };
      const forged = { ...row, state: 'approved', uses: 9, useBy: 9e15, votes: [vote] };
      at.prepare('UPDATE approvals SET body = ? WHERE id = ?').run(JSON.stringify(forged), request);
    });
    expect(await runtime.execute(refund(5))).toMatchObject(blocked(/written past the engine/));
    await expect(office.approve(request!, ALICE, {})).rejects.toMatchObject({ code: 'tampered' });
  });

  it('is refused where there is no record of it', async () => {
    const { runtime, request, db } = await approved();
    const id = `${request.slice(0, 11)}aaaaaaaaaaaa`;
    tamper(db, (at) => {
      const { seq, body } = rowOf(at, request);
      const forged = { ...(JSON.parse(body) as object), id };
      at.prepare('INSERT INTO approvals VALUES (?, ?, ?)').run(id, seq, JSON.stringify(forged));
    });
    expect(await runtime.execute(refund(5), { approval: id })).toMatchObject(
      blocked(/written past the engine/),
    );
    expect(await runtime.execute(refund(5))).toMatchObject(blocked(/written past the engine/));
  });

  it('is refused where it was put back to what it was before', async () => {
    const { runtime, office, db, file, state, clock } = await setUp();
    const { request } = await runtime.execute(refund(5));
    await office.approve(request!, ALICE, {});
    const reader = new Database(db, { readonly: true });
    const before = rowOf(reader, request!);
    reader.close();
    expect((await runtime.execute(refund(5))).authorized).toBe(true);
    tamper(db, (at) => {
      at.prepare('UPDATE approvals SET seq = ?, body = ? WHERE id = ?').run(before.seq, before.body, request);
      at.exec('DELETE FROM approval_uses');
    });
    expect(await runtime.execute(refund(5))).toMatchObject(blocked(/was put back to what it was before/));
    await runtime.close();
    const { ActionRuntime } = await import('../../src/index.js');
    const other = ActionRuntime.fromPolicy(file, { state, env: clock.env });
    expect(await other.execute(refund(5))).toMatchObject(blocked(/was put back to what it was before/));
    await other.close();
  });

  it('is refused where its record was changed with it', async () => {
    const { runtime, request, db } = await approved();
    await runtime.execute({ actor: 'bot', capability: 'shell.exec' });
    const { rowDigest } = await import('../../src/engine/approvals/index.js');
    tamper(db, (at) => {
      const { seq, body } = rowOf(at, request);
      const text = body.replace('"uses":100', '"uses":900');
      const record = at.prepare('SELECT body FROM entries WHERE seq = ?').pluck().get(seq) as string;
      const changed = record.replace(rowDigest(body), rowDigest(text));
      at.prepare('UPDATE entries SET body = ? WHERE seq = ?').run(changed, seq);
      at.prepare('UPDATE approvals SET body = ? WHERE id = ?').run(text, request);
    });
    expect((await runtime.execute(refund(5))).authorized).toBe(false);
  });

  it.each(['{', 'null', '[]', '7', '{"id":1}', '{"__proto__":{"state":"approved"}}', '"x"'])(
    'is refused where it is %s',
    async (body) => {
      const { runtime, request, db } = await approved();
      try {
        tamper(db, (at) => at.prepare('UPDATE approvals SET body = ? WHERE id = ?').run(body, request));
      } catch {
        return; // SQLite itself does not take it: its indexes read the body.
      }
      expect((await runtime.execute(refund(5), { approval: request })).authorized).toBe(false);
      expect((await runtime.execute(refund(5))).authorized).toBe(false);
    },
  );

  it('shows a payload that was not asked for to nobody', async () => {
    const { runtime, office, db } = await setUp();
    const { request } = await runtime.execute(refund(5));
    tamper(db, (at) => at.prepare('UPDATE approval_payloads SET body = ?').run('{"amount":1,"to":"x"}'));
    await expect(office.approve(request!, ALICE, {})).rejects.toMatchObject({ code: 'tampered' });
  });

  it('counts for no grant either', async () => {
    const { runtime, office, db, state, clock } = await setUp();
    const grant = await office.grant(
      { actor: 'bot', capability: 'payments.refund', environment: 'prod', where: { amount_lte: 10 } },
      ALICE,
    );
    expect((await runtime.execute(refund(5))).reason).toBe(`approved:${grant.id}`);
    tamper(db, (at) => {
      const row = at.prepare('SELECT body FROM grants').pluck().get() as string;
      at.prepare('UPDATE grants SET body = ?').run(row.replace('"amount_lte":10', '"amount_lte":9999'));
      at.exec('UPDATE approval_versions SET value = value + 1');
    });
    expect(await runtime.execute(refund(5))).toMatchObject(blocked(/written past the engine/));
    const { office: other } = await openOffice(state, clock);
    await expect(other.revoke(grant.id, ALICE, '')).rejects.toMatchObject({ code: 'tampered' });
  });
});
