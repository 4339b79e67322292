import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import type { HashAt } from '../../audit/index.js';
import { AuditError } from '../../model/errors.js';
import { ApprovalRows } from './approvals-rows.js';
import { APPROVAL_SCHEMA } from './approvals-schema.js';
import { timeOf } from './chain.js';
import { readSmallFile } from './files.js';
import { hashReader } from './hash-reader.js';
import { assertFormat, notALog } from './open.js';
import { APPLICATION_ID, SCHEMA } from './schema.js';
import { auditError } from './sqlite-errors.js';
import { Statements } from './statements.js';

/** Records that are read at a time: 16 MiB at most. */
const GROUP = 256;

export interface StoredCheckpoint {
  readonly size: number;
  readonly note: string;
}

/**
 * A log, to look at. Nothing that it gives is verified, and nothing of the evidence is written: where SQLite could not
 * open it without, a copy is read.
 */
export class LogReader {
  readonly logId: string;
  /** Tree hashes from tiles and bodies. */
  readonly hashAt: HashAt;
  readonly #sql: Statements;
  #approvals: ApprovalRows | undefined;

  constructor(
    readonly file: string,
    private readonly db: Database.Database,
    private readonly dispose: () => void,
  ) {
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw notALog(file);
    this.#sql = new Statements(db);
    assertFormat(this.#sql.meta('format'), file);
    this.logId = this.#sql.meta('log') ?? '';
    this.hashAt = hashReader(this.#sql);
  }

  /** All that `work` reads is of one moment. */
  snapshot<T>(work: () => T): T {
    try {
      return this.db.transaction(work).deferred();
    } catch (error) {
      throw readingError(error, this.file);
    }
  }

  /** From here on all that is read is of one moment, until the reader is closed. */
  hold(): void {
    this.db.exec('BEGIN');
  }

  /** How many records there ever were: the next one's place. */
  size(): number {
    return this.#sql.nextSeq();
  }

  /** The first record that is left. */
  first(): number {
    const first = this.db.prepare('SELECT min(seq) FROM entries').pluck().get();
    return typeof first === 'number' ? first : 0;
  }

  body(seq: number): string | undefined {
    return this.#sql.body(seq);
  }

  /** In their order. Bodies are what stands there: not always text, whatever the type says. */
  *entries(from = 0, to = Number.MAX_SAFE_INTEGER): Generator<readonly [number, string]> {
    const rows = this.db
      .prepare('SELECT seq, body FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq')
      .raw();
    try {
      yield* rows.iterate(from, to) as Iterable<[number, string]>;
    } catch (error) {
      throw readingError(error, this.file);
    }
  }

  /** Hands over what `entries` gives, some at a time: half the price where all are read. */
  each(from: number, take: (seq: number, body: unknown) => void): void {
    const within = 'FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq';
    const bodies = this.db.prepare(`SELECT body ${within}`).pluck();
    const rows = this.db.prepare(`SELECT seq, body ${within}`).raw();
    const end = this.size();
    try {
      for (let start = from; start < end; start += GROUP) {
        const stop = Math.min(end, start + GROUP);
        const group = bodies.all(start, stop);
        // As many as there are numbers: then each stands at its own. Where one is missing, whoever made the gap chose
        // its width: from there on it goes by the rows that there are.
        if (group.length < stop - start) {
          for (const [seq, body] of rows.iterate(start, end) as Iterable<[number, unknown]>) take(seq, body);
          return;
        }
        for (let i = 0; i < group.length; i++) take(start + i, group[i]);
      }
    } catch (error) {
      throw readingError(error, this.file);
    }
  }

  /** Whether a body is the bytes that stand there, and not what they were read as: bytes that are no UTF-8 become U+FFFD. */
  isExact(seq: number, body: unknown): boolean {
    if (typeof body !== 'string' || !body.includes('\uFFFD')) return true;
    const bytes = this.db.prepare('SELECT CAST(body AS BLOB) FROM entries WHERE seq = ?').pluck().get(seq);
    return bytes instanceof Uint8Array && Buffer.from(body).equals(bytes);
  }

  /** The newest first. */
  *backwards(from = Number.MAX_SAFE_INTEGER): Generator<readonly [number, string]> {
    const rows = this.db.prepare('SELECT seq, body FROM entries WHERE seq <= ? ORDER BY seq DESC').raw();
    try {
      yield* rows.iterate(from) as Iterable<[number, string]>;
    } catch (error) {
      throw readingError(error, this.file);
    }
  }

  /** The first record of that time (ISO 8601) or later, found from the end: a clock may have stepped back. */
  since(time: string): number {
    let place = this.size();
    for (const [seq, body] of this.backwards()) {
      if (typeof body === 'string' && timeOf(body) < time) break;
      place = seq;
    }
    return place;
  }

  checkpoints(): StoredCheckpoint[] {
    const rows = this.db
      .prepare('SELECT size, note FROM checkpoints ORDER BY size')
      .all() as StoredCheckpoint[];
    return rows.map(({ size, note }) => ({ size, note: String(note) }));
  }

  tile(level: number, index: number): string | undefined {
    return this.#sql.tile(level, index);
  }

  salt(seq: number): Uint8Array | undefined {
    return this.#sql.salt(seq);
  }

  payload(seq: number): string | undefined {
    return this.#sql.payload(seq);
  }

  /** The text of the head file, where there is one. */
  head(): string | undefined {
    return readSmallFile(`${this.file}.head`);
  }

  /** What of the schema is not as it was made: columns that pretend, triggers that are gone. */
  schemaFaults(): string[] {
    const rows = this.db.prepare('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL').pluck().all();
    const found = new Set(rows.map(String));
    // The tables of approvals are made with the first of them, all at once.
    const approvals = APPROVAL_SCHEMA.some((statement) => found.has(statement)) ? APPROVAL_SCHEMA : [];
    const missing = [...SCHEMA, ...approvals]
      .filter((statement) => !found.has(statement))
      .map((statement) => `missing: ${nameOf(statement)}`);
    const known = new Set([...SCHEMA, ...approvals]);
    const strange = [...found]
      .filter((statement) => !known.has(statement))
      .map((statement) => `unknown: ${nameOf(statement)}`);
    return [...missing, ...strange];
  }

  /** Requests and grants, each held against the log. */
  get approvals(): ApprovalRows {
    return (this.#approvals ??= new ApprovalRows(this.db, this.logId));
  }

  /** Changes when another process has written. */
  dataVersion(): number {
    return this.db.pragma('data_version', { simple: true }) as number;
  }

  close(): void {
    this.db.close();
    this.dispose();
  }
}

/** What the database throws while it is read; what others throw stays as it is. */
function readingError(error: unknown, file: string): unknown {
  return error instanceof Database.SqliteError ? auditError(error, file) : error;
}

function nameOf(statement: string): string {
  return statement.split(/[ (]/).slice(0, 3).join(' ');
}

/** @throws AuditError `missing`, `not_a_log`, `unreadable`, … */
export function openLogReader(file: string): LogReader {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new AuditError('missing', `there is no audit log \`${file}\``, {
      help: 'name it by --audit-log, or its folder by --state; a runtime makes it with its first decision',
    });
  }
  try {
    return readerOf(file, file, () => undefined);
  } catch (error) {
    const ours = auditError(error, file);
    if (ours.code !== 'unreadable' && ours.code !== 'read_only') throw ours;
    return readCopy(file, ours);
  }
}

function readerOf(file: string, from: string, dispose: () => void): LogReader {
  const db = new Database(from, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    db.pragma('trusted_schema = OFF');
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return new LogReader(file, db, dispose);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A database in WAL mode cannot be opened where nothing may be written beside it. */
function readCopy(file: string, cause: AuditError): LogReader {
  const folder = mkdtempSync(join(tmpdir(), 'capfence-read-'));
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    return readerOf(file, copy, dispose);
  } catch (error) {
    dispose();
    throw error instanceof AuditError ? error : cause;
  }
}
