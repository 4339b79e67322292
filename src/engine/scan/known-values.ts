import type ts from 'typescript';
import type { Unseen } from './unseen.js';
import type { Value } from './value.js';

const NOTHING = { ways: 0, files: 0 };

/** Answers that were given before. One that the rest of a large program may change says so each time it is given. */
export class KnownValues {
  readonly #answers = new Map<ts.Node, readonly Value[]>();
  readonly #open = new Set<ts.Node>();
  readonly #lacking = new Set<ts.Node>();
  readonly #unseen: Unseen | undefined;

  constructor(unseen: Unseen | undefined) {
    this.#unseen = unseen;
  }

  get(node: ts.Node): readonly Value[] | undefined {
    if (this.#unseen && this.#open.has(node)) this.#unseen.ways++;
    if (this.#unseen && this.#lacking.has(node)) this.#unseen.files++;
    return this.#answers.get(node);
  }

  /** What was counted before an answer is looked for. */
  before(): Pick<Unseen, 'ways' | 'files'> {
    return this.#unseen ? { ways: this.#unseen.ways, files: this.#unseen.files } : NOTHING;
  }

  keep(node: ts.Node, values: readonly Value[], { ways, files }: Pick<Unseen, 'ways' | 'files'>): void {
    this.#answers.set(node, values);
    if (this.#unseen && this.#unseen.ways !== ways) this.#open.add(node);
    if (this.#unseen && this.#unseen.files !== files) this.#lacking.add(node);
  }
}
