import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRuby } from '../../../src/engine/policy/shell/inline/ruby/judge.js';
import { inlinePrograms } from '../../support/inline-programs.js';
import { decided as answer } from '../../support/shell-baseline.js';

/* Ruby on the line, in a here-document, in a file of the same script, and in an application of Rails. */

const ruby = (code: string): string => answer(`ruby - <<'RB'\n${code}\nRB`);
const rails = (code: string): string => answer(`bin/rails runner - <<'RB'\n${code}\nRB`);
const LINE = { argv: [], folder: undefined, libraries: [], folders: [], rails: false };

const ATTACKS = inlinePrograms('ruby-attacks');
const BENIGN = inlinePrograms('ruby-benign');

describe('Ruby', () => {
  it.each(BENIGN)('passes: %s', (code) => expect(ruby(code)).toBe('allow'));
  it.each(ATTACKS)('with a way out is stopped: %s', (code) => expect(ruby(code)).not.toBe('allow'));
  it.each(inlinePrograms('rails-benign'))('passes in Rails: %s', (code) => expect(rails(code)).toBe('allow'));
  it.each([...inlinePrograms('rails-attacks'), ...ATTACKS])('is stopped in Rails: %s', (code) =>
    expect(rails(code)).not.toBe('allow'),
  );
  it.each(inlinePrograms('ruby-commands-benign'))('passes as it is started: %s', (command) =>
    expect(answer(command)).toBe('allow'),
  );
  it.each(inlinePrograms('ruby-commands-attacks'))('is stopped as it is started: %s', (command) =>
    expect(answer(command)).not.toBe('allow'),
  );

  it('is judged in a file that the script has written', () => {
    for (const code of ATTACKS)
      expect([code, answer(`cat > /tmp/x.rb <<'RB'\n${code}\nRB\nruby /tmp/x.rb`)]).not.toEqual([
        code,
        'allow',
      ]);
  });

  it('is stopped with a way out anywhere in it', () => {
    const ways = [
      'system("rm -rf ~")',
      'eval("x")',
      'File.write("/etc/x", "a")',
      '"x".send(:y)',
      'f = File',
      'x.instance_eval',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...BENIGN),
        fc.constantFrom(...ways),
        fc.constantFrom('first', 'last', 'block'),
        (code, way, where) => {
          const all =
            where === 'first'
              ? `${way}\n${code}`
              : where === 'last'
                ? `${code}\n${way}`
                : `${code}\n[1].each { |q| ${way} }`;
          expect(ruby(all)).not.toBe('allow');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('tells what it touches', () => {
    expect(judgeRuby(`puts File.read('a.txt')`, LINE)).toMatchObject([
      { kind: 'read', path: { text: 'a.txt' } },
    ]);
    expect(judgeRuby(`%w[a b].each { |f| File.write(f, '') }`, LINE)).toMatchObject([
      { kind: 'write', path: { text: 'a' } },
      { kind: 'write', path: { text: 'b' } },
    ]);
    expect(judgeRuby('puts `git log`', LINE)).toMatchObject([{ kind: 'run', script: 'git log' }]);
    expect(judgeRuby(`puts ENV['API_TOKEN']`, LINE)).toMatchObject([{ kind: 'read_secret' }]);
  });
});

describe('Ruby of any shape', () => {
  const deep = (open: string, close: string, n = 6000): string => `${open.repeat(n)}1${close.repeat(n)}`;

  it('is judged in bounded time, and never throws', () => {
    const large = [
      ...[
        deep('(', ')'),
        deep('[', ']'),
        deep('{1=>', '}'),
        deep('f(', ')'),
        deep('-', ''),
        deep('!', ''),
        deep('->{', '}'),
      ],
      ...[
        deep('x.', ''),
        deep('"#{', '}"', 3000),
        deep('a ? ', ': b', 3000),
        'if 1\n'.repeat(4000),
        'a=b/c;'.repeat(3000),
      ],
      ...[
        'x'.repeat(1 << 20),
        '#'.repeat(1 << 20),
        `x = '${'a'.repeat(15_000)}'`,
        '<<A;'.repeat(500),
        `puts ${'1+'.repeat(8000)}1`,
      ],
      `a0 = 'x'\n${Array.from({ length: 60 }, (_, i) => `a${i + 1} = a${i} + a${i}`).join('\n')}\nFile.write(a60, '')`,
      Array.from({ length: 40 }, (_, i) => `a${i + 1} = a${i}\na${i} = a${i + 1}`).join('\n') +
        '\nFile.read(a3)',
    ];
    for (const code of large) {
      const start = performance.now();
      judgeRuby(code, LINE);
      expect([code.slice(0, 20), performance.now() - start < 3000]).toEqual([code.slice(0, 20), true]);
    }
    expect(ruby('puts 1')).toBe('allow');
  });

  it('never throws, whatever the code is', () => {
    const pieces = fc.constantFrom(
      ...[
        'puts ',
        'x',
        '.',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        '#{',
        '\\',
        '\n',
        ':',
        '=',
        '=>',
        '`',
        '|',
        'do',
        'end',
        'def ',
        'class ',
      ],
      ...[
        '<<~A',
        'A',
        '%w[',
        '/',
        '&',
        '*',
        '@x',
        '$x',
        'File',
        '::',
        '?',
        '!',
        ';',
        ',',
        '1',
        'é',
        '\u{1f600}',
        '\0',
        'if ',
        '->',
        '__END__',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 30 }).map((some) => some.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (code) => {
          judgeRuby(code, LINE);
          judgeRuby(code, { ...LINE, rails: true });
        },
      ),
      { numRuns: 2000 },
    );
  });
});
