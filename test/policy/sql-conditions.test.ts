import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, parsePolicy } from '../../src/index.js';

const POLICIES = Object.fromEntries(
  ['postgres', 'mysql', 'sqlite', 'tsql', 'any'].map((dialect) => [
    dialect,
    parsePolicy(
      JSON.stringify({
        allow: [
          {
            capability: 'sql',
            sql: {
              only: ['update', 'delete', 'merge', 'select'],
              permit: 'unknown',
              without_where: false,
              dialect,
            },
          },
        ],
      }),
    ),
  ]),
);

const statements = (name: string): [string, string][] =>
  readFileSync(`test/fixtures/sql/${name}.txt`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, dialect, sql] = /^(postgres|mysql|sqlite|tsql)\|(.*)$/.exec(line) ?? [];
      return dialect === undefined || sql === undefined ? [] : [[dialect, sql]];
    });

function granted(dialect: string, query: string): boolean {
  const event = { actor: 'x', capability: 'sql.execute.db', payload: { query } } as never;
  return decide(POLICIES[dialect] as never, event).decision === 'allow';
}

describe('a condition', () => {
  it.each(statements('all-rows'))('restricts nothing, in %s: %s', (dialect, sql) => {
    expect(granted(dialect, sql)).toBe(false);
    expect(granted('any', sql)).toBe(false);
  });

  it.each(statements('some-rows'))('says which rows it means, in %s: %s', (dialect, sql) => {
    expect(granted(dialect, sql)).toBe(true);
  });
});
