import type { ApprovalStore } from '../approvals/index.js';
import type { Appended, AuditLog, Beside, RecordDraft } from '../audit/index.js';
import { AuditError } from '../model/errors.js';
import type { AuditErrorCode } from '../model/errors.js';

/** After these the open log is of no more use; it may be once it was put right and opened again. */
const LOST: ReadonlySet<AuditErrorCode> = new Set([
  'replaced',
  'corrupt',
  'rolled_back',
  'closed',
  'key_mismatch',
]);

/** A log, and what stands on it. Without a store nothing can be approved: what a rule holds is blocked. */
export interface OpenLog extends AuditLog {
  readonly approvals?: ApprovalStore;
}

/** The runtime's log: opened with the first record, and again after it was lost. */
export class LogKeeper {
  #log: OpenLog | undefined;
  #opening: Promise<OpenLog> | undefined;
  #closed = false;
  #lastError: Error | undefined;

  constructor(private readonly open: () => Promise<OpenLog>) {}

  get logId(): string {
    return this.#log?.logId ?? '';
  }

  get lastError(): Error | undefined {
    return this.#lastError;
  }

  /** @throws AuditError when it is not surely durable */
  append(draft: RecordDraft, beside?: Beside): Promise<Appended> {
    return this.use((log) => log.append(draft, beside));
  }

  /** Does something with the log, opened if it is not. @throws what `work` throws, AuditError */
  async use<T>(work: (log: OpenLog) => Promise<T>): Promise<T> {
    // No turn is lost where the log is open: records of one turn are committed together.
    const log = this.#log ?? (await this.#opened());
    try {
      return await work(log);
    } catch (error) {
      this.#failed(log, error);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const log = this.#log ?? (await this.#opening?.catch(() => undefined));
    await log?.close();
  }

  async #opened(): Promise<OpenLog> {
    if (this.#closed) throw new AuditError('closed', 'the runtime is closed');
    this.#opening ??= this.open();
    try {
      this.#log = await this.#opening;
      return this.#log;
    } catch (error) {
      this.#lastError = error as Error;
      throw error;
    } finally {
      this.#opening = undefined;
    }
  }

  #failed(log: OpenLog, error: unknown): void {
    this.#lastError = error as Error;
    if (this.#closed || !(error instanceof AuditError) || !LOST.has(error.code) || this.#log !== log) return;
    this.#log = undefined;
    void log.close().catch(() => undefined);
  }
}
