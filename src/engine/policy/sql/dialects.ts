import { ParseCache } from '../parse-cache.js';
import { loadPgEngine, parsePg } from './pg-engine.js';
import { readPgTree } from './pg-script.js';
import { unclear } from './script.js';
import type { Script } from './script.js';

export const DIALECTS = ['postgres', 'mysql', 'sqlite', 'tsql', 'any'] as const;
export type Dialect = (typeof DIALECTS)[number];

const MAX_LENGTH = 1024 * 1024;
/** Sum of the squared lengths of runs of operator characters: the scanner reads such a run again from each of them. */
const MAX_RUNS = 100_000_000;

const postgres = new ParseCache(readPostgres);

function readPostgres(text: string): Script {
  const why = refusal(text);
  if (why !== undefined) return unclear(why);
  const tree = parsePg(text);
  return tree === undefined ? unclear('it does not parse as PostgreSQL') : readPgTree(tree);
}

/** What no parser is given. */
function refusal(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return 'it is too long';
  if (text.includes('\0')) return 'there is a NUL in it';
  if (/[\ud800-\udfff]/u.test(text)) return 'it is no text';
  let work = 0;
  for (const [run] of text.matchAll(/[~!@#^&|`?+\-*/%<>=]{64,}/g)) work += run.length ** 2;
  return work > MAX_RUNS ? 'it has too long runs of operators' : undefined;
}

/** Why a dialect cannot be read here, with what to do about it. */
export function dialectFault(dialect: Dialect): { message: string; help: string } | undefined {
  try {
    if (dialect === 'postgres' || dialect === 'any') loadPgEngine();
  } catch {
    return { message: 'the SQL parser `libpg-query` does not load', help: 'install the dependencies again' };
  }
  return undefined;
}

/** Each way in which a text is read in a dialect. @throws when a parser fails */
export function readSql(text: string, _dialect: Dialect): readonly Script[] {
  return [postgres.get(text)];
}
