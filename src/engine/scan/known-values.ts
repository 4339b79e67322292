import type ts from 'typescript';
import type { Unseen } from './unseen.js';
import { isWithin } from './syntax.js';
import type { Env, Value } from './value.js';

interface Answer {
  readonly values: readonly Value[];
  /** How often looking for it came to what the rest of a large program may change, or lacks. */
  readonly ways: boolean;
  readonly files: boolean;
}

/** An expression that is being asked for stands for nothing more than what is found without it. */
interface Asked {
  /** How many questions were open when it was. */
  readonly asked: number;
}

/** How often a function may be looked into for a call of itself. */
const DEEPEST = 4;

/** Answers that were given before. One that the rest of a large program may change says so each time it is given. */
export class KnownValues {
  readonly #answers = new Map<ts.Node, Answer | Asked>();
  /** Answers for what parameters stand for in one call. */
  readonly #within = new WeakMap<Env, Map<ts.Node, Answer | Asked>>();
  readonly #entered = new Map<ts.Node, number>();
  /** How many questions are open, and the first of them that one since was answered without. */
  #open = 0;
  #cut = Infinity;
  readonly #unseen: Unseen | undefined;

  constructor(unseen: Unseen | undefined) {
    this.#unseen = unseen;
  }

  /** The answer that is known, or that `ask` finds; kept where `isKept` says so. */
  answer(
    node: ts.Node,
    env: Env | undefined,
    ask: () => readonly Value[],
    isKept: (found: readonly Value[]) => boolean,
  ): readonly Value[] {
    const answers = this.#answersIn(env);
    const known = answers.get(node);
    if (known && 'asked' in known) {
      this.#cut = Math.min(this.#cut, known.asked);
      return [];
    }
    if (known) return this.#given(known);
    const at = this.#open++;
    const outside = this.#cut;
    this.#cut = Infinity;
    answers.set(node, { asked: at });
    const { ways = 0, files = 0 } = this.#unseen ?? {};
    let values: readonly Value[] | undefined;
    try {
      values = ask();
      return values;
    } finally {
      this.#open--;
      // What was found without the answer to a question that is still open is no answer to another.
      const whole = this.#cut >= at;
      this.#cut = whole ? outside : Math.min(outside, this.#cut);
      if (!values || !whole || !isKept(values)) answers.delete(node);
      else
        answers.set(node, {
          values,
          ways: (this.#unseen?.ways ?? 0) !== ways,
          files: (this.#unseen?.files ?? 0) !== files,
        });
    }
  }

  #answersIn(env: Env | undefined): Map<ts.Node, Answer | Asked> {
    if (!env) return this.#answers;
    const known = this.#within.get(env) ?? new Map<ts.Node, Answer | Asked>();
    this.#within.set(env, known);
    return known;
  }

  #given({ values, ways, files }: Answer): readonly Value[] {
    if (this.#unseen && ways) this.#unseen.ways++;
    if (this.#unseen && files) this.#unseen.files++;
    return values;
  }

  /** What a function gives to a call: one that calls itself is looked into a few times only. */
  entered(fn: ts.Node, call: ts.Node, ask: () => readonly Value[]): readonly Value[] {
    const before = this.#entered.get(fn) ?? 0;
    if (before >= (isWithin(call, fn) ? 1 : DEEPEST)) return [];
    this.#entered.set(fn, before + 1);
    try {
      return ask();
    } finally {
      this.#entered.set(fn, before);
    }
  }
}
