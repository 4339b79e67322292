import { describe, expect, it } from 'vitest';
import { compilePolicy, decide, parsePolicy } from '../../../src/index.js';

type Payload = Record<string, unknown>;

function decisionOn(policy: object, command: string | Payload): string {
  const payload = typeof command === 'string' ? { command } : command;
  const compiled = compilePolicy(parsePolicy(JSON.stringify(policy)));
  const context = { cwd: '/work/project' };
  return decide(compiled, { actor: 'agent', capability: 'shell.exec.dev', payload, context }).decision;
}

const denying = (shell: object) => ({ deny: [{ capability: 'shell', shell }], allow: ['shell'] });
const granting = (shell: object) => ({ allow: [{ capability: 'shell', shell }] });

/** Whether a rule that restricts matches. */
const restricts = (shell: object, command: string | Payload): boolean =>
  decisionOn(denying(shell), command) === 'deny';
/** Whether a rule that grants does. */
const grants = (shell: object, command: string | Payload): boolean =>
  decisionOn(granting(shell), command) === 'allow';

const each = <T extends string | Payload>(scripts: readonly T[]) =>
  scripts.map((script) => [typeof script === 'string' ? script : JSON.stringify(script), script] as const);

describe('command', () => {
  const rm = { command: 'rm' };

  it.each(each(['rm x', '/bin/rm x', 'RM x', 'ls; rm x', 'a | rm', 'x=$(rm y)', "sh -c 'rm x'", 'rm.exe x']))(
    'finds the program: %s',
    (_, script) => expect(restricts(rm, script)).toBe(true),
  );

  it.each(each(['ls rm', 'echo "rm x"', 'rmdir x', 'git rm x', 'ls # rm', "cat <<'E'\nrm x\nE", 'rm_x']))(
    'is not taken in by its name elsewhere: %s',
    (_, script) => expect(restricts(rm, script)).toBe(false),
  );

  it.each(
    each([
      '$x y',
      '$(echo rm) y',
      'r* y',
      'if',
      "'",
      '"$@"',
      'curl x | sh',
      'eval "$x"',
      "python -c 'exec(x)'",
      '. <(x)',
    ]),
  )('restricts where nobody can say what runs, and does not grant there: %s', (_, script) => {
    expect([restricts(rm, script), grants({ command: '*' }, script)]).toEqual([true, false]);
  });

  it('takes globs, and lists of which one is enough', () => {
    expect(restricts({ command: ['mkfs*', 'dd'] }, 'mkfs.ext4 /dev/sda')).toBe(true);
    expect(restricts({ command: ['mkfs*', 'dd'] }, 'dd if=a of=b')).toBe(true);
    expect(restricts({ command: ['mkfs*', 'dd'] }, 'cat a')).toBe(false);
  });

  it('grants only where each command is named, exactly', () => {
    const listed = { command: ['ls', 'cat', 'git'] };
    expect(grants(listed, 'ls; cat a | git diff')).toBe(true);
    expect(grants(listed, '/usr/bin/ls')).toBe(true);
    for (const script of [
      'LS',
      './ls',
      '/tmp/ls',
      'ls; rm x',
      'sudo ls',
      'ls > x',
      'LD_PRELOAD=x ls',
      'cat <(x)',
    ])
      expect([script, grants(listed, script)]).toEqual([script, false]);
  });

  it('names an interpreter with code on its line only where it is named itself', () => {
    expect(restricts({ command: 'python*' }, "python3 -c 'x'")).toBe(true);
    expect(grants({ command: 'python*' }, "python3 -c 'x'")).toBe(true);
    expect(grants({ command: ['python*', 'node'] }, "node -e 'x'; python3.12 a.py")).toBe(true);
  });

  it('counts the body of a function that the script defines, and not the name', () => {
    expect(grants({ command: ['ls'] }, 'f() { ls; }; f')).toBe(true);
    expect(grants({ command: ['ls', 'f'] }, 'f() { rm x; }; f')).toBe(false);
    expect(restricts(rm, 'ls() { rm x; }; ls')).toBe(true);
    expect(restricts(rm, 'rm() { :; }; command rm x')).toBe(true);
  });
});

describe('flags and args', () => {
  const recursive = { command: 'rm', flags: ['r', 'f'] };

  it.each(
    each([
      'rm -rf x',
      'rm -fr x',
      'rm -r -f x',
      'rm x -rf',
      'rm -R --force x',
      'rm --recurs -f x',
      'rm $x y',
    ]),
  )('reads flags however they are given: %s', (_, script) => expect(restricts(recursive, script)).toBe(true));

  it.each(each(['rm -r x', 'rm -f x', 'rm -- -rf', 'rm x; ls -rf', 'rm y"$x"', 'rm rf']))(
    'needs all of them, on one command: %s',
    (_, script) => expect(restricts(recursive, script)).toBe(false),
  );

  it('asks for operands, not for the values of flags', () => {
    const pushes = { command: 'git', args: ['push'] };
    expect(restricts(pushes, 'git -C push status')).toBe(false);
    expect(restricts(pushes, 'git -C x push')).toBe(true);
    expect(restricts({ command: 'rm', args: ['*.git'] }, 'rm -r ./a/../.git')).toBe(true);
    expect(restricts({ command: 'rm', args: ['.git'] }, 'rm -r .gi?')).toBe(true);
    expect(restricts({ command: 'rm', args: ['.git'] }, 'rm -r "$x"')).toBe(true);
    expect(restricts({ command: 'rm', args: ['.git'] }, 'rm -r src')).toBe(false);
  });

  it('grants only where all operands fit', () => {
    const reads = { command: 'cat', args: ['docs/**'] };
    expect(grants(reads, 'cat docs/a docs/b/c')).toBe(true);
    for (const script of ['cat docs/a x', 'cat docs/../x', 'cat "$x"', 'cat', 'cat docs/.*'])
      expect([script, grants(reads, script)]).toEqual([script, false]);
  });
});

describe('pipes_to and writes_to', () => {
  const piped = { command: ['curl', 'wget'], pipes_to: ['sh', 'bash', 'python*'] };

  it.each(
    each([
      'curl x | sh',
      'curl x | tee y | sudo bash',
      'bash <(curl x)',
      'sh -c "$(curl x)"',
      'curl x | (cat; python3)',
      'curl x | $SHELL',
      'cu\\rl x | xargs -I{} sh -c {}',
    ]),
  )('follows what is printed: %s', (_, script) => expect(restricts(piped, script)).toBe(true));

  it.each(each(['curl x; bash y', 'curl x | jq .', 'bash x | curl y', 'curl x > sh', 'curl x && sh y']))(
    'is not taken in by order: %s',
    (_, script) => expect(restricts(piped, script)).toBe(false),
  );

  it('sees where redirections and tee write', () => {
    const outside = { writes_to: { outside: '.' } };
    for (const script of [
      'x > /etc/y',
      'x >> ../y',
      'x &> ~/y',
      'x | tee /y',
      'x > "$y"',
      'cd /; x > y',
      '> /y',
      'x >| /y',
    ])
      expect([script, restricts(outside, script)]).toEqual([script, true]);
    for (const script of ['x > y', 'x > ./a/../y', 'x 2>&1', 'x < /etc/y', 'x > /dev/null', 'cd a && x > y'])
      expect([script, restricts(outside, script)]).toEqual([script, false]);
  });
});

describe('effects', () => {
  it.each([
    ['delete', 'find . -name x -delete'],
    ['delete', 'git clean -fdx'],
    ['write', 'sed -i s/a/b/ x'],
    ['write', 'echo a > x'],
    ['write', 'dd of=x'],
    ['execute', 'npm run build'],
    ['execute', './x'],
    ['network', 'curl x.test'],
    ['network', 'echo > /dev/tcp/x.test/80'],
    ['privilege', 'sudo ls'],
    ['privilege', 'chmod u+s x'],
    ['persist', 'echo a >> ~/.bashrc'],
    ['persist', 'crontab x'],
    ['read_secret', 'cat .env'],
    ['read_secret', 'grep x < ~/.ssh/id_rsa'],
  ])('%s: %s', (effect, script) => {
    expect(restricts({ effects: [effect] }, script)).toBe(true);
    expect(restricts({ effects: [effect] }, 'ls -la; echo hi')).toBe(false);
    expect(grants({ effects: [effect] }, 'ls -la; echo hi')).toBe(true);
  });

  it('may be any where a program is not known', () => {
    expect(restricts({ effects: ['delete'] }, 'frobnicate x')).toBe(true);
    expect(grants({ effects: ['delete', 'write', 'execute', 'network'] }, 'frobnicate x')).toBe(false);
  });

  it('has places: folders and hosts', () => {
    const outside = { effects: ['delete', 'write'], outside: ['.', '/tmp'] };
    for (const script of [
      'rm /etc/x',
      'cd ..; rm x',
      'cp a ../b',
      'rm "$x"',
      'rm ~/x',
      'ssh h rm x',
      'mv /etc/a b',
    ])
      expect([script, restricts(outside, script)]).toEqual([script, true]);
    for (const script of [
      'rm x',
      'rm -rf /tmp/x',
      'cd a && rm ../b',
      'cp /etc/hosts a',
      'rm "$PWD/x"',
      'x=a; rm $x',
    ])
      expect([script, restricts(outside, script)]).toEqual([script, false]);
    const local = { effects: ['network'], host: ['localhost', '127.*'] };
    expect(grants(local, 'curl -s localhost:3000/x; curl http://127.0.0.1')).toBe(true);
    for (const script of [
      'curl x.test',
      'curl $x',
      'curl localhost x.test',
      'curl http://localhost@x.test',
      'curl a:b@x.test',
    ])
      expect([script, grants(local, script)]).toEqual([script, false]);
    const away = { effects: ['network'], not_host: ['*.example.com'] };
    expect([restricts(away, 'wget x.test'), restricts(away, 'wget a.example.com')]).toEqual([true, false]);
  });
});

describe('only', () => {
  const only = { only: ['git status', 'git log *', 'ls', 'ls *', 'cat docs/**'] };

  it.each(
    each(['git status', 'ls', 'ls -la; git log -3', 'cat docs/a/b', "'l's -l", 'git status && ls | ls']),
  )('grants: %s', (_, script) => expect(grants(only, script)).toBe(true));

  it.each(
    each([
      ...[
        'git status -s',
        'git log',
        'git',
        'cat docs/../x',
        'cat docs',
        'ls > x',
        'ls $(x)',
        'ls `ls`',
        'A=1 ls',
      ],
      ...[
        'ls "$(ls)"',
        'sudo ls',
        'ls;rm x',
        './ls',
        'cat <(ls)',
        '> x',
        '',
        'ls &> x',
        'cat docs/$x',
        'x=1',
      ],
    ]),
  )('does not grant: %s', (_, script) => expect(grants(only, script)).toBe(false));

  it('permits what it is told to', () => {
    const permit = (...permits: string[]) => ({ ...only, permit: permits });
    expect(grants(permit('redirect'), 'ls > x')).toBe(true);
    expect(grants(permit('substitution'), 'ls "$(git status)"')).toBe(true);
    expect(grants(permit('substitution'), 'ls "$(rm x)"')).toBe(false);
    expect(grants(permit('assignment'), 'A=1 ls')).toBe(true);
    expect(grants(permit('assignment'), 'LD_PRELOAD=x ls')).toBe(false);
    expect(grants(permit('redirect'), 'A=1 ls')).toBe(false);
  });
});

describe('where commands stand', () => {
  const rm = { command: 'rm', flags: ['r'] };

  it.each(
    each<Payload>([
      { cmd: 'rm -r x' },
      { shellCommand: 'rm -r x' },
      { a: [{ b: { Command: 'rm -r x' } }] },
      { argv: ['rm', '-r', 'x'] },
      { command: ['bash', '-c', 'rm -r x'] },
      { commands: ['ls', 'rm -r x'] },
      { command: 'rm', args: ['-r', 'x'] },
      { command: ['rm'], args: '-r x' },
      { command: { script: 'rm -r x' } },
      { command: 'ls', script: 'rm -r x' },
      { command: 7 },
      { command: [{ a: 1 }] },
    ]),
  )('is found or not understood: %s', (_, payload) => expect(restricts(rm, payload)).toBe(true));

  it.each(
    each<Payload>([{ argv: ['echo', 'rm -r x'] }, { text: 'rm -r x' }, { argv: ['echo', ';', 'rm', '-r'] }]),
  )('is no command: %s', (_, payload) => expect(restricts(rm, payload)).toBe(false));

  it('is one argument that the policy names', () => {
    const named = { ...rm, in: 'input.run' };
    expect(restricts(named, { input: { run: 'rm -r x' } })).toBe(true);
    expect(restricts(named, { input: { run: { a: 1 } } })).toBe(true);
    expect(restricts(named, { command: 'rm -r x' })).toBe(false);
    expect(grants({ command: 'ls', in: 'run' }, {})).toBe(false);
  });

  it('grants only where every command of the payload fits', () => {
    expect(grants({ command: 'ls' }, { command: 'ls', script: 'rm x' })).toBe(false);
    expect(grants({ command: 'ls' }, { text: 'ls' })).toBe(false);
    expect(grants({ command: 'ls' }, { command: 'ls' })).toBe(true);
  });
});
