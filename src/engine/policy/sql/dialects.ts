import { ParseCache } from '../parse-cache.js';
import type { PeerDialect } from './lexer.js';
import { withParameters } from './parameters.js';
import { loadPeerEngine } from './peer-engine.js';
import { readPeerSql } from './peer-script.js';
import { loadPgEngine, parsePg } from './pg-engine.js';
import { readPgTree } from './pg-script.js';
import { unclear } from './script.js';
import type { Script } from './script.js';

export const DIALECTS = ['postgres', 'mysql', 'sqlite', 'tsql', 'any'] as const;
export type Dialect = (typeof DIALECTS)[number];

const MAX_LENGTH = 1024 * 1024;
/** Sum of the squared lengths of runs of operator characters: the scanner reads such a run again from each of them. */
const MAX_RUNS = 100_000_000;

/** A tree takes time and memory by the words of a text; what a person or a model writes has far fewer. */
const MAX_WORDS = 250_000;

const postgres = new ParseCache(readPostgres);

function readPostgres(text: string): Script {
  const why = refusal(text);
  if (why !== undefined) return unclear(why);
  const tree = parsePg(text) ?? withDriver(text);
  return tree === undefined ? unclear('it does not parse as PostgreSQL') : readPgTree(tree);
}

/** The tree of a text that only a driver makes SQL of. */
function withDriver(text: string): unknown {
  const written = withParameters(text);
  return written === undefined ? undefined : parsePg(written);
}

/** What no parser is given. */
function refusal(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return 'it is too long';
  if (text.includes('\0')) return 'there is a NUL in it';
  if (/[\ud800-\udfff]/u.test(text)) return 'it is no text';
  if (countWords(text) > MAX_WORDS) return 'it has too many words';
  return operatorWork(text) > MAX_RUNS ? 'it has too long runs of operators' : undefined;
}

const RUN = '[~!@#^&|`?+\\-*/%<>=]{64,}';
const HAS_RUN = new RegExp(RUN);
const RUNS = new RegExp(RUN, 'g');

function operatorWork(text: string): number {
  let work = 0;
  if (!HAS_RUN.test(text)) return work;
  for (const [run] of text.matchAll(RUNS)) work += run.length ** 2;
  return work;
}

const WORD = /\w/;

/** Runs of letters and digits, and every other sign that is no space. */
function countWords(text: string): number {
  if (text.length <= MAX_WORDS) return 0;
  let count = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const word = code > 127 || WORD.test(text.charAt(i));
    if (word ? !inside : code > 32) count++;
    inside = word;
  }
  return count;
}

/** Parsers that build long lists of alternatives are slower than PostgreSQL's. */
const MAX_PEER_LENGTH = 32 * 1024;
const PEERS: readonly PeerDialect[] = ['mysql', 'sqlite', 'tsql'];

const peerCache = (dialect: PeerDialect): ParseCache<Script> =>
  new ParseCache((text) => {
    const why = text.length > MAX_PEER_LENGTH ? 'it is too long' : refusal(text);
    return why === undefined ? readPeerSql(text, dialect) : unclear(why);
  });
const peers = { mysql: peerCache('mysql'), sqlite: peerCache('sqlite'), tsql: peerCache('tsql') };

/** Why a dialect cannot be read here, with what to do about it. */
export function dialectFault(dialect: Dialect): { message: string; help: string } | undefined {
  try {
    if (dialect === 'postgres' || dialect === 'any') loadPgEngine();
  } catch {
    const help = 'install the dependencies of this package again';
    return { message: 'the SQL parser `libpg-query` does not load', help };
  }
  try {
    for (const peer of PEERS) if (dialect === peer || dialect === 'any') loadPeerEngine(peer);
  } catch {
    const message = `\`dialect: ${dialect}\` needs the package \`node-sql-parser\`, which is not installed`;
    return { message, help: 'install it: `npm install node-sql-parser@5`' };
  }
  return undefined;
}

/** One way in which a text is read. */
export type SqlReader = (text: string) => Script;

const fromCache =
  (cache: ParseCache<Script>): SqlReader =>
  (text) => {
    try {
      return cache.get(text);
    } catch {
      return unclear('the parser cannot read it');
    }
  };

const READERS: Readonly<Record<Dialect, readonly SqlReader[]>> = {
  postgres: [fromCache(postgres)],
  mysql: [fromCache(peers.mysql)],
  sqlite: [fromCache(peers.sqlite)],
  tsql: [fromCache(peers.tsql)],
  any: [postgres, ...PEERS.map((peer) => peers[peer])].map(fromCache),
};

/** Each way in which texts are read in a dialect, the cheapest first. A text is unclear where a parser fails. */
export function sqlReaders(dialect: Dialect): readonly SqlReader[] {
  return READERS[dialect];
}

/** What a text says in each of them. */
export function readSql(text: string, dialect: Dialect): readonly Script[] {
  return READERS[dialect].map((read) => read(text));
}
