import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPython } from '../../src/engine/policy/shell/inline/python/judge.js';
import { inlinePrograms } from '../support/inline-programs.js';
import { printBody, PYTHON_PRINTER } from '../support/python-tree.js';

/* What our reader makes of Python, beside what Python makes of it: where both read a program, they read the same. */

const RUNS = 4000;
const python = spawnSync('python3', ['-c', 'import sys; print(sys.version_info >= (3, 8))'], {
  encoding: 'utf8',
});
const there = python.status === 0 && python.stdout.trim() === 'True';

function byPython(programs: readonly string[]): readonly (string | null)[] {
  const { stdout, stderr } = spawnSync('python3', ['-I', '-c', PYTHON_PRINTER], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as (string | null)[];
}

function byUs(code: string): string | undefined {
  try {
    return printBody(readPython(code));
  } catch {
    return undefined;
  }
}

/** Programs that look like one thing and may be another. */
const ODD = [
  'x = 1 \\\n  + 2',
  'if x:\n  a\n  \\\n  b',
  'if x:\n\ta\n        b',
  'if x:\n  a\n\x0c  b',
  'if x:\n  a\n\x0c\nb',
  '# coding: latin-1\nprint("é")',
  'ｅxec("x")',
  'ﬁ = 1\nprint(fi)',
  'x = "\\N{DIGIT ONE}"',
  'x = "\\101\\x41\\u0041\\U00000041\\8"',
  'x = "a" "b" r"\\n" u"c"',
  'x = b"a" b"b"',
  'x = rb"a\\"b"',
  'x = "a\\\nb"',
  'x = """a\n"b" \\""" """',
  "x = '''a''b'''",
  'x = f"{a}{{b}}{c!r:>{w}}{d=}"',
  'x = f"\\{a}"',
  'x = rf"\\{a}"',
  'x = f"\\N{DIGIT ONE}"',
  'x = f"{a[\'b\']}"',
  'x = f"{a["b"]}"',
  "x = f'{a:{b}{c}}'",
  "x = f'{a:=5}'",
  "x = f'{a!=b}'",
  "x = f'{(lambda: 1)()}'",
  "x = f'{a:' + evil + '}'",
  "x = f'''{\na}'''",
  "x = f'{a #b}'\n}'",
  'x = "a\nb = exec("c")',
  "print 'x'",
  'print >>f, x',
  'exec "x"',
  'match x:\n  case 1: pass',
  'match = 1\nmatch(x)\nmatch[1]\nprint(match, case, type)',
  'match(x)\n',
  'match (x):\n  case _: pass',
  'match[x]: int = 3',
  'type X = int',
  'type(x)',
  'type = 3',
  'async def f(): await x',
  'async def f():\n  return await x ** 2, await x.y(1), -await x, await x if a else b',
  'async def f():\n  async with a() as b, c:\n    pass\n  async for i in x:\n    pass',
  'async def f():\n  return [i async for i in x]',
  '@a\nasync def f(): pass',
  'await = 3\nawait(x)\nasync = 1',
  'await x',
  'async with a: pass',
  'x = 0x1for x in y',
  'x = 1if y else 2',
  'x = 1_000 + 0o17 + 0b1_0 + 1e5 + 1j + .5 + 5.',
  'x = 0777',
  'x = 1__0',
  'a <> b',
  'x = a if b else c if d else e',
  'x = not a in b',
  'x = a < b < c == d is not e not in f',
  'x = -a ** -b',
  'lambda: (yield)',
  'def f(a, /, b, *, c=1, **d): pass',
  'def f(*a, b): pass',
  'f(*a, b, *c, d=1, **e)',
  'f(x for x in y)',
  'f((x for x in y), 1)',
  'f(a := 1)',
  'x[a:b, ::c, ...]',
  'x[1,]',
  'x[(1, 2)]',
  'x[*a]',
  'a, *b = *c, d',
  'a = b = c = 1',
  'a: int = 1\nb: "str"\nc.d: int = 2',
  'for a, (b, c) in d, e:\n  pass\nelse:\n  pass',
  'while a:\n  break\nelse:\n  continue_ = 1',
  'if a: b; c\nelif d: e\nelse: f; g;',
  'if a:\n  if b: c\n  else: d\nelse:\n  if e: f\n  else: g',
  'try:\n  a\nexcept (A, B) as e: b\nexcept C: c\nexcept: d\nelse: e\nfinally: f',
  'try:\n  a\nexcept* A: b',
  'with a as b, c() as d, e: f',
  'with (a as b): c',
  'with (a, b): c',
  'with a as (b, c): d',
  '@a.b(c)\n@d\nclass A(B, metaclass=C):\n  x = 1\n  def f(self): return self',
  'import a.b as c, d\nfrom . import e\nfrom ...f import (g as h, i,)\nfrom a import *',
  'global a, b\ndel c, d[1], (e, f)',
  'assert a, b\nraise a from b\nraise',
  'return_ = 1; pass ;',
  'x = {**a, 1: 2, }\ny = {*a, 1}\nz = {}\nw = ()\nv = (1,)',
  '[a for b in c if d if e for f in g]\n{a: b for c, d in e}\n{a for a in b}',
  'x = yield_ = 1\ndef f():\n  x = yield\n  y = yield a, b\n  yield from c\n  return *a, b',
  'x = a @ b\nx @= c\nx //= 1; x **= 2; x >>= 3',
  'x = (a\n  + b # c\n  + d)',
  'x = [\n1,\n\n# y\n2]\n',
  'def f():\n  """doc"""\n  # c\n\n  return 1\n\n\n# d\nx',
  'if 1:\n    a\n  # c\n    b\n',
  'if 1:\n  a\n b',
  'a;;b',
  'x = a.b.c(d)(e)[f].g',
  'x = "a" if b else"c"',
  'print(a if b else c, *d, sep="")',
  '\ufeffx = 1',
  'x = 1\r\ny = 2',
  'x = 1\ry = exec("z")',
  '# a\rexec("x")',
  'x = 1 # a\x0bexec',
  '"""a\r"""',
  'x\u00a0= 1',
  'a = 1\x00',
  'nonlocal x',
  'x = ...\ny = None, True, False',
  'class A: x = 1; y = 2',
  '`x`',
  'x = $a',
  'a ? b',
  'x!',
  'def f(a, (b, c)): pass',
  'x = t"{a}"',
  'f(**a, *b)',
  'f(a=1, a=2)',
  '*a = 1',
  'x = *a',
  'for x in *a, b: pass',
  'print(*a for a in b)',
  'del (a)',
  'a.b: int',
  '(a): int = 1',
  '(yield)',
  'lambda *a, b=1, **c: a',
  'lambda x: (y := x)',
  'if (n := len(a)) > 1: pass',
  'while n := 1: pass',
  '[y := 1, y]',
  'x = [i async for i in y]',
  'a = b if c else lambda: d',
  'a and b or not c and (d or e)',
];

const PIECES = [
  ...[
    'a',
    'b',
    'x.y',
    'f(a)',
    'f(a, b=c)',
    '1',
    '"s"',
    "'t'",
    'f"{a}"',
    'f"{a:{b}}"',
    'r"\\n"',
    '"""',
    "'''",
    '"',
    "'",
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '=',
    ':=',
    '.',
    ';',
    '\n',
    '\n  ',
    '\n\t',
    '\n    ',
    ' ',
    '\\\n',
    '\\',
    '#c\n',
  ],
  ...[
    '+',
    '-',
    '*',
    '**',
    '/',
    '%',
    '<',
    'not ',
    ' in ',
    ' is ',
    ' and ',
    ' or ',
    ' if ',
    ' else ',
    'lambda a: ',
    ' for a in ',
  ],
  ...[
    'import a\n',
    'from a import b\n',
    'def f(a):',
    'class A:',
    'if a:',
    'else:',
    'elif b:',
    'for a in b:',
    'while a:',
    'with a as b:',
  ],
  ...[
    'try:',
    'except A as e:',
    'except:',
    'finally:',
    'return a',
    'pass',
    'yield ',
    'await ',
    'del a',
    'global a',
    'print ',
    'print',
    'match ',
  ],
  ...[
    'case ',
    'type ',
    'async ',
    '@a\n',
    '->',
    '...',
    '*a',
    '**a',
    'é',
    'ｅ',
    '\r',
    '\x0c',
    '{{',
    '}}',
    '!r',
    '\\N{',
    '0x1',
    'f',
    'u',
    'b"',
  ],
];

/** Their text, if it is ours but for what stands in the place of the marks. */
function untold(ours: string, theirs: string): string {
  const pattern = ours.split("'?").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join("'[0-9a-f.]*")}$`).test(theirs) ? ours : theirs;
}

function compare(programs: readonly string[]): number {
  let read = 0;
  const theirs = byPython(programs);
  programs.forEach((code, i) => {
    const ours = byUs(code);
    // What Python refuses does not run; what we refuse is asked.
    if (ours === undefined || theirs[i] === null) return;
    read++;
    // A text that we do not tell is written with a question mark.
    expect([code, ours]).toEqual([code, ours.includes("'?") ? untold(ours, theirs[i] ?? '') : theirs[i]]);
  });
  return read;
}

describe.skipIf(!there)('Python as Python reads it (where python3 is installed)', () => {
  it('in programs that people write', () => {
    const programs = inlinePrograms('python-benign');
    expect(compare(programs)).toBe(programs.length);
  });

  it('in programs that may be read in two ways', () => {
    expect(compare(ODD)).toBeGreaterThan(50);
  });

  it('in whatever is put together', () => {
    const programs = fc.sample(
      fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 9 }).map((parts) => parts.join('')),
      RUNS,
    );
    const lines = inlinePrograms('python-benign').flatMap((code) => code.split('\n'));
    const mixed = fc.sample(
      fc
        .array(fc.oneof(fc.constantFrom(...lines), fc.constantFrom(...PIECES)), {
          minLength: 1,
          maxLength: 5,
        })
        .map((parts) => parts.join('\n')),
      RUNS / 2,
    );
    expect(compare([...programs, ...mixed])).toBeGreaterThan(100);
  });
});
