/**
 * What texts parsed to, by their content, so that a command or statement that comes again is not parsed again. Bounded
 * by entries and by characters held; the oldest half goes when it is full, which keeps a look-up to one or two maps.
 * What it holds follows from the text alone, so no decision depends on what is in it.
 */
export class ParseCache<T> {
  #recent = new Map<string, T>();
  #older = new Map<string, T>();
  #characters = 0;

  /**
   * @param parse total: what it throws is thrown to whoever asks, and not kept
   * @param entries how many texts may be held, about
   * @param characters how many UTF-16 units of text may be held, about; a text over a quarter of it is never kept
   * @param weigh what a text counts for, where a short one may come to much: its length if not said
   */
  constructor(
    private readonly parse: (text: string) => T,
    private readonly entries = 4096,
    private readonly characters = 4 * 1024 * 1024,
    private readonly weigh: (text: string, parsed: T) => number = (text) => text.length,
  ) {}

  get(text: string): T {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    const known = this.#older.get(text);
    const parsed = known ?? this.parse(text);
    const weight = this.weigh(text, parsed);
    if (weight * 4 <= this.characters) this.#keep(text, parsed, weight);
    return parsed;
  }

  #keep(text: string, parsed: T, weight: number): void {
    this.#recent.set(text, parsed);
    this.#characters += weight;
    if (this.#recent.size * 2 < this.entries && this.#characters * 2 < this.characters) return;
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#characters = 0;
  }
}
