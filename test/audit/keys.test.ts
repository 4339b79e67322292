import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkRotation,
  newLogKey,
  parseVerifierKey,
  readLogKey,
  rotationText,
} from '../../src/engine/audit/index.js';
import type { AuditRecord, LogKey } from '../../src/engine/audit/index.js';
import { AuditError } from '../../src/engine/model/errors.js';

const NAME = 'capfence/0123';

function rotation(from: LogKey, to: LogKey, seq = 7, log = '0123'): AuditRecord {
  const data = rotationText(log, seq, from.vkey, to.vkey);
  const signatures = {
    old_sig: from.sign(data).toString('base64'),
    new_sig: to.sign(data).toString('base64'),
  };
  const envelope = { v: 1, log, seq, prev: 'p', ts: 't', w: 'w', wseq: 0 } as const;
  return { ...envelope, type: 'key.rotate', old: from.vkey, new: to.vkey, ...signatures };
}

describe('a key', () => {
  it('is the same when it is read back, from its file and from its public text', () => {
    const key = newLogKey(NAME);
    expect(readLogKey(NAME, key.pem()).vkey).toBe(key.vkey);
    expect(parseVerifierKey(`${key.vkey}\n`)).toMatchObject({ name: NAME, id: key.id, vkey: key.vkey });
    expect(key.vkey).toMatch(/^capfence\/0123\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);
    expect(readLogKey('capfence/other', key.pem()).id).not.toBe(key.id);
  });

  it('is Ed25519, and nothing else', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
    expect(() => readLogKey(NAME, pem)).toThrow(/no Ed25519 key/);
    const [name, , base64] = newLogKey(NAME).vkey.split(/\+([0-9a-f]{8})\+/);
    const other = Buffer.from(base64!, 'base64');
    other[0] = 2;
    expect(() => parseVerifierKey(`${name}+00000000+${other.toString('base64')}`)).toThrow(AuditError);
  });

  it('throws nothing but typed errors, whatever it is read from', () => {
    const { vkey } = newLogKey(NAME);
    const edited = fc
      .tuple(fc.nat(vkey.length), fc.string({ maxLength: 3 }))
      .map(([at, text]) => vkey.slice(0, at) + text + vkey.slice(at + text.length));
    fc.assert(
      fc.property(fc.oneof(fc.string(), edited), (text) => {
        try {
          expect(parseVerifierKey(text).vkey).toBe(vkey);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad_key' });
        }
      }),
    );
  });
});

describe('a change of keys', () => {
  const [from, to] = [newLogKey(NAME), newLogKey(NAME)];

  it('holds when both keys signed it', () => {
    expect(checkRotation(rotation(from, to), from).vkey).toBe(to.vkey);
  });

  it.each<[string, Partial<Record<string, unknown>>]>([
    ['another place', { seq: 8 }],
    ['another log', { log: '4567' }],
    ['another old key', { old: newLogKey(NAME).vkey }],
    ['another new key', { new: newLogKey(NAME).vkey }],
    ['no new key', { new: 7 }],
    ['a new key that is none', { new: 'x' }],
    ['no old signature', { old_sig: undefined }],
    ['no new signature', { new_sig: '' }],
    ['the old key’s signature twice', { new_sig: rotation(from, to)['old_sig'] }],
  ])('does not hold with %s', (_, change) => {
    const record = { ...rotation(from, to), ...change } as AuditRecord;
    expect(() => checkRotation(record, from)).toThrow(AuditError);
  });

  it('does not hold for a key of another name, though both signed it', () => {
    expect(() => checkRotation(rotation(from, readLogKey('capfence/x', to.pem())), from)).toThrow(
      /another name/,
    );
  });

  it('does not hold after a key that was not current', () => {
    expect(() => checkRotation(rotation(from, to), newLogKey(NAME))).toThrow(/does not follow/);
  });
});
