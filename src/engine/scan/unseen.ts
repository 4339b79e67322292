import type { Part } from './parts.js';
import { closure, type Related } from './related.js';

/** A file whose exports may be taken without their names being written. */
const WHOLE = /\*\s*as\s|\brequire\s*\(|\bimport\s*\(/;
const AGAIN = /\bexport\b[^;'"]*\bfrom\b/;

/**
 * What a part of a tree cannot see of the rest. Answers that the rest might change are counted here while they are
 * given, so that nothing is called gated because a part does not know better.
 */
export class Unseen {
  /** How often a name was followed that the rest of the tree may use as well. */
  ways = 0;
  /** How often code was wanted that was left out. */
  files = 0;
  /** Whether files that belong together with this part are elsewhere. */
  readonly isCut: boolean;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #rest: readonly string[];
  /** The files of this part that others use, and those of them that others may hold as a whole. */
  readonly #shared = new Set<string>();
  readonly #held = new Set<string>();
  /** All that the rest leads to. */
  readonly #reached: ReadonlySet<string>;
  readonly #mentions = new Map<string, boolean>();

  constructor({ all, uses }: Related, part: Part, texts: ReadonlyMap<string, string>) {
    this.isCut = part.isCut;
    this.#texts = texts;
    this.#rest = [...all].filter((file) => !part.files.has(file));
    const text = (file: string) => texts.get(file) ?? '';
    const direct = (files: readonly string[]) => files.flatMap((file) => uses.get(file) ?? []);
    const again = new Map(
      [...all].filter((file) => AGAIN.test(text(file))).map((file) => [file, uses.get(file) ?? []]),
    );
    for (const file of closure(direct(this.#rest), again)) this.#shared.add(file);
    this.#reached = closure(this.#shared, uses);
    const wholes = this.#rest.filter((file) => WHOLE.test(text(file)));
    for (const file of closure(direct(wholes), again)) this.#held.add(file);
  }

  /** A name of a file was followed: the rest of the tree may use it under one of its spellings. */
  name(file: string, spellings: Iterable<string>): void {
    if (!this.#shared.has(file)) return;
    if (this.#held.has(file)) this.ways++;
    else
      for (const name of spellings) if (name === 'default' || this.#mentioned(name)) return void this.ways++;
  }

  /** A member was followed: whoever holds what it belongs to may use it, wherever it got it from. */
  member(file: string, spellings: Iterable<string>): void {
    if (!this.#reached.has(file)) return;
    for (const name of spellings) if (this.#mentioned(name)) return void this.ways++;
  }

  /** A file was followed as a whole. */
  whole(file: string): void {
    if (this.#shared.has(file)) this.ways++;
  }

  /** All files were searched for something. */
  everywhere(): void {
    if (this.isCut) this.ways++;
  }

  leftOut(): void {
    this.files++;
    this.ways++;
  }

  #mentioned(name: string): boolean {
    const known = this.#mentions.get(name);
    if (known !== undefined) return known;
    const found = this.#rest.some((file) => this.#texts.get(file)?.includes(name));
    this.#mentions.set(name, found);
    return found;
  }
}
