import type Database from 'better-sqlite3';
import { assertId, notFound, parseGrant, parseRequest, rowDigest, tampered } from '../../approvals/index.js';
import type { GrantRow, RequestRow, Seen, Stored } from '../../approvals/index.js';
import { leafHash, parseRecord } from '../../audit/index.js';
import type { AuditRecord } from '../../audit/index.js';
import { ApprovalTail } from './approvals-tail.js';

type Row = RequestRow | GrantRow;
type Parse<R> = (text: unknown) => R;
type Raw = readonly [seq: unknown, body: unknown];

/** Which record of the log leaves a row in which state. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  pending: ['approval.requested', 'approval.voted'],
  approved: ['approval.approved', 'approval.consumed'],
  consumed: ['approval.consumed'],
  rejected: ['approval.rejected'],
  cancelled: ['approval.cancelled'],
  superseded: ['approval.superseded'],
  active: ['grant.created', 'grant.used'],
  exhausted: ['grant.used'],
  expired: ['approval.expired', 'grant.expired'],
  revoked: ['approval.revoked', 'grant.revoked'],
};

/** Requests and grants as they stand in a database, each held against the log before it is believed. */
export class ApprovalRows {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #tail: ApprovalTail;
  readonly #body: Database.Statement;
  #there = false;

  constructor(
    db: Database.Database,
    readonly log: string,
  ) {
    this.#db = db;
    this.#tail = new ApprovalTail(db);
    this.#body = db.prepare('SELECT body FROM entries WHERE seq = ?').pluck();
  }

  /** Whether anything was ever asked or granted here: the tables are made with the first. */
  get there(): boolean {
    this.#there ||= this.#sql("SELECT count(*) FROM sqlite_master WHERE name = 'approvals'").get() !== 0;
    return this.#there;
  }

  /** @throws ApprovalError `not_found`, `other_log`, `tampered` */
  request(id: string, now: number): Seen<RequestRow> {
    assertId(id, 'apr', this.log);
    return this.#one('approvals', id, parseRequest, now);
  }

  /** @throws ApprovalError `not_found`, `other_log`, `tampered` */
  grant(id: string, now: number): Seen<GrantRow> {
    assertId(id, 'grt', this.log);
    return this.#one('grants', id, parseGrant, now);
  }

  /** Requests that a condition of ours finds, borne out by the log. @throws ApprovalError `tampered` */
  requests(where: string, params: readonly unknown[], now: number): Seen<RequestRow>[] {
    if (!this.there) return [];
    const rows = this.#sql(`SELECT seq, body FROM approvals WHERE ${where}`, true).all(...params) as Raw[];
    return rows.map((raw) => this.#seen(stored(raw, parseRequest), now));
  }

  /** The newest first, all or those in one state; what does not hold is told and not thrown. */
  *listed(
    table: 'approvals' | 'grants',
    now: number,
    state?: 'pending',
  ): Generator<Seen<Row> | { id: string; fault: string }> {
    if (!this.there) return;
    const where = state === undefined ? '' : `WHERE json_extract(body, '$.state') = '${state}'`;
    const rows = this.#sql(`SELECT id, seq, body FROM ${table} ${where} ORDER BY seq DESC`, true);
    for (const [id, ...raw] of rows.all() as [unknown, ...Raw][]) {
      try {
        const row = stored<Row>(raw, table === 'grants' ? parseGrant : parseRequest);
        if (row.row.id !== id) throw tampered('a row is not of the id that it stands under');
        yield this.#seen(row, now);
      } catch (error) {
        yield { id: String(id), fault: error instanceof Error ? error.message : String(error) };
      }
    }
  }

  /** Every row by the digest of what stands there, for verifying: nothing of it is believed. */
  *digests(): Generator<{ table: 'request' | 'grant'; id: string; seq: number; digest: string }> {
    if (!this.there) return;
    for (const [table, name] of [
      ['request', 'approvals'],
      ['grant', 'grants'],
    ] as const)
      for (const row of this.#sql(`SELECT id, seq, body FROM ${name}`, true).iterate() as Iterable<unknown[]>)
        yield { table, id: String(row[0]), seq: Number(row[1]), digest: rowDigest(String(row[2])) };
  }

  /** As their rows say, which is not much: those that are active, or those of which something is told after a record. */
  grants(after?: number): Stored<GrantRow>[] {
    if (!this.there) return [];
    const where = after === undefined ? `json_extract(body, '$.state') = 'active'` : 'seq > ?';
    const rows = this.#sql(`SELECT seq, body FROM grants WHERE ${where}`, true);
    return (rows.all(...(after === undefined ? [] : [after])) as Raw[]).flatMap((raw) => {
      try {
        return [stored(raw, parseGrant)];
      } catch {
        return [];
      }
    });
  }

  grantsVersion(): number {
    if (!this.there) return 0;
    const value = this.#sql("SELECT value FROM approval_versions WHERE name = 'grants'").get();
    return typeof value === 'number' ? value : 0;
  }

  count(where: string, params: readonly unknown[]): number {
    if (!this.there) return 0;
    return Number(this.#sql(`SELECT count(*) FROM approvals WHERE ${where}`).get(...params));
  }

  payload(id: string): string | undefined {
    if (!this.there) return undefined;
    const body = this.#sql('SELECT body FROM approval_payloads WHERE id = ?').get(id);
    return typeof body === 'string' ? body : undefined;
  }

  #one<R extends Row>(table: string, id: string, parse: Parse<R>, now: number): Seen<R> {
    if (!this.there) throw notFound(id);
    const raw = this.#sql(`SELECT seq, body FROM ${table} WHERE id = ?`, true).get(id) as Raw | undefined;
    if (raw === undefined) throw notFound(id);
    const row = stored(raw, parse);
    if (row.row.id !== id) throw tampered(`\`${id}\` is not the row that stands under it`);
    return this.#seen(row, now);
  }

  /** The row with what the log says: that its record made it so, and none came after. @throws ApprovalError `tampered` */
  #seen<R extends Row>(row: Stored<R>, now: number): Seen<R> {
    const { seq, text } = row;
    const { id, state } = row.row;
    this.#tail.reach(seq);
    const record = this.#recordAt(seq, id);
    const named = record['request'] === id || record['grant'] === id;
    if (!named || record['row'] !== rowDigest(text) || TYPES[state]?.includes(record.type) !== true)
      throw tampered(`${id} is not what the log says of it: it was written past the engine`);
    if (this.#tail.lastOf(id) !== seq) throw tampered(`${id} was put back to what it was before`);
    return { ...row, now: Math.max(now, this.#tail.latest(seq)) };
  }

  #recordAt(seq: number, id: string): AuditRecord {
    const body: unknown = this.#body.get(seq);
    if (typeof body !== 'string') throw tampered(`the record that ${id} stands on is not in the log`);
    const next: unknown = this.#body.get(seq + 1);
    if (next !== undefined && !String(next).includes(`"prev":"${leafHash(body)}"`))
      throw tampered(`the record that ${id} stands on was changed`);
    try {
      const record = parseRecord(body);
      if (record.log === this.log && record.seq === seq) return record;
    } catch {
      // Said below.
    }
    throw tampered(`what ${id} stands on is no record of this log`);
  }

  #sql(text: string, raw = false): Database.Statement {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = raw ? this.#db.prepare(text).raw() : this.#db.prepare(text).pluck();
      this.#statements.set(text, statement);
    }
    return statement;
  }
}

function stored<R>([seq, body]: Raw, parse: Parse<R>): Stored<R> {
  if (typeof seq !== 'number') throw tampered('a row stands on no record');
  return { row: parse(body), seq, text: String(body) };
}
