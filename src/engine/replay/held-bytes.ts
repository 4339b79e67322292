import { isUtf8 } from 'node:buffer';

/** Bytes of one value that came in pieces, up to a limit: what is over it is dropped, and that it was is kept. */
export class HeldBytes {
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(private readonly limit: number) {}

  get length(): number {
    return this.#length;
  }

  get empty(): boolean {
    return this.#length === 0;
  }

  get full(): boolean {
    return this.#length > this.limit;
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#length += bytes.length;
    if (this.full) this.#parts = [];
    else this.#parts.push(bytes);
  }

  /** All that was held, and nothing is held any more. */
  take(): Uint8Array {
    const [first] = this.#parts;
    const whole = this.#parts.length === 1 && first ? first : Buffer.concat(this.#parts);
    this.clear();
    return whole;
  }

  /** As text; undefined where it is not valid UTF-8. */
  takeText(): string | undefined {
    const { buffer, byteOffset, byteLength } = this.take();
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  }

  clear(): void {
    this.#parts = [];
    this.#length = 0;
  }
}
