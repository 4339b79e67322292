import { MAX_LINE_BYTES } from '../../engine/replay/line-reader.js';

/** Whole lines of a trace. */
export interface Segment {
  /** In memory of their own, so that they can be handed to another thread. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many line feeds are in them. */
  readonly lines: number;
}

/** How many bytes are put together, lines allowing. */
export const SEGMENT = 256 * 1024;

/** What memory has beyond its first bytes, to be used again for a few more. */
const MARGIN = 64 * 1024;
const LINE_FEED = 10;
/** One byte more than a line may have: as much as is needed to see that it is too long. */
const LONGEST = MAX_LINE_BYTES + 1;

/**
 * Cuts bytes at line ends. Of a line that is too long for any reader only the start is kept. Memory that is `spare` is
 * used again.
 */
export async function* segmentsOf(
  chunks: AsyncIterable<Uint8Array>,
  size = SEGMENT,
  spare: ArrayBuffer[] = [],
): AsyncGenerator<Segment, void, void> {
  const parts = new Parts(spare);
  for await (const chunk of chunks) {
    parts.add(chunk);
    if (parts.whole >= size) yield parts.take(parts.whole);
  }
  if (parts.length > 0) yield parts.take(parts.length);
}

class Parts {
  /** Bytes up to the last line feed, and all of them. */
  whole = 0;
  length = 0;
  #parts: Uint8Array[] = [];

  constructor(private readonly spare: ArrayBuffer[]) {}

  add(chunk: Uint8Array): void {
    const last = chunk.lastIndexOf(LINE_FEED);
    if (last < 0) return this.#hold(chunk);
    const first = chunk.indexOf(LINE_FEED);
    this.#hold(chunk.subarray(0, first));
    this.#push(chunk.subarray(first, last + 1));
    this.whole = this.length;
    this.#hold(chunk.subarray(last + 1));
  }

  take(length: number): Segment {
    const bytes = this.#memory(length);
    const all = this.#parts;
    this.#parts = [];
    let at = 0;
    for (const part of all) {
      const here = part.subarray(0, Math.max(0, length - at));
      bytes.set(here, at);
      if (here.length < part.length) this.#parts.push(part.subarray(here.length));
      at += part.length;
    }
    this.length -= length;
    this.whole = 0;
    return { bytes, lines: lineFeedsIn(bytes) };
  }

  #memory(length: number): Uint8Array<ArrayBuffer> {
    const last = this.spare.pop();
    const fits = last !== undefined && last.byteLength >= length;
    return new Uint8Array(fits ? last : new ArrayBuffer(length + MARGIN), 0, length);
  }

  /** More of the line that has not ended. */
  #hold(bytes: Uint8Array): void {
    this.#push(bytes.subarray(0, Math.max(0, LONGEST - (this.length - this.whole))));
  }

  #push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#parts.push(bytes);
    this.length += bytes.length;
  }
}

function lineFeedsIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}
