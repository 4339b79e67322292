import { readFileSync } from 'node:fs';
import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { decide, explain, parsePolicy } from '../../src/index.js';
import type { PolicyError } from '../../src/index.js';
import { decodePunycode } from '../../src/engine/policy/url/look-alikes.js';
import { parseUrl } from '../../src/engine/policy/url/parse.js';

interface Entry {
  url: string;
  reason: string;
  deny?: boolean;
  /** Asked of the shipped packs only. */
  packs?: boolean;
}

const corpus = parse(readFileSync('test/fixtures/attacks/url.yaml', 'utf8')) as {
  policy: object;
  attacks: Entry[];
  benign: Entry[];
};
const own = (entries: Entry[]): Entry[] => entries.filter(({ packs }) => packs !== true);
const policy = parsePolicy(JSON.stringify(corpus.policy));
const event = (payload: object) => ({ actor: 'x', capability: 'http.get.out', payload }) as never;
const answer = (rules: object, payload: object): string =>
  decide(parsePolicy(JSON.stringify(rules)), event(payload)).decision;
const denies = (url: object, payload: object): boolean =>
  answer({ deny: [{ capability: 'http', url }], allow: ['http'] }, payload) === 'deny';
const grants = (url: object, payload: object): boolean =>
  answer({ allow: [{ capability: 'http', url }] }, payload) === 'allow';

describe('the corpus of URLs', () => {
  it('has a reason for every label, and enough of both', () => {
    const all = [...corpus.attacks, ...corpus.benign];
    expect(all.every(({ reason }) => typeof reason === 'string' && reason.length > 5)).toBe(true);
    expect(new Set(all.map(({ url }) => url)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(130);
  });

  it.each(own(corpus.attacks))('stops $url: $reason', ({ url, deny }) => {
    const decision = decide(policy, event({ url }));
    expect(decision.decision).toBe('deny');
    if (deny === true) expect(decision.reason).toBe('policy_deny');
    // However it is put: under another key, in a list, deeper, beside something harmless.
    for (const payload of [
      { webhookUrl: url },
      { urls: ['https://api.example.com/', url] },
      { request: { endpoint: { href: url } } },
      { url: 'https://api.example.com/', callback_uri: url },
    ])
      expect(decide(policy, event(payload)).decision).toBe('deny');
  });

  it.each(own(corpus.benign))('lets $url through: $reason', ({ url }) => {
    expect(decide(policy, event({ url }))).toMatchObject({ decision: 'allow' });
  });
});

describe('url', () => {
  it('asks about scheme, port and path, and needs all of them at one URL', () => {
    const test = { host: 'a.test', scheme: 'https', port: [443, 8443], path: '/v1/**' };
    expect(grants(test, { url: 'https://a.test/v1/x/y' })).toBe(true);
    expect(grants(test, { url: 'https://a.test:8443/v1/x' })).toBe(true);
    expect(grants(test, { url: 'https://a.test:444/v1/x' })).toBe(false);
    expect(grants(test, { url: 'https://a.test/v2/x' })).toBe(false);
    expect(grants(test, { url: 'https://a.test/v1/../v2/x' })).toBe(false);
    expect(grants(test, { url: 'https://a.test/v1/%2e%2e/v2/x' })).toBe(false);
    expect(grants(test, { url: 'https://a.test/v1/..%2fv2/x' })).toBe(false);
    expect(denies({ host: 'a.test', port: 22 }, { urls: ['https://a.test/', 'ssh://b.test:22/'] })).toBe(
      false,
    );
    expect(denies({ host: 'a.test', port: 22 }, { url: 'ssh://a.test:22/' })).toBe(true);
  });

  it('takes letters beyond ASCII in a path for letters, and sees through those that look like slashes', () => {
    const test = { path: ['/admin/**', '/latest/meta-data/**'] };
    for (const path of [
      '/wiki/Zürich',
      '/wiki/Z%C3%BCrich',
      '/wiki/東京',
      '/x/%E2%82%AC%20',
      '/%F0%9F%98%80',
    ])
      expect([path, denies(test, { url: `https://a.test${path}` })]).toEqual([path, false]);
    for (const path of [
      '/Zürich/../admin/x',
      '/x／..／admin/x',
      '/x/%EF%BC%8F..%EF%BC%8F../admin/x',
      '/%C3%/x',
      '/%C0%AE%/x',
    ])
      expect([path, denies(test, { url: `https://a.test${path}` })]).toEqual([path, true]);
  });

  it('sees a path of a URL through its encodings where it restricts', () => {
    for (const path of [
      '/admin/x',
      '/Admin/x',
      '//admin/x',
      '/a/../admin/x',
      '/%61dmin/x',
      '/a/%2e%2e%2fadmin/x',
    ])
      expect([path, denies({ path: '/admin/**' }, { url: `https://a.test${path}` })]).toEqual([path, true]);
    expect(denies({ path: '/admin/**' }, { url: 'https://a.test/user/admin' })).toBe(false);
  });

  it('takes a name for no network where it restricts, and grants nothing on it', () => {
    expect(denies({ network: ['private'] }, { url: 'https://intranet.example/' })).toBe(false);
    expect(grants({ network: 'public' }, { url: 'https://intranet.example/' })).toBe(false);
    expect(grants({ network: 'public' }, { url: 'https://93.184.216.34/' })).toBe(true);
    expect(grants({ network: 'public' }, { url: 'https://168.63.129.16/' })).toBe(false);
    expect(grants({ network: 'public' }, { url: 'https://[2001:0:102:304:0:0:f5ff:fffe]/' })).toBe(false);
  });

  it('knows an address of a policy in any notation', () => {
    expect(denies({ host: '127.1' }, { url: 'http://2130706433/' })).toBe(true);
    expect(denies({ host: '10.0.0.*' }, { url: 'http://[::ffff:10.0.0.7]/' })).toBe(true);
    expect(denies({ host: '::1' }, { url: 'http://[0:0::1]/' })).toBe(true);
    expect(denies({ host: 'bücher.example' }, { url: 'http://xn--bcher-kva.example/' })).toBe(true);
  });

  it('reads what `in` names and nothing else', () => {
    const test = { in: 'to', host: 'a.test' };
    expect(grants(test, { to: 'https://a.test/', url: 'https://b.test/' })).toBe(true);
    expect(grants(test, { to: ['https://a.test/', 'https://b.test/'] })).toBe(false);
    expect(grants(test, { url: 'https://a.test/' })).toBe(false);
    expect(denies(test, { to: 5 })).toBe(true);
  });

  it('takes anything but text at a URL for unknown, and nothing for false', () => {
    expect(denies({ host: 'a.test' }, { url: 2130706433 })).toBe(true);
    expect(denies({ host: 'a.test' }, { url: null })).toBe(true);
    expect(denies({ host: 'a.test' }, {})).toBe(false);
    expect(grants({ host: '*' }, {})).toBe(false);
  });

  it.each([
    [{ host: 'https://a.test/' }, 'is a URL'],
    [{ host: 'a.test:443' }, 'has a port'],
    [{ host: '10.0.0.0/8' }, 'is no host'],
    [{ host: 'a b' }, 'is no host'],
    [{ scheme: 'https:' }, 'is no scheme'],
    [{ path: 'v1' }, 'must start with'],
    [{ network: 'internal' }, 'must be one of'],
    [{ port: 70000 }, 'must be a port'],
    [{ in: 'url' }, 'needs one of'],
    [{ hosts: 'a.test' }, 'unknown key'],
    [{ in: '[0]', host: 'a.test' }, 'is not an argument path'],
  ])('does not load %j', (test, message) => {
    let error: PolicyError | undefined;
    try {
      parsePolicy(JSON.stringify({ deny: [{ capability: 'http', url: test }] }));
    } catch (caught) {
      error = caught as PolicyError;
    }
    expect(error?.message).toContain(message);
  });

  it('explains the parts that decided', () => {
    const { candidates } = explain(policy, event({ to: 1, url: 'http://2130706433/x' }));
    const [condition] = candidates[0]?.conditions ?? [];
    expect(condition).toMatchObject({
      truth: 'true',
      reading: { at: '$.url', value: 'http://2130706433/x' },
      note: 'read as host 127.0.0.1, scheme http, port 80, network loopback',
    });
  });

  it('never throws, and reads nothing twice in two ways', () => {
    const piece = fc.constantFrom(
      ...[
        'http:',
        'https:',
        '//',
        '/',
        '\\',
        '@',
        ':',
        '#',
        '?',
        '%',
        '[',
        ']',
        '.',
        '127',
        '0x7f',
        '::',
        '。',
      ],
      ...['a.test', 'xn--', 'é', '\t', '\0', '\ud800', '\u202e', '${x}', '1', '99999', 'file:', 'localhost'],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(parseUrl(text)).toEqual(parseUrl(` ${text}`.slice(1)));
        expect(['allow', 'deny']).toContain(decide(policy, event({ url: text })).decision);
      }),
      { numRuns: 5000 },
    );
  });

  it('decides about large texts in bounded time', () => {
    for (const url of ['http://'.repeat(100_000), `http://${'a.'.repeat(400_000)}`, '@'.repeat(900_000)]) {
      const start = performance.now();
      expect(decide(policy, event({ url })).decision).toBe('deny');
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });
});

describe('hosts that look like others', () => {
  it.each([
    ['https://xn--80ak6aa92e.com/', 'a whole name in Cyrillic letters that look Latin'],
    ['https://\u0430\u0440\u0440\u04cf\u0435.com/', 'the same, not yet in the form of DNS'],
    ['https://g\u0456thub.com/', 'one Cyrillic letter among Latin ones'],
    ['https://\u0261ithub.com/', 'a letter of phonetics'],
    ['https://xn--zz--.com/', 'what is no such name at all'],
  ])('grants none, and restricts: %s (%s)', (url) => {
    expect([grants({ host: '*.com' }, { url }), denies({ host: 'github.com' }, { url })]).toEqual([
      false,
      true,
    ]);
  });

  it.each([
    'https://m\u00fcnchen.de/',
    'https://\u044f\u043d\u0434\u0435\u043a\u0441.\u0440\u0444/',
    'https://\u4f8b\u3048.jp/',
  ])('takes a name in its own letters for what it is: %s', (url) => {
    expect([grants({ host: '*' }, { url }), denies({ host: 'github.com' }, { url })]).toEqual([true, false]);
  });

  it('decodes names as Node does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (text) => {
        const host = URL.canParse(`http://${text}.x/`) ? new URL(`http://${text}.x/`).hostname : '';
        const label = host.split('.')[0] ?? '';
        fc.pre(label.startsWith('xn--'));
        expect(decodePunycode(label.slice(4))).toBe(domainToUnicode(label));
      }),
      { numRuns: 2_000 },
    );
  });

  it('decodes anything without failing', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9-]{0,40}$/), (text) => void decodePunycode(text)));
  });
});
