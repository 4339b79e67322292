import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalRecord, leafHash, parseRecord } from '../../src/engine/audit/index.js';
import { AuditError } from '../../src/engine/model/errors.js';
import type { JsonValue } from '../../src/engine/model/json.js';

const ENVELOPE = { v: 1, log: 'l', seq: 0, prev: 'p', ts: 't', w: 'w', wseq: 0, type: 'open' } as const;

describe('a record’s body', () => {
  it('has its keys in order, whatever order they came in, and leaves out what is undefined', () => {
    expect(canonicalRecord({ b: 1, a: [true, null, 'é'], ä: {}, Z: undefined })).toBe(
      '{"a":[true,null,"é"],"b":1,"ä":{}}',
    );
  });

  it('reads back as it was, also where texts hold what a database would cut them at', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', '\\', '\0', '\ud800', '\udc00', 'u0000', '😀', '"'),
    });
    fc.assert(
      fc.property(texts, texts, (key, text) => {
        const body = canonicalRecord({ ...ENVELOPE, deep: { [`x${key}`]: [text] } });
        expect(body).not.toMatch(/\\u0000(?<!\\\\u0000)/);
        expect(Buffer.from(body).toString()).toBe(body);
        const { esc: _, ...record } = parseRecord(body);
        expect(record).toEqual({ ...ENVELOPE, deep: { [`x${key}`]: [text] } });
      }),
      { numRuns: 2000 },
    );
  });

  it('is what JSON.stringify makes of its keys in order, whatever shapes came before', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '"', 'é', ','), minLength: 1 });
    const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<JsonValue>(
          null,
          true,
          false,
          0,
          -0,
          7,
          -(2 ** 53) + 1,
          '',
          'plain',
          'é"\n',
          '\u2028',
        ),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    }));
    const ordered = (item: JsonValue): unknown =>
      typeof item !== 'object' || item === null
        ? item
        : Array.isArray(item)
          ? item.map(ordered)
          : Object.fromEntries(
              Object.entries(item)
                .sort(([one], [other]) => (one < other ? -1 : 1))
                .map(([name, inner]) => [name, ordered(inner as JsonValue)]),
            );
    fc.assert(
      fc.property(fc.dictionary(key, value), (record) => {
        expect(canonicalRecord(record)).toBe(JSON.stringify(ordered(record)));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes what its envelope says before what it says itself', () => {
    const record = { constructor: 'a', seq: 9, z: 1, w: undefined };
    expect(canonicalRecord(record, { seq: 0, v: 1, prev: undefined })).toBe(
      '{"constructor":"a","seq":0,"v":1,"z":1}',
    );
    expect(canonicalRecord({ ...record, z: '\0' }, { seq: 0 })).toBe(
      '{"constructor":"a","esc":true,"seq":0,"z":"\\\\u0000"}',
    );
  });

  it.each([
    ['a fraction', { a: 0.5 }],
    ['a number beyond 2^53', { a: 2 ** 53 }],
    ['not a number', { a: Number.NaN }],
    ['a function', { a: () => 1 }],
    ['a big integer', { a: 1n }],
    ['what is too long', { a: 'x'.repeat(70_000) }],
    ['what is too long in bytes', { a: '€'.repeat(30_000) }],
    ['what is too deep', JSON.parse('{"a":'.repeat(20) + '1' + '}'.repeat(20)) as object],
  ])('refuses %s', (_, record) => {
    expect(() => canonicalRecord(record)).toThrow(AuditError);
    expect(canonicalRecord({ ok: '\\' })).toBe('{"ok":"\\\\"}');
  });

  it.each(['', '{', '[]', 'null', '{}', '{"v":2}', JSON.stringify({ ...ENVELOPE, seq: -1 })])(
    'is refused where it is none: %s',
    (body) => {
      expect(() => parseRecord(body)).toThrow(AuditError);
    },
  );
});

describe('a record from a stranger', () => {
  const json = JSON.stringify(ENVELOPE);

  it('cannot put another value in its envelope’s place by writing a key in a roundabout way', () => {
    const body = JSON.stringify({ ...ENVELOPE, esc: true, '\\u0073eq': 'x', '\\u0000': '\\u0041' });
    expect(parseRecord(body)).toEqual({ ...ENVELOPE, esc: true, '\\u0073eq': 'x', '\0': '\\u0041' });
    expect(() => parseRecord(JSON.stringify({ ...ENVELOPE, seq: 'x' }))).toThrow(AuditError);
  });

  it.each([
    ['too deep', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)},${json.slice(1)}`],
    ['too deep, and escaped', `{"esc":true,"a":${'['.repeat(9000)}${']'.repeat(9000)},${json.slice(1)}`],
    ['too long', `{"a":"${'x'.repeat(70_000)}",${json.slice(1)}`],
  ])('is refused where it is %s', (_, body) => {
    expect(() => parseRecord(body)).toThrow(AuditError);
  });

  it('throws nothing but typed errors, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((a) => JSON.stringify({ ...ENVELOPE, a })),
        ),
        (body) => {
          try {
            expect(parseRecord(body).seq).toBe(0);
          } catch (error) {
            expect(error).toBeInstanceOf(AuditError);
          }
        },
      ),
    );
  });
});

describe('a payload’s canonical form', () => {
  it('is JSON of the same value, the same for every order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = canonicalJson(value as JsonValue);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(json) as JsonValue)).toBe(json);
      }),
    );
    expect(canonicalJson({ b: 1.5, a: [1e21, -0] })).toBe('{"a":[1e+21,0],"b":1.5}');
    expect(leafHash(canonicalJson({ x: 1 }))).toHaveLength(64);
  });
});
