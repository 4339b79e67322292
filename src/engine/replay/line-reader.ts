import { isUtf8 } from 'node:buffer';

/** The longest line that is read, in bytes without its line feed. What is longer is skipped, not buffered. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024;

const LINE_FEED = 10;
const BYTE_ORDER_MARK = 0xfeff;

/** Why a line has no text. */
export type LineFault = 'not_utf8' | 'utf16' | 'too_long';

/** Takes the lines of a trace in order. Numbers count from 1 and count every line, blank ones too. */
export interface LineSink {
  line(text: string, number: number): void;
  fault(fault: LineFault, number: number): void;
}

/**
 * Splits bytes into lines, however they are cut into chunks. Bytes are split before they are decoded, so a chunk may
 * end inside a character; at most one line is held back, and never more of it than the limit.
 */
export class LineReader {
  #lines: number;
  /** The start of a line whose end has not come yet. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** The line at hand is over the limit: drop what comes until it ends. */
  #skipping = false;

  constructor(
    private readonly sink: LineSink,
    private readonly limit: number = MAX_LINE_BYTES,
    /** Lines of the trace before the first of these. */
    before = 0,
  ) {
    this.#lines = before;
  }

  get lines(): number {
    return this.#lines;
  }

  /** Reads a chunk. It may be kept until its last line ends, so its bytes must not be used again. */
  push(bytes: Uint8Array): void {
    const chunk = asBuffer(bytes);
    let start = 0;
    let end = chunk.indexOf(LINE_FEED);
    if (end >= 0 && (this.#heldBytes > 0 || this.#skipping)) {
      this.#finish(chunk.subarray(0, end));
      start = end + 1;
      end = chunk.indexOf(LINE_FEED, start);
    }
    // One check for the whole chunk: a line feed is never part of a longer character.
    const clean = end < 0 || isUtf8(chunk.subarray(start, chunk.lastIndexOf(LINE_FEED)));
    for (; end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      this.#emit(chunk, start, end, clean);
      start = end + 1;
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start));
  }

  /** Reads a last line that has no line feed. */
  end(): void {
    if (this.#heldBytes > 0 || this.#skipping) this.#finish(Buffer.alloc(0));
  }

  #hold(rest: Buffer): void {
    if (this.#skipping) return;
    this.#heldBytes += rest.length;
    if (this.#heldBytes <= this.limit) {
      this.#held.push(rest);
      return;
    }
    this.#release();
    this.#skipping = true;
  }

  /** Ends the line that was held back with its last part. */
  #finish(rest: Buffer): void {
    this.#hold(rest);
    if (this.#skipping) {
      this.#skipping = false;
      this.sink.fault('too_long', ++this.#lines);
      return;
    }
    const line = Buffer.concat(this.#held, this.#heldBytes);
    this.#release();
    this.#emit(line, 0, line.length, isUtf8(line));
  }

  #release(): void {
    this.#held = [];
    this.#heldBytes = 0;
  }

  #emit(bytes: Buffer, start: number, end: number, clean: boolean): void {
    const number = ++this.#lines;
    if (end - start > this.limit) {
      this.sink.fault('too_long', number);
    } else if (clean || isUtf8(bytes.subarray(start, end))) {
      const text = bytes.toString('utf8', start, end);
      const marked = number === 1 && text.charCodeAt(0) === BYTE_ORDER_MARK;
      this.sink.line(marked ? text.slice(1) : text, number);
    } else {
      this.sink.fault(number === 1 && isUtf16(bytes, start) ? 'utf16' : 'not_utf8', number);
    }
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** UTF-16 as some shells write it: its byte order mark is never valid UTF-8. */
function isUtf16(bytes: Buffer, start: number): boolean {
  const [first, second] = [bytes[start], bytes[start + 1]];
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
