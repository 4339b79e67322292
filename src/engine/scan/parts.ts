import { closure, type Edges, type Related } from './related.js';

/** How much source is looked at as one. */
export interface Bounds {
  /** Characters up to which what belongs together is never divided. */
  readonly whole: number;
  /** Characters up to which files are looked at as one, whether or not they have to do with each other. */
  readonly batch: number;
}

/** A parsed character takes about fifty bytes of memory. */
export const BOUNDS: Bounds = { whole: 18_000_000, batch: 3_000_000 };

/** Some of the files near a framework, with what they use: what is parsed and looked at as one. */
export interface Part {
  /** The files near a framework whose tools this part speaks of. */
  readonly own: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
  /** Whether files that belong to it did not fit in. */
  readonly isCut: boolean;
}

/**
 * Divides the files near a framework into parts that can be looked at one after the other. Files that lead to each other
 * stay together as long as they fit into the bound; only what does not is cut.
 */
export function partsOf(related: Related, size: (file: string) => number, bounds: Bounds): readonly Part[] {
  const { near, all, uses } = related;
  const weigh = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + size(file), 0);
  if (weigh(all) <= bounds.batch) return [{ own: near, files: all, isCut: false }];
  const packer = new Packer(size, bounds.batch);
  const cut: Part[] = [];
  for (const component of components(related)) {
    const files = closure(component, uses);
    if (weigh(files) > bounds.whole) cut.push(...new Cutter(related, size, bounds.whole).cut(component));
    else packer.add(component, files);
  }
  return [...packer.parts(), ...cut];
}

/** The files near a framework, together with those that they import or that import them. */
function components({ near, uses, usedBy }: Related): string[][] {
  const open = new Set([...near].sort());
  const found: string[][] = [];
  for (const first of open) {
    const members = new Set([first]);
    for (const file of members) {
      open.delete(file);
      for (const next of [...(uses.get(file) ?? []), ...(usedBy.get(file) ?? [])])
        if (near.has(next)) members.add(next);
    }
    found.push([...members]);
  }
  return found;
}

/** Puts small components together, so that what they share is parsed less often. */
class Packer {
  readonly #size: (file: string) => number;
  readonly #most: number;
  readonly #parts: Part[] = [];
  #own = new Set<string>();
  #files = new Set<string>();
  #weight = 0;

  constructor(size: (file: string) => number, most: number) {
    this.#size = size;
    this.#most = most;
  }

  add(component: readonly string[], files: ReadonlySet<string>): void {
    if (this.#weight > 0 && this.#weight + this.#weightOf(files) > this.#most) this.#close();
    this.#weight += this.#weightOf(files);
    for (const file of component) this.#own.add(file);
    for (const file of files) this.#files.add(file);
  }

  #weightOf(files: ReadonlySet<string>): number {
    let sum = 0;
    for (const file of files) if (!this.#files.has(file)) sum += this.#size(file);
    return sum;
  }

  #close(): void {
    if (this.#own.size > 0) this.#parts.push({ own: this.#own, files: this.#files, isCut: false });
    this.#own = new Set();
    this.#files = new Set();
    this.#weight = 0;
  }

  parts(): readonly Part[] {
    this.#close();
    return this.#parts;
  }
}

/** Cuts what is too large: neighbours by path stay together, each with what is nearest to them. */
class Cutter {
  readonly #related: Related;
  readonly #size: (file: string) => number;
  readonly #most: number;

  constructor(related: Related, size: (file: string) => number, most: number) {
    this.#related = related;
    this.#size = size;
    this.#most = most;
  }

  cut(component: readonly string[]): Part[] {
    const parts: Part[] = [];
    let own = new Held(this.#size);
    let held = new Held(this.#size);
    for (const file of [...component].sort()) {
      const wanted = this.#wanted(file);
      const weight = held.weight + held.weightOf(wanted);
      // Each part speaks of some share of the whole at least, or a program would be parsed over and over.
      if (weight > this.#most * 0.75 && own.weight > this.#most * 0.05) {
        parts.push(this.#filled(own.files, held));
        own = new Held(this.#size);
        held = new Held(this.#size);
      }
      own.add(file);
      wanted.forEach((one) => held.add(one));
    }
    return [...parts, this.#filled(own.files, held)];
  }

  /** What a file needs most: what may hold tools or agents, and all that its own code only uses. */
  #wanted(file: string): readonly string[] {
    const { uses, near } = this.#related;
    const held = new Held(this.#size);
    [file, ...this.#nearOf(file, uses)].forEach((one) => held.add(one));
    const plain = new Held(this.#size);
    plain.add(file);
    plain.grow((one) => (uses.get(one) ?? []).filter((next) => !near.has(next)), this.#most * 0.3);
    return [...new Set([...held.files, ...plain.files])];
  }

  #nearOf(file: string, edges: Edges): readonly string[] {
    return (edges.get(file) ?? []).filter((next) => this.#related.near.has(next));
  }

  /** Adds what is around: first what may hold tools or agents, then what these only use. */
  #filled(own: ReadonlySet<string>, held: Held): Part {
    const { uses, usedBy } = this.#related;
    const around = (file: string) => [...this.#nearOf(file, uses), ...this.#nearOf(file, usedBy)];
    held.grow(around, this.#most * 0.8);
    held.grow((file) => uses.get(file) ?? [], this.#most);
    return { own, files: held.files, isCut: true };
  }
}

/** Files, and how much they weigh. */
class Held {
  readonly files = new Set<string>();
  readonly #size: (file: string) => number;
  weight = 0;

  constructor(size: (file: string) => number) {
    this.#size = size;
  }

  add(file: string): void {
    if (this.files.has(file)) return;
    this.files.add(file);
    this.weight += this.#size(file);
  }

  weightOf(files: readonly string[]): number {
    return files.reduce((sum, file) => sum + (this.files.has(file) ? 0 : this.#size(file)), 0);
  }

  /** Takes in what is one step away, then two, until no more fits. */
  grow(next: (file: string) => readonly string[], most: number): void {
    for (const file of this.files)
      for (const other of next(file)) if (this.weight + this.weightOf([other]) <= most) this.add(other);
  }
}
