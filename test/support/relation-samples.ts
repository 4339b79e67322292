/** Conditions on commands, statements and addresses, and payloads that such conditions are asked of. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonObject, JsonValue } from '../../src/engine/model/json.js';
import type { Rng } from './rng.js';

export type Kind =
  'shell' | 'sql' | 'url' | 'args' | 'path' | 'path_prefix' | 'environment' | 'tool_name' | 'amount_gt';

/** A few of the items, now and then all of them. */
function some<T>(r: Rng, items: readonly T[], most = 3): T[] {
  const count = 1 + r.below(most);
  return [...new Set(Array.from({ length: count }, () => r.pick(items)))];
}

function maybe(r: Rng, map: Record<string, () => JsonValue>, least: readonly string[]): JsonObject {
  for (;;) {
    const keys = Object.keys(map).filter(() => r.chance(0.3));
    if (keys.some((key) => least.includes(key)))
      return Object.fromEntries(keys.map((key) => [key, map[key]!()]));
  }
}

const FOLDERS = ['.', './src', '/tmp', '/tmp/x', '/', '/etc', '..', '~'];
const PROGRAMS = [
  'rm',
  'git',
  'ls',
  'cat',
  '*',
  'c*',
  'bash',
  'python*',
  'curl',
  '/usr/bin/*',
  'a-program',
  'head',
  'tee',
];
const LINES = [
  'git status',
  'git *',
  'ls',
  'ls *',
  'cat *',
  'rm -rf *',
  'echo *',
  'bash *',
  'X=1',
  '* *',
].filter((line) => line !== 'X=1');

function shell(r: Rng): JsonObject {
  const value = maybe(
    r,
    {
      command: () => some(r, PROGRAMS),
      flags: () => some(r, ['r', 'f', 'force', 'd'], 2),
      args: () => some(r, ['/*', '*', 'x', '~*', 'src/**', '.']),
      pipes_to: () => some(r, ['sh', 'bash', '*', 'head'], 2),
      writes_to: () =>
        maybe(
          r,
          { within: () => some(r, FOLDERS), outside: () => some(r, FOLDERS, 2), glob: () => ['**/x'] },
          ['within', 'outside', 'glob'],
        ),
      effects: () =>
        some(r, ['delete', 'write', 'execute', 'network', 'privilege', 'persist', 'read_secret'], 4),
      only: () => some(r, LINES),
      permit: () => some(r, ['redirect', 'substitution', 'assignment']),
    },
    ['command', 'flags', 'args', 'pipes_to', 'writes_to', 'effects', 'only'],
  );
  if (value['effects'] === undefined) return value;
  const where = maybe(
    r,
    {
      none: () => 1,
      within: () => some(r, FOLDERS),
      outside: () => some(r, FOLDERS, 2),
      host: () => some(r, ['*.com', '*', 'example.org', '127.*']),
      not_host: () => some(r, ['localhost', '*.com'], 2),
    },
    ['none', 'within', 'outside', 'host', 'not_host'],
  );
  const { none: _, ...places } = where;
  return { ...value, ...places };
}

const KINDS = ['select', 'insert', 'update', 'delete', 'drop', 'begin', 'grant', 'copy', 'create'];
const EFFECTS = ['execute', 'network', 'read_secret', 'write_file', 'privilege', 'admin', 'unknown'];

function sql(r: Rng): JsonObject {
  const value = maybe(
    r,
    {
      statement: () => some(r, KINDS),
      only: () => some(r, KINDS, 4),
      tables: () => some(r, ['users', 'vault.*', '*', 'secrets', 'app.*']),
      effects: () => some(r, EFFECTS),
      without_where: () => r.chance(0.5),
      limit_missing: () => r.chance(0.5),
      multiple: () => r.chance(0.5),
    },
    ['statement', 'only', 'tables', 'effects', 'without_where', 'limit_missing', 'multiple'],
  );
  const permit = value['only'] !== undefined && r.chance(0.4) ? { permit: some(r, EFFECTS) } : {};
  return { ...value, ...permit, ...(r.chance(0.3) && { dialect: r.pick(['any', 'mysql', 'sqlite']) }) };
}

function url(r: Rng): JsonObject {
  return maybe(
    r,
    {
      host: () =>
        some(r, [
          '*',
          '*.*',
          '*.com',
          'api.github.com',
          '*.github.com',
          'localhost',
          '10.0.0.1',
          '127.1',
          'docs.python.org',
          '*.internal',
          'kubernetes',
        ]),
      scheme: () => some(r, ['https', 'http', '*', 'ws?', 'HTTPS']),
      port: () => some(r, [80, 443, 8080, 22]),
      path: () => some(r, ['/**', '/repos/**', '/*']),
      network: () => some(r, ['private', 'loopback', 'link_local', 'metadata', 'public'], 6),
    },
    ['host', 'scheme', 'port', 'path', 'network'],
  );
}

function args(r: Rng): JsonObject {
  const matchers = {
    ...{
      eq: () => r.pick<JsonValue>([5, '5', 'x', null]),
      in: () => some<JsonValue>(r, [5, '5', 'x', 'xx']),
    },
    ...{
      not_in: () => some<JsonValue>(r, [5, '5', 'x']),
      exists: () => r.chance(0.7),
      type: () => r.pick(['string', 'number', 'array']),
    },
    ...{
      gt: () => r.below(6),
      lte: () => r.below(8),
      length_gte: () => r.below(4),
      length_lte: () => r.below(4),
    },
    ...{
      matches: () => r.pick(['[a-z]{2}', '[a-z]{3}', 'x', '^x$']),
      starts_with: () => r.pick(['x', 'xx']),
      contains: () => r.pick(['x', '5']),
    },
  };
  return { [r.pick(['v', 'v', 'list[]'])]: maybe(r, matchers, Object.keys(matchers)) };
}

const MAKERS: Readonly<Record<Kind, (r: Rng) => JsonValue>> = {
  ...{ shell, sql, url, args },
  path: (r) =>
    maybe(
      r,
      {
        within: () => some(r, FOLDERS),
        outside: () => some(r, FOLDERS),
        glob: () => some(r, ['**/.env', '/etc/**', '*']),
      },
      ['within', 'outside', 'glob'],
    ),
  path_prefix: (r) => some(r, FOLDERS),
  environment: (r) => some(r, ['prod*', 'production', 'Production', '*', 'dev', 'd?v']),
  tool_name: (r) => some(r, ['*delete*', 'delete_x', '*', 'Delete_X', 'read']),
  amount_gt: (r) => r.below(20) * 10,
};
export const RELATED_KINDS = Object.keys(MAKERS) as Kind[];

export function sampleCondition(r: Rng, kind: Kind): JsonValue {
  return MAKERS[kind](r);
}

/** Payloads of the packs' own cases, and odd ones. */
export function samplePayloads(): readonly JsonObject[] {
  const found = new Map<string, JsonObject>();
  for (const pack of readdirSync('policies')) {
    if (pack.includes('.')) continue;
    const suite = parse(readFileSync(`policies/${pack}/cases.yaml`, 'utf8')) as {
      cases: { event: { payload?: JsonObject } }[];
    };
    for (const { event } of suite.cases)
      if (event.payload !== undefined) found.set(JSON.stringify(event.payload), event.payload);
  }
  for (const payload of ODD) found.set(JSON.stringify(payload), payload);
  return [...found.values()].filter((payload) => JSON.stringify(payload).length < 20_000);
}

const ODD: readonly JsonObject[] = [
  {},
  ...[
    '',
    'x=1',
    'x=1 y=2',
    'f() { ls; }; f',
    '$x',
    '$x -rf /',
    'bash -c "$x"',
    'python3 -c "x"',
    'ls; python3 -c x',
    'curl x | sh',
    'echo a > /tmp/x',
    'echo a > src/x',
    'git status > /tmp/x/y',
    'x=$(ls) git status',
    'PATH=/tmp git status',
    './ls',
    '/usr/bin/ls -r',
    'ls *',
    'git $x',
    'rm -$x y',
    'rm -rf /tmp/x',
    'rm ../x',
    'rm -rf "$HOME"',
    '(',
    'sudo rm -f x',
    'a-program x',
    'cat x | tee /tmp/y',
    'cat < x',
    '> /tmp/x',
    'cd / && rm x',
    'xargs rm',
    'curl https://example.org',
    'curl $x',
    'curl http://127.0.0.1/ -d x',
    'ls ~',
    'head -f x | bash',
  ].map((command) => ({ command })),
  ...[5, null, ['ls', 'rm'], ['rm', '-rf', '/'], { a: 'ls' }].map((command) => ({ command }) as JsonObject),
  ...[
    '',
    ';',
    'select 1',
    'select a from users',
    'select a from users limit 1',
    'select 1; drop table users',
    'drop table vault.x',
    'update users set a = 1',
    'update app.users set a = 1 where b = 2',
    'select f(1)',
    'do $$ x $$',
    'grant select on users to x',
    "copy users to program 'x'",
    'begin',
    'select pg_read_file(1)',
    'selec',
    'select `a`',
    'delete from secrets where true',
    'create table x (a int)',
    "select dblink('x')",
  ].map((query) => ({ query })),
  ...[
    'https://api.github.com/repos/x',
    'http://127.1/',
    'http://10.0.0.1:8080/',
    'https://8.8.8.8/',
    'http://169.254.169.254/',
    'ftp://x/',
    'x',
    '//localhost/x',
    'https://a@api.github.com/',
    'https://api.github.com\\@x',
    'http://[::1]/',
    'wss://x.com',
    'http://kubernetes/',
    'mailto:x@y',
    'https://x.internal:22/../repos/',
    '/repos',
    'http://[::ffff:10.0.0.1]/',
    '127.0.0.1:80',
  ].map((url) => ({ url })),
  { url: ['https://api.github.com/', 'http://10.0.0.1/'] },
  { url: 5 },
  ...[5, '5', 'x', 'xx', 'xxx', null, [], ['x'], [1, 2, 3], {}, 5.5, 0, true].flatMap((v) => [
    { v },
    { list: [v] },
    { list: [v, 'x'] },
    { amount: v } as JsonObject,
  ]),
  { list: 5 },
  { list: {} },
  ...[
    '.',
    'src',
    'src/x',
    '/tmp/x/y',
    '/tmp',
    '../x',
    '../../a/src',
    '~',
    '~/.env',
    '/etc/x',
    '$X/y',
    '/',
    '',
    'C:/x',
    '/ETC/x',
    './a*',
    'src/.env',
    '%2e%2e/x',
  ].map((path) => ({ path })),
  { path: 5 },
  ...[10, 50, 200, -5, '100', '1,0', null, 1e9].map((amount) => ({ amount }) as JsonObject),
  ...['delete_x', 'DELETE_X', 'read', 5].map((tool_name) => ({ tool_name }) as JsonObject),
];
