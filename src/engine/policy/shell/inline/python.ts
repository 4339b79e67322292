import {
  assertMade,
  assertPlainFormat,
  FILE_KINDS,
  FILE_MODULES,
  FILES,
  firstName,
  KEYWORDS,
  OF_LANGUAGE,
  ON_PATHS,
  OWN,
  receiverOf,
  dottedName,
  SOME_FILES,
  VARIABLE_SECRET,
  VERSION,
} from './python-files.js';
import { LEADS, METHODS, REFUSED, SHOWS, SOME } from './python-names.js';
import { PythonPaths } from './python-paths.js';
import { pythonTokens } from './python-tokens.js';
import { closing, isMark, isName, NotShown, opening, parted } from './tokens.js';
import type { CodeEffect, Token } from './tokens.js';
import type { Word } from '../script.js';

/**
 * What Python code does, where it can be shown to do nothing but compute, print, and read and write files whose names
 * stand in it. Names of modules stand before a dot only, functions that open files are called where they are named.
 */
export function judgePython(code: string, argv: readonly Word[]): readonly CodeEffect[] | undefined {
  try {
    return new Python(code, argv).judge();
  } catch (error) {
    if (error instanceof NotShown) return undefined;
    throw error;
  }
}

class Python {
  readonly #effects: CodeEffect[] = [];
  /** Names of modules, by what the code calls them. */
  readonly #modules = new Map<string, string>();
  /** Names that come from code of others: they may be shown, and no more. */
  readonly #foreign = new Set<string>();
  /** Classes of paths, by what the code calls them. */
  readonly #classes = new Set<string>();
  /** Names of the project's own code, which may be called: that runs it, as `python -m` does. */
  readonly #own = new Set<string>();
  /** Functions that were imported by name from a module of which some names need a look. */
  readonly #functions = new Map<string, string>();
  readonly #tokens: readonly Token[];
  readonly #inner: readonly (readonly Token[])[];
  readonly #paths: PythonPaths;

  constructor(code: string, argv: readonly Word[]) {
    const { tokens, inner } = pythonTokens(code);
    this.#tokens = tokens;
    this.#inner = inner;
    this.#paths = new PythonPaths(tokens, argv);
    if (inner.some((one) => one.some((token) => isMark(token, ':='))))
      throw new NotShown('a name set in a text');
  }

  judge(): readonly CodeEffect[] {
    const imports = this.#imports();
    for (let i = 0; i < this.#tokens.length; i++) if (!imports.has(i)) this.#token(this.#tokens, i, false);
    for (const tokens of this.#inner) for (let i = 0; i < tokens.length; i++) this.#token(tokens, i, true);
    return this.#effects;
  }

  /** Reads the imports; the places of their tokens. */
  #imports(): ReadonlySet<number> {
    const places = new Set<number>();
    this.#tokens.forEach((token, i) => {
      if (places.has(i) || (!isName(token, 'import') && !isName(token, 'from'))) return;
      const before = this.#tokens[i - 1];
      if (isName(token, 'from') && (isName(before, 'raise') || before?.kind === 'name')) return;
      if (before !== undefined && before.kind !== 'line' && !isMark(before, ':'))
        throw new NotShown('an import');
      let end = i;
      while (end < this.#tokens.length && this.#tokens[end]?.kind !== 'line') {
        end = isMark(this.#tokens[end], '(') ? closing(this.#tokens, end) + 1 : end + 1;
      }
      for (let at = i; at < end; at++) places.add(at);
      const words = this.#tokens
        .slice(i, end)
        .filter(({ kind, text }) => kind !== 'line' && !(kind === 'mark' && /^[()]$/.test(text)))
        .map(({ text }) => text)
        .join(' ')
        .replaceAll(' . ', '.');
      this.#import(words);
    });
    return places;
  }

  #import(text: string): void {
    const from = /^from ([\w.]+) import (.+)$/.exec(text);
    const plain = /^import (.+)$/.exec(text);
    for (const item of (from?.[2] ?? plain?.[1] ?? '').split(/\s*,\s*/)) {
      const found = /^([\w.]+)(?: as (\w+))?$/.exec(item.trim());
      if (found === null) throw new NotShown('an import');
      const [, name = '', alias] = found;
      if (from) this.#importFrom(from[1] as string, name, alias ?? name);
      else this.#importModule(name, alias);
    }
  }

  #importModule(name: string, alias: string | undefined): void {
    const known = SOME.has(name);
    // `import a.b` names `a`.
    const called = alias ?? (name.split('.', 1)[0] as string);
    this.#paths.spoil(called);
    if (known) this.#modules.set(called, alias === undefined ? (name.split('.', 1)[0] as string) : name);
    else this.#other(name, called);
  }

  #importFrom(module: string, name: string, called: string): void {
    this.#paths.spoil(called);
    if (SOME.has(`${module}.${name}`)) this.#modules.set(called, `${module}.${name}`);
    else if (OWN.test(module)) this.#ownName(name, called);
    else if (SOME.has(module)) {
      this.#checkMember(module, name);
      if (module === 'os' && /^(?:environ|getenv)$/.test(name)) throw new NotShown('the environment');
      if (module === 'pathlib') this.#classes.add(called);
      if (FILES.has(name) && FILE_MODULES.has(module)) this.#functions.set(called, name);
      if (this.#functions.has(called) && called !== name) throw new NotShown('a function by another name');
    } else this.#other(module, called);
  }

  #ownName(name: string, called: string): void {
    if (OF_LANGUAGE.has(name) || LEADS.has(name) || SOME.has(name) || name.startsWith('_'))
      throw new NotShown(name);
    this.#effects.push({ kind: 'execute', path: undefined });
    this.#own.add(called);
  }

  /** Code of the project or of a package: its import runs it, and what it gives may be shown. */
  #other(module: string, called: string): void {
    const first = module.split('.').find((part) => part !== '') ?? '';
    if (OF_LANGUAGE.has(first) || LEADS.has(first) || first.startsWith('_'))
      throw new NotShown(`the module ${module}`);
    this.#effects.push({ kind: 'execute', path: undefined });
    this.#foreign.add(called);
  }

  #checkMember(module: string, name: string): void {
    if (VERSION.test(name)) return;
    if (SOME.get(module)?.has(name) !== true) throw new NotShown(`${module}.${name}`);
  }

  get #withPaths(): boolean {
    return this.#classes.size > 0 || [...this.#modules.values()].includes('pathlib');
  }

  #token(tokens: readonly Token[], i: number, inText: boolean): void {
    const token = tokens[i] as Token;
    if (token.kind !== 'name') return;
    const { text } = token;
    if (isMark(tokens[i - 1], '.')) return this.#member(tokens, i);
    if (text.startsWith('__') && text !== '__name__' && text !== '__file__') throw new NotShown(text);
    if (REFUSED.has(text)) throw new NotShown(text);
    if (this.#classes.has(text)) return assertMade(tokens, i);
    if (text === 'type' && this.#withPaths) throw new NotShown('a class as a value');
    if (KEYWORDS.has(text)) return;
    if (this.#foreign.has(text)) return this.#shown(tokens, i, inText);
    if (this.#own.has(text)) return;
    if (this.#modules.has(text) && !isMark(tokens[i + 1], '.')) throw new NotShown('a module as a value');
    if (text === 'open' || FILES.has(this.#functions.get(text) ?? '')) this.#file(tokens, i, text, inText);
  }

  /** What stands behind a dot. */
  #member(tokens: readonly Token[], i: number): void {
    const { text } = tokens[i] as Token;
    const receiver = tokens[i - 2];
    const module =
      receiver?.kind === 'name' && !isMark(tokens[i - 3], '.') ? this.#modules.get(receiver.text) : undefined;
    if (receiver?.kind === 'name' && this.#foreign.has(firstName(tokens, i))) return;
    if (module === undefined) return this.#method(tokens, i, text);
    const whole = `${module}.${text}`;
    if (SOME.has(whole)) return;
    this.#checkMember(module, text);
    if (module === 'pathlib') return assertMade(tokens, i);
    if (module === 'os' && /^(?:environ|getenv)$/.test(text)) return this.#variable(tokens, i);
    if (whole === 'sys.path') return this.#searchPath(tokens, i);
    if (FILES.has(text) && FILE_MODULES.has(module)) this.#file(tokens, i, text, false);
  }

  #method(tokens: readonly Token[], i: number, text: string): void {
    const dotted = dottedName(tokens, i, this.#modules);
    if (FILES.has(text) && dotted in SOME_FILES) return this.#file(tokens, i, text, false);
    if (dotted.includes('.') && SOME.has(dotted)) return this.#checkMember(dotted, text);
    if (!METHODS.has(text) && !VERSION.test(text)) throw new NotShown(text);
    if (text === 'write' && [...this.#modules.values()].some((name) => name.startsWith('xml')))
      throw new NotShown(text);
    const called = isMark(tokens[i + 1], '(');
    const given = called ? parted(tokens.slice(i + 2, closing(tokens, i + 1))) : [];
    // Of a path, these move it.
    if (text === 'replace' && (!called || given.length < 2)) throw new NotShown('a path may be moved');
    if (text === 'copy' && given.length > 0) throw new NotShown('a path may be copied');
    if (text === 'format') assertPlainFormat(tokens[i - 2]);
    const kind = ON_PATHS[text];
    if (kind === undefined) return;
    if (!called) throw new NotShown('a function on a path as a value');
    this.#touch(kind, this.#paths.of(receiverOf(tokens, i - 1)));
  }

  /** `foreign.name.name` that is shown, or compared. */
  #shown(tokens: readonly Token[], i: number, inText: boolean): void {
    let end = i + 1;
    while (isMark(tokens[end], '.') && tokens[end + 1]?.kind === 'name') {
      if (
        /^_/.test(tokens[end + 1]?.text ?? '') &&
        !/^__(?:version|name|file|path|doc)__$/.test(tokens[end + 1]?.text ?? '')
      )
        throw new NotShown('what a module keeps to itself');
      end += 2;
    }
    const [before, after] = [tokens[i - 1], tokens[end]];
    if (inText && before === undefined && (after === undefined || isMark(after, '!'))) return;
    if (!/^[(,]$/.test(before?.text ?? '') || !/^[),]$/.test(after?.text ?? ''))
      throw new NotShown('code of others');
    let open = i - 1;
    while (!isMark(tokens[open], '(')) {
      if (open < 0 || isMark(tokens[open], '[') || isMark(tokens[open], '{'))
        throw new NotShown('code of others');
      open = isMark(tokens[open], ')') || isMark(tokens[open], ']') ? opening(tokens, open) - 1 : open - 1;
    }
    const callee = tokens[open - 1];
    if (callee?.kind !== 'name' || !SHOWS.has(callee.text) || isMark(tokens[open - 2], '.'))
      throw new NotShown('code of others');
  }

  /** `os.environ['X']`, `os.getenv('X')` of a name that is no secret's. */
  #variable(tokens: readonly Token[], i: number): void {
    const rest = tokens.slice(i + 1, i + 6);
    const name = rest.find(({ kind }) => kind === 'text');
    const marks = rest.slice(0, name === undefined ? 0 : rest.indexOf(name)).map(({ text }) => text);
    const plain = /^(?:\[|\(|\.get\()$/.test(marks.join(''));
    if (!plain || name?.value === undefined || VARIABLE_SECRET.test(name.value))
      throw new NotShown('the environment');
  }

  /** `sys.path.insert(0, 'src')`. */
  #searchPath(tokens: readonly Token[], i: number): void {
    if (!isMark(tokens[i + 1], '.')) {
      if (isMark(tokens[i + 1], '=') || isMark(tokens[i + 1], '[') || isMark(tokens[i + 1], '+='))
        throw new NotShown('where modules are looked for');
      return;
    }
    const given = isMark(tokens[i + 3], '(') ? parted(tokens.slice(i + 4, closing(tokens, i + 3))) : [];
    const folder = given.at(-1);
    if (!/^(?:insert|append)$/.test(tokens[i + 2]?.text ?? '') || folder === undefined)
      throw new NotShown('where modules are looked for');
    const paths = this.#paths.of(folder);
    if (paths?.some(({ text }) => /^[/~]|\.\./.test(text)) !== false)
      throw new NotShown('where modules are looked for');
    this.#touch('execute', paths);
  }

  /** A function that opens, makes, moves or removes what its first arguments name. */
  #file(tokens: readonly Token[], i: number, name: string, inText: boolean): void {
    if (!isMark(tokens[i + 1], '(') || inText) throw new NotShown(`\`${name}\` as a value`);
    const given = parted(tokens.slice(i + 2, closing(tokens, i + 1)));
    const kinds = FILES.has(name) ? (FILE_KINDS[name] ?? []) : [];
    if (name === 'open') return this.#open(given);
    kinds.forEach((kind, at) => {
      const argument = given[at];
      if (argument !== undefined) this.#touch(kind, this.#paths.of(argument));
      else if (at === 0) throw new NotShown(name);
    });
  }

  #open(given: readonly (readonly Token[])[]): void {
    const [path, ...more] = given;
    if (path === undefined || isMark(path[1], '=')) throw new NotShown('open');
    let mode = 'r';
    more.forEach((argument, at) => {
      const named = argument[0]?.kind === 'name' && isMark(argument[1], '=');
      const key = named ? argument[0]?.text : at === 0 ? 'mode' : 'other';
      const value = named ? argument.slice(2) : argument;
      if (key === 'mode') {
        if (value.length !== 1 || value[0]?.value === undefined) throw new NotShown('how a file is opened');
        mode = value[0].value;
      } else if (!/^(?:encoding|newline|errors|buffering|other)$/.test(key ?? '')) throw new NotShown('open');
    });
    this.#touch(/[wax+]/.test(mode) ? 'write' : 'read', this.#paths.of(path));
  }

  #touch(kind: CodeEffect['kind'], paths: readonly Word[] | undefined): void {
    if (paths === undefined) throw new NotShown('a file that is not known before it runs');
    if (
      paths.some(({ text }) => /^(?:\.?\/?\**|\.git\b.*|.*\.\..*)$/s.test(text)) &&
      kind !== 'read' &&
      kind !== 'execute'
    )
      throw new NotShown('what is changed is more than a file');
    for (const path of paths) this.#effects.push({ kind, path });
  }
}
