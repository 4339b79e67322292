import type { PeerDialect, Piece, Word } from './lexer.js';
import { table } from '../table.js';

/** Words that begin a statement which changes something. */
const CHANGES: ReadonlySet<string> = new Set([
  ...['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'TRUNCATE', 'DROP', 'CREATE', 'ALTER', 'REPLACE', 'RENAME'],
  ...['EXEC', 'EXECUTE', 'GRANT', 'REVOKE', 'DENY', 'SHUTDOWN', 'KILL', 'BACKUP', 'RESTORE', 'DBCC', 'BULK'],
  ...['WAITFOR', 'RECONFIGURE', 'LOAD', 'CALL', 'ATTACH', 'DETACH', 'PRAGMA', 'HANDLER', 'PREPARE'],
]);

/** What such a word may follow without beginning one: `ON DELETE`, `FOR UPDATE`, `INSERT OR REPLACE`, `t.delete`. */
const RIDERS: Readonly<Record<string, readonly string[]>> = table({
  INSERT: ['.'],
  UPDATE: ['.', 'ON', 'FOR', 'KEY', 'DO'],
  DELETE: ['.', 'ON'],
  REPLACE: ['.', 'OR'],
});

/** Reserved words of T-SQL that begin a statement, too: nothing else is called so. */
const STARTS: ReadonlySet<string> = new Set(
  [
    'READTEXT WRITETEXT UPDATETEXT SETUSER REVERT OPEN CLOSE CHECKPOINT RAISERROR GOTO DUMP LINENO',
    'PRINT DECLARE USE BEGIN COMMIT ROLLBACK SAVE DEALLOCATE',
  ].flatMap((line) => line.split(' ')),
);

/** Words that may follow anywhere in a statement that begins with another. */
const PARTS: Readonly<Record<string, RegExp>> = table({
  ALTER: /^(?:DROP|ALTER|RENAME)$/,
  SHOW: /^CREATE$/,
  GRANT: /./,
  REVOKE: /./,
  DENY: /./,
  WITH: /^(?:INSERT|UPDATE|DELETE|REPLACE)$/,
});

const FUNCTIONS = /^(?:REPLACE|INSERT|TRUNCATE)$/;
const BEFORE_SELECT = /^(?:\(|UNION|ALL|DISTINCT|EXCEPT|INTERSECT|AS|)$/;
const TAKES_SELECT = /^(?:INSERT|REPLACE|WITH|CREATE|EXPLAIN)$/;

/**
 * Whether a piece may be more than the one statement that it begins with. T-SQL needs no semicolon between two, and a
 * lenient parser takes `shutdown` in `select 1 shutdown` for the name of a column.
 */
export function hidesStatement({ words }: Piece, dialect: PeerDialect, isTree: boolean): boolean {
  const [first, ...rest] = words;
  if (first === undefined) return true;
  return rest.some((word) =>
    CHANGES.has(word.text) ? !rides(word, first.text, dialect, isTree) : stray(word, first.text, dialect),
  );
}

function rides(word: Word, first: string, dialect: PeerDialect, isTree: boolean): boolean {
  if (word.after === '.') return true;
  if (word.calls && FUNCTIONS.test(word.text)) return dialect !== 'tsql' || word.text === 'REPLACE';
  // What is known by its words has no such clauses: `SET NOCOUNT ON DELETE t` are two statements.
  if (isTree && RIDERS[word.text]?.includes(word.after) === true) return true;
  return PARTS[first]?.test(word.text) === true;
}

/** What is not complete without what follows, so that no statement begins there. */
const INSIDE = /^(?:\.|,|\(|AND|OR|NOT|WHERE)$/;

/** A `SELECT` behind something complete begins a statement of its own. */
function stray(word: Word, first: string, dialect: PeerDialect): boolean {
  if (dialect !== 'tsql') return false;
  if (STARTS.has(word.text)) return !INSIDE.test(word.after);
  if (word.text !== 'SELECT') return false;
  return !BEFORE_SELECT.test(word.after) && !(TAKES_SELECT.test(first) && word.depth === 0);
}
