import { ApprovalBook } from '../../engine/approvals/approval-book.js';
import type { BookOptions, BookRow } from '../../engine/approvals/approval-book.js';
import type { Fault } from '../../engine/audit/index.js';
import { readRecord } from '../logs/read.js';

const TYPE = '"type":"';
/** A decision that names an approval: the keys of a record are in order, and only these two stand before it. */
const NAMES = /^\{(?:"action":"(?:[^"\\]|\\.)*",)?"actor":"(?:[^"\\]|\\.)*","approval":"/;

/** Hands the records that have to do with approvals to their book: the others are not parsed for it. */
export class ApprovalReading {
  readonly #book: ApprovalBook;
  #next = false;

  constructor(options: BookOptions) {
    this.#book = new ApprovalBook(options);
  }

  /** The record that stands at `seq`: its body, or whatever stands in its place. */
  entry(seq: number, body: unknown): void {
    if (typeof body !== 'string') return;
    const type = body.lastIndexOf(TYPE) + TYPE.length;
    const about = body.startsWith('approval.', type) || body.startsWith('grant.', type);
    const marked = about || NAMES.test(body);
    if (!marked && !this.#next) return;
    const { record } = readRecord(seq, body);
    if (record !== undefined) this.#book.record(record);
    this.#next = marked;
  }

  finish(rows: Iterable<BookRow> | undefined): Fault[] {
    return this.#book.finish(rows).map((fault) => ({ code: 'bad_approval', ...fault }));
  }
}
