import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { decide, explain, parsePolicy, printPolicy } from '../../src/index.js';
import type { PolicyError } from '../../src/index.js';
import { DIALECTS, readSql } from '../../src/engine/policy/sql/dialects.js';
import type { Dialect } from '../../src/engine/policy/sql/dialects.js';
import { describeScript } from '../../src/engine/policy/sql/test.js';

interface Entry {
  sql: string;
  reason: string;
  dialect?: Dialect;
  deny?: boolean;
  /** Asked of the shipped packs only. */
  packs?: boolean;
}

const corpus = parse(readFileSync('test/fixtures/attacks/sql.yaml', 'utf8')) as {
  policy: object;
  attacks: Entry[];
  benign: Entry[];
};
const own = (entries: Entry[]): Entry[] => entries.filter(({ packs }) => packs !== true);
const inDialect = (dialect: Dialect) =>
  parsePolicy(
    JSON.stringify(corpus.policy, (key, value: unknown) =>
      key === 'sql' && typeof value === 'object' ? { ...value, dialect } : value,
    ),
  );
const policies = Object.fromEntries(DIALECTS.map((dialect) => [dialect, inDialect(dialect)]));
const policyFor = (dialect: Dialect = 'postgres') => policies[dialect] as ReturnType<typeof inDialect>;
const event = (payload: object) => ({ actor: 'x', capability: 'sql.execute.db', payload }) as never;
const answer = (rules: object, payload: object): string =>
  decide(parsePolicy(JSON.stringify(rules)), event(payload)).decision;
const denies = (sql: object, query: unknown): boolean =>
  answer({ deny: [{ capability: 'sql', sql }], allow: ['sql'] }, { query }) === 'deny';
const grants = (sql: object, query: unknown): boolean =>
  answer({ allow: [{ capability: 'sql', sql }] }, { query }) === 'allow';
const shown = (query: string, dialect: Dialect = 'postgres'): string =>
  readSql(query, dialect)
    .map((script) => describeScript(script, undefined))
    .join(' | ');

describe('the corpus of statements', () => {
  it('has a reason for every label, and enough of both', () => {
    const all = [...corpus.attacks, ...corpus.benign];
    expect(all.every(({ reason }) => typeof reason === 'string' && reason.length > 4)).toBe(true);
    expect(new Set(all.map(({ sql, dialect }) => `${dialect} ${sql}`)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(220);
  });

  it.each(own(corpus.attacks))('stops $sql: $reason', ({ sql, dialect, deny }) => {
    const policy = policyFor(dialect);
    expect(decide(policy, event({ query: sql })).reason).toBe(
      deny === false ? 'policy_default_deny' : 'policy_deny',
    );
    for (const payload of [
      { sql },
      { statements: ['SELECT 1', sql] },
      { batch: [{ rawQuery: sql }] },
      { query: 'SELECT 1', fallbackSql: sql },
    ])
      expect(decide(policy, event(payload)).decision).toBe('deny');
  });

  it.each(own(corpus.benign))('lets $sql through: $reason', ({ sql, dialect }) => {
    expect(decide(policyFor(dialect), event({ query: sql }))).toMatchObject({ decision: 'allow' });
  });

  it('stops the attacks on PostgreSQL in every dialect too', () => {
    const plain = own(corpus.attacks).filter(({ dialect, deny }) => dialect === undefined && deny !== false);
    for (const { sql } of plain)
      expect([sql, decide(policyFor('any'), event({ query: sql })).decision]).toEqual([sql, 'deny']);
  });
});

describe('sql', () => {
  it('sees the statements inside others', () => {
    expect(shown('WITH d AS (DELETE FROM a) INSERT INTO b SELECT * FROM c')).toBe(
      'statements: insert (writes b; reads c); delete (writes a; all rows)',
    );
    expect(shown('MERGE INTO a USING b ON a.x = b.x WHEN MATCHED THEN DELETE')).toContain('delete (writes a');
    expect(shown('MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE')).toContain('all rows');
    expect(shown('DECLARE c CURSOR FOR SELECT * FROM t')).toContain('select (reads t');
    expect(shown('CREATE SCHEMA s CREATE TABLE t (a int)')).toContain('create (writes t)');
  });

  it('keeps apart which statement has no condition', () => {
    const test = { statement: 'delete', without_where: true };
    expect(denies(test, 'DELETE FROM a WHERE id = 1; UPDATE b SET x = 1')).toBe(false);
    expect(denies(test, 'DELETE FROM a; UPDATE b SET x = 1 WHERE id = 1')).toBe(true);
  });

  it.each([
    ['id = 1', false],
    ['id = $1', false],
    ['id > 0 AND true', true],
    ['total > 0 AND true', false],
    ['id = 1 OR name = name', true],
    ['(1 = 1) AND (2 > 1)', true],
    ['NOT (1 = 2)', true],
    ['$1', true],
    ['EXISTS (SELECT 1 FROM b WHERE b.id = a.id)', false],
    ["name ~~ '%'", true],
    ['id IN (SELECT id FROM b)', false],
    ['active', false],
    ['random() < 2', true],
    ['(SELECT true)', true],
    ['EXISTS (SELECT 1 FROM b)', true],
    ["length('x') = 1", true],
    ['b.id = 5', true],
    ['a.id = 5', false],
    ['id IS NOT DISTINCT FROM id', true],
    ['id BETWEEN id AND id', true],
    ['id IN (id, 5)', true],
    ['id IN (5, 6)', false],
    ['id <> ALL (ARRAY[id])', false],
    ["name ~ '.*'", true],
    ["name ~ '^a'", false],
    ['id = 5 OR id <> 5', true],
    ['id < 5 OR id >= 5', true],
    ['id < 5 OR id > 9', false],
    ['id < 5 OR id > 4', true],
    ['id = id + 0', true],
    ['id - id = 0', true],
    ['-id = -id', true],
    ['id / id = 1', true],
    ['id <> -1', true],
    ['id BETWEEN 0 AND 2147483647', true],
    ['id BETWEEN 5 AND 10', false],
    ['id IS NOT NULL', true],
    ['parent_id IS NOT NULL', false],
    ['length(name) >= 0', true],
    ['length(name) > 5', false],
    ['coalesce(id, 1) IS NOT NULL', true],
    ['CASE WHEN id = 1 THEN true ELSE true END', true],
    ['CASE WHEN id = 1 THEN true ELSE false END', false],
    ['(id, name) = (id, name)', true],
    ['f(id) = f(id)', true],
    ['f(id) OR NOT f(id)', true],
    ['f(id) = 5', false],
    ['active IN (true, false)', true],
    ['active', false],
    ["status <> 'done'", false],
    ["name <> '' OR name = ''", true],
    ['created_at < now()', true],
    ["created_at < now() - interval '30 days'", false],
    ['expires_at < now()', false],
    ["name SIMILAR TO '%'", true],
    ['EXISTS (SELECT 1 FROM b WHERE total > 0)', true],
    ['EXISTS (SELECT 1 FROM a WHERE a.id > 5)', true],
    ['EXISTS (SELECT 1 FROM a x WHERE x.id = a.id)', true],
    ['EXISTS (SELECT 1 FROM a x WHERE x.mail = a.mail AND x.id < a.id)', false],
    ['EXISTS (SELECT a.id FROM b)', true],
    ['id IN (SELECT id FROM a)', true],
    ['id IN (SELECT x.id FROM (SELECT id FROM a WHERE id > 0) x)', true],
    ['id IN (SELECT id FROM a WHERE banned)', false],
    ['id IN (SELECT id FROM a LIMIT 10)', false],
    ['id = ANY (ARRAY (SELECT id FROM a))', true],
    ['id = %s', false],
    ['%s', true],
    ['id = :id', false],
    ['id = ? OR true', true],
  ])('takes WHERE %s to restrict nothing: %s', (where, all) => {
    expect(denies({ statement: 'delete', without_where: true }, `DELETE FROM a WHERE ${where}`)).toBe(all);
  });

  it.each([
    ['DELETE FROM a x WHERE x.id IN (SELECT id FROM a)', true],
    ['DELETE FROM a USING a b WHERE a.id = b.id', true],
    ['DELETE FROM a USING a b WHERE a.id < b.id AND a.mail = b.mail', false],
    ['UPDATE a SET x = 1 FROM (SELECT id FROM a) b WHERE b.id = a.id', true],
    ['UPDATE a SET x = b.x FROM b WHERE b.id = a.id', false],
    ['WITH w AS (SELECT id FROM a) DELETE FROM a WHERE id IN (SELECT id FROM w)', true],
    ['WITH w AS (SELECT id FROM a LIMIT 9) DELETE FROM a WHERE id IN (SELECT id FROM w)', false],
  ])('sees through copies of the table, in %s: %s', (statement, all) => {
    expect(denies({ statement: ['delete', 'update'], without_where: true }, statement)).toBe(all);
  });

  it.each([
    ['DELETE FROM c USING posts WHERE c.post_id = posts.id', true],
    ['DELETE FROM c x USING posts p WHERE p.id = x.post_id AND p.id IS NOT NULL', true],
    ['DELETE FROM c USING posts WHERE posts.id = post_id AND c.id > 0', true],
    ['DELETE FROM c USING stores WHERE c.store_id = stores.store_id', true],
    ['DELETE FROM c USING posts, users WHERE c.post_id = posts.id AND posts.user_id = users.id', true],
    ['DELETE FROM c WHERE post_id IN (SELECT id FROM posts)', true],
    ['DELETE FROM c WHERE EXISTS (SELECT 1 FROM posts p WHERE p.id = c.post_id)', true],
    ['UPDATE c SET hidden = true FROM posts WHERE c.post_id = posts.id', true],
    ['UPDATE c SET title = posts.title FROM posts WHERE c.post_id = posts.id', false],
    ['DELETE FROM c USING posts WHERE c.post_id = posts.id AND posts.slug = $1', false],
    ['DELETE FROM c USING posts WHERE c.post_id = posts.id AND c.spam > 90', false],
    ['DELETE FROM c USING spam_posts s WHERE c.post_id = s.id', false],
    ['WITH posts AS (SELECT 4 AS id) DELETE FROM c USING posts WHERE c.post_id = posts.id', false],
    ['DELETE FROM c WHERE post_id NOT IN (SELECT id FROM posts)', false],
    ['DELETE FROM c WHERE post_id IN (SELECT id FROM posts LIMIT 5)', false],
    ['DELETE FROM c WHERE post_id IN (SELECT id FROM posts WHERE spam)', false],
    ['DELETE FROM c WHERE EXISTS (SELECT 1 FROM posts p WHERE p.id = c.post_id AND p.spam)', false],
  ])('follows references to tables that nothing restricts, in %s: %s', (statement, all) => {
    expect(denies({ statement: ['delete', 'update'], without_where: true }, statement)).toBe(all);
  });

  it.each([
    ['mysql', 'DELETE c FROM c, posts WHERE c.post_id = posts.id', true],
    ['mysql', 'DELETE c FROM c JOIN posts ON c.post_id = posts.id WHERE posts.id IS NOT NULL', true],
    ['mysql', 'DELETE FROM c WHERE post_id IN (SELECT id FROM posts)', true],
    ['tsql', 'DELETE c FROM c, posts WHERE c.post_id = posts.id', true],
    ['sqlite', 'DELETE FROM c WHERE post_id IN (SELECT id FROM posts)', true],
    ['mysql', "DELETE c FROM c JOIN posts ON c.post_id = posts.id WHERE posts.slug = 'x'", false],
    ['mysql', 'DELETE FROM c WHERE post_id NOT IN (SELECT id FROM posts)', false],
    ['mysql', 'DELETE FROM c WHERE post_id IN (SELECT id FROM posts WHERE spam = 1)', false],
    ['sqlite', 'DELETE FROM c WHERE post_id IN (SELECT id FROM posts LIMIT 4)', false],
    ['mysql', "UPDATE c JOIN posts p ON p.id = c.post_id SET c.title = p.title WHERE c.title = ''", false],
  ] as const)('follows them in %s: %s: %s', (dialect, statement, all) => {
    expect(denies({ statement: ['delete', 'update'], without_where: true, dialect }, statement)).toBe(all);
  });

  it.each(['mysql', 'sqlite', 'tsql'] as const)('tries conditions of %s on rows too', (dialect) => {
    const all = (where: string): boolean =>
      denies({ statement: 'delete', without_where: true, dialect }, `DELETE FROM a WHERE ${where}`);
    for (const where of [
      ...['id = id + 0', 'id > 0', 'NOT (id IS NULL)', 'length(name) >= 0', 'id IN (SELECT id FROM a)'],
      ...['id < 5 OR id > 4', 'EXISTS (SELECT 1 FROM b WHERE total > 0)', 'COALESCE(id, 1) IS NOT NULL'],
    ])
      expect([where, all(where)]).toEqual([where, true]);
    for (const where of [
      ...['id = 5', 'total > 0', 'parent_id IS NOT NULL', "day < '2024-01-01'", "mail = 'a@b.c'"],
      ...['EXISTS (SELECT 1 FROM b WHERE b.id = a.id)', 'id IN (SELECT id FROM a WHERE banned = 1)'],
    ])
      expect([where, all(where)]).toEqual([where, false]);
  });

  it('takes a condition that is too long to be tried for one that restricts nothing', () => {
    const sum = (of: string): string => `DELETE FROM a WHERE id = id${of.repeat(300)}`;
    expect(denies({ statement: 'delete', without_where: true }, sum(' + 0'))).toBe(true);
    const list = `DELETE FROM a WHERE id IN (${Array.from({ length: 20_000 }, (_, i) => i).join()})`;
    expect(denies({ statement: 'delete', without_where: true }, list)).toBe(false);
  });

  it('reads parameters as drivers take them, and nothing else by their signs', () => {
    const kinds = (text: string) => readSql(text, 'postgres')[0]?.statements.map(({ kind }) => kind);
    expect(kinds('SELECT * FROM t WHERE id = :id AND a = ?')).toEqual(['select']);
    expect(kinds('SELECT :a; DROP TABLE t')).toEqual(['select', 'drop']);
    expect(kinds("SELECT ':a; DROP TABLE t', :b")).toEqual(['select']);
    for (const text of ['SELECT /* :a */ :b', 'SELECT $x$ :a $x$, :b', "SELECT E'\\'' :a", 'SELECT : a'])
      expect([text, kinds(text)]).toEqual([text, []]);
  });

  it('runs what was prepared in the same text, and knows nothing of what was prepared elsewhere', () => {
    expect(denies({ effects: 'unknown' }, 'PREPARE p AS SELECT 1; EXECUTE p')).toBe(false);
    expect(denies({ tables: 'secrets' }, 'PREPARE p AS SELECT 1; EXECUTE p')).toBe(false);
    expect(denies({ tables: 'secrets' }, 'EXECUTE p')).toBe(true);
  });

  it('takes the search path for no table, and its schemas for what names may lead to', () => {
    expect(denies({ tables: 'secrets' }, 'SET search_path TO app, public')).toBe(false);
    expect(denies({ tables: 'vault.*' }, 'SET search_path TO vault')).toBe(true);
    expect(denies({ tables: 'vault.*' }, 'SET search_path TO app')).toBe(false);
  });

  it('knows queries that never end, and writes to the catalogue', () => {
    const numbers = (rest: string) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n${rest}`;
    expect(denies({ effects: 'admin' }, numbers(') SELECT count(*) FROM n'))).toBe(true);
    expect(denies({ effects: 'admin' }, numbers(' WHERE i < 9) SELECT count(*) FROM n'))).toBe(false);
    expect(denies({ effects: 'admin' }, numbers(') SELECT i FROM n LIMIT 9'))).toBe(false);
    expect(denies({ effects: 'privilege' }, 'UPDATE pg_roles SET rolsuper = true WHERE oid = 1')).toBe(true);
    expect(denies({ effects: 'privilege' }, 'SELECT * FROM pg_roles')).toBe(false);
  });

  it('finds tables in any schema where it restricts, and exactly where it grants', () => {
    const table = (name: string) => `SELECT * FROM ${name}`;
    expect(denies({ tables: 'users' }, table('app.users'))).toBe(true);
    expect(denies({ tables: 'app.users' }, table('"App"."Users"'))).toBe(true);
    expect(denies({ tables: 'app.users' }, table('users'))).toBe(true);
    expect(denies({ tables: 'app.users' }, table('other.users'))).toBe(false);
    expect(denies({ tables: 'app.*' }, table('users'))).toBe(false);
    expect(denies({ tables: 'public.*' }, table('users'))).toBe(true);
    expect(denies({ tables: 'app.*', search_path: ['app', 'public'] }, table('users'))).toBe(true);
    expect(denies({ tables: 'app.*', search_path: '*' }, table('users'))).toBe(true);
    expect(denies({ tables: 'app.*', search_path: 'other' }, table('users'))).toBe(false);
    expect(denies({ tables: 'app.*' }, 'DROP SCHEMA app')).toBe(true);
    expect(denies({ tables: 'app.*' }, 'DROP SCHEMA other')).toBe(false);
    expect(grants({ tables: 'app.users' }, table('app.users'))).toBe(true);
    expect(grants({ tables: 'app.users' }, table('users'))).toBe(false);
    expect(grants({ tables: 'users' }, table('app.users'))).toBe(false);
    expect(grants({ tables: ['users', 'app.*'] }, table('users, app.orders'))).toBe(true);
    expect(grants({ tables: 'users' }, table('users, secrets'))).toBe(false);
    expect(grants({ tables: 'users' }, 'SELECT 1')).toBe(false);
  });

  it('reads the names of a WITH as PostgreSQL does', () => {
    const tables = (query: string) => /reads ([^;)]*)/.exec(shown(query))?.[1];
    expect(tables('WITH a AS (SELECT * FROM b) SELECT * FROM a, c')).toBe('b, c');
    expect(tables('WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM b')).toBeUndefined();
    expect(tables('WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a')).toBe('b');
    expect(tables('WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a')).toBeUndefined();
    expect(tables('WITH a AS (SELECT 1) SELECT * FROM s.a')).toBe('s.a');
    expect(tables('SELECT * FROM a WHERE x IN (WITH a AS (SELECT 1) SELECT * FROM a)')).toBe('a');
    expect(shown('WITH a AS (SELECT 1) DELETE FROM a USING a AS x')).toContain('writes a');
  });

  it('asks for a limit only of queries from tables', () => {
    const test = { limit_missing: true };
    for (const query of ['SELECT * FROM a', 'SELECT * FROM a LIMIT ALL', 'SELECT * FROM a OFFSET 5'])
      expect([query, denies(test, query)]).toEqual([query, true]);
    for (const query of [
      'SELECT 1',
      'SELECT * FROM a LIMIT 5',
      'SELECT * FROM a FETCH FIRST 5 ROWS ONLY',
      'DELETE FROM a',
    ])
      expect([query, denies(test, query)]).toEqual([query, false]);
    expect(denies({ ...test, dialect: 'tsql' }, 'SELECT TOP 5 * FROM a')).toBe(false);
    expect(denies({ ...test, dialect: 'tsql' }, 'SELECT * FROM (SELECT TOP 5 * FROM a) b')).toBe(true);
    expect(denies({ ...test, dialect: 'sqlite' }, 'SELECT * FROM a LIMIT -1')).toBe(true);
  });

  it('knows several statements from one', () => {
    expect(denies({ multiple: true }, 'SELECT 1; SELECT 2')).toBe(true);
    expect(denies({ multiple: true }, 'WITH d AS (DELETE FROM a) SELECT 1;')).toBe(false);
    expect(grants({ only: 'select', multiple: false }, 'SELECT 1')).toBe(true);
    expect(grants({ only: 'select', multiple: false }, 'SELECT 1; SELECT 1')).toBe(false);
  });

  it('covers by `only` no effect that is not permitted', () => {
    expect(grants({ only: 'select' }, 'SELECT now()')).toBe(true);
    expect(grants({ only: 'select' }, 'SELECT pg_sleep(1)')).toBe(false);
    expect(grants({ only: 'select', permit: 'admin' }, 'SELECT pg_sleep(1)')).toBe(true);
    expect(grants({ only: 'select', permit: 'admin' }, "SELECT pg_read_file('x')")).toBe(false);
    expect(grants({ only: 'select' }, 'SELECT mine()')).toBe(false);
    expect(grants({ only: 'select', permit: 'unknown' }, 'SELECT mine()')).toBe(true);
    expect(grants({ only: ['grant', 'revoke'] }, 'GRANT SELECT ON a TO b')).toBe(true);
    expect(grants({ only: ['do', 'select'] }, 'DO $$ BEGIN END $$')).toBe(false);
  });

  it('takes what is no text for unknown, and what is not there for false', () => {
    for (const query of [5, null, true, { text: 'SELECT 1', values: [] }, ['SELECT 1', 2]]) {
      expect([query, denies({ statement: 'drop' }, query)]).toEqual([query, true]);
      expect([query, grants({ only: 'select' }, query)]).toEqual([query, false]);
    }
    for (const query of ['', ' ', '-- nothing', ';']) {
      expect([query, denies({ statement: 'drop' }, query)]).toEqual([query, false]);
      expect([query, grants({ only: 'select' }, query)]).toEqual([query, false]);
    }
    expect(
      answer({ deny: [{ capability: 'sql', sql: { statement: 'drop' } }], allow: ['sql'] }, { x: 1 }),
    ).toBe('allow');
  });

  it('knows that a setting changes how the texts after it are read', () => {
    for (const [query, dialect] of [
      ['SET standard_conforming_strings = off', 'postgres'],
      ["SET NAMES 'sjis'", 'postgres'],
      ["SELECT set_config('client_encoding', 'sjis', false)", 'postgres'],
      ['SELECT set_config(x, y, false) FROM z', 'postgres'],
      ["SET sql_mode = 'NO_BACKSLASH_ESCAPES'", 'mysql'],
      ['SET NAMES gbk', 'mysql'],
    ] as const)
      expect([query, denies({ statement: 'drop', dialect }, query)]).toEqual([query, true]);
    expect(denies({ statement: 'drop' }, "SELECT set_config('app.tenant', 'x', true)")).toBe(false);
    expect(denies({ statement: 'drop' }, "SET statement_timeout = '5s'")).toBe(false);
  });

  it('reads what `in` names and nothing else', () => {
    const rule = { allow: [{ capability: 'sql', sql: { in: 'args.text', only: 'select' } }] };
    expect(answer(rule, { args: { text: 'SELECT 1' }, query: 'DROP TABLE x' })).toBe('allow');
    expect(answer(rule, { args: { text: 'DROP TABLE x' } })).toBe('deny');
    expect(answer(rule, { query: 'SELECT 1' })).toBe('deny');
  });

  it('explains the statements, the one that decided first', () => {
    const [rule] = explain(policyFor(), event({ query: 'SELECT 1; DELETE FROM users' })).candidates.filter(
      (candidate) => candidate.matched,
    );
    expect(rule?.rule.id).toBe('rows');
    expect(rule?.conditions[0]).toMatchObject({
      truth: 'true',
      reading: { at: '$.query', value: 'SELECT 1; DELETE FROM users' },
      note: 'statements: delete (writes users; all rows); select',
    });
  });

  it.each([
    [{ statement: 'remove' }, 'must be a kind of statement'],
    [{ only: [] }, 'must not be an empty list'],
    [{ effects: 'magic' }, 'must be one of execute'],
    [{ dialect: 'oracle', only: 'select' }, 'must be one of postgres'],
    [{ dialect: 'mysql' }, 'needs one of'],
    [{ permit: 'network', statement: 'select' }, 'there is no `only`'],
    [{ without_where: 'yes' }, 'must be true or false'],
    [{ table: 'x' }, 'unknown key'],
    [{ in: '[]', only: 'select' }, 'is not an argument path'],
    [{ search_path: 'app', only: 'select' }, 'there are none'],
  ])('does not load %j', (test, message) => {
    let error: PolicyError | undefined;
    try {
      parsePolicy(JSON.stringify({ deny: [{ capability: 'sql', sql: test }] }));
    } catch (caught) {
      error = caught as PolicyError;
    }
    expect(error?.message).toContain(message);
  });

  it('prints to a policy that is the same', () => {
    const policy = policyFor('any');
    expect(parsePolicy(printPolicy(policy)).digest).toBe(policy.digest);
  });
});

describe('the parsers', () => {
  const hostile: [string, string][] = [
    ['10,000 parentheses', `select ${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['20,000 operators', `select 1${'+1'.repeat(20_000)}`],
    ['3,000 queries in queries', `select ${'(select '.repeat(3000)}1${')'.repeat(3000)}`],
    ['5,000 unions', `select 1${' union select 1'.repeat(5000)}`],
    ['a comment that never ends', '/*'.repeat(100_000)],
    ['a run of operators', `select ${'+'.repeat(200_000)}1`],
    ['50,000 casts', `select 1${'::int'.repeat(50_000)}`],
    ['100,000 statements', 'select 1;'.repeat(100_000)],
    ['500,000 columns', `select 1${',a'.repeat(500_000)}`],
    ['no end of quotes', "'".repeat(100_001)],
    ['NUL', 'select 1\0'],
    ['a lone surrogate', "select '\ud800'"],
  ];

  it.each(hostile)('takes %s for unknown, soon, and goes on', (_, query) => {
    const start = performance.now();
    expect(denies({ statement: 'drop' }, query)).toBe(true);
    expect(grants({ only: 'select' }, query)).toBe(false);
    expect(performance.now() - start).toBeLessThan(8000);
    expect(grants({ only: 'select' }, 'SELECT 1')).toBe(true);
  });

  it('reads a statement of 800,000 characters', () => {
    const rows = `,(1,'${'some text '.repeat(5)}')`.repeat(14_000);
    expect(denies({ statement: 'drop' }, `insert into t values (1,'a')${rows}`)).toBe(false);
    expect(denies({ statement: 'drop' }, `insert into t values (1,'a')${rows}; drop table t`)).toBe(true);
  });

  it('never throws, and finds a DROP wherever one is a statement', () => {
    const piece = fc.constantFrom(
      ...[
        'select',
        '1',
        "'",
        '"',
        '`',
        '$$',
        '$a$',
        '--',
        '/*',
        '*/',
        '/*!',
        '#',
        ';',
        '(',
        ')',
        '\\',
        "E'",
        "U&'",
      ],
      ...[
        'drop table t',
        'delete from t',
        ' where ',
        'id = 1',
        '\n',
        ' ',
        '[',
        ']',
        'GO',
        'exec',
        'from t',
        'é',
        '\0',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom(...DIALECTS), (parts, dialect) => {
        const query = parts.join(' ');
        expect(['allow', 'deny']).toContain(decide(policyFor(dialect), event({ query })).decision);
        // Whatever stands before it: either it does not parse, or the DROP is a statement.
        const last = `${query}\n;DROP TABLE t`;
        expect([last, decide(policyFor(dialect), event({ query: last })).decision]).toEqual([last, 'deny']);
      }),
      { numRuns: 3000 },
    );
  });

  it('lets no quoting in a dialect hide a statement', () => {
    const text = fc.string({
      unit: fc.constantFrom("'", '"', '\\', ' ', 'a', ';', '-', '`', '['),
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, fc.constantFrom<Dialect>('sqlite', 'tsql', 'postgres'), (content, dialect) => {
        // A text whose quotes are doubled is one text, and what stands behind it is not.
        const quoted = `'${content.replaceAll("'", "''")}'`;
        expect(denies({ statement: 'drop', dialect }, `SELECT ${quoted}; DROP TABLE t`)).toBe(true);
        expect(denies({ statement: 'drop', dialect }, `SELECT ${quoted} AS x`)).toBe(false);
      }),
      { numRuns: 600 },
    );
  });
});
