import type Database from 'better-sqlite3';
import { parseRecord } from '../../audit/index.js';
import { timeOf } from './chain.js';

/** Records that something is about: a request or a grant. Quotes in texts are escaped, so no text holds these. */
const MARKS = ['"type":"approval.', '"type":"grant.'];
/** So much of a body's end holds its type, whatever else is in it. */
const END = 400;

/** A moment of the log, and how late it was then. */
interface Mark {
  readonly seq: number;
  readonly ts: string;
}

/**
 * What the log says of requests and grants since a place, read once: which record is the last about each, and how late
 * it has been since. A row that was put back to what it was before is found by it, and a clock that was.
 */
export class ApprovalTail {
  readonly #bodies: Database.Statement;
  readonly #size: Database.Statement;
  #last = new Map<string, number>();
  /** Latest times: each is later than all that come after it. */
  #marks: Mark[] = [];
  #from = 0;
  #to = 0;

  constructor(db: Database.Database) {
    this.#bodies = db.prepare('SELECT seq, body FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq').raw();
    this.#size = db.prepare('SELECT max(seq) FROM entries').pluck();
  }

  /** Takes in what there is from `seq` to the log's end. */
  reach(seq: number): void {
    const last = this.#size.get();
    const size = typeof last === 'number' ? last + 1 : 0;
    if (size < this.#to || this.#from === this.#to) this.#restart(Math.min(seq, size));
    if (seq < this.#from) this.#before(seq);
    this.#read(this.#to, size, this.#last, this.#marks);
    this.#to = Math.max(this.#to, size);
  }

  /** The place of the last record about an id, of those that were taken in. */
  lastOf(id: string): number | undefined {
    return this.#last.get(id);
  }

  /** The latest time of a record from `seq` on, in milliseconds since the epoch. */
  latest(seq: number): number {
    const mark = this.#marks.find((one) => one.seq >= seq);
    const time = mark === undefined ? Number.NaN : Date.parse(mark.ts);
    return Number.isNaN(time) ? 0 : time;
  }

  #restart(seq: number): void {
    this.#last = new Map();
    this.#marks = [];
    this.#from = this.#to = seq;
  }

  #before(seq: number): void {
    const last = new Map<string, number>();
    const marks: Mark[] = [];
    this.#read(seq, this.#from, last, marks);
    for (const [id, place] of this.#last) last.set(id, place);
    const newest = this.#marks[0]?.ts ?? '';
    this.#marks = [...marks.filter(({ ts }) => ts > newest), ...this.#marks];
    this.#last = last;
    this.#from = seq;
  }

  #read(from: number, to: number, last: Map<string, number>, marks: Mark[]): void {
    if (from >= to) return;
    for (const [seq, body] of this.#bodies.iterate(from, to) as Iterable<[number, unknown]>) {
      if (typeof body !== 'string') continue;
      const ts = timeOf(body);
      while (marks.length > 0 && (marks.at(-1) as Mark).ts <= ts) marks.pop();
      marks.push({ seq, ts });
      const end = Math.max(0, body.length - END);
      if (MARKS.some((mark) => body.indexOf(mark, end) >= 0)) note(last, seq, body);
    }
  }
}

function note(last: Map<string, number>, seq: number, body: string): void {
  try {
    const record = parseRecord(body);
    for (const id of [record['request'], record['grant']]) if (typeof id === 'string') last.set(id, seq);
  } catch {
    // What cannot be read bears out no row either; `verify` says so.
  }
}
