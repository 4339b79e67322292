import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadPeerEngine, parsePeer } from '../../src/engine/policy/sql/peer-engine.js';
import { cutSql } from '../../src/engine/policy/sql/lexer.js';
import { ShapeParser } from '../../src/engine/policy/sql/peer-shapes.js';

const corpus = parse(readFileSync('test/fixtures/attacks/sql.yaml', 'utf8')) as {
  attacks: { sql: string }[];
  benign: { sql: string }[];
};
const PEERS = ['mysql', 'sqlite', 'tsql'] as const;
const DATABASES = { mysql: 'mysql', sqlite: 'sqlite', tsql: 'transactsql' };
type Peer = (typeof PEERS)[number];

const piecesOf = (dialect: Peer): string[] =>
  [...corpus.attacks, ...corpus.benign].flatMap(({ sql }) => {
    const pieces = cutSql(sql, dialect);
    return typeof pieces === 'string' ? [] : pieces.map(({ text }) => text);
  });

/** What the parser itself says. */
function direct(text: string, dialect: Peer): string {
  try {
    const { ast, tableList } = loadPeerEngine(dialect).parse(text, {
      database: DATABASES[dialect],
      trimQuery: false,
      parseOptions: { includeLocations: false },
    });
    const trees = Array.isArray(ast) ? (ast as readonly unknown[]) : [ast];
    return trees.length === 1 && trees[0] !== undefined && trees[0] !== null
      ? JSON.stringify({ tree: trees[0], tables: tableList })
      : 'undefined';
  } catch {
    return 'undefined';
  }
}

const shared = (text: string, dialect: Peer): string =>
  JSON.stringify(parsePeer(text, dialect)) ?? 'undefined';

describe('a statement whose shape was met before', () => {
  const number = fc.oneof(fc.nat({ max: 2000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));
  const content = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'aZ09_ @.:-'), maxLength: 12 }),
    fc.constantFrom('zMaRkQ00', 'zMaRkQ01', 'ZMARKQ00', 's', 'Y', '2026-01-01', '1 day'),
  );

  it.each(PEERS)('has the tree that its own text has, in %s', (dialect) => {
    const texts = piecesOf(dialect).filter((text) => /[1-9]|'/.test(text));
    expect(texts.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(number),
        fc.array(content),
        (text, numbers, contents) => {
          // Alternately the text itself and the same with other values.
          let [a, b] = [0, 0];
          const other = text
            .replace(/(?<=[\s(,=<>])[1-9]\d*(?![\w.'])/g, (one) => String(numbers[a++] ?? one))
            .replace(/'[^']*'/g, (one) => `'${contents[b++] ?? one.slice(1, -1)}'`);
          for (const one of [text, other, text, other])
            expect(shared(one, dialect)).toBe(direct(one, dialect));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it.each([
    ["SELECT zMaRkQ00 FROM t WHERE id = 712 AND kind = 'login'"],
    ["SELECT zMaRkQ01 FROM t WHERE kind = 'login'"],
    ['SELECT zMaRkQ00 FROM t WHERE id = 712'],
    ["SELECT `zMaRkQ00` FROM t800 WHERE id = 712 AND kind LIKE '%zMaRkQ00%'"],
    ["DELETE FROM t WHERE 'zMaRkQ00' = 'zMaRkQ01' OR 800 = 801"],
    ["DELETE FROM t WHERE 'a-1' = 'a-1' AND 712 = 712 AND 712 <> 713"],
  ])('is not mistaken for its marks: %s', (text) => {
    for (const dialect of PEERS) {
      const cut = cutSql(text, dialect);
      for (const piece of typeof cut === 'string' ? [] : cut)
        for (let time = 0; time < 3; time++)
          expect([text, shared(piece.text, dialect)]).toEqual([text, direct(piece.text, dialect)]);
    }
  });

  it('is parsed as it is by a parser that changes, drops or doubles a value', () => {
    const strange: ((text: string) => object)[] = [
      (text) => ({ values: text.match(/\d+|'[^']*'/g)?.slice(1) }),
      (text) => ({ all: text }),
      (text) => ({ values: text.match(/\d+/g)?.map((one) => Number(one) * 2) }),
      (text) => ({ values: text.match(/\w+/g)?.map((one) => one.toLowerCase()) }),
      (text) => ({ ...[...(text.match(/\d+/g) ?? []), ...(text.match(/\d+/g) ?? [])].map(Number) }),
      (text) => ({ length: text.length, first: Number(/\d+/.exec(text)?.[0]) > 850 }),
    ];
    for (const parser of strange) {
      const shapes = new ShapeParser(parser);
      for (const text of ["a = 712 AND b = 'Kind'", "a = 999 AND b = 'Other'", "a = 712 AND b = 'Kind'"])
        expect(shapes.result(text)).toEqual(parser(text));
    }
  });

  it('gives the same answer in any order, for what a condition means', () => {
    const texts = ['712 = 712', '712 = 713', '712 < 713', '713 < 712', "'abc' = 'abc'", "'abc' = 'abd'"];
    const says = (where: string): string => shared(`DELETE FROM t WHERE ${where}`, 'mysql');
    const first = texts.map(says);
    expect([...texts].reverse().map(says).reverse()).toEqual(first);
    expect(new Set(first).size).toBe(texts.length);
  });
});
