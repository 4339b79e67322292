import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, decide, explain, parsePolicy } from '../../src/index.js';

const policy = compilePolicy(
  parsePolicy(
    JSON.stringify({
      deny: [
        { capability: 'shell', shell: { command: 'rm', flags: ['r'], args: ['/etc/*'] } },
        { capability: 'shell', shell: { effects: ['delete', 'read_secret'], outside: '.' } },
        { capability: 'shell', shell: { command: ['curl'], pipes_to: ['sh'], writes_to: { outside: '.' } } },
      ],
      allow: [
        { capability: 'shell', shell: { only: ['ls *', 'cat docs/**'] } },
        { capability: 'shell', shell: { effects: ['write', 'network'], host: 'localhost', within: '.' } },
      ],
    }),
  ),
);

function decision(payload: unknown): string {
  const event = { actor: 'agent', capability: 'shell.exec.dev', payload } as never;
  const { reason, decision: made } = decide(policy, event);
  expect(reason).not.toBe('policy_error');
  return made;
}

const PIECES = [
  ...[
    'rm',
    '-rf',
    '/etc/x',
    'ls',
    'cat',
    'sudo',
    'env',
    'bash',
    '-c',
    'x=1',
    '$x',
    '${x:-y}',
    '${x[$(y)]}',
    '"$@"',
  ],
  ...[
    ' ',
    ' ',
    ' ',
    ';',
    '\n',
    '&&',
    '||',
    '|',
    '|&',
    '&',
    '(',
    ')',
    '{',
    '}',
    '$(',
    '`',
    '"',
    "'",
    '\\',
    '<<E\n',
  ],
  ...[
    '\nE\n',
    '<(',
    '>(',
    '>',
    '>>',
    '<',
    '2>&1',
    '&>',
    '<<<',
    '#',
    '!',
    'if',
    'then',
    'fi',
    'for',
    'in',
    'do',
    'done',
  ],
  ...[
    'case',
    'esac',
    ';;',
    'f()',
    'function',
    '[[',
    ']]',
    '((',
    '))',
    '$((',
    '*',
    '?',
    '[a',
    '~',
    '{a,b}',
    '{1..9}',
  ],
  ...[
    "$'\\x72'",
    '$"x"',
    '\u0000',
    '\u200b',
    '\ud800',
    '\uff52',
    'xargs',
    'find',
    '-exec',
    '{}',
    '\\;',
    'awk',
    'git',
  ],
];
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join(''));
const text = fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 80 }));

describe('a shell condition is total', () => {
  it('decides every text, and explains it', () => {
    fc.assert(
      fc.property(text, (command) => {
        const event = { actor: 'agent', capability: 'shell.exec.dev', payload: { command } } as const;
        expect(explain(policy, event).decision.decision).toBe(decision({ command }));
      }),
      { numRuns: 3000 },
    );
  });

  it('decides every payload', () => {
    const key = fc.constantFrom('command', 'args', 'argv', 'cmds', 'shell', 'script', 'x');
    const { payload } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        soup,
        fc.integer(),
        fc.constant(null),
        tie('payload'),
        fc.array(tie('value'), { maxLength: 4 }),
      ),
      payload: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    }));
    fc.assert(
      fc.property(payload, (value) => {
        expect(['allow', 'deny']).toContain(decision(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same answer again, from the cache', () => {
    fc.assert(
      fc.property(soup, (command) => {
        expect(decision({ command })).toBe(decision({ command }));
      }),
      { numRuns: 300 },
    );
  });

  const MIB = 1 << 20;
  const many = (one: (i: number) => string, count: number): string =>
    Array.from({ length: count }, (_, i) => one(i)).join('');
  const HOSTILE: readonly (readonly [string, string])[] = [
    ['a long word', 'a'.repeat(MIB)],
    ['many commands', 'ls;'.repeat(MIB / 3)],
    ['many words', `echo ${'a '.repeat(MIB / 2)}`],
    ['open substitutions', '$('.repeat(MIB / 2)],
    ['nested substitutions', `${'$('.repeat(3000)}ls${')'.repeat(3000)}`],
    ['nested backquotes', '`'.repeat(MIB)],
    ['nested groups', `${'('.repeat(MIB / 2)}${')'.repeat(MIB / 2)}`],
    ['nested braces', `echo ${'{a,'.repeat(20_000)}${'}'.repeat(20_000)}`],
    ['brace products', `echo ${'{a,b}'.repeat(64)}`],
    ['brace sequences', 'echo {1..999999999}'],
    ['wrappers', `${'sudo '.repeat(200_000)}ls`],
    ['shells in shells', `${'bash -c '.repeat(20_000)}ls`],
    ['evaluations', `${'eval '.repeat(200_000)}ls`],
    ['here-documents', 'cat <<A <<B <<C\n'.repeat(60_000)],
    ['variables', `${Array.from({ length: 20_000 }, (_, i) => `x${i}=$x${i + 1}`).join('; ')}; $x0`],
    ['variables with many values', `for a in ${'b '.repeat(1000)}; do $a $a $a $a; done`],
    ['functions', 'f() { f; }; '.repeat(50_000)],
    ['quotes', `"'`.repeat(MIB / 2)],
    ['escapes', '\\'.repeat(MIB)],
    ['parameter expansions', '${a:-'.repeat(MIB / 5)],
    ['arithmetic', `echo $((${'('.repeat(100_000)}1${')'.repeat(100_000)}))`],
    ['tests', `[[ ${'! '.repeat(100_000)} a ]]`],
    ['pipelines', 'ls | '.repeat(100_000) + 'ls'],
    ['lists', `${'ls && '.repeat(100_000)}ls`],
    ['conditions', `${'if a; then '.repeat(20_000)}ls${'; fi'.repeat(20_000)}`],
    ['cases', `case a in ${'a) ls;; '.repeat(50_000)} esac`],
    ['patterns', `rm ${'*?['.repeat(50_000)}`],
    ['classes', `rm ${'[a]/'.repeat(50_000)}`],
    ['groups', `rm ${'\\{a\\}'.repeat(50_000)}`],
    ['paths', `rm ${'../'.repeat(300_000)}x`],
    ['flags', `rm -${'r'.repeat(MIB)}`],
    ['hosts', `curl ${'http://a@'.repeat(50_000)}`],
    ['code', `python3 - <<'E'\n${'x = [1, 2]\n'.repeat(80)}E\n`.repeat(1000)],
    ['places made', many((i) => `python -m venv /tmp/v${i}; cp a b${i}; /tmp/v${i}/bin/x; `, 1000)],
    ['chains', `i='$(id)'; a0=$i; ${many((i) => `a${i + 1}=$a${i}; `, 3000)}echo "\${x[$q]}"`],
    ['subscripts', `i='$(id)'; echo '${'a['.repeat(100_000)}'; (( 1 ))`],
    ['subscripts of numbers', `echo \`id\` '${'1['.repeat(100_000)}'`],
    [
      'fetched numbers',
      `n=$(curl https://x.example); echo '${'(('.repeat(20_000)}${'a[ [[ '.repeat(20_000)}'`,
    ],
    ['many fetched', `${many((i) => `n${i}=$(curl https://x.example); `, 3000)}echo \${a[$q]}`],
    ['names of builtins', `n=$(curl https://x.example); echo '${'read -'.repeat(50_000)}'`],
    ['texts of code', `python3 - <<'E' > x.go\n${many((i) => `a${i} = "x"\n`, 4000)}E`],
    ['quotes in code', `python3 -c 's = "${'\\"'.repeat(15_000)}' > x.go`],
    ['comments in code', `node -e '${'/*'.repeat(15_000)}' > x.go`],
    ['files of one command', `python3 -c '${'x="a"\n'.repeat(2000)}'${many((i) => ` > a${i}.go`, 2000)}`],
    ['names in statements', `psql <<'E'\n${'.'.repeat(60_000)}\nE`],
    ['names in a document store', `mongosh --eval '${'$$'.repeat(30_000)}'`],
    ['blanks in code', `cat > x.go <<'E'\n${'\t'.repeat(60_000)}\nE\ngo run x.go`],
    ['quotes of characters', `cat > x.rs <<'E'\n${"'".repeat(60_000)}\nE\ncargo test`],
    ['signs before texts', `cat > X.cs <<'E'\n${'$'.repeat(30_000)}\nE\ndotnet run`],
    ['empty lines of a script', `sed -i '${'\n'.repeat(60_000)}' f`],
    [
      'empty lines of requirements',
      `cat > requirements.txt <<'E'\n${'\r'.repeat(60_000)}\nE\npip install -r requirements.txt`,
    ],
    ['copies', `echo a > a/x; ${many(() => 'cp -r a b; cp -r b a; ', 1000)}sh b/x`],
    ['settings', `cat > mkdocs.yml <<'E'\n${'- "a", ['.repeat(8000)}\nE\nmkdocs build`],
    ['look-alikes', '\uff52\uff4d '.repeat(100_000)],
  ];

  it.each(HOSTILE)('decides in bounded time: %s', (_, command) => {
    const start = performance.now();
    expect(['allow', 'deny', 'require_approval']).toContain(decision({ command }));
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('decides long lists of words in bounded time', () => {
    expect(decision({ argv: ['rm', ...Array.from({ length: 100_000 }, () => '-r'), '/etc/x'] })).toBe('deny');
    expect(decision({ commands: Array.from({ length: 5000 }, (_, i) => `rm -r ${i}`) })).toBe('deny');
  });
});
