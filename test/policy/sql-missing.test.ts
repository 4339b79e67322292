import { describe, expect, it, vi } from 'vitest';
import { decide, parsePolicy } from '../../src/index.js';
import type { PolicyError } from '../../src/index.js';

vi.mock('../../src/engine/policy/lazy-package.js', () => ({
  loadPackage: () => {
    throw new Error('Cannot find module');
  },
  locatePackageFile: () => '',
}));

const load = (sql: object) =>
  parsePolicy(JSON.stringify({ deny: [{ capability: 'sql', sql }], allow: ['sql'] }));

describe('a parser that is not installed', () => {
  it.each(['mysql', 'sqlite', 'tsql'])(
    'keeps a policy for %s from loading, and says what to install',
    (dialect) => {
      let error: PolicyError | undefined;
      try {
        load({ dialect, statement: 'drop' });
      } catch (caught) {
        error = caught as PolicyError;
      }
      expect(error?.problems[0]?.message).toContain('needs the package `node-sql-parser`');
      expect(error?.problems[0]?.help).toContain('npm install node-sql-parser');
    },
  );

  it('keeps a policy from loading that needs PostgreSQL’s', () => {
    expect(() => load({ statement: 'drop' })).toThrow('`libpg-query` does not load');
    expect(() => load({ dialect: 'any', statement: 'drop' })).toThrow('does not load');
  });

  it('changes nothing for a policy without sql', () => {
    const policy = parsePolicy(JSON.stringify({ allow: ['sql'] }));
    expect(decide(policy, { actor: 'x', capability: 'sql.run.db', payload: {} }).decision).toBe('allow');
  });
});
