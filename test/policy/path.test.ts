import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { decide, explain, parsePolicy } from '../../src/index.js';
import type { PolicyError } from '../../src/index.js';

interface Entry {
  path: string;
  reason: string;
  deny?: boolean;
}

const corpus = parse(readFileSync('test/fixtures/attacks/path.yaml', 'utf8')) as {
  policy: object;
  attacks: Entry[];
  benign: Entry[];
};
const policy = parsePolicy(JSON.stringify(corpus.policy));
const CWD = '/work/repo';
const event = (payload: object, cwd: string | undefined = CWD) =>
  ({ actor: 'x', capability: 'fs.read.local', payload, context: cwd === '' ? {} : { cwd } }) as never;
const answer = (rules: object, payload: object, cwd?: string): string =>
  decide(parsePolicy(JSON.stringify(rules)), event(payload, cwd)).decision;
const denies = (path: object, payload: object, cwd?: string): boolean =>
  answer({ deny: [{ capability: 'fs', path }], allow: ['fs'] }, payload, cwd) === 'deny';
const grants = (path: object, payload: object, cwd?: string): boolean =>
  answer({ allow: [{ capability: 'fs', path }] }, payload, cwd) === 'allow';

describe('the corpus of paths', () => {
  it('has a reason for every label, and enough of both', () => {
    const all = [...corpus.attacks, ...corpus.benign];
    expect(all.every(({ reason }) => typeof reason === 'string' && reason.length > 4)).toBe(true);
    expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(140);
  });

  it.each(corpus.attacks)('stops $path: $reason', ({ path, deny }) => {
    const decision = decide(policy, event({ path }));
    expect(decision.decision).toBe('deny');
    if (deny === true) expect(decision.reason).toBe('policy_deny');
    // However it is put: under another key, in a list, deeper, beside something harmless.
    for (const payload of [
      { outputFile: path },
      { files: ['src/main.ts', path] },
      { options: { target: { filename: path } } },
      { path: 'src/main.ts', destination_path: path },
    ])
      expect(decide(policy, event(payload)).decision).toBe('deny');
  });

  it.each(corpus.benign)('lets $path through: $reason', ({ path }) => {
    expect(decide(policy, event({ path }))).toMatchObject({ decision: 'allow' });
  });
});

describe('path', () => {
  it('takes relative paths from the host’s folder, and from the payload’s own besides', () => {
    expect(grants({ within: '/work/repo' }, { path: 'a' })).toBe(true);
    expect(grants({ within: '/work/repo' }, { path: 'a' }, '')).toBe(false);
    expect(grants({ within: '/work/repo' }, { path: 'passwd', cwd: '/etc' })).toBe(false);
    expect(denies({ within: '/etc' }, { path: 'passwd', cwd: '/etc' })).toBe(true);
    expect(denies({ within: '/etc' }, { path: '../etc/passwd', cwd: '/work' })).toBe(true);
    expect(denies({ outside: '.' }, { path: '../x' })).toBe(true);
    expect(denies({ outside: '.' }, { path: 'x' })).toBe(false);
  });

  it.each([
    ['{.env,a}', true],
    ['a/{b,{c,.env}}', true],
    ['{{x},.env}', true],
    ['.e[n]v', true],
    ['.e[!x]v', true],
    ['.e[l-o]v', true],
    ['.e[z-a]v', true],
    ['.e{n..n}v', true],
    ['@(.env|a)', true],
    ['.@(a|@(env|b))', true],
    ['.+(env)', true],
    ['+page@(app).svelte', false],
    ['app/@modal/(.)photo/page.tsx', false],
    ['{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}', true],
    ['{a,b}.ts', false],
    ['{name}.ts', false],
    ['{{cookiecutter.slug}}/setup.py', false],
    ['app/[locale]/[category]/[slug]/[...rest]/page.tsx', false],
    ['pages/[[...slug]].tsx', false],
    ['pages/[id].tsx', false],
  ])('knows what a tool that expands patterns makes of %s, denied: %s', (path, denied) => {
    expect(denies({ glob: '**/.env' }, { path })).toBe(denied);
  });

  it.each(['{../..,src}/x', '[.][.]/x', '{..,a}/{..,b}/x', '{../x,{a}}', '{a..z}/x', '{,../}{,../}x'])(
    'grants no way out by %s',
    (path) => {
      expect(grants({ within: '.' }, { path })).toBe(false);
      expect(denies({ outside: '.' }, { path })).toBe(true);
    },
  );

  it.each([
    ['app/routes/posts.$postId.edit.tsx', true],
    ['app/routes/($lang).about.ts', true],
    ['app/routes/files.$.tsx', true],
    ['src/routes/$teamId/index.vue', true],
    ['/work/repo/app/$slug.jsx', true],
    ['$slug.tsx', false],
    ['./$slug.tsx', false],
    ['$home/x.ts', false],
    ['app/$HOME/x.ts', false],
    ['app/$slug', false],
    ['app/$slug.env', false],
    ['app/$dir/../../x.ts', false],
    ['../app/$dir/../x.ts', false],
    ['app/${slug}.ts', false],
    ['app/$(id).ts', false],
    ['app/`id`.ts', false],
    ['app/%PATH%.ts', false],
  ])('takes names of web routers for names, in %s: %s', (path, granted) => {
    expect(grants({ within: '.' }, { path })).toBe(granted);
    expect(denies({ glob: '**/.env' }, { path })).toBe(!granted);
  });

  it('takes yes and no under a flag for no path, and anything else for one', () => {
    expect(grants({ within: '.' }, { path: 'a', create_dirs: true, includeFiles: false })).toBe(true);
    expect(grants({ within: '.' }, { path: 'a', create_dirs: '/etc' })).toBe(false);
    expect(grants({ within: '.' }, { path: 'a', create_dirs: 1 })).toBe(false);
    expect(grants({ within: '.' }, { path: 'a', create_dirs: ['true', true] })).toBe(false);
    expect(grants({ within: '.' }, { path: true })).toBe(false);
    expect(grants({ within: '.' }, { path: 'a', delete_source: true })).toBe(false);
  });

  it('reads what `in` names and nothing else', () => {
    const rule = { allow: [{ capability: 'fs', path: { in: 'args.spot', within: '.' } }] };
    expect(answer(rule, { args: { spot: 'a' }, path: '/etc/passwd' })).toBe('allow');
    expect(answer(rule, { args: { spot: '/etc/passwd' } })).toBe('deny');
    expect(answer(rule, { args: { spot: 5 } })).toBe('deny');
    expect(answer(rule, { path: 'a' })).toBe('deny');
  });

  it('asks everything of one and the same path', () => {
    const test = { within: '/a', glob: '**/*.key' };
    expect(denies(test, { path: '/a/x.key' })).toBe(true);
    expect(denies(test, { paths: ['/a/x.txt', '/b/x.key'] })).toBe(false);
    expect(grants({ within: '/a', glob: '**/*.md' }, { paths: ['/a/x.md', '/a/b/y.md'] })).toBe(true);
    expect(grants({ within: '/a', glob: '**/*.md' }, { paths: ['/a/x.md', '/a/y'] })).toBe(false);
  });

  it('takes for a variable what the policy spells so, too', () => {
    expect(denies({ within: '$HOME/.ssh' }, { path: '$HOME/.ssh/key' })).toBe(true);
    expect(denies({ within: '~/.ssh' }, { path: '~/.ssh/../.ssh/key' })).toBe(true);
    expect(denies({ within: '~/.ssh' }, { path: 'src/main.ts' })).toBe(true);
    expect(grants({ within: '~/notes' }, { path: '~/notes/a' })).toBe(true);
    expect(grants({ within: '~/notes' }, { path: '~/notes/../.ssh/key' })).toBe(false);
    expect(grants({ within: '~/notes' }, { path: '~bob/notes/a' })).toBe(false);
  });

  it('explains the path that decided', () => {
    const [rule] = explain(policy, event({ paths: ['src/a.ts', 'src/../.env'] })).candidates.filter(
      (candidate) => candidate.matched,
    );
    expect(rule?.rule.id).toBe('secrets');
    expect(rule?.conditions[0]).toMatchObject({
      truth: 'true',
      reading: { at: '$.paths[1]', value: 'src/../.env' },
    });
  });

  it.each([
    [{ inside: '/a' }, 'unknown key'],
    [{ in: 'a' }, 'needs `within`, `outside` or `glob`'],
    [{ within: 'a/$B/c' }, 'cannot be compared'],
    [{ within: 'a\0' }, 'cannot be compared'],
    [{ within: [] }, 'is an empty list'],
  ])('does not load %j', (test, message) => {
    let error: PolicyError | undefined;
    try {
      parsePolicy(JSON.stringify({ deny: [{ capability: 'fs', path: test }] }));
    } catch (caught) {
      error = caught as PolicyError;
    }
    expect(error?.message).toContain(message);
  });
});

describe('paths that are written in other ways', () => {
  const encode = (text: string): string =>
    [...text].map((c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
  const CHANGES: ((path: string) => string)[] = [
    (path) => path.replaceAll('/', '//'),
    (path) => path.replaceAll('/', '/./'),
    (path) => path.replaceAll('/', '\\'),
    (path) => path.replace(/\/([a-z]+)/, '/$1/../$1'),
    (path) => path.replace(/[a-z]/, encode),
    (path) => path.replaceAll('/', '%2f'),
    (path) => path.replaceAll('%', '%25'),
    (path) => path.toUpperCase(),
    (path) => `/tmp/..${path}`,
    (path) => `../..${path}`,
    (path) => `${path}/.`,
    (path) => `${path} `,
    (path) => path.replace(/[a-z]/, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    (path) => path.replace(/(?<=[a-z])(?=[a-z])/, '\u200b'),
  ];

  it('are denied all the same', () => {
    const start = fc.constantFrom('/etc/passwd', '/proc/self/environ', '/root/x', '/work/repo/a/.ssh/key');
    fc.assert(
      fc.property(start, fc.array(fc.constantFrom(...CHANGES), { maxLength: 2 }), (path, changes) => {
        const changed = changes.reduce<string>((text, change) => change(text), path);
        expect([changed, decide(policy, event({ path: changed })).reason]).toEqual([changed, 'policy_deny']);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throw, and grant nothing that a plain resolver puts elsewhere', () => {
    const piece = fc.constantFrom(
      ...['/', '//', '\\', '.', '..', ' ', '~', '$A', '%2e', '%2f', '%', '*', '\0', 'a', 'work', 'repo', 'é'],
      ...['file:', 'c:', '\u200b', '．', 'etc', '.env', '`', '{a,b}', '\ud800'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (parts) => {
        const path = parts.join('');
        if (decide(policy, event({ path })).decision === 'deny' || path.startsWith('file:')) return;
        const stack: string[] = path.startsWith('/') ? [] : ['work', 'repo'];
        for (const segment of path.split('/')) {
          if (segment === '..') stack.pop();
          else if (segment !== '' && segment !== '.') stack.push(segment);
        }
        expect([path, stack.slice(0, 2).join('/')]).toEqual([path, 'work/repo']);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('paths that are more than one', () => {
  it('grants by a glob only what lies there for who does not decode, too', () => {
    for (const path of ['a%2fb%2fc/../../../etc/passwd', 'a%2fb/../../x'])
      expect([path, grants({ glob: ['a/**'] }, { path }, '/w')]).toEqual([path, false]);
    for (const path of ['a/x', 'a/b/../c', 'b/../a/x', 'a/x%20y', './a//x'])
      expect([path, grants({ glob: ['a/**'] }, { path }, '/w')]).toEqual([path, true]);
  });

  it.each(['\u2215', '\u2044', '\uff0f', '\u29f8', '\uff3c', '\u2216'])('takes %s for a slash', (slash) => {
    const path = ['a', '..', '..', 'etc', 'shadow'].join(slash);
    expect(grants({ within: '.' }, { path }, '/w/p')).toBe(false);
    expect(denies({ outside: '.' }, { path }, '/w/p')).toBe(true);
    expect(denies({ glob: '**/etc/shadow' }, { path }, '/w/p')).toBe(true);
  });

  it('leaves names beyond ASCII as they are', () => {
    for (const path of ['./\uff83\uff7d\uff84/x', './\u65e5\u672c.md', './\ufb01le'])
      expect([
        path,
        grants({ within: '.' }, { path }, '/w/p'),
        denies({ outside: '.' }, { path }, '/w/p'),
      ]).toEqual([path, true, false]);
  });
});
