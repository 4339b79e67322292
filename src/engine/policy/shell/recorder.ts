import { baseName, foldProgram, programOf } from './programs/index.js';
import type { Program } from './programs/define.js';
import { inNewFolder, isTemporary } from './forms.js';
import { MAX_CHARACTERS, MAX_CODE, MAX_COMMANDS } from './limits.js';
import type { Place } from './place.js';
import { Written } from './written.js';
import { freshMemo, knownWord } from './script.js';
import type { FileRedirect, SimpleCommand, Word } from './script.js';

export interface Found {
  readonly words: readonly Word[];
  readonly redirects?: readonly FileRedirect[];
  readonly assigned?: readonly Word[];
  readonly substitutes?: boolean;
  readonly own?: boolean;
  readonly opaque?: string | undefined;
}

/** `time '-p' rm` runs `-p` in one shell and `rm` in another; `A=1 ! rm` may be a negation where bash looks for `!`. */
const NO_PROGRAM = /^(?:-|!$)/;

/** Thrown where a script passes a limit; caught where scripts are parsed. */
export class LimitReached extends Error {}

/** The simple commands of a script as they are found, within limits. */
export class Recorder {
  readonly commands: SimpleCommand[] = [];
  readonly written = new Written();
  /** Files whose commands are being walked. */
  readonly following = new Set<string>();
  #characters = 0;
  #code = 0;

  /** Counts a text that is about to be parsed. */
  spend(characters: number): void {
    this.#characters += characters;
    if (this.#characters > MAX_CHARACTERS) throw new LimitReached('it holds too much text to parse');
  }

  /** Counts code of another language; whether it may still be read. */
  reads(characters: number): boolean {
    this.#code += characters;
    return this.#code <= MAX_CODE;
  }

  get next(): number {
    return this.commands.length;
  }

  add(found: Found, place: Place, opaque: string | undefined = found.opaque): SimpleCommand {
    if (this.commands.length >= MAX_COMMANDS) throw new LimitReached(`it has over ${MAX_COMMANDS} commands`);
    const [first] = found.words;
    const known =
      first === undefined || (first.known ? !first.glob && !NO_PROGRAM.test(first.text) : inNewFolder(first));
    const program = known ? baseName(first?.text ?? '') : undefined;
    const model: Program | undefined = program === undefined ? undefined : programOf(program);
    const command: SimpleCommand = {
      words: found.words,
      program,
      folded: program === undefined ? '' : foldProgram(program),
      model,
      opaque: opaque ?? (known ? undefined : 'its program is not known before it runs'),
      redirects: found.redirects ?? NONE,
      assigned: found.assigned ?? NONE,
      substitutes: found.substitutes ?? false,
      own: found.own ?? false,
      folders: place.folders,
      remote: place.remote,
      mounts: place.mounts,
      parent: place.parent,
      sinks: [],
      stdin: place.stdin,
      code: undefined,
      memo: freshMemo(),
    };
    const made = first !== undefined && this.written.compiled(command, first);
    const own = made ? ofProject(command) : command;
    if (made) this.written.ran(own.words[0] as Word);
    this.commands.push(own);
    return own;
  }

  moveTo(index: number, folders: SimpleCommand['folders']): void {
    this.commands[index] = { ...(this.commands[index] as SimpleCommand), folders };
  }

  /** The code that a command is given is known to do this, and nothing else. */
  setCode(index: number, code: SimpleCommand['code']): void {
    this.commands[index] = { ...(this.commands[index] as SimpleCommand), code };
  }

  /** The program is a file that the script has written, and that has been read: it lies nowhere else. */
  makeOwn(index: number): void {
    this.commands[index] = ofProject(this.commands[index] as SimpleCommand);
  }

  /** What it empties is a database for tests. */
  markOnTests(index: number): void {
    this.commands[index] = { ...(this.commands[index] as SimpleCommand), onTests: true };
  }

  /** It is told to reach further than a project's code may. */
  markReaching(index: number, reaches: string): void {
    this.commands[index] = { ...(this.commands[index] as SimpleCommand), reaches };
  }

  makeOpaque(index: number, reason: string): void {
    const command = this.commands[index] as SimpleCommand;
    this.commands[index] = { ...command, opaque: command.opaque ?? reason };
  }

  /** A command of which nothing is known but that it may be there. */
  addUnknown(reason: string, place: Place): void {
    const words = [{ text: '', known: false, splits: true, glob: false }];
    this.add({ words, opaque: reason }, place);
  }

  /** The parts of a pipeline, each of which prints into all that follow. */
  connectAll(ends: readonly number[]): void {
    for (let i = 0; i + 2 < ends.length; i++)
      this.connect(ends[i] as number, ends[i + 1] as number, ends[i + 1] as number, this.next);
  }

  /** All commands in one range print into those in the other. */
  connect(from: number, to: number, sinkFrom: number, sinkTo: number): void {
    if (sinkFrom >= sinkTo) return;
    for (let i = from; i < to; i++) (this.commands[i] as SimpleCommand).sinks.push([sinkFrom, sinkTo]);
  }
}

/** A program that was made of the project's sources counts as one of the project, wherever it was put. */
function ofProject(command: SimpleCommand): SimpleCommand {
  const [first, ...rest] = command.words as [Word, ...Word[]];
  // `cd /tmp && gcc t.c -o t && ./t`.
  const folders = command.folders.map((folder) =>
    folder !== undefined && isTemporary(folder) && !folder.includes('..') ? '' : folder,
  );
  return { ...command, words: [knownWord(`./${baseName(first.text)}`), ...rest], folders };
}

const NONE: readonly never[] = Object.freeze([]);
