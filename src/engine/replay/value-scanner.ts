const LINE_FEED = 10;
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;

/** Where a scan stopped. */
export type Stop = 'more' | 'comma' | 'closed';

/**
 * Follows the depth of JSON text through chunks of bytes, without parsing it: strings and brackets of any kind are all
 * that it knows. Bytes of longer UTF-8 characters are never one of these.
 */
export class ValueScanner {
  depth = 0;
  /** Line feeds passed so far. */
  lineFeeds = 0;
  /** Where the byte after the stop is. */
  at = 0;
  #inString = false;
  #escaped = false;

  /** In the middle of a value, or between two. */
  get within(): boolean {
    return this.#inString || this.depth > 1;
  }

  /**
   * Scans on from `start`, to the end of the outermost bracket; with `items` to each comma directly in it, too. One
   * loop over plain variables: it looks at every byte of a trace.
   */
  scan(bytes: Uint8Array, start: number, items: boolean): Stop {
    let [at, stop, inString]: [number, Stop, boolean] = [start, 'more', this.#inString];
    const end = bytes.length;
    for (; at < end && stop === 'more'; at++) {
      if (inString) {
        at = this.#endOfString(bytes, at);
        inString = at >= end;
        continue;
      }
      const byte = bytes[at] as number;
      if (byte > COMMA && byte < 91) continue;
      if (byte === QUOTE) inString = true;
      else if (byte === COMMA) stop = items && this.depth === 1 ? 'comma' : 'more';
      else if (byte === 123 || byte === 91) this.depth++;
      else if (byte === 125 || byte === 93) stop = --this.depth === 0 ? 'closed' : 'more';
      else if (byte === LINE_FEED) this.lineFeeds++;
    }
    this.#inString = inString;
    this.at = Math.min(at, end);
    return stop;
  }

  /** Where the quote is that ends a string, or the end of the bytes. */
  #endOfString(bytes: Uint8Array, start: number): number {
    let escaped = this.#escaped;
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) {
        this.#escaped = false;
        return at;
      }
      if (byte === LINE_FEED) this.lineFeeds++;
    }
    this.#escaped = escaped;
    return bytes.length;
  }
}
