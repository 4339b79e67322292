import type { Function as ShellFunction } from 'unbash';
import type { Place } from './recorder.js';
import { exampleOf } from './forms.js';
import { tellable } from './script.js';
import type { Printed, Stdin, Word } from './script.js';

/** So many folders are followed at one place. */
const MAX_FOLDERS = 6;

/** The words that a function, or a shell, is called with. */
export type Positional = readonly (Word | undefined)[];

type Folders = Place['folders'];

const NO_NAMES: ReadonlySet<string> = new Set();
const NO_FUNCTIONS: ReadonlyMap<string, ShellFunction> = new Map();
const NOTHING_HELD: ReadonlyMap<string, Printed> = new Map();

/** What certainly holds at one place of a script: variables and functions that are set, and where it runs. */
export class Scope {
  /** Variables that are certainly set by the script itself. Replaced where it changes, since most parts change nothing. */
  defined: ReadonlySet<string> = NO_NAMES;
  functions: ReadonlyMap<string, ShellFunction> = NO_FUNCTIONS;
  /** What `$0`, `$1` and so on are, where that is known. */
  positional: Positional | undefined;
  /** What variables hold that are not constants. */
  held: ReadonlyMap<string, Printed> = NOTHING_HELD;
  /** The folders that the command before has gone to, if it was a `cd` and worked. */
  moved: Folders | undefined;

  constructor(public place: Place) {}

  /** A part of the script whose settings do not certainly last. Folders it goes to are kept as possible ones. */
  within(walk: () => void, fresh = false): void {
    const { defined, functions, held } = this;
    const { folders } = this.place;
    if (fresh) {
      this.defined = NO_NAMES;
      this.held = NOTHING_HELD;
    }
    walk();
    this.defined = defined;
    this.functions = functions;
    this.held = held;
    if (this.place.folders !== folders) this.goTo([...folders, ...this.place.folders]);
  }

  /** A shell of its own: nothing that it does to itself lasts. */
  apart(walk: () => void): void {
    const { folders } = this.place;
    this.within(walk);
    this.place = { ...this.place, folders };
  }

  withStdin(stdin: Stdin | undefined, walk: () => void): void {
    if (stdin === undefined) return walk();
    const { stdin: before } = this.place;
    this.place = { ...this.place, stdin };
    walk();
    this.place = { ...this.place, stdin: before };
  }

  define(names: readonly string[]): void {
    if (names.some((name) => !this.defined.has(name))) this.defined = new Set([...this.defined, ...names]);
  }

  /** What a variable holds from here on; undefined where nobody can say. */
  hold(name: string, printed: Printed | undefined): void {
    if (printed === undefined && !this.held.has(name)) return;
    const held = new Map(this.held);
    if (printed === undefined) held.delete(name);
    else held.set(name, printed);
    this.held = held;
  }

  goTo(folders: Folders): void {
    const distinct = [...new Set(folders)];
    this.place = { ...this.place, folders: distinct.length > MAX_FOLDERS ? [undefined] : distinct };
  }

  /** `cd`, which may fail: what follows then runs where it would have run. */
  changeFolder(args: readonly Word[]): void {
    const operands = args.filter((word) => !/^-[LPe@]+$|^--$/.test(word.text));
    const [target] = operands;
    const clear = target !== undefined && operands.length === 1 && tellable(target) && !target.splits;
    if (!clear || (target.known && target.glob) || /^[-+*?[]/.test(target.text))
      return this.goTo([undefined]);
    const { folders } = this.place;
    const moved = folders.map((folder) => joinFolder(folder, exampleOf(target)));
    this.goTo([...moved, ...folders]);
    this.moved = moved;
  }

  /** A function of the script's own. */
  addFunction(definition: ShellFunction): void {
    this.functions = new Map([...this.functions, [definition.name.value, definition]]);
  }

  #forget(args: readonly Word[]): void {
    if (this.functions.size === 0) return;
    const gone = new Set(args.map(({ text }) => text));
    this.functions = new Map([...this.functions].filter(([name]) => !gone.has(name)));
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
