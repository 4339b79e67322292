/**
 * Names that are parted by blanks. They are parted where somebody asks for one: of thousands of tables a program needs
 * a few, and every thread has its own.
 */
class NamedSet extends Set<string> {
  #text: string | undefined;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  #fill(): void {
    const text = this.#text;
    if (text === undefined) return;
    this.#text = undefined;
    for (const name of text.split(/\s+/)) if (name !== '') this.add(name);
  }

  override get size(): number {
    this.#fill();
    return super.size;
  }

  override has(name: string): boolean {
    this.#fill();
    return super.has(name);
  }

  override values(): SetIterator<string> {
    this.#fill();
    return super.values();
  }

  override keys(): SetIterator<string> {
    return this.values();
  }

  override [Symbol.iterator](): SetIterator<string> {
    return this.values();
  }
}

export const set = (text: string): ReadonlySet<string> => new NamedSet(text);
