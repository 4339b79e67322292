import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILE, LINE } from '../../support/origins.js';
import { judgeJavaScript } from '../../../src/engine/policy/shell/inline/javascript/judge.js';
import { judgePython } from '../../../src/engine/policy/shell/inline/python/judge.js';
import { explain, parseEvent } from '../../../src/index.js';
import { inlinePrograms } from '../../support/inline-programs.js';
import { baseline, decided as answer, shellEvent } from '../../support/shell-baseline.js';

/* Whole programs as agents write them, and ways out that look like them. */

const RUNS = { python: 'python3 -', javascript: 'node --input-type=module -' };
const fed = (program: string, code: string): string => answer(`${program} <<'EOF'\n${code}\nEOF`);
const python = (code: string): string => fed('python3 -', code);
const node = (code: string): string => fed('node -', code);

describe('whole programs', () => {
  it.each(inlinePrograms('python-benign'))('in Python pass: %s', (code) =>
    expect(python(code)).toBe('allow'),
  );
  it.each(inlinePrograms('javascript-benign'))('in JavaScript pass: %s', (code) =>
    expect(node(code)).toBe('allow'),
  );
  it.each(inlinePrograms('python-attacks'))('in Python with a way out are stopped: %s', (code) =>
    expect(python(code)).not.toBe('allow'),
  );
  it.each(inlinePrograms('javascript-attacks'))('in JavaScript with a way out are stopped: %s', (code) => {
    expect(node(code)).not.toBe('allow');
    expect(fed(RUNS.javascript, code)).not.toBe('allow');
  });

  it('are judged alike on the line, fed, and written before they are run', () => {
    const write = `open('out.txt', 'w').write('x')`;
    expect(answer(`python3 -c "${write}"`)).toBe('allow');
    expect(answer(`cat > a.py <<'EOF'\n${write}\nEOF\npython3 a.py`)).toBe('allow');
    const away = `open('/etc/x', 'w').write('x')`;
    expect(answer(`python3 -c "${away}"`)).not.toBe('allow');
    expect(answer(`cat > a.py <<'EOF'\n${away}\nEOF\npython3 a.py`)).not.toBe('allow');
  });

  it('have the words behind them, where somebody has read those', () => {
    const code = `import sys; open(sys.argv[1], 'w').write('x')`;
    expect(answer(`python3 -c "${code}" out.txt`)).toBe('allow');
    expect(answer(`python3 -c "${code}" /etc/cron.d/x`)).not.toBe('allow');
    expect(answer(`cat > a.py <<'EOF'\n${code}\nEOF\npython3 a.py /etc/cron.d/x`)).not.toBe('allow');
  });

  it('are unknown where the interpreter is another, or is told more', () => {
    for (const command of [
      `python2 -c 'exec "x"'`,
      `python3 -i -c 'print(1)'`,
      `python3 -m timeit 'exec("x")'`,
      `node -r ./x -e 'console.log(1)'`,
      `node --input-type=module-typescript -e 'console.log(1)'`,
      `node --experimental-loader=./x.mjs -e 'console.log(1)'`,
      `node -e 'console.log(1)' -e 'console.log(2)'`,
    ])
      expect([command, answer(command)]).not.toEqual([command, 'allow']);
    expect(answer(`node --input-type=module -e 'import fs from "fs"; console.log(fs.existsSync("a"))'`)).toBe(
      'allow',
    );
  });

  it('touch what they name, wherever the folder is', () => {
    const [read] = judgePython(`print(open('a.txt').read())`, []) ?? [];
    expect(read).toMatchObject({ kind: 'read', path: { text: 'a.txt' } });
    const made = judgeJavaScript(`require('fs').mkdirSync('a/b', { recursive: true })`, [], LINE);
    expect(made).toMatchObject([{ kind: 'write', path: { text: 'a/b' } }]);
    expect(
      JSON.stringify(explain(baseline, parseEvent(shellEvent(`python3 -c "open('a.txt', 'w')"`)))),
    ).toContain('a.txt');
  });
});

describe('inline code of any shape', () => {
  const deep = (open: string, close: string, n = 20_000): string => `${open.repeat(n)}1${close.repeat(n)}`;

  it('is judged in bounded time, and never throws', () => {
    const large = [
      deep('(', ')'),
      deep('[', ']'),
      deep('{1:', '}'),
      deep('f(', ')'),
      deep('-', ''),
      deep('not ', ''),
      deep('!', ''),
      deep('lambda:', ''),
      deep('x=>', ''),
      deep('x.', ''),
      deep('`${', '}`', 5000),
      deep('a?', ':b', 5000),
      `${'if 1:\n'.repeat(500)}`,
      Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}if 1:\n`).join(''),
      `f"${'{'.repeat(9000)}`,
      'a=b/c;'.repeat(4000),
      'x'.repeat(1 << 20),
      `print(${'1+'.repeat(15_000)}1)`,
      `x = '${'a'.repeat(30_000)}'`,
      Array.from({ length: 40 }, (_, i) => `a${i + 1}=a${i}/a${i}`).join('\n'),
      Array.from({ length: 40 }, (_, i) => `a${i + 1}=a${i}()\na${i + 1}=a${i}()`).join('\n'),
      `a0='x'\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}=a${i}+a${i}`).join('\n')}\nopen(a60)`,
      `let a0=1;${Array.from({ length: 60 }, (_, i) => `let a${i + 1}=a${i}+a${i};`).join('')}require('fs').readFileSync(a60)`,
    ];
    for (const code of large) {
      const start = performance.now();
      judgePython(code, []);
      judgeJavaScript(code, [], LINE);
      judgeJavaScript(code, [], FILE);
      expect([code.slice(0, 40), performance.now() - start]).toEqual([code.slice(0, 40), expect.any(Number)]);
      expect(performance.now() - start).toBeLessThan(3000);
    }
    expect(judgePython('#'.repeat(1 << 20), [])).toBeUndefined();
    expect(judgeJavaScript('/'.repeat(1 << 20), [], LINE)).toBeUndefined();
  });

  it('is judged, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 200, unit: 'binary' }), fc.string({ maxLength: 300 })),
        (code) => {
          judgePython(code, []);
          judgeJavaScript(code, undefined, FILE);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is stopped with a way out anywhere in it', () => {
    const lines = inlinePrograms('python-benign').filter(
      (code) => !/^(?:class|def|@|from dataclasses|import (?:numpy|pandas))/m.test(code),
    );
    const ways = [
      'exec("x")',
      'import os; os.system("x")',
      'open("/etc/x", "w")',
      '__import__("os")',
      'print.x = 1',
    ];
    const programs = inlinePrograms('javascript-benign').filter((code) => !/^import|await/m.test(code));
    const wrong = [
      'eval("x")',
      'require("fs").rmSync("/etc")',
      'process.kill(1)',
      '[].constructor',
      'this.x',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.constantFrom(...ways), fc.boolean(), (code, way, first) => {
        expect(python(first ? `${way}\n${code}` : `${code}\n${way}`)).not.toBe('allow');
      }),
      { numRuns: 600 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...programs),
        fc.constantFrom(...wrong),
        fc.boolean(),
        (code, way, first) => {
          expect(node(first ? `${way};\n${code}` : `${code};\n${way}`)).not.toBe('allow');
        },
      ),
      { numRuns: 600 },
    );
  });
});
