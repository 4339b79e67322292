import type ts from 'typescript';
import type { Unseen } from './unseen.js';
import { isWithin } from './syntax.js';
import type { Env, Value } from './value.js';

interface Answer {
  readonly values: readonly Value[];
  /** Whether looking for it came to what the rest of a large program may change, or lacks. */
  readonly ways: boolean;
  readonly files: boolean;
  /** The open questions that it was found without. */
  readonly without: ReadonlySet<Question> | undefined;
  /** The first and the last asked of them: as long as the last one is open, all of them are. */
  readonly first: Question | undefined;
  readonly last: Question | undefined;
  /** How often it was looked for while the first was open. */
  readonly times: number;
}

/** A question that is being answered: what asks for it again finds nothing more by that. */
interface Question {
  /** How many questions were open when it was asked. */
  readonly asked: number;
  isOpen: boolean;
  without: Set<Question> | undefined;
  /** Whether something was not looked at because the whole had become too deep or too long. */
  isCut: boolean;
}

/** How often a function may be looked into for a call of itself. */
const DEEPEST = 4;
/** How often an answer is looked for anew while what it was found without at first is still open. */
const OFTEN = 4;

const NOTHING: readonly Value[] = [];

/** What is asked: what an expression or a declared name stands for, what is in the list that it makes, or its member `.x`. */
export type Asked = 'values' | 'declared' | 'elements' | `.${string}`;

/** Asking again would find no more, or has been done often enough: where all stand for all there is no end to it. */
const holds = ({ first, last, times }: Answer): boolean =>
  last === undefined || last.isOpen || (times >= OFTEN && first?.isOpen === true);

function ends(questions: ReadonlySet<Question> | undefined): Pick<Answer, 'first' | 'last'> {
  let first: Question | undefined;
  let last: Question | undefined;
  for (const question of questions ?? []) {
    if (!first || question.asked < first.asked) first = question;
    if (!last || question.asked > last.asked) last = question;
  }
  return { first, last };
}

type Answers = Map<ts.Node, Answer | Question>;

/** The answers to every kind of question. */
class Kinds {
  readonly #kinds = new Map<Asked, Answers>();

  of(asked: Asked): Answers {
    const known = this.#kinds.get(asked) ?? new Map<ts.Node, Answer | Question>();
    this.#kinds.set(asked, known);
    return known;
  }
}

/**
 * Answers that were given before. One that the rest of a large program may change says so each time it is given. One
 * that was found inside a circle, without the answer to a question that was still open, holds as long as that
 * question is open.
 */
export class KnownValues {
  readonly #answers = new Kinds();
  /** Answers for what parameters stand for in one call. */
  readonly #within = new WeakMap<Env, Kinds>();
  readonly #entered = new Map<ts.Node, number>();
  readonly #open: Question[] = [];
  readonly #unseen: Unseen | undefined;

  constructor(unseen: Unseen | undefined) {
    this.#unseen = unseen;
  }

  /** The answer that is known, or that `ask` finds; an empty one that was cut short is kept where `isKept` says so. */
  answer(
    asked: Asked,
    node: ts.Node,
    env: Env | undefined,
    ask: () => readonly Value[],
    isKept: () => boolean,
  ): readonly Value[] {
    const answers = this.#answersIn(env).of(asked);
    const known = answers.get(node);
    if (known && 'isOpen' in known) {
      this.#wants(known);
      return NOTHING;
    }
    if (known && holds(known)) return this.#given(known);
    const question: Question = {
      asked: this.#open.length,
      ...{ isOpen: true, without: undefined, isCut: false },
    };
    this.#open.push(question);
    answers.set(node, question);
    const { ways = 0, files = 0 } = this.#unseen ?? {};
    let values: readonly Value[] | undefined;
    try {
      values = ask();
      return values;
    } finally {
      this.#open.pop();
      question.isOpen = false;
      question.without?.delete(question);
      const without = question.without?.size ? question.without : undefined;
      for (const wanted of without ?? []) this.#wants(wanted);
      if (question.isCut) this.cut();
      if (!values || (values.length === 0 && question.isCut && !isKept())) answers.delete(node);
      else
        answers.set(node, {
          values: values.length === 0 ? NOTHING : values,
          ways: (this.#unseen?.ways ?? 0) !== ways,
          files: (this.#unseen?.files ?? 0) !== files,
          without,
          ...ends(without),
          times: known?.first?.isOpen === true ? known.times + 1 : 1,
        });
    }
  }

  /** Something was not looked at: what is open now may have more answers than will be found. */
  cut(): void {
    const question = this.#open.at(-1);
    if (question) question.isCut = true;
  }

  #wants(wanted: Question): void {
    const question = this.#open.at(-1);
    if (question) (question.without ??= new Set()).add(wanted);
  }

  #answersIn(env: Env | undefined): Kinds {
    if (!env) return this.#answers;
    const known = this.#within.get(env) ?? new Kinds();
    this.#within.set(env, known);
    return known;
  }

  #given({ values, ways, files, without }: Answer): readonly Value[] {
    if (this.#unseen && ways) this.#unseen.ways++;
    if (this.#unseen && files) this.#unseen.files++;
    for (const wanted of without ?? []) if (wanted.isOpen) this.#wants(wanted);
    return values;
  }

  /** What a function gives to a call: one that calls itself is looked into a few times only. */
  entered(fn: ts.Node, call: ts.Node, ask: () => readonly Value[]): readonly Value[] {
    const before = this.#entered.get(fn) ?? 0;
    if (before >= (isWithin(call, fn) ? 1 : DEEPEST)) {
      this.cut();
      return NOTHING;
    }
    this.#entered.set(fn, before + 1);
    try {
      return ask();
    } finally {
      this.#entered.set(fn, before);
    }
  }
}
