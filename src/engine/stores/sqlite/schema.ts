/** In the header of the file, so that another database is not taken for a log: `CAPF`. */
export const APPLICATION_ID = 0x43415046;
export const FORMAT = '1';

const QUERIED = ['ts', 'type', 'actor', 'capability', 'decision', 'reason'];
const COLUMNS = QUERIED.map((name) => `json_extract(body, '$.${name}') AS ${name}`).join(', ');

const frozen = (table: string, verb: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} ` +
  `BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`;

/** What may be deleted by pruning, and by nothing else. */
export const DELETE_TRIGGERS: Readonly<Record<'entries' | 'checkpoints', string>> = {
  entries: frozen('entries', 'DELETE'),
  checkpoints: frozen('checkpoints', 'DELETE'),
};

/**
 * The statements that make a log, each as SQLite keeps it in `sqlite_master`. The columns of
 * `records` follow from the bodies: there is no second copy. Columns in the table itself would be worked out for every insert.
 */
export const SCHEMA: readonly string[] = [
  'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)',
  'CREATE TABLE entries (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)',
  `CREATE VIEW records AS SELECT seq, ${COLUMNS}, body FROM entries`,
  'CREATE TABLE salts (seq INTEGER PRIMARY KEY, salt BLOB NOT NULL)',
  'CREATE TABLE payloads (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)',
  'CREATE TABLE tiles (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (level, idx)) WITHOUT ROWID',
  'CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, note TEXT NOT NULL)',
  frozen('entries', 'UPDATE'),
  DELETE_TRIGGERS.entries,
  frozen('tiles', 'UPDATE'),
  frozen('tiles', 'DELETE'),
  frozen('checkpoints', 'UPDATE'),
  DELETE_TRIGGERS.checkpoints,
];
