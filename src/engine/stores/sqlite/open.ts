import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { ApprovalError, AuditError } from '../../model/errors.js';
import { ownFolder } from './files.js';
import { APPLICATION_ID, FORMAT } from './schema.js';
import { auditError, isBusy } from './sqlite-errors.js';

/** Tries again while others hold the database: SQLite's own wait starves a second writer. */
export class Patience {
  constructor(
    private readonly deadlineMs: number,
    private readonly randomBytes: (n: number) => Uint8Array,
  ) {}

  async try<T>(file: string, work: () => T): Promise<T> {
    const end = performance.now() + this.deadlineMs;
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error)) throw error instanceof ApprovalError ? error : auditError(error, file);
        if (performance.now() >= end) {
          throw new AuditError('locked', `the audit log \`${file}\` was locked for ${this.deadlineMs} ms`, {
            cause: error,
          });
        }
      }
      await this.#pause();
    }
  }

  /** One to three milliseconds, by chance: two who wait must not wake together, and none may spin. */
  async #pause(): Promise<void> {
    const ms = 1 + ((this.randomBytes(1)[0] ?? 0) % 3);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** Opens a database for writing, made if it is not there, with the settings that a log needs. @throws AuditError */
export async function openForWriting(file: string, patience: Patience): Promise<Database.Database> {
  try {
    ownFolder(dirname(file));
    if (!existsSync(file)) makeEmpty(file);
  } catch (error) {
    throw auditError(error, file);
  }
  const db = await patience.try(file, () => new Database(file, { timeout: 0, fileMustExist: true }));
  try {
    await patience.try(file, () => settle(db, file));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** For nobody else's eyes; SQLite gives its side files the rights of the database. */
function makeEmpty(file: string): void {
  try {
    closeSync(
      openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW | constants.O_RDWR, 0o600),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function settle(db: Database.Database, file: string): void {
  // In this order: whoever makes the log meanwhile makes its tables and its id at once.
  const tables = tableCount(db);
  const id = db.pragma('application_id', { simple: true });
  if (tables > 0 && id !== APPLICATION_ID) throw notALog(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('trusted_schema = OFF');
  const mode = db.pragma('journal_mode', { simple: true });
  const sync = db.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || sync !== 2) {
    throw new AuditError('unsynced', `\`${file}\` cannot be written so that it survives a crash`, {
      help: 'the log needs WAL and synchronous=FULL: keep it on a local disk',
    });
  }
}

function tableCount(db: Database.Database): number {
  return db.prepare('SELECT count(*) FROM sqlite_master').pluck().get() as number;
}

export function notALog(file: string): AuditError {
  return new AuditError('not_a_log', `\`${file}\` is no audit log`);
}

/** @throws AuditError when the database is of a format that this version does not know */
export function assertFormat(format: string | undefined, file: string): void {
  if (format === FORMAT) return;
  throw new AuditError('not_a_log', `\`${file}\` is no audit log of a format that is known`);
}
