import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import {
  canonicalRecord,
  leafHash,
  parseCheckpoint,
  RECORD_VERSION,
  writeCheckpoint,
} from '../../audit/index.js';
import type { Appended, Beside, LogKey, RecordDraft } from '../../audit/index.js';
import { AuditError } from '../../model/errors.js';
import type { Env } from '../../model/env.js';
import { caughtUp, EMPTY_CHAIN } from './chain.js';
import type { ChainState } from './chain.js';
import { replaceFile } from './files.js';
import { hashReader } from './hash-reader.js';
import type { KeyFiles } from './key-files.js';
import { isBusy } from './sqlite-errors.js';
import { Statements } from './statements.js';

/** A record to write: as it is, or made when its place is known. */
export interface Item {
  readonly draft: RecordDraft | ((at: { seq: number; log: string }) => RecordDraft);
  readonly beside?: Beside | undefined;
}

export interface WriterOptions {
  readonly file: string;
  readonly logId: string;
  readonly env: Env;
  readonly keys: KeyFiles;
  readonly key: LogKey;
  readonly checkpointEvery: number;
}

/** Whether to sign the log with what is written: when enough has gathered, surely, or if anything is not signed yet. */
export type Signing = 'when due' | 'always' | 'if uncovered';

/** What a transaction came to. */
export interface Written {
  readonly appended: readonly Appended[];
  /** The newest checkpoint, where one was made. */
  readonly note?: string;
  /** Records that no checkpoint covers. */
  readonly uncovered: number;
  readonly lastBody: string;
}

/** Writes records, a transaction at a time, synchronously. Knows the chain's end and whoever else moved it. */
export class Writer {
  readonly sql: Statements;
  readonly #options: WriterOptions;
  readonly #writerId: string;
  readonly #identity: string;
  readonly #insert: Database.Statement;
  readonly #insertSalt: Database.Statement;
  readonly #insertPayload: Database.Statement;
  readonly #insertTile: Database.Statement;
  readonly #insertNote: Database.Statement;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #rollback: Database.Statement;
  #key: LogKey;
  #chain: ChainState = EMPTY_CHAIN;
  #covered = 0;
  #wseq = 0;

  constructor(
    readonly db: Database.Database,
    options: WriterOptions,
  ) {
    this.#options = options;
    this.#key = options.key;
    this.#writerId = Buffer.from(options.env.randomBytes(8)).toString('hex');
    this.#identity = identityOf(options.file);
    this.sql = new Statements(db);
    this.#insert = db.prepare('INSERT INTO entries (seq, body) VALUES (?, ?)');
    this.#insertSalt = db.prepare('INSERT INTO salts (seq, salt) VALUES (?, ?)');
    this.#insertPayload = db.prepare('INSERT INTO payloads (seq, body) VALUES (?, ?)');
    this.#insertTile = db.prepare('INSERT INTO tiles (level, idx, hash) VALUES (?, ?, ?)');
    this.#insertNote = db.prepare('INSERT INTO checkpoints (size, note) VALUES (?, ?)');
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
  }

  get key(): LogKey {
    return this.#key;
  }

  /** All keys of the log, oldest first. */
  publicKeys(): string[] {
    return this.#options.keys.publicKeys();
  }

  /** The key that signs from now on. */
  useKey(key: LogKey): void {
    this.#key = key;
  }

  /** One transaction. Throws what the database throws; then nothing of it stands, and nothing here has moved. */
  write(items: readonly Item[], signing: Signing, also?: () => void): Written {
    const before = { chain: this.#chain, wseq: this.#wseq, covered: this.#covered, key: this.#key };
    this.#begin.run();
    try {
      const written = this.#inside(items, signing);
      also?.();
      this.#assertReadsBack(written);
      this.#commit.run();
      this.#assertThere();
      if (written.note !== undefined) this.#replaceHead(written.note);
      return written;
    } catch (error) {
      this.#chain = before.chain;
      this.#wseq = before.wseq;
      this.#covered = before.covered;
      this.#key = before.key;
      if (this.db.inTransaction) this.#rollback.run();
      if (!isBusy(error)) this.#wseq = this.#numberAfter(before.chain.frontier.size, before.wseq);
      throw error;
    }
  }

  /** The chain's end, with what others wrote; for looking at it without writing. */
  catchUp(): ChainState {
    // Others may append between two reads: all of it must be of one moment.
    return this.db.inTransaction ? this.#catchUp() : this.db.transaction(() => this.#catchUp()).deferred();
  }

  #catchUp(): ChainState {
    this.#chain = caughtUp(this.#chain, this.sql);
    if (this.#chain.rotated) {
      this.#key = this.#options.keys.load(this.sql.meta('key') ?? '');
      this.#chain = { ...this.#chain, rotated: false };
    }
    return this.#chain;
  }

  #inside(items: readonly Item[], signing: Signing): Written {
    const { frontier: old, lastLeaf, lastTime } = this.catchUp();
    const frontier = old.copy();
    frontier.onTile = (level, index, hash) => void this.#insertTile.run(level, index, hash);
    const appended: Appended[] = [];
    let end = { leaf: lastLeaf, ts: lastTime };
    let lastBody = '';
    for (const item of items) {
      const ts = new Date(this.#options.env.now()).toISOString();
      const body = this.#bodyOf(item, frontier.size, end, ts);
      const seq = frontier.size;
      const leaf = leafHash(body);
      this.#insert.run(seq, body);
      if (item.beside?.salt !== undefined) this.#insertSalt.run(seq, item.beside.salt);
      if (item.beside?.payload !== undefined) this.#insertPayload.run(seq, item.beside.payload);
      frontier.append(leaf);
      appended.push({ seq, leaf, ts });
      end = { leaf, ts };
      lastBody = body;
    }
    frontier.onTile = undefined;
    this.#chain = { frontier, lastLeaf: end.leaf, lastTime: end.ts, rotated: false };
    const note = this.#sign(signing, end.ts);
    const uncovered = frontier.size - this.#covered;
    return { appended, uncovered, lastBody, ...(note !== undefined && { note }) };
  }

  #bodyOf(item: Item, seq: number, before: { leaf: string; ts: string }, ts: string): string {
    const log = this.#options.logId;
    const draft = typeof item.draft === 'function' ? item.draft({ seq, log }) : item.draft;
    const back = before.ts > ts ? Date.parse(before.ts) - Date.parse(ts) : 0;
    return canonicalRecord(draft, {
      v: RECORD_VERSION,
      log,
      seq,
      prev: before.leaf,
      ts,
      w: this.#writerId,
      wseq: this.#wseq++,
      clock_back: back > 0 ? back : undefined,
    });
  }

  #sign(signing: Signing, ts: string): string | undefined {
    const { frontier } = this.#chain;
    const due = signing === 'when due' ? this.#options.checkpointEvery : 1;
    if (frontier.size - this.#covered >= due) this.#covered = this.sql.lastCheckpoint();
    if (frontier.size - this.#covered < due)
      return signing === 'always' ? this.sql.note(frontier.size) : undefined;
    const fields = { origin: `capfence/${this.#options.logId}`, size: frontier.size, root: frontier.root() };
    const note = writeCheckpoint({ ...fields, time: ts }, [this.#key]);
    this.#insertNote.run(frontier.size, note);
    this.#covered = frontier.size;
    return note;
  }

  /**
   * Others may have signed more since the commit, and their head must stay: whoever writes looks after it, so the last
   * one to write leaves the newest.
   */
  #replaceHead(note: string): void {
    for (let text = note; ;) {
      replaceFile(`${this.#options.file}.head`, text, 0o600, this.#writerId);
      const newest = this.sql.note(this.sql.lastCheckpoint());
      if (newest === undefined || newest === text) return;
      text = newest;
    }
  }

  /** A database whose middle is noise takes records too. Before the commit, since there it needs no lock of its own. */
  #assertReadsBack({ appended, lastBody }: Written): void {
    const last = appended.at(-1);
    if (last === undefined || this.sql.body(last.seq) === lastBody) return;
    throw new AuditError('corrupt', `record ${last.seq} does not read back as it was written`);
  }

  /** A file that was unlinked or replaced still takes writes: look at what is at the path. */
  #assertThere(): void {
    if (identityOf(this.#options.file) === this.#identity) return;
    throw new AuditError('replaced', `the audit log \`${this.#options.file}\` was removed or replaced`, {
      help: 'put the file back and start again; nothing is let through until then',
    });
  }

  /**
   * The number of this writer's next record, after a transaction that failed: if it stands in the log all the same, its
   * numbers must not be given again.
   */
  #numberAfter(seq: number, wseq: number): number {
    const mark = `"w":"${this.#writerId}","wseq":`;
    let next = wseq;
    for (const body of this.sql.bodiesFrom.iterate(seq) as Iterable<unknown>) {
      const at = typeof body === 'string' ? body.lastIndexOf(mark) : -1;
      if (at >= 0) next = Math.max(next, Number.parseInt((body as string).slice(at + mark.length), 10) + 1);
    }
    return next;
  }

  /** Checks the database against the head file, which stands outside it. @throws AuditError `rolled_back` */
  assertNotRolledBack(head: string): void {
    const { size, root, origin } = parseCheckpoint(head);
    if (origin !== `capfence/${this.#options.logId}`) throw rolledBack('its head file is another log’s');
    const { frontier } = this.catchUp();
    if (frontier.size < size)
      throw rolledBack(`it has ${frontier.size} records and its head file tells of ${size}`);
    const now = size === frontier.size ? frontier.root() : hashReader(this.sql)(0, size);
    if (now !== root) throw rolledBack(`its first ${size} records are not those that its head file tells of`);
  }
}

function identityOf(file: string): string {
  const facts = statSync(file, { throwIfNoEntry: false });
  return facts === undefined ? '' : `${facts.dev}:${facts.ino}`;
}

export function rolledBack(why: string): AuditError {
  return new AuditError('rolled_back', `the audit log was rolled back or replaced: ${why}`, {
    help: 'put the newest copy back; keep this one as evidence',
  });
}
