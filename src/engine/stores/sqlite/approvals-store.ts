import type Database from 'better-sqlite3';
import type {
  ApprovalStore,
  Asked,
  Change,
  Entry,
  GrantRow,
  Look,
  RequestRow,
  Seen,
  Stored,
} from '../../approvals/index.js';
import type { Appended, RecordDraft } from '../../audit/index.js';
import { ApprovalError } from '../../model/errors.js';
import { ApprovalRows } from './approvals-rows.js';
import { APPROVAL_SCHEMA } from './approvals-schema.js';
import type { Item } from './writer.js';

/** Writes records, and does what goes with them in the same transaction. */
export type Transact = (items: readonly Item[], also: () => void) => Promise<readonly Appended[]>;

const TABLES = { request: 'approvals', grant: 'grants' } as const;
const PENDING = `json_extract(body, '$.state') = 'pending'`;
const APPROVED = `json_extract(body, '$.state') = 'approved'`;
const REJECTED = `json_extract(body, '$.state') = 'rejected'`;

/** Requests and grants in the database of the log that they stand on. */
export class SqliteApprovals implements ApprovalStore {
  readonly log: string;
  readonly #rows: ApprovalRows;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(
    private readonly db: Database.Database,
    log: string,
    private readonly transact: Transact,
    private readonly now: () => number,
    /** Runs what reads, so that all of it is of one moment and its errors are ours. */
    private readonly reading: <T>(work: () => T) => Promise<T>,
  ) {
    this.log = log;
    this.#rows = new ApprovalRows(db, log);
  }

  look(asked: Asked): Promise<Look> {
    return this.reading(() => this.#look(asked));
  }

  #look({ keys, actor, capability, now, since }: Asked): Look {
    const rows = this.#rows;
    const find = (where: string, ...params: unknown[]) => rows.requests(where, params, now);
    const key = `${APPROVED} AND json_extract(body, '$.key')`;
    const approved = [keys.exact, keys.session, keys.capability].flatMap((one) =>
      one === null ? [] : find(`${key} = ? ORDER BY seq LIMIT 50`, one),
    );
    const pending = find(
      `${PENDING} AND json_extract(body, '$.keys.shape') = ? ORDER BY seq LIMIT 50`,
      keys.shape,
    );
    const same = `json_extract(body, '$.actor') = ? AND json_extract(body, '$.capability') = ?`;
    // One that is long over explains nothing, and would have the log read from where it stands.
    const near = `${APPROVED} AND ${same} AND json_extract(body, '$.useBy') > ?`;
    const past = `${REJECTED} AND json_extract(body, '$.actor') = ? AND json_extract(body, '$.decided') > ?`;
    const rejected = find(`${past} ORDER BY seq DESC LIMIT 50`, actor, since);
    return {
      approved,
      pending: pending.find(({ row }) => row.keys.exact === keys.exact),
      outdated: pending.filter(({ row }) => row.keys.exact !== keys.exact),
      rejected: rejected.find(({ row }) => row.keys.shape === keys.shape),
      rejections: rejected.length,
      pendings: rows.count(
        `${PENDING} AND json_extract(body, '$.actor') = ? AND json_extract(body, '$.decideBy') > ?`,
        [actor, now],
      ),
      near: find(`${near} ORDER BY seq DESC LIMIT 1`, actor, capability, now)[0]?.row,
    };
  }

  request(id: string, now: number): Promise<Seen<RequestRow>> {
    return this.reading(() => this.#rows.request(id, now));
  }

  grant(id: string, now: number): Promise<Seen<GrantRow>> {
    return this.reading(() => this.#rows.grant(id, now));
  }

  grants(after?: number): Promise<readonly Stored<GrantRow>[]> {
    return this.reading(() => this.#rows.grants(after));
  }

  grantsVersion(): number {
    return this.#rows.grantsVersion();
  }

  payload(id: string): Promise<string | undefined> {
    return this.reading(() => this.#rows.payload(id));
  }

  /** All requests, the newest first; a row that does not hold as the id and what is wrong with it. */
  listed(table: 'approvals' | 'grants', now: number) {
    return this.reading(() => [...this.#rows.listed(table, now)]);
  }

  dataVersion(): number {
    return this.db.pragma('data_version', { simple: true }) as number;
  }

  commit(entries: readonly Entry[]): Promise<readonly Appended[]> {
    const places: number[] = [];
    const items = entries.map(({ draft, beside }, index): Item => {
      const placed: Item['draft'] = ({ seq }) => {
        places[index] = seq;
        return draft({ seq }) as RecordDraft;
      };
      return { draft: placed, beside };
    });
    return this.transact(items, () => {
      this.#makeTables();
      for (const [index, { change }] of entries.entries())
        if (change !== undefined) this.#change(change, places[index] as number);
    });
  }

  /** Deletes requests and grants that ended before a time. Returns how many. */
  prune(before: number, draft: (count: number) => RecordDraft): Promise<number> {
    let gone = 0;
    if (!this.#rows.there) return Promise.resolve(0);
    const ended = `json_extract(body, '$.state') NOT IN ('pending', 'approved', 'active')`;
    if (this.#countEnded(ended, before) === 0) return Promise.resolve(0);
    const done = this.transact([{ draft: () => draft((gone = this.#countEnded(ended, before))) }], () => {
      const old = `SELECT id FROM approvals WHERE ${ended} AND json_extract(body, '$.decided') < ?`;
      for (const table of ['approval_uses', 'approval_payloads'])
        this.db.prepare(`DELETE FROM ${table} WHERE id IN (${old})`).run(before);
      this.db.prepare(`DELETE FROM approvals WHERE id IN (${old})`).run(before);
      this.db
        .prepare(`DELETE FROM grants WHERE ${ended} AND json_extract(body, '$.expires') < ?`)
        .run(before);
    });
    return done.then(() => gone);
  }

  #countEnded(ended: string, before: number): number {
    const count = (table: string, field: string): number =>
      Number(
        this.db
          .prepare(`SELECT count(*) FROM ${table} WHERE ${ended} AND json_extract(body, '$.${field}') < ?`)
          .pluck()
          .get(before),
      );
    return count('approvals', 'decided') + count('grants', 'expires');
  }

  #makeTables(): void {
    if (this.#rows.there) return;
    for (const statement of APPROVAL_SCHEMA) this.db.exec(statement);
  }

  /** Each row moves on from the record that it was seen to stand on, or not at all. @throws ApprovalError `stale` */
  #change(change: Change, seq: number): void {
    const { id, before } = change;
    if (before !== undefined && this.now() >= before) throw stale(id);
    try {
      if (this.#row(change, seq) !== 1) throw stale(id);
      this.#beside(change, seq);
    } catch (error) {
      if (/^SQLITE_CONSTRAINT/.test(String((error as { code?: unknown }).code))) throw stale(id, error);
      throw error;
    }
  }

  #row({ table, id, from, text }: Change, seq: number): number {
    const name = TABLES[table];
    const { changes } =
      from === undefined
        ? this.#sql(`INSERT INTO ${name} (id, seq, body) VALUES (?, ?, ?)`).run(id, seq, text)
        : this.#sql(`UPDATE ${name} SET seq = ?, body = ? WHERE id = ? AND seq = ?`).run(seq, text, id, from);
    return changes;
  }

  #beside({ table, id, from, text, use, payload }: Change, seq: number): void {
    if (use !== undefined)
      this.#sql('INSERT INTO approval_uses (id, n, seq) VALUES (?, ?, ?)').run(id, use, seq);
    if (payload === null) this.#sql('DELETE FROM approval_payloads WHERE id = ?').run(id);
    else if (payload !== undefined)
      this.#sql('INSERT INTO approval_payloads (id, body) VALUES (?, ?)').run(id, payload);
    if (table === 'grant' && isNews(from, text)) this.#grantsChanged();
  }

  #grantsChanged(): void {
    this.#sql(
      `INSERT INTO approval_versions (name, value) VALUES ('grants', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1`,
    ).run();
  }

  #sql(text: string): Database.Statement {
    let statement = this.#statements.get(text);
    if (statement === undefined) this.#statements.set(text, (statement = this.db.prepare(text)));
    return statement;
  }
}

/** Whether the set of active grants is another one: one more use changes nothing in who matches. */
function isNews(from: number | undefined, text: string): boolean {
  return from === undefined || (JSON.parse(text) as GrantRow).state !== 'active';
}

function stale(id: string, cause?: unknown): ApprovalError {
  return new ApprovalError('stale', `another was quicker with ${id}`, { cause });
}
