import { loadPackage } from '../lazy-package.js';
import type { PeerDialect } from './lexer.js';

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
  parse(text: string, options: { database: string }): PeerResult;
}

const BUILDS: Readonly<Record<PeerDialect, readonly [string, string]>> = {
  mysql: ['node-sql-parser/build/mysql.js', 'MySQL'],
  sqlite: ['node-sql-parser/build/sqlite.js', 'Sqlite'],
  tsql: ['node-sql-parser/build/transactsql.js', 'TransactSQL'],
};

const parsers = new Map<PeerDialect, PeerParser>();

/** @throws when the optional package is not there */
export function loadPeerEngine(dialect: PeerDialect): PeerParser {
  let parser = parsers.get(dialect);
  if (parser === undefined) {
    const { Parser } = loadPackage<{ Parser: new () => PeerParser }>(BUILDS[dialect][0]);
    parsers.set(dialect, (parser = new Parser()));
  }
  return parser;
}

/** One statement, or undefined where the parser does not take it for one. */
export function parsePeer(
  text: string,
  dialect: PeerDialect,
): { tree: PeerTree; tables: readonly string[] } | undefined {
  const parser = loadPeerEngine(dialect);
  let result: PeerResult;
  try {
    result = parser.parse(text, { database: BUILDS[dialect][1] });
  } catch {
    return undefined;
  }
  const trees = Array.isArray(result.ast) ? (result.ast as readonly PeerTree[]) : [result.ast as PeerTree];
  const [tree] = trees;
  return trees.length === 1 && tree !== undefined && tree !== null
    ? { tree, tables: result.tableList }
    : undefined;
}
