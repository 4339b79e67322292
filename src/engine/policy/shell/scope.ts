import type { Function as ShellFunction } from 'unbash';
import { placeWith } from './place.js';
import type { Place } from './place.js';
import { exampleOf } from './forms.js';
import { tellable } from './script.js';
import type { Printed, Stdin, Word } from './script.js';

/** So many folders are followed at one place. */
const MAX_FOLDERS = 6;

/** The words that a function, or a shell, is called with. */
export type Positional = readonly (Word | undefined)[];

type Folders = Place['folders'];

/** What a part of a script has copied, to change it: the rest it shares with what stands around it. */
const DEFINED = 1;
const FUNCTIONS = 2;
const HELD = 4;

/** What certainly holds at one place of a script: variables and functions that are set, and where it runs. */
export class Scope {
  #defined = new Set<string>();
  #functions = new Map<string, ShellFunction>();
  #held = new Map<string, Printed>();
  #own = DEFINED | FUNCTIONS | HELD;
  /** What `$0`, `$1` and so on are, where that is known. */
  positional: Positional | undefined;
  /** The folders that the command before has gone to, if it was a `cd` and worked. */
  moved: Folders | undefined;

  constructor(public place: Place) {}

  /** Variables that are certainly set by the script itself. */
  get defined(): ReadonlySet<string> {
    return this.#defined;
  }

  get functions(): ReadonlyMap<string, ShellFunction> {
    return this.#functions;
  }

  /** What variables hold that are not constants. */
  get held(): ReadonlyMap<string, Printed> {
    return this.#held;
  }

  /** A part of the script whose settings do not certainly last. Folders it goes to are kept as possible ones. */
  within(walk: () => void, fresh = false): void {
    const [defined, functions, held, own] = [this.#defined, this.#functions, this.#held, this.#own];
    const { folders } = this.place;
    this.#own = fresh ? DEFINED | HELD : 0;
    if (fresh) {
      this.#defined = new Set();
      this.#held = new Map();
    }
    walk();
    this.#defined = defined;
    this.#functions = functions;
    this.#held = held;
    this.#own = own;
    if (this.place.folders !== folders) this.goTo([...folders, ...this.place.folders]);
  }

  /** A shell of its own: nothing that it does to itself lasts. */
  apart(walk: () => void): void {
    const { folders } = this.place;
    this.within(walk);
    this.place = placeWith(this.place, { folders });
  }

  withStdin(stdin: Stdin | undefined, walk: () => void): void {
    if (stdin === undefined) return walk();
    const { stdin: before } = this.place;
    this.place = placeWith(this.place, { stdin });
    walk();
    this.place = placeWith(this.place, { stdin: before });
  }

  define(names: readonly string[]): void {
    for (const name of names) {
      if (this.#defined.has(name)) continue;
      if (this.#takes(DEFINED)) this.#defined = new Set(this.#defined);
      this.#defined.add(name);
    }
  }

  /** What a variable holds from here on; undefined where nobody can say. */
  hold(name: string, printed: Printed | undefined): void {
    if (printed === undefined && !this.#held.has(name)) return;
    if (this.#takes(HELD)) this.#held = new Map(this.#held);
    if (printed === undefined) this.#held.delete(name);
    else this.#held.set(name, printed);
  }

  goTo(folders: Folders): void {
    const distinct = [...new Set(folders)];
    this.place = placeWith(this.place, { folders: distinct.length > MAX_FOLDERS ? [undefined] : distinct });
  }

  /** `cd`, which may fail: what follows then runs where it would have run. */
  changeFolder(args: readonly Word[]): void {
    const operands = args.filter((word) => !/^-[LPe@]+$|^--$/.test(word.text));
    const [target] = operands;
    const clear = target !== undefined && operands.length === 1 && tellable(target) && !target.splits;
    if (!clear || (target.known && target.glob) || /^(?!\*\/$)[-+*?[]/.test(target.text))
      return this.goTo([undefined]);
    const { folders } = this.place;
    const moved = (target.at ?? folders).map((folder) => joinFolder(folder, exampleOf(target)));
    this.goTo([...moved, ...folders]);
    this.moved = moved;
  }

  /** A function of the script's own. */
  addFunction(definition: ShellFunction): void {
    if (this.#takes(FUNCTIONS)) this.#functions = new Map(this.#functions);
    this.#functions.set(definition.name.value, definition);
  }

  #forget(args: readonly Word[]): void {
    if (this.#functions.size === 0) return;
    if (this.#takes(FUNCTIONS)) this.#functions = new Map(this.#functions);
    for (const { text } of args) this.#functions.delete(text);
  }

  /** `$1` is gone. Where it is not certain that this happens, no word is known (see `keepsArguments`). */
  #shift(count: number): void {
    const [self, ...words] = this.positional ?? [];
    // Where there are fewer, none is gone.
    if (this.positional !== undefined && count <= words.length)
      this.positional = [self, ...words.slice(count)];
  }

  /** Whether something is still shared, and must be copied before it is changed. */
  #takes(what: number): boolean {
    const shared = (this.#own & what) === 0;
    this.#own |= what;
    return shared;
  }

  /** What some builtins do to the shell itself. */
  builtin(words: readonly Word[]): void {
    const first = words[0]?.text;
    const [name, ...args] = first === 'builtin' || first === 'command' ? words.slice(1) : words;
    switch (name?.text) {
      case 'cd':
      case 'pushd':
      case 'popd':
        return this.changeFolder(args);
      case 'export':
      case 'readonly':
      case 'declare':
      case 'local':
        return this.define(
          args.flatMap(({ text }) => (text.includes('=') ? [text.split('=', 1)[0] as string] : [])),
        );
      case 'unset':
        return this.#forget(args);
      case 'shift':
        return this.#shift(Number(args[0]?.text ?? 1));
      default:
        return;
    }
  }
}

/** The folder that `cd` leads to. */
export function joinFolder(from: string | undefined, to: string): string | undefined {
  if (to.startsWith('/') || to.startsWith('~')) return to;
  return from === undefined ? undefined : from === '' ? to : `${from}/${to}`;
}
