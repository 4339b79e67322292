import { describe, expect, it } from 'vitest';
import {
  newLogKey,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  readLogKey,
  verifyCheckpoint,
  verifyNote,
  writeCheckpoint,
} from '../../src/engine/audit/index.js';
import { AuditError } from '../../src/engine/model/errors.js';
import fc from 'fast-check';

const ROOT = 'ab'.repeat(32);
const fields = { origin: 'capfence/x', size: 7, root: ROOT, time: '2026-01-01T00:00:00.000Z' };

describe('a signed note', () => {
  // The example of https://c2sp.org/signed-note.
  const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const signature =
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

  it('verifies as C2SP’s published vector does', () => {
    const key = parseVerifierKey(vkey);
    expect(verifyNote(parseNote(`${text}\n${signature}`), [key])).toBe(key);
    expect(() => verifyNote(parseNote(`${text.replace('I', 'i')}\n${signature}`), [key])).toThrow(
      /does not verify/,
    );
  });

  it('ignores lines of unknown keys, and refuses a note that no known key signed', () => {
    const [one, two] = [newLogKey('capfence/x'), newLogKey('capfence/x')];
    const note = parseCheckpoint(writeCheckpoint(fields, [one, two]));
    expect(verifyCheckpoint(note, [two]).id).toBe(two.id);
    expect(() => verifyCheckpoint(note, [newLogKey('capfence/x')])).toThrow(/no known key/);
    const forged = writeCheckpoint(fields, [one, two]).split('\n');
    forged[6] = `— capfence/x ${Buffer.concat([Buffer.from(two.id, 'hex'), Buffer.alloc(64)]).toString('base64')}`;
    expect(() => verifyCheckpoint(parseCheckpoint(forged.join('\n')), [one, two])).toThrow(/does not verify/);
  });

  it('says what it says', () => {
    const key = newLogKey('capfence/x');
    expect(parseCheckpoint(writeCheckpoint(fields, [key]))).toMatchObject(fields);
    const again = readLogKey('capfence/x', key.pem());
    expect(again.vkey).toBe(key.vkey);
    expect(
      verifyCheckpoint(parseCheckpoint(writeCheckpoint(fields, [again])), [parseVerifierKey(key.vkey)]).id,
    ).toBe(key.id);
  });

  it('is verified by the keys of the log that it names, and not by those of another', () => {
    const key = newLogKey('capfence/other');
    const note = parseCheckpoint(writeCheckpoint(fields, [key]));
    expect(() => verifyCheckpoint(note, [key])).toThrow(/no known key/);
    expect(verifyNote(note, [key])).toBe(key);
  });

  it('is no checkpoint with a size that no number holds, and has no time that is none', () => {
    const key = newLogKey('capfence/x');
    const max = Number.MAX_SAFE_INTEGER;
    expect(parseCheckpoint(writeCheckpoint({ ...fields, size: max }, [key])).size).toBe(max);
    for (const size of [max + 1, -1, 0.5, 1e21])
      expect(() => parseCheckpoint(writeCheckpoint({ ...fields, size }, [key]))).toThrow(AuditError);
    const odd = parseCheckpoint(writeCheckpoint({ ...fields, time: '\u202enow' }, [key]));
    expect(odd.time).toBeUndefined();
    expect(verifyCheckpoint(odd, [key])).toBe(key);
  });

  it('throws nothing but typed errors, whatever it is', () => {
    const whole = writeCheckpoint(fields, [newLogKey('capfence/x')]);
    const pieces = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('\n', '\n\n', '— a ', 'AAAA', ...whole.split(' '))),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        try {
          verifyCheckpoint(parseCheckpoint(parts.join('')), []);
        } catch (error) {
          expect(error).toBeInstanceOf(AuditError);
        }
      }),
    );
    for (const bad of ['', 'x', 'name+00000000+', vkey.replace('c7', 'c8'), vkey.slice(0, -1)])
      expect(() => parseVerifierKey(bad)).toThrow(AuditError);
    for (const bad of ['', 'x', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'])
      expect(() => readLogKey('n', bad)).toThrow(AuditError);
  });
});
