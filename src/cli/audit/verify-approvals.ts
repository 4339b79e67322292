import { ApprovalBook } from '../../engine/approvals/approval-book.js';
import type { BookOptions, BookRow } from '../../engine/approvals/approval-book.js';
import type { Fault } from '../../engine/audit/index.js';
import { readRecord } from '../logs/read.js';

const MARKS = ['"type":"approval.', '"type":"grant.'];
const THROUGH = '"reason":"approved:';
/** So much of a body's end holds its type. */
const END = 300;

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
    const end = Math.max(0, body.length - END);
    const marked = MARKS.some((mark) => body.indexOf(mark, end) >= 0) || body.includes(THROUGH);
    if (!marked && !this.#next) return;
    const { record } = readRecord(seq, body);
    if (record !== undefined) this.#book.record(record);
    this.#next = marked;
  }

  finish(rows: Iterable<BookRow> | undefined): Fault[] {
    return this.#book.finish(rows).map((fault) => ({ code: 'bad_approval', ...fault }));
  }
}
