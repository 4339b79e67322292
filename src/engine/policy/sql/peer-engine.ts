import { loadPackage } from '../lazy-package.js';
import type { PeerDialect } from './lexer.js';
import { bindConditions } from './peer-binding.js';
import { ShapeParser } from './peer-shapes.js';

/** A statement as `node-sql-parser` gives it. */
export interface PeerTree {
  readonly type?: string;
  readonly where?: unknown;
}

export interface PeerResult {
  readonly tableList: readonly string[];
  readonly ast: PeerTree | readonly PeerTree[] | undefined;
}

interface PeerParser {
  parse(text: string, options: object): PeerResult;
}

const BUILDS: Readonly<Record<PeerDialect, readonly [string, string]>> = {
  mysql: ['node-sql-parser/build/mysql.js', 'MySQL'],
  sqlite: ['node-sql-parser/build/sqlite.js', 'Sqlite'],
  tsql: ['node-sql-parser/build/transactsql.js', 'TransactSQL'],
};

/** The text that is parsed has no space around it, and nobody asks where in it something stands. */
const optionsFor = (database: string): object => ({
  database: database.toLowerCase(),
  trimQuery: false,
  parseOptions: { includeLocations: false },
});
const OPTIONS: Readonly<Record<PeerDialect, object>> = {
  mysql: optionsFor(BUILDS.mysql[1]),
  sqlite: optionsFor(BUILDS.sqlite[1]),
  tsql: optionsFor(BUILDS.tsql[1]),
};

const parsers = new Map<PeerDialect, PeerParser>();
const byShape: Readonly<Record<PeerDialect, ShapeParser<PeerResult>>> = {
  mysql: shapeParser('mysql'),
  sqlite: shapeParser('sqlite'),
  tsql: shapeParser('tsql'),
};

function shapeParser(dialect: PeerDialect): ShapeParser<PeerResult> {
  return new ShapeParser((text) => {
    const result = loadPeerEngine(dialect).parse(text, OPTIONS[dialect]);
    bindConditions(result.ast);
    return result;
  });
}

/** @throws when the optional package is not there */
export function loadPeerEngine(dialect: PeerDialect): PeerParser {
  let parser = parsers.get(dialect);
  if (parser === undefined) {
    const { Parser } = loadPackage<{ Parser: new () => PeerParser }>(BUILDS[dialect][0]);
    parsers.set(dialect, (parser = new Parser()));
  }
  return parser;
}

/**
 * One statement without space around it, or undefined where the parser does not take it for one. The tree is to be read
 * at once: the next statement of its shape is written into it.
 */
export function parsePeer(
  text: string,
  dialect: PeerDialect,
): { tree: PeerTree; tables: readonly string[] } | undefined {
  const parser = byShape[dialect];
  let result: PeerResult;
  try {
    result = parser.result(text);
  } catch {
    return undefined;
  }
  const trees = Array.isArray(result.ast) ? (result.ast as readonly PeerTree[]) : [result.ast as PeerTree];
  const [tree] = trees;
  return trees.length === 1 && tree !== undefined && tree !== null
    ? { tree, tables: result.tableList }
    : undefined;
}
