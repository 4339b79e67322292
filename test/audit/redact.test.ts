import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_REDACTION, REDACTED, redactPayload } from '../../src/engine/audit/index.js';
import type { JsonObject } from '../../src/engine/model/json.js';

const NONE = { keys: [], detectors: false };
const onlyKeys = (...keys: string[]) => ({ keys, detectors: false });
const part = (length: number): string => 'aB3'.repeat(length).slice(0, length);

describe('keys that name secrets', () => {
  it.each([
    ...['password', 'PASSWORD', 'userPassword', 'db-password', 'client_secret', 'token', 'access_token'],
    ...['apiKey', 'api_key', 'x-api-key', 'Authorization', 'Set-Cookie', 'private_key', 'credentials'],
    ...['ｐａｓｓｗｏｒｄ', `${'x'.repeat(5000)}password`],
  ])('go with all that stands under them: %s', (key) => {
    const { payload, redacted } = redactPayload({ deep: [{ [key]: { a: ['hunter2'] } }] });
    expect(payload).toEqual({ deep: [{ [key]: REDACTED }] });
    expect(redacted).toEqual([`/deep/0/${key}`]);
  });

  it('leave others as they are', () => {
    const payload = { max_tokens: 5, author: 'x', key: 'y', passenger: 'z', to: 'a@b.example', n: null };
    expect(redactPayload(payload)).toEqual({ payload, redacted: [] });
  });

  it('may be globs, which match all of a name', () => {
    const names = ['ab', 'axb', 'axbc', 'xab', 'a', 'aab', 'abab'];
    const hit = (glob: string): string[] =>
      redactPayload(Object.fromEntries(names.map((name) => [name, 1])), onlyKeys(glob)).redacted;
    expect(hit('a*b')).toEqual(['/ab', '/axb', '/aab', '/abab']);
    expect(hit('ab*ab')).toEqual(['/abab']);
    expect(hit('*b*c*')).toEqual(['/axbc']);
    expect(hit('**')).toHaveLength(names.length);
    expect(hit('a.b')).toEqual(['/ab']);
    expect(hit('')).toEqual([]);
  });

  it('match as the pattern that a glob stands for, on every name', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
    const names = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(letters, names, (glob, name) => {
        const found = redactPayload({ [name]: 1 }, onlyKeys(glob)).redacted.length === 1;
        expect(found).toBe(new RegExp(`^${glob.replaceAll(/\*+/g, '.*')}$`).test(name));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('texts that look like secrets', () => {
  it.each([
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${part(900)}\n-----END RSA PRIVATE KEY-----`],
    ['a private key that is cut off', `-----BEGIN PRIVATE KEY-----\n${part(900)}`],
    ['an AWS key', `AKIA${'A1'.repeat(8)}`],
    ['a GitHub token', `ghp_${part(36)}`],
    ['a fine-grained GitHub token', `github_pat_${part(22)}_${part(59)}`],
    ['a Slack token', `xoxb-1234567890-${part(24)}`],
    ['a Stripe key', `sk_live_${part(24)}`],
    ['a JSON web token', `eyJ${part(30)}.eyJ${part(60)}.${part(43)}`],
    ['a token without a signature', `eyJ${part(30)}.eyJ${part(60)}.`],
    ['a bearer', `Bearer ${part(30)}`],
    ['a key of a model’s maker', `sk-proj-${part(40)}`],
  ])('go from the middle of a text: %s', (_, secret) => {
    const { payload, redacted } = redactPayload({ 'a/~b': [`run: ${secret}`] });
    expect(payload).toEqual({ 'a/~b': [`run: ${REDACTED}`] });
    expect(redacted).toEqual(['/a~1~0b/0']);
  });

  it('go from behind a name that ends in a dash, and from URLs', () => {
    const token = `eyJ${part(30)}.${part(40)}.${part(43)}`;
    expect(redactPayload({ a: `session-${token}` }).payload).toEqual({ a: `session-${REDACTED}` });
    expect(JSON.stringify(redactPayload({ a: 'postgres://me:hunter2@db/x' }))).not.toContain('hunter2');
  });

  it('do not take plain texts with them', () => {
    const payload = {
      a: 'the bearer of this',
      b: 'sk-7',
      c: 'AKIA',
      d: 'eyJ.a.b',
      e: 'https://a.example:80/x',
    };
    expect(redactPayload(payload)).toEqual({ payload, redacted: [] });
  });

  it('stay where the detectors are off', () => {
    const payload = { a: `ghp_${part(36)}`, password: 'x' };
    expect(redactPayload(payload, NONE)).toEqual({ payload, redacted: [] });
    expect(redactPayload(payload, { ...DEFAULT_REDACTION, detectors: false }).redacted).toEqual([
      '/password',
    ]);
  });

  // Each of these took minutes or more with a pattern that reads a run again from each of its beginnings.
  it.each([
    ['heads of tokens', 'eyJ-'.repeat(250_000)],
    ['heads and dots', `${'eyJ-'.repeat(300)}.`.repeat(800)],
    ['beginnings of private keys', '-----BEGIN PRIVATE KEY-----END'.repeat(33_000)],
    ['bearers and spaces', `bearer${' '.repeat(500_000)}`.repeat(2)],
    ['prefixes', 'sk-xoxb-glpat-npm_'.repeat(55_000)],
    ['colons and slashes', '//a:'.repeat(250_000)],
  ])('are looked for in a text of a megabyte, whatever it is made of: %s', (_, text) => {
    expect(
      redactPayload({ text, ['a'.repeat(100_000)]: 1 }, { keys: ['*a*a*a*a*a*b'], detectors: true }),
    ).toBeDefined();
  });
});

it('changes nothing of the payload that it is given, and keeps the shape of what it returns', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const given = JSON.parse(JSON.stringify(value)) as JsonObject;
      const before = JSON.stringify(given);
      expect(redactPayload(given, NONE)).toEqual({ payload: given, redacted: [] });
      redactPayload(given);
      expect(JSON.stringify(given)).toBe(before);
    }),
  );
});
