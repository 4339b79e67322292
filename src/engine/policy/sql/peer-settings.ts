import type { Word } from './lexer.js';
import type { PeerDialect, Piece } from './lexer.js';
import type { Effect } from './script.js';

/**
 * Settings of a session that change how it computes, waits or shows. Those that switch off logs, checks of who may do
 * what, or limits are not among them, and neither is what nobody here knows.
 */
const ORDINARY: Readonly<Partial<Record<PeerDialect, ReadonlySet<string>>>> = {
  mysql: new Set(
    [
      'NAMES CHARACTER CHARSET TRANSACTION AUTOCOMMIT SQL_MODE TIME_ZONE FOREIGN_KEY_CHECKS UNIQUE_CHECKS SQL_SAFE_UPDATES',
      'TRANSACTION_ISOLATION TX_ISOLATION TRANSACTION_READ_ONLY COMPLETION_TYPE LC_TIME_NAMES LC_MESSAGES',
      'GROUP_CONCAT_MAX_LEN MAX_EXECUTION_TIME MAX_STATEMENT_TIME SQL_SELECT_LIMIT MAX_JOIN_SIZE SQL_BIG_SELECTS',
      'LOCK_WAIT_TIMEOUT INNODB_LOCK_WAIT_TIMEOUT WAIT_TIMEOUT INTERACTIVE_TIMEOUT NET_READ_TIMEOUT NET_WRITE_TIMEOUT',
      'OPTIMIZER_SWITCH OPTIMIZER_SEARCH_DEPTH OPTIMIZER_TRACE END_MARKERS_IN_JSON EXPLAIN_FORMAT EQ_RANGE_INDEX_DIVE_LIMIT',
      'JOIN_BUFFER_SIZE SORT_BUFFER_SIZE READ_BUFFER_SIZE READ_RND_BUFFER_SIZE TMP_TABLE_SIZE MAX_HEAP_TABLE_SIZE',
      'CTE_MAX_RECURSION_DEPTH DIV_PRECISION_INCREMENT DEFAULT_WEEK_FORMAT AUTO_INCREMENT_INCREMENT AUTO_INCREMENT_OFFSET',
      'SQL_NOTES SQL_WARNINGS SQL_QUOTE_SHOW_CREATE SQL_AUTO_IS_NULL SQL_BUFFER_RESULT PROFILING PROFILING_HISTORY_SIZE',
      'INFORMATION_SCHEMA_STATS_EXPIRY DEFAULT_STORAGE_ENGINE BIG_TABLES LOW_PRIORITY_UPDATES WINDOWING_USE_HIGH_PRECISION',
      'CHARACTER_SET_CLIENT CHARACTER_SET_RESULTS CHARACTER_SET_CONNECTION COLLATION_CONNECTION MAX_LENGTH_FOR_SORT_DATA',
    ].flatMap((line) => line.split(' ')),
  ),
  tsql: new Set(
    [
      'NOCOUNT XACT_ABORT TRANSACTION STATISTICS SHOWPLAN_ALL SHOWPLAN_TEXT SHOWPLAN_XML DATEFORMAT DATEFIRST LANGUAGE ROWCOUNT',
      'LOCK_TIMEOUT DEADLOCK_PRIORITY TEXTSIZE ARITHABORT ARITHIGNORE NUMERIC_ROUNDABORT ANSI_NULLS ANSI_PADDING ANSI_WARNINGS',
      'ANSI_DEFAULTS ANSI_NULL_DFLT_ON ANSI_NULL_DFLT_OFF CONCAT_NULL_YIELDS_NULL QUOTED_IDENTIFIER FORCEPLAN FMTONLY NOEXEC',
      'PARSEONLY IMPLICIT_TRANSACTIONS CURSOR_CLOSE_ON_COMMIT QUERY_GOVERNOR_COST_LIMIT IO TIME',
    ].flatMap((line) => line.split(' ')),
  ),
};

/** Values of these that switch a limit or a check off. */
const DISARMS: Readonly<Partial<Record<PeerDialect, RegExp>>> = {
  mysql:
    /\b(?:foreign_key_checks|unique_checks|sql_safe_updates|max_execution_time|max_statement_time|sql_select_limit|max_join_size|(?:transaction|tx)_read_only)\s*(?::=|=)(?!\s*(?:(?:1|ON|TRUE)\b|[1-9]))|\b(?:max_execution_time|max_statement_time|sql_select_limit|max_join_size)\s*(?::=|=)\s*\d{8}|\bsql_big_selects\s*(?::=|=)|\bREAD\s+WRITE\b/i,
  tsql: /\b(?:QUERY_GOVERNOR_COST_LIMIT|ROWCOUNT)\s+0|\bLOCK_TIMEOUT\s+-|\bDEADLOCK_PRIORITY\s+(?:HIGH|[1-9])|\bANSI_NULLS\s+OFF|\b(?:ANSI_DEFAULTS)\s+OFF/i,
};

const SCOPE = /^(?:SESSION|LOCAL|@@SESSION|@@LOCAL)$/;
const ELSEWHERE = /^(?:@@)?(?:GLOBAL|PERSIST|PERSIST_ONLY)$/;

/** What a `SET` does beyond setting what a session computes with. */
export function setEffects({ words, text }: Piece, dialect: PeerDialect): readonly Effect[] {
  const rest = words.slice(1);
  const said = rest.map((word) => word.text);
  if (said.includes('PASSWORD') || said[0] === 'ROLE') return ['privilege'];
  if (said.some((word) => ELSEWHERE.test(word) || word.startsWith('IDENTITY_INSERT'))) return ['admin'];
  const ordinary = ORDINARY[dialect];
  if (ordinary === undefined) return [];
  // The name of a setting is not quoted by anybody who has nothing to hide.
  if (/^SET\s+(?:@@)?[`"[]|,\s*[`"[]|\.\s*[`"[]/i.test(text)) return ['admin'];
  if (DISARMS[dialect]?.test(text) === true) return ['admin'];
  return rest.filter(isSet).every(({ text: name }) => isOrdinary(name, ordinary)) ? [] : ['admin'];
}

/** A name that stands where one is set; a scope before it is none. */
function isSet({ text, after, depth }: Word): boolean {
  if (depth > 0 || SCOPE.test(text)) return false;
  return after === 'SET' || after === ',' || after === '.' || SCOPE.test(after);
}

function isOrdinary(name: string, ordinary: ReadonlySet<string>): boolean {
  return /^@(?!@)/.test(name) || ordinary.has(name.replace(/^@@/, ''));
}
