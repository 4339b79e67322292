/**
 * Which needles (or patterns) stand in the texts of the event at hand: in any text at all, and in how many of those
 * that count for a grant. Reused from event to event; a generation number stands in for clearing it.
 */
export class Hits {
  readonly #any: Uint32Array;
  readonly #grantGeneration: Uint32Array;
  readonly #grantCount: Int32Array;
  readonly #lastText: Int32Array;
  #generation = 0;
  #text = 0;
  /** Every hit of the event, each once: the first `count` of `found`. */
  readonly found: number[] = [];
  count = 0;

  constructor(size: number) {
    this.#any = new Uint32Array(size);
    this.#grantGeneration = new Uint32Array(size);
    this.#grantCount = new Int32Array(size);
    this.#lastText = new Int32Array(size);
  }

  reset(): void {
    this.count = 0;
    if (++this.#generation < 0xffffffff) return;
    this.#any.fill(0);
    this.#grantGeneration.fill(0);
    this.#generation = 1;
  }

  nextText(): void {
    this.#text = (this.#text + 1) & 0x7fffffff;
  }

  readonly addAny = (id: number): void => {
    if (this.#any[id] === this.#generation) return;
    this.#any[id] = this.#generation;
    this.found[this.count++] = id;
  };

  /** A text may be scanned in more than one form; it counts once. */
  readonly addGrant = (id: number): void => {
    this.addAny(id);
    if (this.#grantGeneration[id] !== this.#generation) {
      this.#grantGeneration[id] = this.#generation;
      this.#grantCount[id] = 0;
      this.#lastText[id] = -1;
    }
    if (this.#lastText[id] === this.#text) return;
    this.#lastText[id] = this.#text;
    this.#grantCount[id] = (this.#grantCount[id] as number) + 1;
  };

  any(id: number): boolean {
    return this.#any[id] === this.#generation;
  }

  /** In how many granting texts it stands. */
  grants(id: number): number {
    return this.#grantGeneration[id] === this.#generation ? (this.#grantCount[id] as number) : 0;
  }
}
