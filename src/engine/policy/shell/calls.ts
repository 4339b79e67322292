import type { Function as ShellFunction, SyntaxNode } from 'unbash';
import { MAX_DEPTH } from './limits.js';
import type { Place } from './place.js';
import { LimitReached } from './recorder.js';
import type { Scope } from './scope.js';
import type { Word } from './script.js';
import { keepsArguments, positionalOf, runsArguments } from './walked-nodes.js';

/** The functions of a script: a body is walked where it is called, with the words that it is given; where it is not, in the end. */
export class Calls {
  /** Functions that nothing has called so far, with where they were defined. */
  readonly #uncalled = new Map<ShellFunction, Place>();
  readonly #open: ShellFunction[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly walk: (node: SyntaxNode) => void,
  ) {}

  define(definition: ShellFunction): void {
    // Wherever it stands: whether it is defined where `shift` is met, nobody can say.
    if (definition.name.value === 'shift') throw new LimitReached('it gives `shift` another meaning');
    this.scope.addFunction(definition);
    this.#uncalled.set(definition, this.scope.place);
  }

  /** Whether its body is being walked. */
  within(definition: ShellFunction): boolean {
    return this.#open.includes(definition);
  }

  call(definition: ShellFunction, args: readonly Word[]): void {
    const { scope } = this;
    // One that calls itself is walked once more, for whatever words.
    const times = this.#open.filter((open) => open === definition).length;
    if (times > 1) return;
    if (this.#open.length >= MAX_DEPTH) throw new LimitReached('its functions call each other too deep');
    this.#uncalled.delete(definition);
    const { positional } = scope;
    const { body } = definition;
    const told = times === 0 && keepsArguments(body) ? positionalOf(args, runsArguments(body)) : undefined;
    scope.positional = told && [undefined, ...told];
    this.#open.push(definition);
    scope.within(() => this.walk(body));
    this.#open.pop();
    scope.positional = positional;
  }

  finish(): void {
    for (const [definition, place] of this.#uncalled) {
      this.scope.place = place;
      this.scope.positional = undefined;
      this.scope.within(() => this.walk(definition.body), true);
    }
  }
}
