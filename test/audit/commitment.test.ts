import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  argumentSalt,
  canonicalRecord,
  commitmentOf,
  commitPayload,
  parseRecord,
  SALT_BYTES,
} from '../../src/engine/audit/index.js';
import type { JsonObject, JsonValue } from '../../src/engine/model/json.js';

const SALT = Buffer.alloc(SALT_BYTES, 7);
const OTHER = Buffer.alloc(SALT_BYTES, 8);
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

describe('a commitment', () => {
  it('is the HMAC that the format names, of name, zero byte and canonical JSON', () => {
    const inner = createHmac('sha256', SALT).update('amount').digest();
    const expected = createHmac('sha256', inner).update('amount\0{"a":1.5,"b":[]}').digest('hex');
    expect(commitmentOf('amount', { b: [], a: 1.5 }, SALT)).toBe(expected);
    expect(argumentSalt('amount', SALT)).toEqual(inner);
  });

  it('is that HMAC for every text, however long', () => {
    const units = fc.constantFrom('a', 'é', '€', '😀', '\ud800', '\0');
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 3000 }), fc.string(), (value, name) => {
        const inner = createHmac('sha256', SALT).update(name).digest();
        const text = `${name}\0${JSON.stringify(value)}`;
        expect(commitmentOf(name, value, SALT)).toBe(createHmac('sha256', inner).update(text).digest('hex'));
      }),
    );
    expect(() => argumentSalt('a', Buffer.alloc(31))).toThrow(RangeError);
  });

  it('is met by the same name, value and salt, and by no other', () => {
    fc.assert(
      fc.property(fc.string(), json, json, (name, value, other) => {
        const commitment = commitmentOf(name, value, SALT);
        expect(commitmentOf(name, value, SALT)).toBe(commitment);
        expect(commitmentOf(name, value, OTHER)).not.toBe(commitment);
        expect(commitmentOf(`${name}x`, value, SALT)).not.toBe(commitment);
        const same = JSON.stringify(value) === JSON.stringify(other);
        if (!same && typeof value !== 'object') expect(commitmentOf(name, other, SALT)).not.toBe(commitment);
      }),
    );
  });
});

describe('the commitment of a payload', () => {
  it('has one of the whole and one of each argument, and its length', () => {
    const payload = { to: 'anna@example.com', amount: 1250.5, note: 'é' };
    expect(commitPayload(payload, SALT)).toEqual({
      alg: 'hmac-sha256',
      commitment: commitmentOf('', payload, SALT),
      bytes: Buffer.byteLength('{"amount":1250.5,"note":"é","to":"anna@example.com"}'),
      args: {
        to: commitmentOf('to', 'anna@example.com', SALT),
        amount: commitmentOf('amount', 1250.5, SALT),
        note: commitmentOf('note', 'é', SALT),
      },
    });
  });

  it.each<[string, JsonObject]>([
    ['too many arguments', Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`a${i}`, i]))],
    ['a long name', { ['x'.repeat(65)]: 1 }],
    ['an empty name', { '': 1 }],
    ['a name that does not print', { 'a\u202eb': 1 }],
    ['a name with a line feed', { 'a\n': 1 }],
    ['a name of digits, which no object keeps in its order', { 12: 1 }],
    ['a name that objects take for their prototype', JSON.parse('{"__proto__":1}') as JsonObject],
  ])('has none of the arguments where there is %s', (_, payload) => {
    const { args, commitment } = commitPayload(payload, SALT);
    expect(args).toBeUndefined();
    expect(commitment).toBe(commitmentOf('', payload, SALT));
  });

  it('fits into a record, whatever the payload, and shows nothing of its values', () => {
    const envelope = {
      v: 1,
      log: 'l',
      seq: 0,
      prev: 'p',
      ts: 't',
      w: 'w',
      wseq: 0,
      type: 'decision',
    } as const;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (payload) => {
        const made = commitPayload(payload as JsonObject, SALT);
        expect(parseRecord(canonicalRecord({ ...envelope, payload: made })).payload).toEqual(made);
      }),
    );
    expect(JSON.stringify(commitPayload({ a: 'a-very-private-thing' }, SALT))).not.toContain('private');
  });
});
