import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/cli/audit/verify-log.js';
import { maySign, parseAllowedSigners } from '../../src/engine/approvals/allowed-signers.js';
import { ApprovalOffice } from '../../src/engine/approvals/index.js';
import type { Approver, Vote } from '../../src/engine/approvals/index.js';
import { NAMESPACE, verifySshSignature } from '../../src/engine/approvals/ssh-signature.js';
import { wireString } from '../../src/engine/approvals/ssh-wire.js';
import { ApprovalError } from '../../src/engine/model/errors.js';
import { evidencePlaces, leaveMark, prover } from '../../src/platform/evidence.js';
import { temporaryFolder } from '../cli/run.js';
import { ALICE, BOB, POLICY, recordsOf, refund, setUp, tamper } from '../support/approvals.js';

const levelled = (level: number, more = '') =>
  POLICY.replace(
    'capability: payments.refund\nallow',
    `capability: payments.refund\n    approval: {min_level: ${level}${more}}\nallow`,
  );

/** A key of ssh-keygen's, and what it signs with it. */
function sshKey(folder: string, name: string, kind: readonly string[] = ['ed25519']) {
  const file = join(folder, name);
  const [type, ...bits] = kind as [string, ...string[]];
  const args = ['-q', '-t', type, ...bits.flatMap((one) => ['-b', one]), '-N', '', '-C', '', '-f', file];
  execFileSync('ssh-keygen', args);
  const signed = (text: string, namespace = NAMESPACE): string =>
    execFileSync('ssh-keygen', ['-Y', 'sign', '-n', namespace, '-f', file], {
      input: text,
      stdio: ['pipe', 'pipe', 'ignore'],
      encoding: 'utf8',
    });
  return { file, pub: readFileSync(`${file}.pub`, 'utf8').trim(), signed };
}

/** What a hardware key makes: ssh-keygen needs one in its hands for it, so it is put together here. */
function tokenSignature(
  text: string,
  { touched = true, application = 'ssh:' } = {},
): { pub: string; sig: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  const type = 'sk-ssh-ed25519@openssh.com';
  const blob = Buffer.concat([type, raw, application].map(wireString));
  const hash = createHash('sha512').update(text).digest();
  const message = Buffer.concat([
    Buffer.from('SSHSIG'),
    ...[NAMESPACE, '', 'sha512', hash].map((part) => wireString(part)),
  ]);
  const sha = (data: string | Buffer) => createHash('sha256').update(data).digest();
  const rest = Buffer.from([touched ? 1 : 0, 0, 0, 0, 9]);
  const bytes = sign(null, Buffer.concat([sha(application), rest, sha(message)]), privateKey);
  const signature = Buffer.concat([wireString(type), wireString(bytes), rest]);
  const whole = Buffer.concat([
    Buffer.from('SSHSIG'),
    Buffer.from([0, 0, 0, 1]),
    wireString(blob),
    ...[NAMESPACE, '', 'sha512'].map((part) => wireString(part)),
    wireString(signature),
  ]);
  const sig = `-----BEGIN SSH SIGNATURE-----\n${whole.toString('base64').replace(/.{70}/g, '$&\n')}\n-----END SSH SIGNATURE-----\n`;
  return { pub: `${type} ${blob.toString('base64')}`, sig };
}

/** These keys are made, and used, by OpenSSH: where it is not installed, there is nothing to compare with. */
const keygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

describe.runIf(keygen)('an SSH signature', () => {
  it.each([['ed25519'], ['ecdsa', '256'], ['rsa', '2048']])(
    'by %s is of its text and for approvals',
    (...kind) => {
      const key = sshKey(temporaryFolder(), 'key', kind);
      const sig = key.signed('text\n');
      const { fingerprint, hardware } = verifySshSignature(sig, 'text\n');
      const shown = execFileSync('ssh-keygen', ['-l', '-f', `${key.file}.pub`], { encoding: 'utf8' });
      expect(shown).toContain(fingerprint);
      expect(hardware).toBe(false);
      expect(() => verifySshSignature(sig, 'text')).toThrow('not of this text');
      expect(() => verifySshSignature(key.signed('text\n', 'git'), 'text\n')).toThrow('made for `git`');
    },
  );

  it('by a hardware key counts only where it was touched', () => {
    expect(verifySshSignature(tokenSignature('text').sig, 'text').hardware).toBe(true);
    expect(() => verifySshSignature(tokenSignature('text', { touched: false }).sig, 'text')).toThrow(
      'not of this text',
    );
    expect(() => verifySshSignature(tokenSignature('text').sig, 'other')).toThrow('not of this text');
  });

  it.each([
    ['ecdsa', '384'],
    ['rsa', '1024'],
  ])('by %s %s is not taken', (...kind) => {
    const key = sshKey(temporaryFolder(), 'key', kind);
    expect(() => verifySshSignature(key.signed('x'), 'x')).toThrow(ApprovalError);
  });

  it('that was altered anywhere is none, and whatever stands there, only our errors come', () => {
    const { sig } = tokenSignature('text');
    const bytes = Buffer.from(sig.split('\n').slice(1, -2).join(''), 'base64');
    const armour = (data: Buffer) =>
      `-----BEGIN SSH SIGNATURE-----\n${data.toString('base64')}\n-----END SSH SIGNATURE-----\n`;
    expect(verifySshSignature(armour(bytes), 'text').hardware).toBe(true);
    for (let at = 0; at < bytes.length; at++) {
      const bad = Buffer.from(bytes);
      bad[at]! ^= 0x41;
      expect(() => verifySshSignature(armour(bad), 'text')).toThrow(ApprovalError);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(bytes.length), (noise, cut) => {
        for (const data of [Buffer.from(noise), Buffer.concat([bytes.subarray(0, cut), noise])]) {
          if (data.equals(bytes)) continue;
          expect(() => verifySshSignature(armour(data), 'text')).toThrow(ApprovalError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a file of those who may sign', () => {
  const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5eLbC9D0rXBs0zHn8mZOAkvEaI7uQIy3ZSyrXmrIyA';
  const may = (text: string, name = 'alice', now = Date.parse('2026-06-01')) =>
    maySign(parseAllowedSigners(text), name, Buffer.from(KEY.split(' ')[1]!, 'base64'), now);

  it.each([
    [`alice ${KEY}`, true],
    [`ALICE ${KEY} a comment`, true],
    [`bob,al* ${KEY}`, true],
    [`"alice,carol" namespaces="git,capfence-approval@v1" ${KEY}`, true],
    [`alice namespaces="capfence-*",valid-after="20260101Z",valid-before="20270101Z" ${KEY}`, true],
    [`bob ${KEY}`, false],
    [`alice namespaces="git" ${KEY}`, false],
    [`alice valid-before="20260101Z" ${KEY}`, false],
    [`alice valid-after="someday" ${KEY}`, false],
    [`alice cert-authority ${KEY}`, false],
    [`*,!alice ${KEY}`, false],
    [`# alice ${KEY}`, false],
    [`alice ssh-ed25519 ====`, false],
    [`alice`, false],
    ['', false],
  ])('%j', (text, expected) => {
    expect(may(text)).toBe(expected);
  });

  it('reads whatever stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(may(text)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe.runIf(keygen)('an approval of level 2', () => {
  it('is a signature by a key that may sign, and nothing less', async () => {
    const { runtime, log, clock, folder, state, db } = await setUp(levelled(2));
    const { request } = await runtime.execute(refund(5));
    const mine = sshKey(folder, 'mine');
    const other = sshKey(folder, 'other');
    writeFileSync(join(state, 'allowed_signers'), `alice ${mine.pub}\n`, { mode: 0o600 });
    const prove = prover({ ...evidencePlaces(state), ours: [], now: () => clock.ms });
    const office = new ApprovalOffice(log.approvals, clock.env, prove);
    const as = (by: string, key?: typeof mine): Approver => ({
      ...{ by, user: by, uid: 1001 },
      ...(key !== undefined && { sign: (text: string) => key.signed(text) }),
    });
    await expect(office.approve(request!, as('alice'), {})).rejects.toMatchObject({ code: 'not_approver' });
    for (const one of [as('alice', other), as('bob', mine)])
      await expect(office.approve(request!, one, {})).rejects.toMatchObject({ code: 'bad_signature' });
    expect((await office.approve(request!, as('alice', mine), {})).votes[0]!.level).toBe(2);
    expect(await runtime.execute(refund(5))).toMatchObject({ reason: `approved:${request}` });
    const signers = parseAllowedSigners(`alice ${mine.pub}\n`);
    expect(verifyDatabase({ file: db, signers })).toMatchObject({ ok: true });
    const none = verifyDatabase({ file: db, signers: parseAllowedSigners(`bob ${mine.pub}\n`) });
    expect(none).toMatchObject({ ok: false, faults: [{ code: 'bad_approval' }] });
  });

  it('counts no longer where the key was taken out before it was used', async () => {
    const { runtime, log, clock, folder, state } = await setUp(levelled(2));
    const { request } = await runtime.execute(refund(5));
    const mine = sshKey(folder, 'mine');
    const file = join(state, 'allowed_signers');
    writeFileSync(file, `alice ${mine.pub}\n`, { mode: 0o600 });
    const prove = prover({ ...evidencePlaces(state), ours: [], now: () => clock.ms });
    const office = new ApprovalOffice(log.approvals, clock.env, prove);
    await office.approve(request!, { ...ALICE, sign: (text) => mine.signed(text) }, {});
    writeFileSync(file, '');
    expect(await runtime.execute(refund(5), { approval: request! })).toMatchObject({
      reason: 'approval_error',
    });
    writeFileSync(file, `alice ${mine.pub}\n`);
    chmodSync(file, 0o666);
    expect(await runtime.execute(refund(5), { approval: request! })).toMatchObject({
      reason: 'approval_error',
    });
    chmodSync(file, 0o600);
    expect(await runtime.execute(refund(5), { approval: request! })).toMatchObject({ authorized: true });
  });

  it('is of two people only where two keys signed', async () => {
    const { runtime, log, clock, folder, state } = await setUp(levelled(2, ', approvers: 2'));
    const { request } = await runtime.execute(refund(5));
    const key = sshKey(folder, 'key');
    const second = sshKey(folder, 'second');
    writeFileSync(join(state, 'allowed_signers'), `alice,bob ${key.pub}\ncarol ${second.pub}\n`, {
      mode: 0o600,
    });
    const prove = prover({ ...evidencePlaces(state), ours: [], now: () => clock.ms });
    const office = new ApprovalOffice(log.approvals, clock.env, prove);
    const vote = (who: Approver, by: typeof key) =>
      office.approve(request!, { ...who, sign: (text) => by.signed(text) }, {});
    expect((await vote(ALICE, key)).state).toBe('pending');
    expect((await vote(BOB, key)).state).toBe('pending');
    const carol = { by: 'carol', user: 'carol', uid: 1003 };
    expect((await vote(carol, second)).state).toBe('approved');
  });

  it('is found out by verify where the log claims a signature that is none', async () => {
    const { runtime, log, clock, folder, state, db } = await setUp(levelled(2));
    const { request } = await runtime.execute(refund(5));
    const mine = sshKey(folder, 'mine');
    writeFileSync(join(state, 'allowed_signers'), `alice ${mine.pub}\n`, { mode: 0o600 });
    // Whoever writes records past the office: a prover that believes everything.
    const office = new ApprovalOffice(log.approvals, clock.env, (_, __, vote: Vote) => ({
      level: 2,
      who: vote.by,
    }));
    await office.approve(request!, { ...ALICE, sign: (text) => mine.signed(`${text} `) }, {});
    expect(await runtime.execute(refund(5))).toMatchObject({ authorized: false });
    expect(verifyDatabase({ file: db }).faults).toMatchObject([
      { code: 'bad_approval', message: expect.stringContaining('not of this text') },
    ]);
  });
});

describe.runIf(keygen)('an approval of level 3', () => {
  it('is a hardware key’s', async () => {
    const { runtime, log, clock, folder, state } = await setUp(levelled(3));
    const { request } = await runtime.execute(refund(5));
    const file = join(state, 'allowed_signers');
    const soft = sshKey(folder, 'soft');
    writeFileSync(file, `alice ${soft.pub}\n`, { mode: 0o600 });
    const prove = prover({ ...evidencePlaces(state), ours: [], now: () => clock.ms });
    const office = new ApprovalOffice(log.approvals, clock.env, prove);
    const signing = { ...ALICE, sign: (text: string) => soft.signed(text) };
    await expect(office.approve(request!, signing, {})).rejects.toMatchObject({ code: 'not_approver' });
    const hard: Approver = {
      ...ALICE,
      sign: (text) => {
        const { pub, sig } = tokenSignature(text);
        writeFileSync(file, `alice ${pub}\n`);
        return sig;
      },
    };
    expect((await office.approve(request!, hard, {})).votes[0]!.level).toBe(3);
    expect(await runtime.execute(refund(5))).toMatchObject({ authorized: true });
  });
});

describe('an approval of level 1', () => {
  const uid = process.getuid?.() ?? -1;
  const vote = (level: 0 | 1 = 1): Vote => ({
    ...{ by: 'alice', user: 'alice', uid, level, scope: 'exact', uses: 1, until: 1, reason: '' },
  });
  const ID = 'apr-000000-000000000000';

  it('rests on a file of another user’s, of that vote and no other', () => {
    const votes = join(temporaryFolder(), 'votes');
    const places = { allowedSigners: '', votes, now: Date.now };
    const [other, ours] = [[uid + 1], [uid]].map((users) => prover({ ...places, ours: users }));
    expect(other!('text', ID, vote()).level).toBe(0);
    leaveMark(votes, 'text', ID, uid);
    expect(other!('text', ID, vote())).toEqual({ level: 1, who: `uid:${uid}` });
    // Whose files the agent can make itself prove nothing; nor does a mark of something else.
    expect(ours!('text', ID, vote()).level).toBe(0);
    expect(other!('text', ID, vote(0)).level).toBe(0);
    expect(other!('other', ID, vote()).level).toBe(0);
    expect(other!('text', '../x', vote()).level).toBe(0);
    const file = join(votes, `${ID}.${uid}`);
    chmodSync(file, 0o666);
    expect(other!('text', ID, vote()).level).toBe(0);
    chmodSync(file, 0o644);
    linkSync(file, join(votes, 'second'));
    expect(other!('text', ID, vote()).level).toBe(0);
  });

  it('follows no link', () => {
    const votes = join(temporaryFolder(), 'votes');
    leaveMark(votes, 'text', ID, uid);
    const linked = 'apr-000000-000000000001';
    symlinkSync(join(votes, `${ID}.${uid}`), join(votes, `${linked}.${uid}`));
    const prove = prover({ allowedSigners: '', votes, ours: [], now: Date.now });
    expect(prove('text', linked, vote()).level).toBe(0);
    expect(() => leaveMark(votes, 'text', linked, uid + 1)).toThrow('not yours');
  });
});

describe('verify', () => {
  it('finds a row that the log does not bear out, and one that is gone', async () => {
    const { runtime, db } = await setUp();
    await runtime.execute(refund(5));
    await runtime.execute(refund(6));
    await runtime.close();
    const [first, second] = recordsOf(db).flatMap((one) =>
      one.type === 'approval.requested' ? [one['request']] : [],
    );
    tamper(db, (file) => {
      file
        .prepare(`UPDATE approvals SET body = replace(body, '"uses":1', '"uses":9') WHERE id = ?`)
        .run(first);
      file.prepare('DELETE FROM approvals WHERE id = ?').run(second);
    });
    const messages = verifyDatabase({ file: db }).faults.filter(({ code }) => code === 'bad_approval');
    expect(messages.map(({ message }) => message)).toEqual([
      expect.stringContaining('is not what record'),
      expect.stringContaining('its row is gone'),
    ]);
  });
});
