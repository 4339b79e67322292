import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../src/engine/policy/shell/programs/index.js';
import { decide, parsePolicy } from '../../../src/index.js';

const answer = (rules: object, command: string): string =>
  decide(parsePolicy(JSON.stringify(rules)), {
    actor: 'agent',
    capability: 'shell.exec.dev',
    payload: { command },
    context: { cwd: '/work/project' },
  } as never).decision;

const GRANT = { effects: ['write', 'delete', 'execute', 'network'], within: ['.', '/tmp'] };
const granted = (command: string): boolean =>
  answer({ allow: [{ capability: 'shell', shell: GRANT }] }, command) === 'allow';
const denied = (shell: object, command: string): boolean =>
  answer({ deny: [{ capability: 'shell', shell }], allow: ['shell'] }, command) === 'deny';

describe('what is known about programs', () => {
  it('stands in one place for each', () => {
    const names = FAMILIES.flatMap(({ programs }) => programs.flatMap((program) => program.names));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    // A flag of its own, and no short form of `--pre-glob`.
    ['rg --pre ./x.sh needle src', false],
    ['rg --pre=./x.sh needle src', false],
    ['rg --pre-glob "*.ts" needle src', true],
    // What changes a file in place writes it, wherever it is.
    ['strip build/app', true],
    ['strip /usr/local/bin/app', false],
    ['ar rcs lib/libx.a x.o', true],
    ['ar rcs /usr/lib/libx.a x.o', false],
    ['7z x a.7z -o/etc', false],
    ['unrar x a.rar /etc/', false],
    // What is copied is read, and not where it is copied to.
    ['cp .env.example .env', true],
    ['cp .env out', false],
    ['cp -t out .env', false],
    ['cp a .env $more', false],
    // A module reads its input as data, but for those that run it.
    ['cat data.json | python3 -m json.tool', true],
    ['cat x | python3 -m code', false],
    ['cat x | python3', false],
    ['redis-cli ping', true],
    ['redis-cli flushall', false],
    ['cat x | redis-cli', false],
    // Variables that only tune, and those that decide what runs.
    ['PYTHONPATH=src pytest', true],
    ['PYTHONPATH=.:./lib pytest', true],
    ['PYTHONPATH=/tmp/evil pytest', false],
    ['PYTHONPATH=../evil pytest', false],
    ['PYTHONPATH=$X pytest', false],
    ['NODE_OPTIONS=--max-old-space-size=4096 npm test', true],
    ['NODE_OPTIONS="--max-old-space-size=4096 --require ./x.js" npm test', false],
    ['GOFLAGS=-mod=mod go build ./...', true],
    ['GOFLAGS=-toolexec=x go build ./...', false],
    ['CARGO_TERM_COLOR=always cargo test', true],
    ['CARGO_HOME=/tmp/x cargo test', false],
    ['echo x >> .bash_aliases', false],
  ])('grants %s: %s', (command, expected) => {
    expect(granted(command)).toBe(expected);
  });

  it('takes a line with a variable for an entry of another program in no case', () => {
    expect(denied({ only: ['git push origin main'] }, 'echo $PATH')).toBe(false);
    expect(denied({ only: ['git push origin main'] }, 'git $X')).toBe(true);
    expect(denied({ only: ['git push origin main'] }, '$X push')).toBe(true);
  });
});
