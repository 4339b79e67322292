import { TraceError } from '../model/errors.js';
import { HeldBytes } from './held-bytes.js';
import { LineReader, MAX_LINE_BYTES } from './line-reader.js';
import type { LineFault, LineSink } from './line-reader.js';
import { ValueScanner } from './value-scanner.js';

/** The largest item of a list, and the largest document that is one object, in bytes. */
export const MAX_ITEM_BYTES = 64 * 1024 * 1024;
export const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;

/** Takes what a trace is made of. Lines of the trace count from 1, items of a list too. */
export interface TraceSink {
  /** A line, an item of a list (then with its number), or a whole document: JSON, unless it is broken. */
  value(text: string, line: number, item?: number): void;
  fault(fault: TraceFault, line: number, item?: number): void;
}

/** Why there is no value: as for lines; or an item is too large; or it ends before a value does. */
export type TraceFault = LineFault | 'item_too_long' | 'cut';

const LINE_FEED = 10;
const BRACKET = 91;
const BRACE = 123;
const MARK = [0xef, 0xbb, 0xbf];

type Part = (chunk: Uint8Array) => Uint8Array;

/**
 * Splits a trace into values, however it is written: as lines, as a list, or as one object over many lines. Which it
 * is shows at its first bytes. Items of a list go by one at a time; only an object must be held whole.
 */
export class TraceReader {
  /** Takes bytes, and gives back those that belong to what comes next. */
  #part: Part;
  #lineReader: LineReader | undefined;
  /** Lines before what is read now. */
  #before = 0;
  /** Something blank stands after the last line feed. */
  #blank = false;
  #atStart = true;
  #items = 0;
  #itemLine = 0;
  #scanner = new ValueScanner();
  #held = new HeldBytes(MAX_DOCUMENT_BYTES);

  /** `linesBefore` says that this is a later piece of a trace in lines, and how many came before. */
  constructor(
    private readonly sink: TraceSink,
    linesBefore?: number,
  ) {
    this.#part = this.#start;
    if (linesBefore === undefined) return;
    this.#before = linesBefore;
    this.#asLines(new Uint8Array());
  }

  /** It is known to be made of lines, to its end. */
  get inLines(): boolean {
    return this.#lineReader !== undefined;
  }

  /** Every line so far, blank ones too. */
  get lines(): number {
    return this.#lineReader?.lines ?? this.#before;
  }

  /** Reads a chunk. It may be kept, so its bytes must not be used again. @throws TraceError when it cannot go on. */
  push(bytes: Uint8Array): void {
    if (this.#lineReader !== undefined) return this.#lineReader.push(bytes);
    let rest = bytes;
    while (rest.length > 0) rest = this.#part(rest);
  }

  /** Reads what has no end of its own. */
  end(): void {
    const undecided = this.#part === this.#mark || this.#part === this.#opening;
    if (this.#lineReader === undefined && undecided) this.#asLines(this.#held.take());
    if (this.#lineReader !== undefined) return this.#lineReader.end();
    if (this.#part === this.#list) this.#listCut();
    else if (this.#part === this.#document) this.sink.fault('cut', this.#itemLine);
    if (this.#part !== this.#start) this.#before += this.#scanner.lineFeeds + 1;
    else if (this.#blank) this.#before++;
  }

  /** Passes over what is blank, to the byte that shows the form. */
  #start: Part = (chunk) => {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === LINE_FEED) this.#before++;
      else if (byte !== 32 && byte !== 9 && byte !== 13) return this.#begin(byte, chunk.subarray(at));
      this.#blank = byte !== LINE_FEED;
      this.#atStart = false;
    }
    return chunk.subarray(chunk.length);
  };

  #begin(byte: number, rest: Uint8Array): Uint8Array {
    if (byte === MARK[0] && this.#atStart) this.#part = this.#mark;
    else if (byte === BRACE) this.#part = this.#opening;
    else if (byte === BRACKET) return this.#openList(rest);
    else return this.#asLines(rest);
    this.#held = new HeldBytes(MAX_DOCUMENT_BYTES);
    return rest;
  }

  /** A byte order mark at the very start says nothing and is dropped. */
  #mark: Part = (chunk) => {
    this.#held.add(chunk);
    const bytes = this.#held.take();
    if (bytes.length < MARK.length) {
      this.#held.add(bytes);
      return chunk.subarray(chunk.length);
    }
    this.#atStart = false;
    if (!MARK.every((byte, at) => bytes[at] === byte)) return this.#asLines(bytes);
    this.#part = this.#start;
    return bytes.subarray(MARK.length);
  };

  /** An object: the only one of its kind, if its first line ends where more must follow, or is too long for a line. */
  #opening: Part = (chunk) => {
    const end = chunk.indexOf(LINE_FEED);
    this.#held.add(chunk);
    const { length } = this.#held;
    if (end < 0 && length <= MAX_LINE_BYTES) return chunk.subarray(chunk.length);
    const bytes = this.#held.take();
    const line = end < 0 ? bytes : bytes.subarray(0, length - chunk.length + end);
    return line.length > MAX_LINE_BYTES || endsOpen(line) ? this.#openDocument(bytes) : this.#asLines(bytes);
  };

  #asLines(bytes: Uint8Array): Uint8Array {
    this.#lineReader = new LineReader(asLineSink(this.sink), MAX_LINE_BYTES, this.#before);
    if (bytes.length > 0) this.#lineReader.push(bytes);
    return bytes.subarray(bytes.length);
  }

  #openList(rest: Uint8Array): Uint8Array {
    this.#part = this.#list;
    this.#scanner = new ValueScanner();
    this.#scanner.depth = 1;
    this.#held = new HeldBytes(MAX_ITEM_BYTES);
    this.#items = 0;
    return rest.subarray(1);
  }

  #list: Part = (chunk) => {
    let start = 0;
    for (;;) {
      if (this.#held.empty) start = this.#skipBlank(chunk, start);
      const stop = this.#scanner.scan(chunk, start, true);
      const { at } = this.#scanner;
      this.#held.add(chunk.subarray(start, stop === 'more' ? at : at - 1));
      if (stop === 'more') return chunk.subarray(chunk.length);
      this.#item(stop === 'closed');
      start = at;
      if (stop === 'closed') return this.#close(chunk.subarray(at));
    }
  };

  /** Passes over the blanks before an item; where it begins is where it is told to be. */
  #skipBlank(chunk: Uint8Array, start: number): number {
    let at = start;
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === LINE_FEED) this.#scanner.lineFeeds++;
      else if (byte !== 32 && byte !== 9 && byte !== 13) break;
    }
    this.#itemLine = this.#before + this.#scanner.lineFeeds + 1;
    return at;
  }

  #item(last: boolean): void {
    const item = ++this.#items;
    if (this.#held.empty && last && item === 1) return;
    if (this.#held.full) {
      this.#held.clear();
      return this.sink.fault('item_too_long', this.#itemLine, item);
    }
    const text = this.#held.takeText();
    if (text === undefined) this.sink.fault('not_utf8', this.#itemLine, item);
    else this.sink.value(text, this.#itemLine, item);
  }

  /** A list without its end may lack items, and that is said, whether the last one is whole or not. */
  #listCut(): void {
    if (!this.#held.empty && !this.#scanner.within && !this.#held.full) this.#item(true);
    this.sink.fault('cut', this.#before + this.#scanner.lineFeeds + 1, this.#items + 1);
  }

  #openDocument(bytes: Uint8Array): Uint8Array {
    this.#part = this.#document;
    this.#scanner = new ValueScanner();
    this.#held = new HeldBytes(MAX_DOCUMENT_BYTES);
    this.#itemLine = this.#before + 1;
    return bytes;
  }

  #document: Part = (chunk) => {
    const stop = this.#scanner.scan(chunk, 0, false);
    const { at } = this.#scanner;
    this.#held.add(chunk.subarray(0, at));
    if (this.#held.full) throw tooLarge();
    if (stop === 'more') return chunk.subarray(chunk.length);
    const text = this.#held.takeText();
    if (text === undefined) this.sink.fault('not_utf8', this.#itemLine);
    else this.sink.value(text, this.#itemLine);
    return this.#close(chunk.subarray(at));
  };

  /** After a list or an object: another may follow, or lines. */
  #close(rest: Uint8Array): Uint8Array {
    this.#before += this.#scanner.lineFeeds;
    this.#blank = true;
    this.#part = this.#start;
    return rest;
  }
}

/** Whether more of an object must follow: so ends the first line of one that is laid out over several. */
function endsOpen(line: Uint8Array): boolean {
  let at = line.length - 1;
  while (at > 0 && (line[at] === 32 || line[at] === 9 || line[at] === 13)) at--;
  return line[at] === BRACE || line[at] === BRACKET;
}

function asLineSink(sink: TraceSink): LineSink {
  return {
    line: (text, number) => sink.value(text, number),
    fault: (fault, number) => sink.fault(fault, number),
  };
}

function tooLarge(): TraceError {
  const limit = `${MAX_DOCUMENT_BYTES / 1024 / 1024} MiB`;
  const help = 'a list, or one object a line, is read piece by piece and may be of any size';
  return new TraceError('unreadable', `the trace is one JSON object of over ${limit}`, { help });
}
