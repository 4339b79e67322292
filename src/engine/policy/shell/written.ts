import { argumentsOf } from './arguments.js';
import { carriedBy } from './carried.js';
import { FOREIGN, keysOf, meantBy, sameAs, startedAs } from './found-files.js';
import { compiledOf, isBuild, isQuiet, SOURCES } from './compiled.js';
import type { CodeEffect } from './inline/index.js';
import { holdsMark, inNewFolder } from './forms.js';
import { patchOf } from './patch-envelope.js';
import { saidBy, sqlSaidBy } from './said-by.js';
import { fedText } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { standsAlone } from './unparsed/alone.js';
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

  /** Folders that are other folders under another name. */
  readonly #linked: string[] = [];
  /** Whether files lie about whose names stand nowhere: by any name, or by those that they had. */
  #scattered: 'renamed' | 'named' | undefined;
  #carried = 0;

  get empty(): boolean {
    return (
      this.#files.size === 0 &&
      !this.#lost &&
      this.#compiled.size === 0 &&
      this.#linked.length === 0 &&
      this.#scattered === undefined
    );
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
    this.#carry(command);
    if (redirects.length === 0 && folded !== 'tee' && !COPIES.has(folded)) return;
    for (const { target, writes, appends } of redirects)
      if (writes) this.#set(command, target, saidBy(command), appends === true);
    const { operands, flags } = folded === 'tee' || COPIES.has(folded) ? argumentsOf(command) : NOTHING;
    const fed = fedText(command.stdin);
    if (folded === 'tee')
      for (const target of operands) this.#set(command, target, fed, flags.has('a') || flags.has('append'));
    else if (operands.length === 2 && INPUT.test(operands[0]?.text ?? ''))
      this.#set(command, operands[1] as Word, fed, false);
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
    const key = keysOf(command, file).find((one) => this.#files.has(one));
    return key === undefined ? undefined : this.#files.get(key);
  }

  /** What a file holds that is run: one that the script may have written by any of its names. */
  ofRun(command: SimpleCommand, file: Word): Content | undefined {
    const keys = keysOf(command, file);
    if (keys.some((key) => this.#linked.some((folder) => key.startsWith(folder)))) return UNREAD;
    if (file.glob || file.open === true) return this.#meant(file);
    const content = this.of(command, file);
    if (content !== undefined) return content;
    for (const key of keys) {
      const same = sameAs(key, this.#files);
      if (same !== undefined) return this.#files.get(same);
    }
    const name = file.text.slice(file.text.lastIndexOf('/') + 1);
    const about = this.#scattered === 'renamed' || (this.#scattered === 'named' && this.#isNamed(name));
    return about ? UNREAD : undefined;
  }

  /** What a program is that is started by its name alone, and that the script has put into a folder of programs. */
  started(name: string): Content | undefined {
    const key = this.#files.size === 0 ? undefined : startedAs(name, this.#files);
    return key === undefined ? undefined : this.#files.get(key);
  }

  #isNamed(name: string): boolean {
    return [...this.#files.keys()].some((key) => key.endsWith(`/${name}`) || key.endsWith(`|${name}`));
  }

  /** One of several files: all that they hold. */
  #meant(file: Word): Content | undefined {
    const keys = meantBy(file, this.#files);
    if (keys === undefined) return UNREAD;
    const texts = keys.map((key) => this.#files.get(key)?.text);
    if (texts.length === 0) return this.#scattered === 'renamed' ? UNREAD : undefined;
    return { text: texts.every((text) => text !== undefined) ? texts.join('\n') : undefined };
  }

  /** What copies, links and archives bring elsewhere. */
  #carry(command: SimpleCommand): void {
    const carried = carriedBy(command);
    if (carried === undefined) return;
    const { pairs, scatters, links } = carried;
    const brings = this.#files.size > 0 || (scatters === 'renamed' && command.stdin !== 'inherited');
    if (scatters !== undefined && brings && this.#scattered !== 'renamed') this.#scattered = scatters;
    for (const [from, to] of pairs) {
      if (from === undefined) this.#set(command, to, undefined, false);
      else if (this.#files.size > 0 || FOREIGN.test(from.text)) this.#bring(command, from, to);
    }
    if (links) this.#link(command, pairs);
  }

  #bring(command: SimpleCommand, from: Word, to: Word): void {
    const tooMany = ++this.#carried > MAX_CARRIED || this.#files.size > MAX_CARRIED;
    if (tooMany) return void (this.#scattered = 'renamed');
    this.#copy(command, from, to);
    const [source] = keysOf(command, from);
    if (source === undefined) return;
    const below = source.endsWith('|') ? source : `${source}/`;
    for (const target of keysOf(command, to))
      for (const [key, content] of [...this.#files])
        if (key.startsWith(below))
          this.#put(`${target}${target.endsWith('|') ? '' : '/'}${key.slice(below.length)}`, content);
  }

  /** A folder under another name: what is written there later is written here. */
  #link(command: SimpleCommand, pairs: readonly (readonly [Word | undefined, Word])[]): void {
    for (const [from, to] of pairs) {
      const away =
        from !== undefined && /^(?:\/(?:tmp|var\/tmp|dev|proc)\b|\.{0,2}\/?$)|^\.\.?\/?$/.test(from.text);
      if (away) this.#linked.push(...keysOf(command, to).map((key) => `${key}/`));
    }
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

  /** Whether it has written a file, besides the one that is run, that is no data by its name. */
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

  /** The paths of all that it has written. */
  get paths(): readonly string[] {
    return [...this.#files.keys()].map((key) => key.replace('|', ''));
  }

  /** A program that is made anew; those that were made before something else ran are nothing that is known. */
  #compile(command: SimpleCommand): void {
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

  /** Whether all that goes into a source, or what is fed, is known. */
  #isRead(command: SimpleCommand, source: Word): boolean {
    const text = source.text === '-' ? fedText(command.stdin) : this.of(command, source)?.text;
    const ofProject = command.words.some(({ text }) => /^-I[\w.]/.test(text));
    return text !== undefined && standsAlone(source.text, text, ofProject);
  }

  /** Files that a patch makes, and what it adds to others. */
  #patch(command: SimpleCommand): void {
    const patch = patchOf(command);
    for (const [file, text] of patch?.texts ?? []) this.#set(command, file, text, false);
    for (const [file, text] of patch?.added ?? []) this.code.addPart(file.text, text);
  }

  #set(command: SimpleCommand, target: Word, text: string | undefined, appends: boolean): void {
    if (!target.known && !inNewFolder(target)) this.#lost = true;
    this.code.add(command, target, text, appends);
    for (const key of keysOf(command, target)) {
      const before = this.#files.get(key);
      const known = text !== undefined && (!appends || before?.text !== undefined);
      const prints = text === undefined && !appends && command.redirects.length <= MAX_REDIRECTS;
      const statements = prints ? sqlSaidBy(command) : undefined;
      const added = text !== undefined && !known ? { added: `${before?.added ?? ''}${text}` } : {};
      this.#put(key, {
        text: known ? `${appends ? before?.text : ''}${text}` : undefined,
        ...added,
        ...(statements !== undefined && { statements }),
      });
    }
  }

  /** New folders are all taken for one: of two files by one name in them nobody can say which is meant. */
  #put(key: string, content: Content & { readonly added?: string }): void {
    const before = holdsMark(key) ? this.#files.get(key) : undefined;
    const same = before === undefined || before.text === content.text;
    this.#files.set(key, same ? content : { text: undefined });
  }

  /** What is copied from elsewhere is nothing of the project either. */
  #copy(command: SimpleCommand, from: Word, to: Word): void {
    const content = this.of(command, from);
    const foreign = content === undefined && FOREIGN.test(from.text) ? { text: undefined } : content;
    if (foreign === undefined) return;
    if (foreign.text !== undefined) this.code.add(command, to, foreign.text, false);
    for (const key of keysOf(command, to)) this.#put(key, foreign);
  }
}

/** What prints statements prints them into one file, and its errors into another; its code is read for each. */
const MAX_REDIRECTS = 2;
const DATA = /\.(?:txt|json|csv|tsv|md|log|html|out|diff|patch|svg)$/;

/** A file that nobody has read. */
const UNREAD: Content = { text: undefined };
/** More copies are nothing that anybody follows. */
const MAX_CARRIED = 300;

const INPUT = /^(?:\/dev\/(?:stdin|fd\/0)|\/proc\/self\/fd\/0|-)$/;
const PATCHES = /^apply_?patch$/;
const COPIES = new Set(['cp', 'mv', 'ln', 'install']);
const NOTHING = { operands: [], flags: new Map<string, undefined>() };
