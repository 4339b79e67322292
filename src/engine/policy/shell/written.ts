import { argumentsOf } from './arguments.js';
import { joinFolder } from './scope.js';
import { parseNormalPath } from '../readings/path.js';
import { compiledOf, isQuiet, SOURCES } from './compiled.js';
import type { CodeEffect } from './inline/index.js';
import { patchOf } from './patch-envelope.js';
import type { SimpleCommand, Word } from './script.js';

/** What a file holds that the script itself has written: a text, or something that nobody has read. */
export type Content = { readonly text: string | undefined };

/** Files that a script writes, so that what it runs of them is not taken for code that was there before. */
export class Written {
  readonly #files = new Map<string, Content>();
  /** Scripts that it has put into a manifest by a filter. */
  readonly scripts: { readonly scripts: readonly string[]; readonly doubt?: string }[] = [];
  /** Whether it has written a file of a name that nobody knows. */
  #lost = false;

  /** Programs that a compiler has made of sources that were there before. */
  readonly #compiled = new Set<string>();
  /** Whether something ran that may have put another file there. */
  #busy = false;

  get empty(): boolean {
    return this.#files.size === 0 && !this.#lost && this.#compiled.size === 0;
  }

  /** Notes the files that a command writes by redirections, by `tee`, and by copying. */
  note(command: SimpleCommand): void {
    const { redirects, folded } = command;
    this.#busy ||= !isQuiet(command);
    const compiled = compiledOf(command);
    if (compiled !== undefined && !this.#lost && ![...this.#files.keys()].some((key) => SOURCES.test(key)))
      for (const key of keysOf(command, compiled)) this.#compiled.add(key);
    if (PATCHES.test(folded))
      for (const [file, text] of patchOf(command)?.texts ?? []) this.#set(command, file, text, false);
    if (redirects.length === 0 && folded !== 'tee' && !COPIES.has(folded)) return;
    for (const { target, writes, appends } of redirects)
      if (writes) this.#set(command, target, saidBy(command), appends === true);
    const { operands, flags } = folded === 'tee' || COPIES.has(folded) ? argumentsOf(command) : NOTHING;
    if (folded === 'tee') {
      const { stdin } = command;
      const text = typeof stdin === 'object' && 'text' in stdin ? stdin.text : undefined;
      for (const target of operands) this.#set(command, target, text, flags.has('a') || flags.has('append'));
    } else if (operands.length === 2) this.#copy(command, operands[0] as Word, operands[1] as Word);
  }

  /** Notes the files that code makes; one that it reads too is changed, and no less known than before. */
  noteCode(command: SimpleCommand, code: readonly CodeEffect[]): void {
    const read = new Set(code.flatMap(({ kind, path }) => (kind === 'read' && path ? [path.text] : [])));
    for (const { kind, path } of code)
      if (kind === 'write' && path !== undefined && !path.glob && !read.has(path.text))
        this.#set(command, path, undefined, false);
  }

  /** What a file holds, if the script has written it. */
  of(command: SimpleCommand, file: Word): Content | undefined {
    for (const key of keysOf(command, file)) {
      const content = this.#files.get(key);
      if (content !== undefined) return content;
    }
    return undefined;
  }

  /** Whether a compiler has made it of the project alone, and nothing has been put there since. */
  compiled(command: SimpleCommand, file: Word): boolean {
    const keys = keysOf(command, file);
    return (
      !this.#busy && keys.length > 0 && keys.every((key) => this.#compiled.has(key) && !this.#files.has(key))
    );
  }

  /** Whether it has written a file, besides the one that is run, that is not data by its name. */
  holdsCode(command: SimpleCommand, run: Word | undefined): boolean {
    const but = run === undefined ? [] : keysOf(command, run);
    return this.#lost || [...this.#files.keys()].some((key) => !but.includes(key) && !DATA.test(key));
  }

  /** Whether there may be a file whose name is of some form, besides one. */
  holds(form: RegExp, command: SimpleCommand, besides?: Word): boolean {
    const known = besides === undefined ? [] : keysOf(command, besides);
    return this.#lost || [...this.#files.keys()].some((key) => form.test(key) && !known.includes(key));
  }

  /** The texts of files whose names, without their folders, are of some form. */
  named(form: RegExp): readonly string[] {
    return [...this.#files].flatMap(([key, { text }]) =>
      text !== undefined && form.test(key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf('|')) + 1))
        ? [text]
        : [],
    );
  }

  #set(command: SimpleCommand, target: Word, text: string | undefined, appends: boolean): void {
    if (!target.known) this.#lost = true;
    for (const key of keysOf(command, target)) {
      const before = this.#files.get(key)?.text;
      const known = text !== undefined && (!appends || before !== undefined);
      this.#files.set(key, { text: known ? `${appends ? before : ''}${text}` : undefined });
    }
  }

  /** What is copied from elsewhere is nothing of the project either. */
  #copy(command: SimpleCommand, from: Word, to: Word): void {
    const content = this.of(command, from);
    const foreign = content === undefined && FOREIGN.test(from.text) ? { text: undefined } : content;
    if (foreign !== undefined) for (const key of keysOf(command, to)) this.#files.set(key, foreign);
  }
}

const DATA = /\.(?:txt|json|csv|tsv|md|log|html|out|diff|patch|svg)$/;

/** Where programs lie that are nothing of the project. */
const FOREIGN = /^(?:\/(?:bin|sbin|usr|opt|tmp|var|dev|etc|root|lib\w*)\/|~|\.\.\/)/;

const PATCHES = /^apply_?patch$/;
const COPIES = new Set(['cp', 'mv', 'ln', 'install']);
const NOTHING = { operands: [], flags: new Map<string, undefined>() };

function keysOf({ folders }: SimpleCommand, { known, text }: Word): readonly string[] {
  if (!known || text === '') return [];
  return folders.flatMap((folder) => {
    const path = parseNormalPath(joinFolder(folder, text) ?? text);
    return path.unknown ? [] : [`${path.root}|${path.segments.join('/')}`];
  });
}

/** What a command prints, where that is a text that the script holds. */
export function saidBy(command: SimpleCommand): string | undefined {
  const { folded, stdin, words } = command;
  if (command.own || command.opaque !== undefined) return undefined;
  if (folded === 'cat' && words.length === 1)
    return typeof stdin === 'object' && 'text' in stdin ? stdin.text : undefined;
  if (folded !== 'echo' && folded !== 'printf') return undefined;
  const said = words.slice(1);
  if (folded === 'printf' && said[0]?.text === '%s\\n' && said.length > 1) {
    const lines = said.slice(1);
    return lines.every(({ known, glob }) => known && !glob)
      ? lines.map(({ text }) => `${text}\n`).join('')
      : undefined;
  }
  const plain = said.every(({ known, glob, text }) => known && !glob && !/[\\%]/.test(text));
  if (!plain || said[0]?.text.startsWith('-') === true) return undefined;
  return folded === 'printf'
    ? said.length === 1
      ? said[0]?.text
      : undefined
    : said.map(({ text }) => text).join(' ');
}
