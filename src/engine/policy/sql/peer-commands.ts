import { functionEffects } from './functions.js';
import type { PeerDialect, Piece } from './lexer.js';
import { callEffects, hasForm, holdsQuery } from './peer-forms.js';
import { setEffects } from './peer-settings.js';
import { Draft } from './script.js';
import type { Effect } from './script.js';
import { table } from '../table.js';

interface Command {
  readonly kind: string;
  readonly effects?: readonly Effect[];
  /** It may touch any table. */
  readonly anyTable?: boolean;
  /** It runs something that stands elsewhere, or in a string. */
  readonly hidden?: boolean;
  /** Only in these dialects; in all unless given. */
  readonly of?: readonly PeerDialect[];
}

/** Statements that their first word tells enough about. */
const COMMANDS: Readonly<Record<string, Command>> = table({
  BEGIN: { kind: 'begin' },
  START: { kind: 'begin' },
  COMMIT: { kind: 'commit' },
  END: { kind: 'commit', of: ['sqlite'] },
  ROLLBACK: { kind: 'rollback' },
  SAVEPOINT: { kind: 'savepoint' },
  RELEASE: { kind: 'release' },
  SHOW: { kind: 'show' },
  DESCRIBE: { kind: 'describe' },
  DESC: { kind: 'describe' },
  USE: { kind: 'use' },
  SET: { kind: 'set' },
  DECLARE: { kind: 'declare', of: ['tsql'] },
  GRANT: { kind: 'grant', effects: ['privilege'], anyTable: true },
  REVOKE: { kind: 'revoke', effects: ['privilege'], anyTable: true },
  DENY: { kind: 'deny', effects: ['privilege'], anyTable: true, of: ['tsql'] },
  CALL: { kind: 'call', effects: ['unknown'], anyTable: true, of: ['mysql'] },
  DO: { kind: 'do', of: ['mysql'] },
  EXEC: { kind: 'execute', anyTable: true, hidden: true, of: ['tsql'] },
  EXECUTE: { kind: 'execute', anyTable: true, hidden: true, of: ['tsql', 'mysql'] },
  PREPARE: { kind: 'prepare', anyTable: true, hidden: true, of: ['mysql'] },
  DEALLOCATE: { kind: 'deallocate' },
  LOAD: { kind: 'load', effects: ['read_secret'], anyTable: true, of: ['mysql'] },
  HANDLER: { kind: 'handler', anyTable: true, of: ['mysql'] },
  LOCK: { kind: 'lock', anyTable: true, of: ['mysql'] },
  UNLOCK: { kind: 'unlock', of: ['mysql'] },
  FLUSH: { kind: 'flush', effects: ['admin'], of: ['mysql'] },
  RESET: { kind: 'reset', effects: ['admin'], of: ['mysql'] },
  INSTALL: { kind: 'create', effects: ['execute'], of: ['mysql'] },
  KILL: { kind: 'kill', effects: ['admin'] },
  SHUTDOWN: { kind: 'shutdown', effects: ['admin'] },
  RECONFIGURE: { kind: 'set', effects: ['admin', 'execute'], of: ['tsql'] },
  DBCC: { kind: 'dbcc', effects: ['admin'], of: ['tsql'] },
  BACKUP: { kind: 'backup', effects: ['write_file'], anyTable: true, of: ['tsql'] },
  RESTORE: { kind: 'restore', effects: ['read_secret', 'admin'], anyTable: true, of: ['tsql'] },
  BULK: { kind: 'insert', effects: ['read_secret'], anyTable: true, of: ['tsql'] },
  WAITFOR: { kind: 'waitfor', effects: ['admin'], of: ['tsql'] },
  PRAGMA: { kind: 'pragma', of: ['sqlite'] },
  ATTACH: { kind: 'attach', effects: ['read_secret', 'write_file'], of: ['sqlite'] },
  DETACH: { kind: 'detach', of: ['sqlite'] },
  VACUUM: { kind: 'vacuum', of: ['sqlite'] },
  REINDEX: { kind: 'reindex', of: ['sqlite'] },
  ANALYZE: { kind: 'analyze' },
});

/** Whether there is more in it than a command has: a query, a block, a test. */
const MORE = /^(?:SELECT|IF|WHILE|CASE|END|THEN|VALUES|FROM)$/;
const ASKS = /^(?:SHOW|DESCRIBE|DESC|GRANT|REVOKE|DENY|RESTORE|BULK|PREPARE|LOAD|HANDLER|BACKUP)$/;

/** A statement that is known by its first word; undefined for any other. */
export function readCommand(piece: Piece, dialect: PeerDialect): Draft[] | undefined {
  const { words, text } = piece;
  const first = words[0]?.text ?? '';
  const command = COMMANDS[first];
  if (command === undefined || command.of?.includes(dialect) === false) return undefined;
  if (!ASKS.test(first) && words.slice(1).some((word) => MORE.test(word.text))) return undefined;
  if (!hasForm(piece, dialect) || holdsQuery(piece)) return undefined;
  const draft = new Draft(command.kind);
  draft.add([
    ...(command.effects ?? []),
    ...(first === 'SET' ? setEffects(piece, dialect) : []),
    ...callEffects(piece),
    ...furtherEffects(
      first,
      words.slice(1).map((word) => word.text),
      text,
    ),
  ]);
  if (first === 'USE') draft.tables.push({ schema: words[1]?.text.toLowerCase(), written: false });
  if (command.anyTable === true) draft.tables.push({ written: true });
  return command.hidden === true || (first === 'SET' && CHANGES_READING.test(text))
    ? [draft, hidden()]
    : [draft];
}

/** Settings by which the texts after them are read otherwise than here. */
const CHANGES_READING =
  /sql_mode|character|charset|\bnames\b|collation_connection|quoted_identifier|ansi_defaults/i;

function furtherEffects(first: string, rest: readonly string[], text: string): Iterable<Effect> {
  if (first === 'PRAGMA') return READS.test(text) ? [] : ['admin'];
  if (first === 'SHOW') return rest[0] === 'CREATE' && rest[1] === 'USER' ? ['read_secret'] : [];
  if (first === 'VACUUM') return rest.includes('INTO') ? ['write_file'] : [];
  if (first === 'EXEC' || first === 'EXECUTE')
    return rest.flatMap((name) => [...functionEffects(name, undefined)]);
  return [];
}

/**
 * Pragmas that are read, or asked about a table, and the few whose setting holds for the connection alone and takes no
 * safety away.
 */
const READS = new RegExp(
  `^PRAGMA\\s+(?:\\w+\\s*\\.\\s*)?(?:${[
    '(?!(?:incremental_vacuum|optimize|wal_checkpoint|shrink_memory)\\b)\\w+',
    '(?:table_x?info|table_list|index_list|index_x?info|foreign_key_(?:list|check)|integrity_check|quick_check)\\s*\\([^()]*\\)',
    '(?:busy_timeout|cache_size|temp_store|threads|mmap_size|analysis_limit)\\s*=\\s*-?\\w+',
    '(?:foreign_keys|query_only|cell_size_check|reverse_unordered_selects)\\s*=\\s*(?:ON|TRUE|YES|1)',
    'trusted_schema\\s*=\\s*(?:OFF|FALSE|NO|0)',
  ].join('|')})$`,
  'i',
);

function hidden(): Draft {
  const draft = new Draft(undefined);
  draft.effects.add('unknown');
  return draft;
}
