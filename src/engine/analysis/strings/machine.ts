import { OutOfBudget } from '../budget.js';
import { has } from './charset.js';
import { compileTree } from './program.js';
import type { Instruction, Program } from './program.js';
import { WORD_CHARS } from './re2-classes.js';
import type { Assertion, Tree } from './tree.js';

/** What stands beside a place in a text. */
const EDGE = 0;
const WORD = 1;
const OTHER = 2;
const LINE = 3;
type Beside = typeof EDGE | typeof WORD | typeof OTHER | typeof LINE;

export const DEAD = 0;
export const MATCHED = 1;

/** Where a machine is: a set of places in its program, and what was read last. States are numbers, made when met. */
interface State {
  readonly places: readonly number[];
  readonly before: Beside;
  readonly ascii: Int32Array;
  readonly beyond: Map<number, number>;
  accepts: boolean | undefined;
}

/** States of one machine; past this it is given up. */
const MAX_STATES = 20_000;

/**
 * A deterministic machine that says whether a pattern is found in a text, read character by character. It is made
 * from the pattern's program while it runs, so only what is asked for exists.
 */
export class Machine {
  readonly start: number;
  readonly #code: readonly Instruction[];
  readonly #first: number;
  readonly #anchored: boolean;
  readonly #watches: { readonly word: boolean; readonly line: boolean; readonly edge: boolean };
  readonly #states: State[] = [];
  readonly #ids = new Map<string, number>();

  private constructor(program: Program) {
    this.#code = program.code;
    this.#first = program.start;
    this.#watches = watchesOf(program.code);
    this.#anchored = beginsAtEdge(program);
    this.#states.push(stateOf([], OTHER), stateOf([], OTHER));
    (this.#states[DEAD] as State).accepts = false;
    (this.#states[MATCHED] as State).accepts = true;
    this.start = this.#intern([], EDGE);
  }

  /** Undefined where the program would be too large. */
  static of(tree: Tree): Machine | undefined {
    const program = compileTree(tree);
    return program && new Machine(program);
  }

  /** The sets of characters that the machine tells apart. */
  get sets() {
    const own = this.#code.flatMap((instruction) => (instruction.op === 'chars' ? [instruction.set] : []));
    const { word, line } = this.#watches;
    return [...own, ...(word ? [WORD_CHARS] : []), ...(line ? [[[10, 10]] as const] : [])];
  }

  step(id: number, codePoint: number): number {
    if (id <= MATCHED) return id;
    const state = this.#states[id] as State;
    const known = codePoint < 128 ? (state.ascii[codePoint] as number) : (state.beyond.get(codePoint) ?? -1);
    if (known >= 0) return known;
    const next = this.#next(state, codePoint);
    if (codePoint < 128) state.ascii[codePoint] = next;
    else state.beyond.set(codePoint, next);
    return next;
  }

  accepts(id: number): boolean {
    const state = this.#states[id] as State;
    return (state.accepts ??= this.#close(state, EDGE) === undefined);
  }

  #next(state: State, codePoint: number): number {
    const after: Beside = has(WORD_CHARS, codePoint) ? WORD : codePoint === 10 ? LINE : OTHER;
    const open = this.#close(state, after);
    if (open === undefined) return MATCHED;
    const places = new Set<number>();
    for (const place of open) {
      const instruction = this.#code[place] as Instruction & { op: 'chars' };
      if (has(instruction.set, codePoint)) places.add(instruction.next);
    }
    if (places.size === 0 && this.#anchored) return DEAD;
    return this.#intern([...places], this.#seen(after));
  }

  /** What was read last, as far as the pattern asks for it. */
  #seen(last: Beside): Beside {
    const { word, line, edge } = this.#watches;
    if (last === WORD) return word ? WORD : edge ? OTHER : EDGE;
    if (last === LINE) return line ? LINE : edge || word ? OTHER : EDGE;
    return edge || word || line ? OTHER : EDGE;
  }

  #intern(places: readonly number[], before: Beside): number {
    const sorted = [...places].sort((a, b) => a - b);
    const key = `${before}:${sorted.join(',')}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#states.length > MAX_STATES) throw new OutOfBudget();
    const id = this.#states.push(stateOf(sorted, before)) - 1;
    this.#ids.set(key, id);
    return id;
  }

  /** The `chars` that can be read now, with what stands before and after; undefined where the pattern is found. */
  #close(state: State, after: Beside): number[] | undefined {
    const open: number[] = [];
    const seen = new Set<number>();
    const todo = [...state.places];
    if (!this.#anchored || state === this.#states[this.start]) todo.push(this.#first);
    for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
      if (seen.has(place)) continue;
      seen.add(place);
      const instruction = this.#code[place] as Instruction;
      if (instruction.op === 'match') return undefined;
      if (instruction.op === 'chars') open.push(place);
      else if (instruction.op === 'split') todo.push(instruction.next, instruction.other);
      else if (holds(instruction.assertion, state.before, after)) todo.push(instruction.next);
    }
    return open;
  }
}

function stateOf(places: readonly number[], before: Beside): State {
  return { places, before, ascii: new Int32Array(128).fill(-1), beyond: new Map(), accepts: undefined };
}

function holds(assertion: Assertion, before: Beside, after: Beside): boolean {
  switch (assertion) {
    case 'begin':
      return before === EDGE;
    case 'end':
      return after === EDGE;
    case 'begin_line':
      return before === EDGE || before === LINE;
    case 'end_line':
      return after === EDGE || after === LINE;
    case 'word':
      return (before === WORD) !== (after === WORD);
    case 'not_word':
      return (before === WORD) === (after === WORD);
  }
}

function watchesOf(code: readonly Instruction[]): { word: boolean; line: boolean; edge: boolean } {
  const asked = new Set(
    code.map((instruction) => (instruction.op === 'assert' ? instruction.assertion : '')),
  );
  const word = asked.has('word') || asked.has('not_word');
  const line = asked.has('begin_line') || asked.has('end_line');
  return { word, line, edge: asked.has('begin') || line };
}

/** Whether every way through begins with `^`: then a text is not searched from every place. */
function beginsAtEdge({ code, start }: Program): boolean {
  const seen = new Set<number>();
  const todo = [start];
  for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    const instruction = code[place] as Instruction;
    if (instruction.op === 'split') todo.push(instruction.next, instruction.other);
    else if (instruction.op !== 'assert' || instruction.assertion !== 'begin') return false;
  }
  return true;
}
