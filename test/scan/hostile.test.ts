import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scan } from '../../src/engine/scan/index.js';
import { parseIgnore, IgnoreMatcher } from '../../src/engine/scan/gitignore.js';
import { names, scanTree, treeOf } from './tree.js';

const TOOL = (name: string) =>
  `import { tool } from '@langchain/core/tools'; export const t = tool(async () => 1, { name: '${name}' });`;

describe('which files are looked at', () => {
  it('leaves out what git does, and what was built or installed', () => {
    const report = scanTree({
      '.gitignore': 'secret/\n*.gen.ts\n!keep.gen.ts\n/top.ts\n',
      'a.ts': TOOL('a'),
      'top.ts': TOOL('top'),
      'sub/top.ts': TOOL('sub'),
      'secret/b.ts': TOOL('b'),
      'x.gen.ts': TOOL('gen'),
      'keep.gen.ts': TOOL('keep'),
      'dist/c.js': TOOL('c'),
      'node_modules/p/d.js': TOOL('d'),
      'pkg/.gitignore': 'local.ts\n',
      'pkg/local.ts': TOOL('local'),
    });
    expect(names(report)).toEqual(['a', 'keep', 'sub']);
  });

  it('looks at what is named', () => {
    const root = treeOf({
      '.gitignore': 'dist\n',
      'a.ts': TOOL('a'),
      'dist/c.js': TOOL('c'),
      'build/d.mjs': TOOL('d'),
    });
    expect(names(scan({ root, paths: ['dist'] }))).toEqual(['c']);
    expect(names(scan({ root: `${root}/`, paths: ['./dist/'] }))).toEqual(['c']);
    expect(names(scan({ root, paths: ['.'] }))).toEqual(['a']);
    expect(names(scan({ root, paths: ['build/d.mjs'] }))).toEqual(['d']);
    expect(names(scan({ root, paths: ['a.ts', 'dist'] }))).toEqual(['a', 'c']);
  });

  it('reports only on what is named, but looks at all of the tree', () => {
    const root = treeOf({
      'tools.ts': TOOL('a'),
      'agent.ts': `import { createAgent } from 'langchain'; import { gateTool } from 'capfence'; import { t } from './tools'; createAgent({ tools: [gateTool(t, {})] });`,
    });
    expect(scan({ root, paths: ['tools.ts'] }).tools.map(({ verdict }) => verdict)).toEqual(['gated']);
    expect(scan({ root, paths: ['agent.ts'] }).tools).toEqual([]);
  });

  it('says into which folders it could not look', () => {
    const root = treeOf({ 'a.ts': TOOL('a'), 'shut/b.ts': TOOL('b'), 'open/c.ts': TOOL('c') });
    chmodSync(join(root, 'shut'), 0);
    chmodSync(root, 0o755);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      const report = scan({ root });
      expect(names(report)).toEqual(['a', 'c']);
      expect(report.problems).toMatchObject([{ code: 'unreadable', place: { file: 'shut' } }]);
      expect(report.problems[0]?.message).toBe('the folder was not looked into: EACCES');
      expect(scan({ root, paths: ['open'] }).problems).toEqual([]);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(join(root, 'shut'), 0o755);
    }
  });

  it('says what it did not look at', () => {
    const root = treeOf({ 'big.ts': Buffer.alloc(5 * 1024 * 1024, 'x'), 'a.ts': TOOL('a') });
    symlinkSync(root, join(root, 'loop'));
    symlinkSync(join(root, 'nowhere'), join(root, 'gone.ts'));
    const report = scan({ root, paths: ['.', 'missing.ts'] });
    expect(report.problems.map(({ code, place }) => `${code} ${place.file}`)).toEqual([
      'too-large big.ts',
      'unreadable missing.ts',
    ]);
    expect(names(report)).toEqual(['a']);
  });
});

describe('broken trees', () => {
  it('scans a file that does not parse, and says so', () => {
    const report = scanTree({ 'a.ts': `${TOOL('a')}\nfunction ( {{{\n` });
    expect(names(report)).toEqual(['a']);
    expect(report.problems).toMatchObject([{ code: 'syntax', place: { file: 'a.ts', line: 2 } }]);
  });

  it('reads a tsconfig as far as it goes', () => {
    const report = scanTree({
      'tsconfig.json':
        '{ "extends": "./missing.json", "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'src/tools.ts': TOOL('a'),
      'src/agent.ts': `import { createAgent } from 'langchain'; import { gateTool } from 'capfence'; import { t } from '@/tools'; createAgent({ tools: [gateTool(t, {})] });`,
    });
    expect(report.tools.map(({ verdict }) => verdict)).toEqual(['gated']);
    expect(report.problems.map(({ code, place }) => `${code} ${place.file}`)).toEqual([
      'tsconfig tsconfig.json',
    ]);
  });

  it('finds modules by references, workspaces and extensions', () => {
    const report = scanTree({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'tsconfig.app.json':
        '{ "compilerOptions": { "composite": true, "baseUrl": ".", "paths": { "~tools": ["packages/tools/src/index.mts"] } } }',
      'packages/tools/package.json': '{ "name": "@acme/tools", "exports": { ".": "./dist/index.mjs" } }',
      'packages/tools/src/index.mts': `export * from './one.mjs';`,
      'packages/tools/src/one.mts': TOOL('a').replace('const t', 'const t'),
      'apps/x/agent.ts': `import { createAgent } from 'langchain'; import { gateTool } from 'capfence'; import { t } from '@acme/tools'; createAgent({ tools: [gateTool(t, {})] });`,
      'apps/y/agent.ts': `import { createAgent } from 'langchain'; import { t } from '~tools'; createAgent({ tools: [t] });`,
    });
    expect(report.tools.map(({ why }) => why)).toEqual(['it reaches createAgent without a gate']);
  });

  it('survives names with escapes and newlines', () => {
    const root = treeOf({});
    const name = 'a\u001b[31m\nb.ts';
    writeFileSync(join(root, name), TOOL('a'));
    mkdirSync(join(root, '__proto__'));
    writeFileSync(
      join(root, '__proto__', 'constructor.ts'),
      `import { tool } from 'ai'; export const tools = { __proto__: tool({ execute: async () => 1 }), constructor: tool({ execute: async () => 2 }), toString: tool({ name: 'hasOwnProperty', execute: async () => 3 }) };`,
    );
    const report = scan({ root });
    expect(report.tools.map(({ place }) => place.file)).toEqual([
      '__proto__/constructor.ts',
      '__proto__/constructor.ts',
      '__proto__/constructor.ts',
      name,
    ]);
  });

  it('ends on code that refers to itself', () => {
    const report = scanTree({
      'a.ts': `import { tool } from 'ai'; import { b } from './b'; export let a: any = { ...b, ...a }; a = { ...a, one: tool({ execute: (x: any) => a.one(x) }) }; export const loop = () => loop(); export const c = [...c, loop()];`,
      'b.ts': `import { a } from './a'; export const b = { ...a, ...b }; export * from './a'; export * from './b';`,
    });
    expect(report.tools).toHaveLength(1);
  });

  it('finds what files export that hand on all of each other', () => {
    const all = Array.from({ length: 40 }, (_, at) => `f${at}`);
    const stars = all.map((name) => `export * from './${name}';`).join('\n');
    const report = scanTree({
      ...Object.fromEntries(all.map((name) => [`${name}.ts`, stars])),
      'f7.ts': `${stars}\nimport { tool } from 'ai'; export const make = tool;`,
      'a.ts': `import { make, none } from './f0'; export const one = make({ execute: (x: any) => fetch(x.url) }); export const two = none({ execute: fetch });`,
    });
    expect(report.tools).toHaveLength(1);
  });

  it('ends on deep nesting, and says so', () => {
    const nested = (depth: number) => `export const deep = ${'['.repeat(depth)}${']'.repeat(depth)};`;
    const sum = `export const sum = ${Array.from({ length: 20_000 }, () => '1').join(' + ')};`;
    const report = scanTree({
      'a.ts': `${TOOL('a')}\n${nested(300)}`,
      'b.ts': `${TOOL('b')}\n${sum}`,
      'c.ts': `${TOOL('c')}\n${nested(30_000)}`,
    });
    const said = new Set([...names(report), ...report.problems.map(({ place }) => place.file[0])]);
    expect([...said].sort()).toEqual(['a', 'b', 'c']);
    expect(report.problems.map(({ code }) => code)).toContain('syntax');
  });
});

describe('fuzz', () => {
  const PIECES = [
    TOOL('a'),
    'import { createAgent } from "langchain";',
    'createAgent({ tools: [t',
    'gateTool(',
    '...',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '=>',
    'async',
    'class A extends',
    'const x =',
    't',
    'x',
    ';',
    '\n',
    '`${',
    '"',
    '/*',
    'export default',
    'for (const y of',
    'function f(a, b)',
    '\u0000',
    '\u202e',
    '?',
    ':',
    '.',
    'tools:',
  ];

  it('never throws, whatever the text is', () => {
    const text = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 40 })
      .map((all) => `${TOOL('a')}\n${all.join(' ')}`);
    const root = treeOf({});
    fc.assert(
      fc.property(text, text, (a, b) => {
        writeFileSync(join(root, 'a.ts'), a);
        writeFileSync(join(root, 'b.tsx'), b);
        const report = scan({ root });
        return report.tools.every(({ place }) => place.line >= 1);
      }),
      { numRuns: 300 },
    );
  });

  it('reads any .gitignore, and agrees with itself on folders', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '*',
            '**',
            '/',
            'a',
            'b',
            '.ts',
            '!',
            '[',
            ']',
            '\\',
            '?',
            '#',
            ' ',
            '\n',
            '(',
            '+',
            '{',
          ),
        ),
        fc.constantFrom('a', 'a/b.ts', 'b/a/a.ts'),
        (pieces, path) => {
          const matcher = new IgnoreMatcher([parseIgnore('', pieces.join(''))]);
          return (
            typeof matcher.ignores(path) === 'boolean' && matcher.ignores(path) === matcher.ignores(path)
          );
        },
      ),
      { numRuns: 3000 },
    );
  });
});
