import { functionEffects } from './functions.js';
import type { PeerDialect, Piece, Word } from './lexer.js';
import type { Effect } from './script.js';

const NAME = '(?:[\\w@$\\u0080-\\uffff]+|"[^"]*"|`[^`]*`|\\[[^\\]]*\\])';
const whole = (...forms: readonly string[]): RegExp =>
  new RegExp(`^(?:${forms.join('|').replaceAll(' ', '\\s+')})$`, 'i');

/** Beginnings and ends of transactions, from the first word to the last. */
const TRANSACTION = whole(
  `BEGIN(?: (?:DEFERRED|IMMEDIATE|EXCLUSIVE|CONCURRENT|DISTRIBUTED))?(?: (?:TRAN|TRANSACTION|WORK))?(?: ${NAME})?`,
  'START TRANSACTION(?: (?:WITH CONSISTENT SNAPSHOT|READ ONLY|READ WRITE)(?:\\s*,\\s*(?:WITH CONSISTENT SNAPSHOT|READ ONLY|READ WRITE))*)?',
  `(?:COMMIT|END|ROLLBACK)(?: (?:TRAN|TRANSACTION|WORK))?(?: AND(?: NO)? CHAIN)?(?:(?: NO)? RELEASE|(?: TO(?: SAVEPOINT)?)? ${NAME})?`,
  `SAVEPOINT ${NAME}`,
  `RELEASE(?: SAVEPOINT)? ${NAME}`,
);

/** Settings of T-SQL. */
const SETTING = whole(
  'SET (?:STATISTICS )?\\w+(?:\\s*,\\s*\\w+)* (?:ON|OFF)',
  `SET IDENTITY_INSERT ${NAME}(?:\\s*\\.\\s*${NAME})* (?:ON|OFF)`,
  "SET \\w+ (?:-?[\\w.]+|N?'[^']*'|@\\w+)",
  'SET TRANSACTION ISOLATION LEVEL (?:READ (?:UN)?COMMITTED|REPEATABLE READ|SNAPSHOT|SERIALIZABLE)',
);

const USE = whole(`USE ${NAME}`);

/**
 * Whether a command is nothing but what its first word begins. T-SQL needs no semicolon before the next statement, and
 * what stands before a word, as the exclamation marks of a client, may make another command of it.
 */
export function hasForm({ text, words }: Piece, dialect: PeerDialect): boolean {
  const first = words[0]?.text ?? '';
  if (!text.toUpperCase().startsWith(first)) return false;
  if (/^(?:BEGIN|START|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)$/.test(first)) return TRANSACTION.test(text);
  if (dialect !== 'tsql') return true;
  if (first === 'USE') return USE.test(text);
  if (first === 'DECLARE' || /^SET\s+@/i.test(text)) return words.every(isOperand);
  return first !== 'SET' || SETTING.test(text);
}

/** A word that stands where a value or a type is due; behind something complete, it would begin a statement. */
function isOperand({ after, depth }: Word, at: number, words: readonly Word[]): boolean {
  if (at === 0 || depth > 0 || /^(?:SET|DECLARE|AS)$/.test(after)) return true;
  if (!/[\w"')\u0080-\uffff]$/.test(after)) return true;
  const before = words[at - 1];
  const named = words[0]?.text === 'DECLARE' && before?.text === after && after.startsWith('@');
  return named && /^(?:DECLARE|,)$/.test(before.after);
}

const QUERY = /^(?:TABLE|VALUES|WITH)$/;
/** `GRANT SELECT`, `PREPARE … FROM`: these touch any table anyway. */
const SPEAKS_OF_QUERIES = /^(?:GRANT|REVOKE|DENY|PREPARE|LOAD|HANDLER|BULK|BACKUP|RESTORE)$/;

/** Whether a query stands in it, whose tables nobody would see: `SET @x = (TABLE t)`, `SHOW TABLES WHERE (SELECT …)`. */
export function holdsQuery({ words }: Piece): boolean {
  if (SPEAKS_OF_QUERIES.test(words[0]?.text ?? '')) return false;
  return words.some(({ text, after }) => text === 'SELECT' || (after === '(' && QUERY.test(text)));
}

const COMPUTES = /^(?:SET|DO|DECLARE|SHOW)$/;
/** What a parenthesis follows though it is no function: parts of conditions, and types. */
const NO_FUNCTION: ReadonlySet<string> = new Set(
  [
    'WHERE AND OR NOT IN XOR LIKE BETWEEN ANY ALL SOME IS AS ON DIV MOD TABLE KEY UNIQUE CHECK DEFAULT IDENTITY',
    'CHAR VARCHAR NCHAR NVARCHAR BINARY VARBINARY DECIMAL DEC NUMERIC FLOAT TIME DATETIME2 DATETIMEOFFSET',
  ].flatMap((line) => line.split(' ')),
);

/** What the functions do that a command calls: no tree tells them. */
export function callEffects({ words, quotedCalls }: Piece): readonly Effect[] {
  if (!COMPUTES.test(words[0]?.text ?? '')) return [];
  const called = words.flatMap(({ text, calls, after }, at) => {
    if (!calls || (after !== '.' && NO_FUNCTION.has(text))) return [];
    return [...functionEffects(text, after === '.' ? (words[at - 1]?.text ?? '') : undefined)];
  });
  return [...called, ...quotedCalls.flatMap((name) => [...functionEffects(name, undefined)])];
}
