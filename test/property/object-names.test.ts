import { describe, expect, it } from 'vitest';
import { decide, parsePolicy } from '../../src/index.js';
import { DIALECTS } from '../../src/engine/policy/sql/dialects.js';
import { decided } from '../support/shell-baseline.js';

/* Names that every object of the language has, in places where a table is asked for what it knows of a name. */
const NAMES = Object.getOwnPropertyNames(Object.prototype);
/** A name that nothing knows; nothing else may be better known. */
const STRANGE = 'zzqname';
const RANK = { allow: 0, require_approval: 1, deny: 2 };

const COMMANDS = [
  ...[
    'NAME x',
    './NAME',
    'git NAME x',
    'npx NAME x',
    'npm NAME',
    'npm run NAME',
    'docker NAME x',
    'docker compose NAME',
  ],
  ...[
    'kubectl NAME x',
    'make NAME',
    'go NAME ./...',
    'cargo NAME',
    'gh NAME list',
    'aws NAME ls',
    'terraform NAME',
  ],
  ...[
    'pip NAME x',
    'uv NAME x',
    'yarn NAME',
    'pnpm NAME x',
    'bun NAME x',
    'deno NAME x',
    'gradle NAME',
    'rake NAME',
  ],
  ...[
    'rails NAME',
    'php artisan NAME',
    'mix NAME',
    'dotnet NAME',
    'find . -NAME x',
    'tar --NAME x',
    'sudo NAME x',
  ],
  ...[
    'redis-cli NAME',
    'sqlite3 x.db ".NAME"',
    'psql -c "\\\\NAME"',
    'psql -c "select NAME(1)"',
    'mysql -e "NAME"',
  ],
  ...[
    'NAME=1 ls',
    'export NAME=1; ls',
    'x=NAME; ./$x a',
    'NAME() { rm -rf ~; }; NAME',
    'xargs NAME',
    'trap NAME EXIT',
  ],
  ...[
    'python3 -m NAME',
    'python3 -c "import NAME; NAME.x()"',
    'python3 -c "NAME(1)"',
    'python3 -c "import os; os.NAME(1)"',
  ],
  ...[
    'python3 -c "from NAME import a; a(1)"',
    'python3 -c "import os.path; os.path.NAME(1)"',
    'node -e "NAME(1)"',
  ],
  ...[
    'node -e "require(\'NAME\').x()"',
    'node -e "require(\'fs\').NAME(1)"',
    'node -e "NAME.x(1)"',
    'node -e "new NAME(1)"',
  ],
  ...[
    'php -r "NAME(1);"',
    'php -r "new NAME;"',
    'php -r "NAME::x();"',
    'php -r "use NAME\\\\x; new x;"',
    'php -r "echo NAME;"',
  ],
  ...["php artisan tinker --execute='new NAME;'", "php artisan tinker --execute='NAME::x();'"],
  ...[
    'ruby -e "NAME 1"',
    'ruby -e "puts NAME.x"',
    'ruby -e "File.NAME(1)"',
    'perl -e "NAME(1)"',
    'lua -e "NAME(1)"',
  ],
  ...[
    'curl NAME://localhost/x',
    'curl http://NAME/x',
    'cat > a.NAME <<E\nx\nE\n./a.NAME',
    'cat > NAME <<E\nx\nE\nbash NAME',
  ],
  'cat > x.go <<E\npackage main\nimport "NAME"\nfunc main() { NAME.x() }\nE\ngo run x.go',
  'cat > x.rs <<E\nuse NAME::x;\nfn main() { NAME() }\nE\nrustc x.rs && ./x',
  'cat > X.java <<E\nimport NAME.x; class X { public static void main(String[] a) { NAME(); } }\nE\njava X.java',
];
const STATEMENTS = [
  ...[
    'SELECT NAME(1)',
    'SELECT * FROM NAME',
    'DELETE FROM t WHERE NAME(id)',
    'DELETE FROM t WHERE a NAME 1',
    'DO NAME(1)',
  ],
  ...[
    'UPDATE t SET a=1 WHERE NAME(1) = 1',
    'SET NAME = 1',
    'NAME x',
    'SELECT 1 NAME 2',
    'EXEC NAME',
    'PRAGMA NAME',
  ],
];
const URLS = [
  'NAME://127.0.0.1/x',
  'NAME:x',
  'https://NAME/x',
  'NAME://a.example/',
  'https://a.example/NAME',
];

/** `constructor` is a program, that packs others. */
const known = (command: string, name: string): boolean =>
  name === 'constructor' && /^NAME x|trap/.test(command);

describe('a name that every object has', () => {
  it.each(COMMANDS)('is no better known than any other: %s', (command) => {
    const usual = RANK[decided(command.replaceAll('NAME', STRANGE)) as keyof typeof RANK];
    for (const name of NAMES.filter((one) => !known(command, one))) {
      const answer = decided(command.replaceAll('NAME', name)) as keyof typeof RANK;
      expect([name, RANK[answer]]).toEqual([name, expect.any(Number)]);
      expect([name, RANK[answer] >= usual]).toEqual([name, true]);
    }
  });

  it.each(DIALECTS)('is nothing to a statement of %s', (dialect) => {
    const policy = parsePolicy(
      JSON.stringify({
        deny: [
          {
            capability: 'x',
            sql: { effects: ['execute', 'network', 'read_secret', 'privilege', 'admin'], dialect },
          },
          { capability: 'x', sql: { statement: ['delete', 'update'], without_where: true, dialect } },
        ],
        allow: [{ capability: 'x', sql: { only: ['select', 'update', 'delete'], dialect } }],
      }),
    );
    const answer = (query: string) =>
      decide(policy, { actor: 'a', capability: 'x', payload: { query } } as never).decision;
    for (const statement of STATEMENTS)
      for (const name of NAMES) {
        const [found, usual] = [name, STRANGE].map((one) => RANK[answer(statement.replaceAll('NAME', one))]);
        expect([statement, name, (found ?? 0) >= (usual ?? 0)]).toEqual([statement, name, true]);
      }
  });

  it('is nothing to an address', () => {
    const policy = parsePolicy(
      JSON.stringify({
        deny: [{ capability: 'x', url: { host: ['127.0.0.1'] } }],
        allow: [{ capability: 'x', url: { scheme: ['https'], host: ['a.example'] } }],
      }),
    );
    const answer = (url: string) =>
      decide(policy, { actor: 'a', capability: 'x', payload: { url } } as never).decision;
    for (const url of URLS)
      for (const name of NAMES)
        expect([url, name, answer(url.replaceAll('NAME', name))]).toEqual([
          url,
          name,
          answer(url.replaceAll('NAME', STRANGE)),
        ]);
  });
});
