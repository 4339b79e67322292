import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { canonicalRecord, NO_PREVIOUS, RECORD_VERSION } from '../../audit/index.js';
import type { LogKey } from '../../audit/index.js';
import type { Env } from '../../model/env.js';
import { SqliteAuditLog } from './audit-log.js';
import { readSmallFile } from './files.js';
import { KeyFiles } from './key-files.js';
import { assertFormat, notALog, openForWriting, Patience } from './open.js';
import { APPLICATION_ID, FORMAT, SCHEMA } from './schema.js';
import { auditError } from './sqlite-errors.js';
import { Statements } from './statements.js';
import { rolledBack, Writer } from './writer.js';

export interface OpenOptions {
  /** The database. Its folder is made if it is not there. */
  readonly file: string;
  /** The folder of the keys: not the agent's to read. */
  readonly keys: string;
  readonly env: Env;
  /** The version that writes. */
  readonly engine: string;
  readonly user?: string | undefined;
  readonly pid?: number | undefined;
  /** How long a write waits for other writers, in milliseconds: 2,000. */
  readonly deadlineMs?: number | undefined;
  /** Records to a checkpoint: 1,024. */
  readonly checkpointEvery?: number | undefined;
  /** Seconds from the first record that no checkpoint covers to the next checkpoint: 10. */
  readonly checkpointSeconds?: number | undefined;
  /** Seconds of silence after which the log says that it is there: 60. 0 for never. */
  readonly heartbeatSeconds?: number | undefined;
}

const DEFAULTS = { deadlineMs: 2000, checkpointEvery: 1024, checkpointSeconds: 10, heartbeatSeconds: 60 };

/**
 * Opens a log for writing, and makes it, with its key, where there is none.
 * @throws AuditError for everything that stands against writing a record that surely stays
 */
export async function openAuditLog(options: OpenOptions): Promise<SqliteAuditLog> {
  const { file, env } = options;
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings = { ...DEFAULTS, ...given } as OpenOptions & typeof DEFAULTS;
  const head = guarded(file, () => headOf(file));
  const patience = new Patience(settings.deadlineMs, (n) => env.randomBytes(n));
  const db = await openForWriting(file, patience);
  try {
    const { logId, keys, key } = await patience.try(file, () => identify(db, settings));
    const writer = await patience.try(
      file,
      () => new Writer(db, { file, logId, env, keys, key, checkpointEvery: settings.checkpointEvery }),
    );
    if (head !== undefined) await patience.try(file, () => writer.assertNotRolledBack(head));
    await patience.try(file, () => writer.write(openings(writer, settings), 'if uncovered'));
    return new SqliteAuditLog({ ...settings, logId, writer, keys, patience });
  } catch (error) {
    db.close();
    throw auditError(error, file);
  }
}

/** The head file; a log that is gone or empty while its head file is not was taken away. */
function headOf(file: string): string | undefined {
  const head = readSmallFile(`${file}.head`);
  if (head !== undefined && !existsSync(file)) throw rolledBack('the file is gone and its head file is not');
  return head;
}

/** Who says what in `open`; and first that a writer before did not come to its end, if it seems so. */
function openings(
  writer: Writer,
  { engine, user, pid, env, checkpointSeconds }: OpenOptions & typeof DEFAULTS,
) {
  const { frontier, lastTime } = writer.catchUp();
  const uncovered = frontier.size - writer.sql.lastCheckpoint();
  const silent = env.now() - Date.parse(lastTime) > 2 * checkpointSeconds * 1000;
  const lost = uncovered > 0 && silent ? [{ draft: { type: 'recover' as const, tail: uncovered } }] : [];
  return [...lost, { draft: { type: 'open' as const, by: user, engine, key: writer.key.id, pid } }];
}

interface Identity {
  readonly logId: string;
  readonly keys: KeyFiles;
  readonly key: LogKey;
}

/** The log's id and key; a database without any table becomes a log. Inside one transaction, since others may be as quick. */
function identify(db: Database.Database, options: OpenOptions & typeof DEFAULTS): Identity {
  db.prepare('BEGIN IMMEDIATE').run();
  try {
    const tables = db.prepare('SELECT count(*) FROM sqlite_master').pluck().get();
    const identity = tables === 0 ? createLog(db, options) : readIdentity(db, options);
    db.prepare('COMMIT').run();
    return identity;
  } catch (error) {
    if (db.inTransaction) db.prepare('ROLLBACK').run();
    throw error;
  }
}

function readIdentity(db: Database.Database, { file, keys: folder }: OpenOptions): Identity {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw notALog(file);
  const sql = new Statements(db);
  assertFormat(sql.meta('format'), file);
  const logId = sql.meta('log') ?? '';
  if (!/^[0-9a-f]{32}$/.test(logId)) throw notALog(file);
  const keys = new KeyFiles(folder, logId);
  return { logId, keys, key: keys.load(sql.meta('key') ?? '') };
}

function createLog(db: Database.Database, options: OpenOptions & typeof DEFAULTS): Identity {
  const { env, engine, checkpointEvery, checkpointSeconds } = options;
  if (readSmallFile(`${options.file}.head`) !== undefined)
    throw rolledBack('it is empty and its head file is not');
  const logId = Buffer.from(env.randomBytes(16)).toString('hex');
  const keys = new KeyFiles(options.keys, logId);
  const key = keys.create();
  db.pragma(`application_id = ${APPLICATION_ID}`);
  for (const statement of SCHEMA) db.exec(statement);
  const meta = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries({ format: FORMAT, log: logId, key: key.vkey }))
    meta.run(name, value);
  const body = canonicalRecord({
    type: 'log.genesis',
    origin: `capfence/${logId}`,
    key: key.vkey,
    engine,
    checkpoint: { every: checkpointEvery, seconds: Math.ceil(checkpointSeconds) },
    ...{ v: RECORD_VERSION, log: logId, seq: 0, prev: NO_PREVIOUS, ts: new Date(env.now()).toISOString() },
    ...{ w: Buffer.from(env.randomBytes(8)).toString('hex'), wseq: 0 },
  });
  db.prepare('INSERT INTO entries (seq, body) VALUES (0, ?)').run(body);
  return { logId, keys, key };
}

function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw auditError(error, file);
  }
}
