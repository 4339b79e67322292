/** So many texts are held from their first time on: enough for all that one decision asks, and the next few. */
const NEWEST = 64;

/**
 * What texts parsed to, by their content, so that a command or statement that comes again is not parsed again. Bounded
 * by entries and by characters held; the oldest half goes when it is full, which keeps a look-up to one or two maps.
 * A text is kept when it comes a second time: most never do, and to hold what they parsed to costs the garbage
 * collector more than to parse the others twice. What it holds follows from the text alone, so no decision depends on
 * what is in it.
 */
export class ParseCache<T> {
  #recent = new Map<string, T>();
  #older = new Map<string, T>();
  #characters = 0;
  readonly #newest = new Map<string, T>();
  #met = new Set<string>();
  #metBefore = new Set<string>();
  #metCharacters = 0;

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
    const parsed = known ?? this.#newest.get(text) ?? this.#parsed(text);
    if (known !== undefined) this.#keep(text, known, this.weigh(text, known));
    return parsed;
  }

  #parsed(text: string): T {
    const parsed = this.parse(text);
    const weight = this.weigh(text, parsed);
    if (weight * 4 > this.characters) return parsed;
    if (this.#met.has(text) || this.#metBefore.has(text)) this.#keep(text, parsed, weight);
    else this.#meet(text, parsed);
    return parsed;
  }

  #meet(text: string, parsed: T): void {
    this.#newest.set(text, parsed);
    if (this.#newest.size > Math.min(NEWEST, this.entries))
      this.#newest.delete(this.#newest.keys().next().value as string);
    this.#met.add(text);
    this.#metCharacters += text.length;
    if (this.#met.size < this.entries && this.#metCharacters < this.characters) return;
    this.#metBefore = this.#met;
    this.#met = new Set();
    this.#metCharacters = 0;
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
