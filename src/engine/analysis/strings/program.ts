import type { CharSet } from './charset.js';
import type { Assertion, Tree } from './tree.js';

/** A tree as instructions: `chars` and `assert` go on to `next`, `split` to both. */
export type Instruction =
  | { readonly op: 'chars'; readonly set: CharSet; next: number }
  | { readonly op: 'assert'; readonly assertion: Assertion; next: number }
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'match' };

export interface Program {
  readonly code: readonly Instruction[];
  readonly start: number;
}

/** Counted repeats are written out, so that a large one makes a large program: past this it is given up. */
const MAX_INSTRUCTIONS = 6000;

/** Undefined where the program would grow too large. */
export function compileTree(tree: Tree): Program | undefined {
  const builder = new Builder();
  const match = builder.add({ op: 'match' });
  const start = builder.emit(tree, match);
  return start === undefined ? undefined : { code: builder.code, start };
}

/** Built from the end: each part is told where to go on. */
class Builder {
  readonly code: Instruction[] = [];

  add(instruction: Instruction): number {
    this.code.push(instruction);
    return this.code.length - 1;
  }

  emit(tree: Tree, next: number): number | undefined {
    if (this.code.length > MAX_INSTRUCTIONS) return undefined;
    switch (tree.kind) {
      case 'empty':
        return next;
      case 'chars':
        return this.add({ op: 'chars', set: tree.set, next });
      case 'assert':
        return this.add({ op: 'assert', assertion: tree.assertion, next });
      case 'sequence':
        return this.#sequence(tree.items, next);
      case 'choice':
        return this.#choice(tree.items, next);
      case 'repeat':
        return this.#repeat(tree, next);
    }
  }

  #sequence(items: readonly Tree[], next: number): number | undefined {
    let at: number | undefined = next;
    for (let i = items.length - 1; i >= 0 && at !== undefined; i--) at = this.emit(items[i] as Tree, at);
    return at;
  }

  #choice(items: readonly Tree[], next: number): number | undefined {
    let at: number | undefined;
    for (const item of items) {
      const start = this.emit(item, next);
      if (start === undefined) return undefined;
      at = at === undefined ? start : this.add({ op: 'split', next: at, other: start });
    }
    return at ?? next;
  }

  #repeat(tree: Tree & { kind: 'repeat' }, next: number): number | undefined {
    let at: number | undefined = next;
    if (tree.most === undefined) {
      const loop = this.add({ op: 'split', next, other: next });
      const body = this.emit(tree.item, loop);
      if (body === undefined) return undefined;
      (this.code[loop] as { other: number }).other = body;
      at = loop;
    } else {
      for (let i = tree.least; i < tree.most && at !== undefined; i++) {
        const body: number | undefined = this.emit(tree.item, at);
        at = body === undefined ? undefined : this.add({ op: 'split', next: body, other: next });
      }
    }
    for (let i = 0; i < tree.least && at !== undefined; i++) at = this.emit(tree.item, at);
    return at;
  }
}
