import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, parsePolicy } from '../../src/index.js';

const FILE = 'policies/database/baseline.yaml';
const TEXT = readFileSync(FILE, 'utf8');
const POLICIES = new Map(
  ['postgres', 'mysql', 'sqlite', 'tsql', 'any'].map((dialect) => [
    dialect,
    parsePolicy(TEXT.replace('&dialect postgres', `&dialect ${dialect}`), { file: FILE }),
  ]),
);
const WAYS = ['query', 'write', 'admin', 'execute'];

const statements = (name: string): [string, string][] =>
  readFileSync(`test/fixtures/sql/${name}.txt`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, dialect, sql] = /^(postgres|mysql|sqlite|tsql)\|(.*)$/.exec(line) ?? [];
      return dialect === undefined || sql === undefined ? [] : [[dialect, sql]];
    });

/** Whether some way of asking for it is let through. */
function passes(dialect: string, query: string): boolean {
  return WAYS.some((way) => {
    const event = {
      actor: 'a',
      capability: `database.${way}.app`,
      payload: { query },
      environment: 'development',
    };
    return decide(POLICIES.get(dialect) as never, event as never).decision === 'allow';
  });
}

describe('the database pack at baseline', () => {
  it.each(statements('refused'))('lets nobody unasked, in %s: %s', (dialect, sql) => {
    expect(passes(dialect, sql)).toBe(false);
    expect(passes('any', sql)).toBe(false);
  });

  it.each(statements('granted'))('lets through, in %s: %s', (dialect, sql) => {
    expect(passes(dialect, sql)).toBe(true);
  });
});
