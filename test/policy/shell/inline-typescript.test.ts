import { parse } from 'acorn';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { judgeJavaScript } from '../../../src/engine/policy/shell/inline/javascript/judge.js';
import { withoutTypes } from '../../../src/engine/policy/shell/inline/javascript/typescript.js';
import { inlinePrograms } from '../../support/inline-programs.js';
import { decided as answer } from '../../support/shell-baseline.js';

/* TypeScript is judged as the JavaScript that is left of it: that which a compiler leaves, too. */

const judged = (code: string): unknown =>
  judgeJavaScript(code, undefined, { source: 'module', folder: '.', typescript: true });

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  removeComments: true,
};

/** What is left of a program by its tree, without places and without statements that do nothing. */
function treeOf(code: string): unknown {
  const program = parse(code, { ecmaVersion: 2024, sourceType: 'module', allowHashBang: true });
  return JSON.parse(JSON.stringify(program), (key, value: unknown) => {
    if (/^(?:start|end|raw|loc|range)$/.test(key)) return undefined;
    if (!Array.isArray(value)) return value;
    return value.filter(
      (item: { type?: string; directive?: string } | null) =>
        item?.type !== 'EmptyStatement' && item?.directive !== 'use strict' && !exportsNothing(item),
    );
  });
}

/** A compiler marks a program without imports as a module. */
const exportsNothing = (item: unknown): boolean =>
  JSON.stringify(item) ===
  JSON.stringify({
    type: 'ExportNamedDeclaration',
    declaration: null,
    specifiers: [],
    source: null,
    attributes: [],
  });

const compiled = (code: string): string =>
  ts.transpileModule(code, { compilerOptions: OPTIONS, fileName: 'a.ts' }).outputText;

function isModule(code: string): boolean {
  try {
    parse(code, { ecmaVersion: 2024, sourceType: 'module', allowHashBang: true });
    return true;
  } catch {
    return false;
  }
}

const TYPED = inlinePrograms('typescript-benign');
const PLAIN = inlinePrograms('javascript-benign').filter(isModule);

describe('TypeScript', () => {
  it.each(TYPED)('passes: %s', (code) => {
    expect(judged(code)).toBeDefined();
    // What lies beside it in `/tmp` is no part of the project.
    const file = code.includes(`from './`) ? 'a.ts' : '/tmp/a.ts';
    expect(answer(`cat > ${file} <<'EOF'\n${code}\nEOF\nnpx tsx ${file}`)).toBe('allow');
  });

  it.each(inlinePrograms('typescript-attacks'))('with a way out is stopped: %s', (code) => {
    expect(judged(code)).toBeUndefined();
    for (const program of ['tsx', 'npx tsx', 'node --experimental-strip-types', 'bun'])
      expect(answer(`cat > a.ts <<'EOF'\n${code}\nEOF\n${program} a.ts`)).not.toBe('allow');
  });

  it.each([...TYPED, ...PLAIN])('leaves what a compiler leaves: %s', (code) => {
    expect(treeOf(withoutTypes(code))).toEqual(treeOf(compiled(code)));
  });

  it('leaves what a compiler leaves, wherever types stand', () => {
    const type = fc.constantFrom(
      'any',
      'string',
      'number[]',
      'Map<string, number>',
      '{ a: string; b?: number }',
      'A | undefined',
      "'x' | 'y'",
      'Record<string, unknown>',
      'readonly string[]',
      '[string, number]',
      'T extends A ? B : C',
      '(x: string) => void',
      'keyof A',
      'typeof a',
      'A["b"]',
      'unknown',
      'Promise<void>',
      'Array<Set<A>>',
    );
    const value = fc.constantFrom(
      '1',
      "'a'",
      'a',
      'b.c',
      'f(1)',
      '[1, 2]',
      '({ x: 1 })',
      '`t${a}`',
      '/x/g',
      '-a',
    );
    let read = 0;
    const statement = fc.oneof(
      fc.tuple(type, value).map(([t, v]) => `let a1: ${t} = ${v};`),
      fc.tuple(type, value).map(([t, v]) => `x = ${v} as ${t};`),
      fc.tuple(type, value).map(([t, v]) => `x = (${v} satisfies ${t});`),
      fc.tuple(type, value).map(([t, v]) => `x = ${v} as ${t}\n${v}`),
      fc.tuple(type, value).map(([t, v]) => `x = ${v}! + (${v} as ${t});`),
      fc.tuple(type, type).map(([t, u]) => `function g(p: ${t}, q?: ${u}, ...r: any[]): ${t} { return p; }`),
      fc.tuple(type, type).map(([t, u]) => `const h = <K,>(p: ${t}, q = 1): ${u} => p;`),
      type.map((t) => `interface I { a: ${t} }`),
      fc.tuple(type, value).map(([t, v]) => `type B = ${t}\n${v}`),
      fc
        .tuple(type, value)
        .map(([t, v]) => `class D<T> { p: ${t} = ${v}; q?: ${t}; m(z: ${t}): ${t} { return z; } }`),
      fc.tuple(type, value).map(([t, v]) => `f<${t}>(${v});`),
      fc.tuple(type, value).map(([t, v]) => `new Map<string, ${t}>(${v});`),
      fc.tuple(type, value).map(([t, v]) => `for (const i of ${v} as ${t}) x(i);`),
      value.map((v) => `x = a < b; y = b > (${v});`),
      value.map((v) => `x = a\n${v};`),
    );
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', ' '),
        (parts, between) => {
          const code = parts.map((part) => `{ ${part} }`).join(between);
          let left: string;
          let tree: unknown;
          try {
            left = withoutTypes(code);
            tree = treeOf(left);
          } catch {
            return; // What is not read is not judged.
          }
          const output = compiled(code);
          expect(isModule(output)).toBe(true);
          expect(tree).toEqual(treeOf(output));
          read++;
        },
      ),
      { numRuns: 1000 },
    );
    expect(read).toBeGreaterThan(300);
  });
});
