import { spawnSync } from 'node:child_process';
import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE, MODULE } from '../support/origins.js';
import { judgeJavaScript } from '../../src/engine/policy/shell/inline/javascript/judge.js';
import { parseJavaScript } from '../../src/engine/policy/shell/inline/javascript/parse.js';
import { inlinePrograms } from '../support/inline-programs.js';

/* What we take for a script or a module, beside what Node does: it compiles, and runs nothing. */

function isScript(code: string): boolean {
  try {
    new Script(code);
    return true;
  } catch {
    return false;
  }
}

/** Whether we read it as a script or as a module; undefined where we do not read it. */
function ours(code: string): string | undefined {
  try {
    return parseJavaScript(code, 'line').sourceType;
  } catch {
    return undefined;
  }
}

const PIECES = [
  ...[
    'a',
    'b',
    '1',
    '0b1',
    '1n',
    '"s"',
    "'t'",
    '`t`',
    '`${a}`',
    '/x/g',
    '/[/]/',
    'null',
    'this',
    'await',
    'yield',
    'async',
    'of',
    'let',
    'static',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ';',
    ':',
    '?',
    '.',
    '?.',
    '...',
    '=>',
    '=',
    '==',
    '+',
    '++',
    '-',
    '/',
    '*',
    '**',
    '!',
    '??',
    '||=',
  ],
  ...[
    '\n',
    ' ',
    '\u2028',
    '\u2029',
    '\ufeff',
    '//c\n',
    '/*c*/',
    '/*\n*/',
    '<!--',
    '-->',
    '#!x\n',
    '\\u0061',
    '\\',
    '@',
    '#a',
  ],
  ...[
    'if (a) ',
    'else ',
    'for (const a of b) ',
    'while (a) ',
    'function f(a) {',
    'async () => ',
    'class A {',
    'return ',
    'new ',
    'typeof ',
  ],
  ...[
    'import a from "a";',
    'import("a")',
    'import.meta',
    'export ',
    'var a',
    'const a',
    'let a',
    'in ',
    'instanceof ',
    'with (a) ',
    'a: ',
    'delete ',
  ],
];

describe('JavaScript as Node takes it', () => {
  it('is a script where Node says so, and else a module', () => {
    const programs = [
      ...inlinePrograms('javascript-benign'),
      ...inlinePrograms('javascript-attacks'),
      ...fc.sample(
        fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
        8000,
      ),
    ];
    let both = 0;
    for (const code of programs) {
      const kind = ours(code);
      if (kind === undefined) continue;
      both++;
      expect([code, kind === 'script']).toEqual([code, isScript(code)]);
    }
    expect(both).toBeGreaterThan(500);
  });

  it('is a module that Node takes, where we let it pass as one', () => {
    for (const code of inlinePrograms('javascript-benign').filter((one) => ours(one) === 'module')) {
      const { status } = spawnSync(process.execPath, ['--input-type=module', '--check', '-'], {
        input: code,
      });
      expect([code, status]).toEqual([code, 0]);
      expect(judgeJavaScript(code, [], MODULE)).toBeDefined();
    }
  });

  it('is read the same on the line and as a module, or not at all', () => {
    for (const code of inlinePrograms('javascript-benign')) {
      const [line, module] = [judgeJavaScript(code, [], LINE), judgeJavaScript(code, [], MODULE)];
      expect([code, module ?? line]).toEqual([code, line]);
    }
  });
});
