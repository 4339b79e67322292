import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoresOf, withIgnores } from '../../src/engine/scan/ignore.js';
import { place, scanReport, tool } from '../support/scan-reports.js';

const lines = (text: string, file = 'a.ts') =>
  ignoresOf(text, file).ignores.map(({ line, reason }) => [line, reason]);
const WORD = 'capfence-ignore-next-line';

describe('an ignore comment', () => {
  it.each([
    [`// ${WORD}: a reason\nconst a = 1;`, [[2, 'a reason']]],
    [`//${WORD} : tight\nconst a = 1;`, [[2, 'tight']]],
    [`/* ${WORD}: block */\nconst a = 1;`, [[2, 'block']]],
    [`const z = 0; // ${WORD}: after code\nconst a = 1;`, [[2, 'after code']]],
    [`// ${WORD}: first\n// another comment\n\nconst a = 1;`, [[4, 'first']]],
    [`f({\n  // ${WORD}: inside\n  a: 1,\n});`, [[3, 'inside']]],
    [`#!/usr/bin/env node\n// ${WORD}: below a shebang\nconst a = 1;`, [[3, 'below a shebang']]],
    [`// ${WORD}: crlf\r\nconst a = 1;\r\n`, [[2, 'crlf']]],
  ])('%j speaks of %j', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it.each([
    ['a string', `const s = "// ${WORD}: no";\nconst a = 1;`],
    ['a template', `const s = \`\n// ${WORD}: no\n\`;\nconst a = 1;`],
    ['a template with a hole', `const s = \`\${1}\n// ${WORD}: no\n\${2}\`;\nconst a = 1;`],
    ['a regular expression', `const s = /\\/\\/ ${WORD}: no/;\nconst a = 1;`],
    ['the middle of a comment', `// see // ${WORD}: no\nconst a = 1;`],
    ['a name', `const x = 1; // not-${WORD}: no\nconst a = 1;`],
    ['a longer word', `// ${WORD}s: no\nconst a = 1;`],
  ])('is none in %s', (_, text) => {
    expect(ignoresOf(text, 'a.ts')).toEqual({ ignores: [], problems: [] });
  });

  it('is known in JSX as a comment and not as text', () => {
    expect(lines(`const a = <b>{/* ${WORD}: yes */}\n<c/></b>;`, 'a.tsx')).toEqual([[2, 'yes']]);
    expect(lines(`const a = <b>// ${WORD}: no\n</b>;`, 'a.tsx')).toEqual([]);
  });

  it.each(['', ':', ': ', ': -', ': ...', ' : *'])(
    'without a reason (%j) is a problem and nothing else',
    (end) => {
      const { ignores, problems } = ignoresOf(`const z = 1;\n  // ${WORD}${end}\nconst a = 1;`, 'a.ts');
      expect(ignores).toEqual([]);
      expect(problems).toMatchObject([
        { code: 'ignored-without-reason', place: { file: 'a.ts', line: 2, column: 3 } },
      ]);
    },
  );

  it('is put to the tool that stands on its line, and to no other', () => {
    const text = `// ${WORD}: known\nconst a = tool();\nconst b = tool();\n// ${WORD}\nconst c = tool();\n`;
    const tools = [2, 3, 5].map((line) => tool({ place: place('a.ts', line, 11) }));
    const report = withIgnores(scanReport({ tools }), () => text);
    expect(report.tools.map(({ ignored }) => ignored?.reason)).toEqual(['known', undefined, undefined]);
    expect(report.problems).toHaveLength(1);
    expect(withIgnores(report, () => text).problems).toHaveLength(1);
    expect(withIgnores(scanReport({ tools }), () => undefined).problems).toEqual([]);
  });

  it('makes nothing fall over', () => {
    const piece = fc.constantFrom(
      '//',
      '/*',
      '*/',
      '`',
      '"',
      '${',
      '}',
      '\n',
      '<a>',
      '{',
      '(',
      `${WORD}: x`,
      WORD,
      '\0',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom('a.ts', 'a.tsx', 'a.js'),
        (parts, file) => {
          ignoresOf(parts.join(' '), file);
        },
      ),
      { numRuns: 2000 },
    );
    expect(ignoresOf(`${'('.repeat(200_000)}// ${WORD}: deep\n1`, 'a.ts').ignores).toEqual([]);
  });
});
