import type { Appended, AuditLog, Beside, RecordDraft } from '../../audit/index.js';
import { rotationText } from '../../audit/index.js';
import type { Env } from '../../model/env.js';
import { AuditError } from '../../model/errors.js';
import { SqliteApprovals } from './approvals-store.js';
import { auditError } from './sqlite-errors.js';
import type { KeyFiles } from './key-files.js';
import type { Patience } from './open.js';
import { prune } from './prune.js';
import type { Pruned, PruneOptions } from './prune.js';
import type { Item, Signing, Writer, Written } from './writer.js';

/** As many records as one commit takes. */
const LARGEST_GROUP = 100;

export interface AuditLogParts {
  readonly file: string;
  readonly logId: string;
  readonly writer: Writer;
  readonly keys: KeyFiles;
  readonly patience: Patience;
  readonly env: Env;
  readonly checkpointSeconds: number;
  /** 0 for none. */
  readonly heartbeatSeconds: number;
}

interface Waiting extends Item {
  resolve(appended: Appended): void;
  reject(error: AuditError): void;
}

/** An audit log in SQLite, open for writing. One a process is enough; several processes may have one each. */
export class SqliteAuditLog implements AuditLog {
  readonly logId: string;
  readonly #parts: AuditLogParts;
  #queue: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;
  #closing: Promise<void> | undefined;
  #signTimer: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #approvals: SqliteApprovals | undefined;

  constructor(parts: AuditLogParts) {
    this.#parts = parts;
    this.logId = parts.logId;
    this.#beat();
  }

  append(draft: RecordDraft, beside?: Beside): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(closed());
      this.#queue.push({ draft, beside, resolve, reject });
      this.#flushing ??= Promise.resolve().then(() => this.#flush());
    });
  }

  /** @internal The connection, for tests of what the disk may do. */
  get database(): Writer['db'] {
    return this.#parts.writer.db;
  }

  /** Requests and grants, which stand on records of this log. */
  get approvals(): SqliteApprovals {
    const { writer, patience, file, env } = this.#parts;
    return (this.#approvals ??= new SqliteApprovals(
      writer.db,
      this.logId,
      async (items, also) => {
        this.#assertOpen();
        return (await this.#write(items, 'when due', also)).appended;
      },
      () => env.now(),
      (work) => patience.try(file, () => writer.db.transaction(work).deferred()),
    ));
  }

  /** How many records the log has ever had. */
  get size(): number {
    return this.#parts.writer.catchUp().frontier.size;
  }

  async checkpoint(): Promise<string> {
    this.#assertOpen();
    const { note } = await this.#write([], 'always');
    if (note === undefined) throw new AuditError('failed', 'the log is empty: there is nothing to sign');
    return note;
  }

  /** Brings in a new key by a record that both sign. Returns its public half. */
  async rotateKey(): Promise<string> {
    this.#assertOpen();
    const { writer, keys, logId } = this.#parts;
    await this.#write([], 'always');
    const next = keys.prepare();
    let old = writer.key;
    const draft: Item['draft'] = ({ seq }) => {
      old = writer.key;
      const text = rotationText(logId, seq, old.vkey, next.vkey);
      const [old_sig, new_sig] = [old, next].map((key) => key.sign(text).toString('base64'));
      return { type: 'key.rotate', old: old.vkey, new: next.vkey, old_sig, new_sig };
    };
    await this.#inTurn(() =>
      writer.write([{ draft }], 'when due', () => {
        writer.db.prepare(`UPDATE meta SET value = ? WHERE key = 'key'`).run(next.vkey);
      }),
    );
    keys.replaced(old, next);
    writer.useKey(next);
    await this.#write([], 'always');
    return next.vkey;
  }

  /** Drops whole old segments. @throws AuditError `nothing_to_prune` */
  async prune(options: PruneOptions): Promise<Pruned> {
    this.#assertOpen();
    await this.#write([], 'if uncovered');
    return this.#inTurn(() => prune(this.#parts.writer, options));
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
    this.#closed = true;
    clearTimeout(this.#signTimer);
    clearTimeout(this.#heartbeat);
    try {
      await this.#write([{ draft: { type: 'close' } }], 'always');
    } finally {
      this.#parts.writer.db.close();
    }
  }

  async #flush(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, LARGEST_GROUP);
      try {
        const { appended } = await this.#write(group, 'when due');
        for (const [i, waiting] of group.entries()) waiting.resolve(appended[i] as Appended);
      } catch (error) {
        if (group.length > 1 && isOfOneRecord(error)) await this.#oneByOne(group);
        else for (const waiting of group) waiting.reject(auditError(error, this.#parts.file));
      }
    }
    this.#flushing = undefined;
  }

  /** A record that cannot be written must not take its neighbours along. */
  async #oneByOne(group: readonly Waiting[]): Promise<void> {
    for (const waiting of group) {
      try {
        const { appended } = await this.#write([waiting], 'when due');
        waiting.resolve(appended[0] as Appended);
      } catch (error) {
        waiting.reject(auditError(error, this.#parts.file));
      }
    }
  }

  async #write(items: readonly Item[], signing: Signing, also?: () => void): Promise<Written> {
    const written = await this.#inTurn(() => this.#parts.writer.write(items, signing, also));
    if (!this.#closed) this.#after(written);
    return written;
  }

  /** One transaction after the other, each tried again while others write. */
  #inTurn<T>(work: () => T): Promise<T> {
    const { patience, file } = this.#parts;
    const mine = this.#turn.then(() => patience.try(file, work));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #after({ uncovered, appended }: Written): void {
    if (uncovered === 0) {
      clearTimeout(this.#signTimer);
      this.#signTimer = undefined;
    } else {
      this.#signTimer ??= this.#later(this.#parts.checkpointSeconds, async () => {
        this.#signTimer = undefined;
        await this.#write([], 'if uncovered');
      });
    }
    if (appended.length > 0) this.#heartbeat?.refresh();
  }

  #beat(): void {
    const { heartbeatSeconds } = this.#parts;
    if (heartbeatSeconds === 0) return;
    this.#heartbeat = this.#later(heartbeatSeconds, async () => {
      await this.#write([{ draft: { type: 'heartbeat' } }], 'always').finally(() =>
        this.#heartbeat?.refresh(),
      );
    });
  }

  /** Work of the log's own, for which nobody waits: if it fails, the next record that somebody waits for says so. */
  #later(seconds: number, work: () => Promise<unknown>): NodeJS.Timeout {
    const run = (): void => void (this.#closed ? undefined : work().catch(() => undefined));
    return setTimeout(run, seconds * 1000).unref();
  }

  #assertOpen(): void {
    if (this.#closed) throw closed();
  }
}

function isOfOneRecord(error: unknown): boolean {
  return error instanceof AuditError && error.code === 'bad_record';
}

function closed(): AuditError {
  return new AuditError('closed', 'the audit log is closed');
}
