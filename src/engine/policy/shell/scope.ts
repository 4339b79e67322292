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

/** What certainly holds at one place of a script: variables and functions that are set, and where it runs. */
export class Scope {
  /** Variables that are certainly set by the script itself. */
  defined = new Set<string>();
  functions = new Map<string, ShellFunction>();
  /** What `$0`, `$1` and so on are, where that is known. */
  positional: Positional | undefined;
  /** What variables hold that are not constants. */
  held = new Map<string, Printed>();
  /** The folders that the command before has gone to, if it was a `cd` and worked. */
  moved: Folders | undefined;

  constructor(public place: Place) {}

  /** A part of the script whose settings do not certainly last. Folders it goes to are kept as possible ones. */
  within(walk: () => void, fresh = false): void {
    const { defined, functions, held } = this;
    const { folders } = this.place;
    this.defined = fresh ? new Set() : new Set(defined);
    this.functions = new Map(functions);
    this.held = fresh ? new Map() : new Map(held);
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
        for (const { text } of args)
          if (text.includes('=')) this.defined.add(text.split('=', 1)[0] as string);
        return;
      case 'unset':
        for (const { text } of args) this.functions.delete(text);
        return;
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
