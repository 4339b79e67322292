import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, decide, parsePolicy } from '../../src/index.js';

/* SQLite itself says which conditions leave no row alone: an engine of conditions, and of how signs bind, that nobody here wrote. */

const NUMBERS = [
  1.5, -0.5, -1_000_000, -20, -7, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 20, 99, 100, 101,
  1_000_000,
];
const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'ba',
  'x',
  'zz',
  'A',
  'aa',
  'abx',
  'a%',
  '_',
  '%',
  'q r',
  'zzz',
  '~',
  'aaa',
  'bb',
  'xx',
  'abcd',
  'ax',
  'xa',
  'aba',
  'abab',
  'zza',
  'bbbbb',
  'q'.repeat(10),
  'ab'.repeat(50),
  'x'.repeat(101),
];

function table(): Database.Database {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE t (id INTEGER, n NUMERIC, m NUMERIC, a TEXT, b TEXT)');
  db.exec('CREATE TABLE nulls AS SELECT * FROM t');
  const insertNull = db.prepare('INSERT INTO nulls VALUES (?, ?, ?, ?, ?)');
  const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?, ?, ?)');
  let state = 1;
  const pick = <T>(items: readonly T[]): T => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return items[(state >>> 8) % items.length] as T;
  };
  const ids = NUMBERS.filter((number) => number > 0);
  db.transaction(() => {
    for (const id of ids)
      for (const n of NUMBERS)
        for (const m of NUMBERS)
          for (const like of [false, true]) {
            const a = pick(TEXTS);
            insert.run(id, n, m, a, like ? a : pick(TEXTS));
          }
    for (let i = 1; i < 32; i++) {
      const row = [pick(ids), pick(NUMBERS), pick(NUMBERS), pick(TEXTS), pick(TEXTS)];
      insertNull.run(...row.map((value, at) => ((i >> at) & 1 ? null : value)));
    }
  })();
  return db;
}

const RUNS = Number(process.env.CAPFENCE_SQL_RUNS ?? 4_000);
const SEED = Number(process.env.CAPFENCE_SEED ?? 1);

const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((items) => items.join(' '));
const one = (...texts: string[]) => fc.constantFrom(...texts);
const call = (name: string, ...given: fc.Arbitrary<string>[]) =>
  fc.tuple(...given).map((items) => `${name}(${items.join(', ')})`);

const { condition } = fc.letrec<{ number: string; text: string; test: string; condition: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'sql' },
    { weight: 6, arbitrary: one('id', 'n', 'm', '"n"', 't.id', '0', '1', '2', '5', '10', '100', '-3') },
    { weight: 2, arbitrary: join(tie('number'), one('+', '-', '*', '/', '%', '&', '|'), tie('number')) },
    tie('number').map((inner) => `(${inner})`),
    call('abs', tie('number')),
    call('length', tie('text')),
    call('coalesce', tie('number'), tie('number')),
    fc
      .tuple(tie('condition'), tie('number'), tie('number'))
      .map(([when, then, other]) => `CASE WHEN ${when} THEN ${then} ELSE ${other} END`),
  ),
  text: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'sql' },
    { weight: 6, arbitrary: one('a', 'b', '"a"', "''", "'a'", "'ab'", "'zz'", "'x'") },
    { weight: 2, arbitrary: join(one('a', 'b'), one('||'), one("'x'", "''", "'a'")) },
    tie('text').map((inner) => `(${inner})`),
    call('lower', tie('text')),
    call('substr', tie('text'), one('1'), one('1', '2')),
    call('replace', tie('text'), one("'a'", "'x'"), one("'b'", "''")),
    call('ifnull', tie('text'), tie('text')),
  ),
  test: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'sql' },
    {
      weight: 3,
      arbitrary: join(tie('number'), one('=', '<>', '<', '>', '<=', '>=', '!=', '=='), tie('number')),
    },
    { weight: 2, arbitrary: join(tie('text'), one('=', '<>', '<', '>', '<=', '>='), tie('text')) },
    join(
      tie('text'),
      one('LIKE', 'NOT LIKE'),
      one("'%'", "'a%'", "'%b%'", "'_%'", "''", "'%' || '%'", "'' || '%'"),
    ),
    join(tie('number'), one('BETWEEN', 'NOT BETWEEN'), tie('number'), one('AND'), tie('number')),
    fc
      .tuple(tie('number'), one('IN', 'NOT IN'), tie('number'), tie('number'))
      .map(([sought, sign, first, second]) => `${sought} ${sign} (${first}, ${second})`),
    join(tie('number'), one('IS', 'IS NOT'), tie('number')),
    join(tie('text'), one('IS', 'IS NOT'), tie('text')),
  ),
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'sql' },
    { weight: 4, arbitrary: tie('test') },
    { weight: 3, arbitrary: join(tie('condition'), one('AND', 'OR', 'OR'), tie('condition')) },
    tie('condition').map((inner) => `NOT ${inner}`),
    tie('condition').map((inner) => `(${inner})`),
    tie('number'),
  ),
}));

const policy = compilePolicy(
  parsePolicy(
    JSON.stringify({
      deny: [{ capability: 'sql', sql: { statement: ['delete'], without_where: true, dialect: 'sqlite' } }],
      allow: [{ capability: 'sql', sql: { only: ['delete'], dialect: 'sqlite' } }],
    }),
  ),
);

describe('a condition that SQLite finds true of every row', () => {
  it('is none', () => {
    const db = table();
    let always = 0;
    const leavesNoneAlone = (where: string): boolean | undefined => {
      // No row here need hold what constants come to.
      if (/\d\)? [-+*/%&|] \(?-?\d/.test(where)) return undefined;
      try {
        // Nothing is asked of rows that hold nothing but by who asks for that.
        const tables = / IS /.test(where) ? ['t', 'nulls AS t'] : ['t'];
        return tables.every(
          (rows) =>
            db.prepare(`SELECT 1 FROM ${rows} WHERE NOT coalesce((${where}), 0) LIMIT 1`).get() === undefined,
        );
      } catch {
        return undefined;
      }
    };
    fc.assert(
      fc.property(condition, (where) => {
        if (leavesNoneAlone(where) !== true) return;
        always++;
        const sql = `DELETE FROM t WHERE ${where}`;
        expect(decide(policy, { actor: 'a', capability: 'sql.run', payload: { sql } }).decision, sql).toBe(
          'deny',
        );
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(always).toBeGreaterThan(200);
  });
});
