import { argumentsOf } from './arguments.js';
import { joinFolder } from './scope.js';
import { pathKey } from './path-key.js';
import { compiledOf, isBuild, isQuiet, SOURCES } from './compiled.js';
import type { CodeEffect } from './inline/index.js';
import { patchOf } from './patch-envelope.js';
import { saidBy, sqlSaidBy } from './said-by.js';
import { fedText } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { WrittenCode } from './unparsed/written-code.js';

/** What a file holds that the script itself has written: a text, or something that nobody has read. */
export type Content = {
  readonly text: string | undefined;
  /** An example of the statements of SQL that it holds. */
  readonly statements?: string;
};

/** Files that a script writes, so that what it runs of them is not taken for code that was there before. */
export class Written {
  readonly #files = new Map<string, Content & { readonly added?: string }>();
  /** Scripts that it has put into a manifest by a filter. */
  readonly scripts: { readonly scripts: readonly string[]; readonly doubt?: string }[] = [];
  /** Whether it has written a file of a name that nobody knows. */
  #lost = false;

  /** Code among it in languages that are not parsed. */
  readonly code = new WrittenCode();

  /** Programs that a compiler has made of sources that were there before. */
  readonly #compiled = new Set<string>();
  /** Words by which they were run. */
  readonly #ran = new WeakSet<Word>();
  /** Whether something ran that may have put another file there. */
  #busy = false;
  /** Whether that was anything but a build of the project. */
  #stirred = false;

  get empty(): boolean {
    return this.#files.size === 0 && !this.#lost && this.#compiled.size === 0;
  }

  /** Notes the files that a command writes by redirections, by `tee`, and by copying. */
  note(command: SimpleCommand): void {
    const { redirects, folded } = command;
    this.#compile(command);
    if (PATCHES.test(folded)) this.#patch(command);
    this.code.noteEdits(command);
    this.code.notePatch(command);
    this.code.noteTaken(command, (file) => this.of(command, file)?.text);
    if (folded === 'dd') this.#dd(command);
    if (redirects.length === 0 && folded !== 'tee' && !COPIES.has(folded)) return;
    for (const { target, writes, appends } of redirects)
      if (writes) this.#set(command, target, saidBy(command), appends === true);
    const { operands, flags } = folded === 'tee' || COPIES.has(folded) ? argumentsOf(command) : NOTHING;
    if (folded === 'tee') {
      const { stdin } = command;
      const text = fedText(stdin);
      for (const target of operands) this.#set(command, target, text, flags.has('a') || flags.has('append'));
    } else if (operands.length === 2 && INPUT.test(operands[0]?.text ?? '')) {
      const { stdin } = command;
      const text = fedText(stdin);
      this.#set(command, operands[1] as Word, text, false);
    } else if (operands.length === 2) this.#copy(command, operands[0] as Word, operands[1] as Word);
  }

  /** Notes what a group of commands prints into a file. */
  noteGroup(files: SimpleCommand['redirects'], commands: readonly SimpleCommand[]): void {
    for (const { target, writes } of files) if (writes) this.code.addGroup(target, commands);
  }

  /** `dd of=FILE`. */
  #dd(command: SimpleCommand): void {
    const { stdin, words } = command;
    const text = fedText(stdin);
    for (const word of words)
      if (word.text.startsWith('of=')) this.#set(command, { ...word, text: word.text.slice(3) }, text, false);
  }

  /** Notes the files that code makes; one that it reads too is changed, and no less known than before. */
  noteCode(command: SimpleCommand, code: readonly CodeEffect[]): void {
    const read = new Set(code.flatMap(({ kind, path }) => (kind === 'read' && path ? [path.text] : [])));
    for (const { kind, path } of code)
      if (kind === 'write' && path !== undefined && !path.glob) {
        this.code.addFrom(command, path);
        if (!read.has(path.text)) this.#set(command, path, undefined, false);
      }
  }

  /** What a file holds, if the script has written it. */
  of(command: SimpleCommand, file: Word): Content | undefined {
    if (this.#files.size === 0) return undefined;
    for (const key of keysOf(command, file)) {
      const content = this.#files.get(key);
      if (content !== undefined) return content;
    }
    return undefined;
  }

  /** Whether a compiler has made it of the project alone, and nothing has been put there since. */
  compiled(command: SimpleCommand, file: Word): boolean {
    if (this.#compiled.size === 0) return false;
    const keys = keysOf(command, file);
    return (
      !this.#busy && keys.length > 0 && keys.every((key) => this.#compiled.has(key) && !this.#files.has(key))
    );
  }

  /** Notes that such a program ran: it is the project's own, and no stranger to what lies there. */
  ran(program: Word): void {
    this.#ran.add(program);
  }

  /** Whether it has written a file, besides the one that is run, that is not data by its name. */
  holdsCode(command: SimpleCommand, run: Word | undefined): boolean {
    if (this.#files.size === 0) return this.#lost;
    const but = run === undefined ? [] : keysOf(command, run);
    return this.#lost || [...this.#files.keys()].some((key) => !but.includes(key) && !DATA.test(key));
  }

  /** Whether there may be a file whose name is of some form, besides one. */
  holds(form: RegExp, command: SimpleCommand, besides?: Word): boolean {
    if (this.#files.size === 0) return this.#lost;
    const known = besides === undefined ? [] : keysOf(command, besides);
    return this.#lost || [...this.#files.keys()].some((key) => form.test(key) && !known.includes(key));
  }

  /** The texts of files, or what was added to them, whose names, without their folders, are of some form. */
  named(form: RegExp): readonly string[] {
    return [...this.#files].flatMap(([key, { text, added }]) => {
      const told = text ?? added;
      const name = key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf('|')) + 1);
      return told !== undefined && form.test(name) ? [told] : [];
    });
  }

  /** A program that is made anew; those that were made before something else ran are nothing that is known. */
  #compile(command: SimpleCommand): void {
    // What a source takes in must be of the project: its own folder is not.
    const made = compiledOf(command, (source) => this.#isRead(command, source));
    const [program] = command.words;
    if (made === undefined) {
      if (isQuiet(command) || (program !== undefined && this.#ran.has(program))) return;
      this.#busy = true;
      this.#stirred ||= !isBuild(command);
      return;
    }
    // What runs in the background may still do something.
    if (this.#stirred) return;
    if (this.#busy) this.#compiled.clear();
    this.#busy = false;
    const unread = [...this.#files].some(([key, { text }]) => text === undefined && SOURCES.test(key));
    if (!this.#lost && !unread) for (const key of keysOf(command, made)) this.#compiled.add(key);
  }

  /** Whether all that goes into a source is known; what it takes in must be of the project: its own folder is not. */
  #isRead(command: SimpleCommand, source: Word): boolean {
    const text = this.of(command, source)?.text;
    const taken = text === undefined ? [] : (text.match(/^[^\n]*include[^\n]*"[^\n]*/gm) ?? []);
    const ofProject = command.words.some(({ text }) => /^-I\w/.test(text));
    return text !== undefined && taken.every((line) => ofProject && !line.includes('..'));
  }

  /** Files that a patch makes, and what it adds to others. */
  #patch(command: SimpleCommand): void {
    const patch = patchOf(command);
    for (const [file, text] of patch?.texts ?? []) this.#set(command, file, text, false);
    for (const [file, text] of patch?.added ?? []) this.code.addPart(file.text, text);
  }

  #set(command: SimpleCommand, target: Word, text: string | undefined, appends: boolean): void {
    if (!target.known) this.#lost = true;
    this.code.add(command, target, text, appends);
    for (const key of keysOf(command, target)) {
      const before = this.#files.get(key);
      const known = text !== undefined && (!appends || before?.text !== undefined);
      const prints = text === undefined && !appends && command.redirects.length <= MAX_REDIRECTS;
      const statements = prints ? sqlSaidBy(command) : undefined;
      const added = text !== undefined && !known ? { added: `${before?.added ?? ''}${text}` } : {};
      this.#files.set(key, {
        text: known ? `${appends ? before?.text : ''}${text}` : undefined,
        ...added,
        ...(statements !== undefined && { statements }),
      });
    }
  }

  /** What is copied from elsewhere is nothing of the project either. */
  #copy(command: SimpleCommand, from: Word, to: Word): void {
    const content = this.of(command, from);
    const foreign = content === undefined && FOREIGN.test(from.text) ? { text: undefined } : content;
    if (foreign === undefined) return;
    if (foreign.text !== undefined) this.code.add(command, to, foreign.text, false);
    for (const key of keysOf(command, to)) this.#files.set(key, foreign);
  }
}

/** What prints statements prints them into one file, and its errors into another; its code is read for each. */
const MAX_REDIRECTS = 2;
const DATA = /\.(?:txt|json|csv|tsv|md|log|html|out|diff|patch|svg)$/;

/** Where programs lie that are nothing of the project. */
const FOREIGN = /^(?:\/(?:bin|sbin|usr|opt|tmp|var|dev|etc|root|lib\w*)\/|~|\.\.\/)/;

const INPUT = /^(?:\/dev\/(?:stdin|fd\/0)|\/proc\/self\/fd\/0|-)$/;
const PATCHES = /^apply_?patch$/;
const COPIES = new Set(['cp', 'mv', 'ln', 'install']);
const NOTHING = { operands: [], flags: new Map<string, undefined>() };

function keysOf({ folders }: SimpleCommand, { known, text }: Word): readonly string[] {
  if (!known || text === '') return [];
  return folders.flatMap((folder) => pathKey(joinFolder(folder, text) ?? text) ?? []);
}
