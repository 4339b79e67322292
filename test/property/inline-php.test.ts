import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePhp, judgePhpFile } from '../../src/engine/policy/shell/inline/php/judge.js';
import { inlinePrograms } from '../support/inline-programs.js';

/* PHP of any shape: judged in bounded time, without a throw, and stopped with a way out anywhere in it. */

const PLACES = (['php', 'tinker', 'wordpress'] as const).map((mode) => ({ mode, folder: '.', argv: [] }));
const [PHP] = PLACES as [(typeof PLACES)[0]];

function judged(code: string): void {
  for (const place of PLACES) judgePhp(code, place);
  judgePhpFile(`<?php\n${code}`, PHP);
}

describe('PHP of any shape', () => {
  it('is judged without a throw', () => {
    const part = fc.constantFrom(
      ...`<?php|?>|$x|$|{|}|(|)|[|]|"|'|\`|\\|->|?->|::|=>|=|.|,|;|&|...|<<<A|A|\n|#|//|/*|*/|#[|fn|function|class|new|use|match|if|else|foreach|as|include|"vendor/autoload.php"|'a'|"{$x}"|"$x[0]"|1|0x|1e|__DIR__|static|self|yield|list|array|exit|echo|print|@|!|-|+|?|:|??|instanceof|system|strlen|file_put_contents|Order|App\\Models\\Order|\\|(int)|clone|global|goto|namespace|enum|\u{1f600}|\u00a0|__proto__|constructor|try|catch|switch|case|default|while|do|for|return|const|declare|unset|isset|empty`.split(
        '|',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part, { maxLength: 40 }).map((some) => some.join(' ')),
          fc.array(part, { maxLength: 40 }).map((some) => some.join('')),
          fc.string({ maxLength: 200, unit: 'binary' }),
        ),
        judged,
      ),
      { numRuns: 600, examples: [['new constructor']] },
    );
  });

  it('is judged in bounded time', () => {
    const deep = (open: string, close: string, n = 9000): string => `${open.repeat(n)}1${close.repeat(n)};`;
    const large = [
      deep('(', ')'),
      deep('[', ']'),
      deep('f(', ')', 6000),
      deep('-', ''),
      deep('!', ''),
      deep('fn()=>', '', 3000),
      deep('$x?', ':1', 6000),
      deep('if(1)', '', 4000),
      deep('{', '}'),
      `echo "${'{$x'.repeat(5000)}`,
      `echo "${'$x'.repeat(9000)}";`,
      `echo "${'\\'.repeat(19_000)}";`,
      `echo '${'\\\\'.repeat(9000)}';`,
      `echo "${'{$x["a"]}'.repeat(2000)}";`,
      `echo ${'1+'.repeat(9000)}1;`,
      `echo ${'$a.'.repeat(6000)}1;`,
      `$a0='x';${Array.from({ length: 300 }, (_, i) => `$a${i + 1}=$a${i}.$a${i};`).join('')}unlink($a300);`,
      `$a0=new App\\X;${Array.from({ length: 300 }, (_, i) => `$a${i + 1}=$a${i}??$a${i};`).join('')}$a300->x();`,
      `$a=[${'1,'.repeat(9000)}];`,
      `${'/*'.repeat(9000)}`,
      `${'<<<A\n'.repeat(3000)}`,
      `<<<A\n${'{$x'.repeat(4000)}\nA;`,
      `${'#'.repeat(20_000)}`,
      `${'$x->y'.repeat(3000)};`,
      'x'.repeat(1 << 20),
    ];
    for (const code of large) {
      const start = performance.now();
      judged(code);
      expect([code.slice(0, 40), performance.now() - start < 3000]).toEqual([code.slice(0, 40), true]);
    }
  });

  it('is stopped with a way out anywhere in it', () => {
    const lines = inlinePrograms('php-benign').filter(
      (code) => !/^(?:declare|function|class|#)|<<<|#|\/\//.test(code),
    );
    const ways = [
      'system($q);',
      'eval("x");',
      '$q("x");',
      'file_put_contents("/etc/x", "y");',
      'include $q;',
      '`id`;',
      'new $q;',
      'array_map("system", ["x"]);',
      'echo "{$q(1)}";',
      '$q->exec("x");',
      'unlink($q);',
      '"system"("x");',
      '// ?> <?php system("x");',
      'use function system as strlen;',
    ];
    const stopped = (code: string): boolean => {
      const found = judgePhp(code, PHP);
      return found === undefined || found.some(({ path }) => path?.text === '/etc/x');
    };
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.constantFrom(...ways), fc.boolean(), (code, way, first) => {
        expect([first, code, way, stopped(first ? `${way}\n${code}` : `${code}\n${way}`)]).toEqual([
          first,
          code,
          way,
          true,
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('is stopped where a name in it is another', () => {
    const names = [
      'system',
      'exec($x) . strlen',
      'eval',
      'unlink',
      'call_user_func',
      'unserialize',
      'proc_open',
      'assert("id") . strlen',
    ];
    const programs = inlinePrograms('php-benign').filter(
      (code) => /\b[a-z_]+\(/.test(code) && !/<<</.test(code),
    );
    fc.assert(
      fc.property(fc.constantFrom(...programs), fc.constantFrom(...names), fc.nat(), (code, name, at) => {
        const calls = [...code.matchAll(/(?<![\w$>:\\'"]|function |new )[a-z_\d]{3,}(?=\()/g)].filter(
          ([word]) =>
            !/^(?:match|list|array|isset|empty|exit|unset|switch|foreach|while|for|if|catch|function|fn|elseif|declare|require|use)$/.test(
              word,
            ),
        );
        const call = calls[at % Math.max(1, calls.length)];
        fc.pre(call !== undefined && call[0] !== name);
        const { index } = call as RegExpMatchArray & { index: number };
        const other = code.slice(0, index) + name + code.slice(index + (call?.[0].length ?? 0));
        const found = judgePhp(other, PHP);
        // What is started or deleted is told, and judged by that.
        const told = found?.some(({ kind }) => kind === 'run' || kind === 'delete');
        if (found !== undefined) expect([other, told]).toEqual([other, true]);
      }),
      { numRuns: 300 },
    );
  });
});
