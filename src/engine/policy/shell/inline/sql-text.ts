import { NotShown } from './code-effect.js';

/** What code puts into a text: a number, or a text that holds no quotes. */
export type Kind = 'number' | 'text';

/** A text of SQL as it is put together, with an example for each value. */
export class SqlText {
  #text = '';

  /** What stands in the code. */
  add(text: string): void {
    this.#text += text;
  }

  /** A value: a number anywhere, and a text only between single quotes, out of which it cannot get. */
  fill(kind: Kind): void {
    // With one of these a quote, or what follows it, may mean something else.
    if (/["\\$`]|--|\/\*|\be'/i.test(this.#text))
      throw new NotShown('a value behind a comment or another quote');
    const quoted = (this.#text.split("'").length - 1) % 2 === 1;
    // `5-{x}` of a number below zero begins a comment.
    if (!quoted && this.#text.endsWith('-')) throw new NotShown('a value behind a minus');
    if (kind === 'text' && !quoted) throw new NotShown('a text that is no value');
    this.#text += kind === 'number' ? '1' : 'x';
  }

  /** All of it, where it is whole statements: how often and in which order they are printed is then the same. */
  whole(): string {
    const quotes = this.#text.split("'").length - 1;
    if (quotes % 2 === 1 || !/(?:^|;)\s*$/.test(this.#text)) throw new NotShown('a part of a statement');
    return this.#text;
  }
}
