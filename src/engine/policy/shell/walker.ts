import { forEachChild, parse } from 'unbash';
import type {
  AndOr,
  Assignment,
  Command,
  Function as ShellFunction,
  ParsedScript,
  Pipeline,
  Redirection,
  Script as ScriptNode,
  SyntaxNode,
  Word as ShellWord,
} from 'unbash';
import { MAX_DEPTH, MAX_VARIANTS, tooCostly } from './limits.js';
import { LimitReached } from './recorder.js';
import type { Place, Recorder } from './recorder.js';
import type { FileRedirect, Stdin, Word } from './script.js';
import { unknownWord } from './script.js';
import { smuggles } from './smuggled.js';
import { unwrap } from './unwrap.js';
import { collectNames, Variables } from './variables.js';
import { expandText, expandWord } from './word-fields.js';
import type { Hands } from './wrapped.js';
import type { Lookup } from './word-fields.js';

type Words = readonly ShellWord[];

/** Walks a parsed script in the order in which it would run, and records every simple command. */
export class Walker {
  readonly #variables: Variables;
  /** Variables and functions that are certainly set here. */
  #defined = new Set<string>();
  #functions = new Set<string>();
  /** The folders that the command before has gone to, if it was a `cd` and worked. */
  #moved: readonly (string | undefined)[] | undefined;
  #choice: ReadonlyMap<string, string> = new Map();
  readonly #hands: Hands;
  readonly #lookup: Lookup = (name) => this.#value(name);

  constructor(
    script: ParsedScript,
    private readonly recorder: Recorder,
    private place: Place,
  ) {
    this.#variables = new Variables(script);
    this.#hands = {
      recorder,
      run: (words, at) => unwrap({ words }, at, this.#hands),
      nested: (text, at) => this.#nestedText(text, at),
      inline: (text, at) => this.#inline(text, at),
    };
    if (place.depth > MAX_DEPTH) throw new LimitReached('its scripts are nested too deep');
  }

  script(node: ScriptNode): void {
    for (const statement of node.commands) this.#node(statement);
  }

  /** A command that is given word by word. */
  words(words: readonly Word[]): void {
    unwrap({ words }, this.place, this.#hands);
  }

  #node(node: SyntaxNode): void {
    switch (node.type) {
      case 'Command':
        return this.#command(node);
      case 'Pipeline':
        return this.#pipeline(node);
      case 'AndOr':
        return this.#andOr(node);
      case 'Statement':
        return node.background === true ? this.#apart(node.command) : this.#node(node.command);
      case 'BraceGroup':
        for (const statement of node.body.commands) this.#node(statement);
        return;
      case 'Subshell':
        return this.#apart(node.body);
      case 'Redirected':
        return this.#redirected(node.redirects, () => this.#node(node.command));
      case 'Function':
        return this.#function(node);
      case 'For':
        return this.#for(node.name.value, node.wordlist, node.body);
      case 'ArithmeticCommand':
        this.#doubtArithmetic(node.body);
        return this.#substitutions(node);
      case 'Word':
      case 'CommandExpansion':
      case 'ProcessSubstitution':
      case 'ArithmeticCommandExpansion':
        return this.#substitutions(node);
      default:
        // Branches and loops: what they set may not be set behind them, nor in the next branch.
        return this.#scoped(() => forEachChild(node, (child) => this.#node(child)));
    }
  }

  /** A shell of its own: nothing that it does to itself lasts. */
  #apart(node: SyntaxNode): void {
    this.#keepFolders(() => this.#scoped(() => this.#node(node)));
  }

  #keepFolders(walk: () => void): void {
    const { folders } = this.place;
    walk();
    this.place = { ...this.place, folders };
  }

  /** Runs a part of the script whose settings do not certainly last. Folders it goes to are kept as possible ones. */
  #scoped(walk: () => void): void {
    const defined = this.#defined;
    const functions = this.#functions;
    const { folders } = this.place;
    this.#defined = new Set(defined);
    this.#functions = new Set(functions);
    walk();
    this.#defined = defined;
    this.#functions = functions;
    if (this.place.folders !== folders) this.#goTo([...folders, ...this.place.folders]);
  }

  #goTo(folders: readonly (string | undefined)[]): void {
    const distinct = [...new Set(folders)];
    this.place = { ...this.place, folders: distinct.length > 6 ? [undefined] : distinct };
  }

  #andOr({ commands, operators }: AndOr): void {
    this.#moved = undefined;
    this.#node(commands[0] as SyntaxNode);
    const moved = this.#moved;
    this.#scoped(() => {
      for (let i = 1; i < commands.length; i++) {
        // What follows `cd x &&` runs only where that worked.
        if (operators[i - 1] === '&&' && this.#moved !== undefined) this.#goTo(this.#moved);
        this.#moved = undefined;
        this.#node(commands[i] as SyntaxNode);
      }
    });
    if (moved !== undefined && operators.length === 1 && operators[0] === '||' && leaves(commands[1]))
      this.#goTo(moved);
  }

  #pipeline(node: Pipeline): void {
    const ends = [this.recorder.next];
    node.commands.forEach((command, i) => {
      const walk = (): void => this.#withStdin(i > 0 ? 'fed' : undefined, () => this.#node(command));
      if (node.commands.length > 1) this.#keepFolders(() => this.#scoped(walk));
      else walk();
      ends.push(this.recorder.next);
    });
    const end = this.recorder.next;
    for (let i = 0; i + 2 < ends.length; i++)
      this.recorder.connect(ends[i] as number, ends[i + 1] as number, ends[i + 1] as number, end);
  }

  #withStdin(stdin: Stdin | undefined, walk: () => void): void {
    const { stdin: before } = this.place;
    if (stdin !== undefined) this.place = { ...this.place, stdin };
    walk();
    this.place = { ...this.place, stdin: before };
  }

  #redirected(redirects: readonly Redirection[], walk: () => void): void {
    const { files, stdin, words } = this.#redirections(redirects);
    const feeders = this.#substituted(words);
    if (files.length > 0) this.recorder.add({ words: [], redirects: files }, this.place);
    const start = this.recorder.next;
    this.#withStdin(stdin, walk);
    for (const [from, to] of feeders) this.recorder.connect(from, to, start, this.recorder.next);
  }

  #function(node: ShellFunction): void {
    const name = node.name.value;
    const before = this.place.folders;
    this.#scoped(() => {
      this.#defined = new Set();
      this.#node(node.body);
    });
    // A body that changes folder does so wherever the function is called.
    if (this.place.folders !== before) this.#goTo([undefined]);
    this.#functions.add(name);
  }

  #for(name: string, wordlist: Words | undefined, body: SyntaxNode): void {
    for (const word of wordlist ?? []) this.#substitutions(word);
    this.#scoped(() => {
      if (wordlist !== undefined) this.#defined.add(name);
      this.#node(body);
    });
  }

  /** Where `sh` is not bash, `((…))` is a subshell in a subshell. */
  #doubtArithmetic(body: string): void {
    if (/^\s*[A-Za-z/.$"'\\][\w/.\\"'-]*\s+[^\s=<>!+*/%&|^?-]/.test(body) || smuggles(body))
      this.recorder.addUnknown('a shell other than bash runs what stands in `((…))`', this.place);
  }

  #value(name: string): string | undefined {
    const chosen = this.#choice.get(name);
    if (chosen !== undefined) return chosen;
    if (name === 'IFS') return this.#variables.ifs;
    if (!this.#defined.has(name)) return undefined;
    const values = this.#variables.values(name);
    return values?.length === 1 ? values[0] : undefined;
  }

  #command(node: Command): void {
    const assignments = node.prefix.filter((item): item is Assignment => item.type === 'Assignment');
    const { files, stdin, words } = this.#redirections(node.redirects);
    const start = this.recorder.next;
    const feeders = this.#substituted([
      ...assignments,
      ...(node.name === undefined ? [] : [node.name]),
      ...node.args,
      ...words,
    ]);
    this.#checkAssigned(assignments);
    const here = this.recorder.next;
    this.#withStdin(stdin, () => {
      for (const variant of this.#variants(node)) {
        this.#record(variant, { files, assignments, substitutes: here > start });
      }
    });
    for (const [from, to] of feeders) this.recorder.connect(from, to, here, this.recorder.next);
    this.#alternative(node);
    if (node.name === undefined) for (const { name } of assignments) this.#defined.add(name);
  }

  #record(
    words: readonly Word[],
    rest: { files: readonly FileRedirect[]; assignments: readonly Assignment[]; substitutes: boolean },
  ): void {
    const first = words[0];
    const own = first !== undefined && first.known && this.#functions.has(first.text);
    const assigned = rest.assignments.length === 0 ? [] : this.#expand(rest.assignments);
    const { files: redirects, substitutes } = rest;
    unwrap({ words, redirects, assigned, substitutes, own }, this.place, this.#hands);
    this.#builtin(words);
  }

  #nestedText(text: string, place: Place): void {
    const script = this.#parse(text, place);
    if (script !== undefined) new Walker(script, this.recorder, place).script(script);
  }

  #inline(text: string, place: Place): void {
    const script = this.#parse(text, place);
    if (script === undefined) return;
    const before = this.place;
    this.place = place;
    this.#scoped(() => this.script(script));
    this.place = { ...before, folders: this.place.folders === place.folders ? before.folders : [undefined] };
  }

  #parse(text: string, place: Place): ParsedScript | undefined {
    this.recorder.spend(text.length);
    const script = tooCostly(text) ? undefined : parse(text);
    if (script !== undefined && script.errors === undefined) return script;
    this.recorder.addUnknown('a script in it does not parse, or is too large', place);
    return undefined;
  }

  /** What some builtins do to the shell itself. */
  #builtin(words: readonly Word[]): void {
    const name = words[0]?.text;
    const plain = name === 'builtin' || name === 'command' ? words.slice(1) : words;
    const builtin = plain[0]?.text;
    if (builtin === 'cd' || builtin === 'pushd' || builtin === 'popd') this.#changeFolder(plain.slice(1));
    else if (builtin === 'export' || builtin === 'readonly' || builtin === 'declare' || builtin === 'local') {
      for (const { text } of plain.slice(1)) this.#defined.add(text.split('=', 1)[0] as string);
    } else if (builtin === 'unset') {
      for (const { text } of plain.slice(1)) this.#functions.delete(text);
    }
  }

  #changeFolder(args: readonly Word[]): void {
    const operands = args.filter((word) => !/^-[LPe@]+$|^--$/.test(word.text));
    const [target] = operands;
    const clear = target !== undefined && operands.length === 1 && target.known && !target.glob;
    if (!clear || /^[-+]/.test(target.text)) return this.#goTo([undefined]);
    const { folders } = this.place;
    const moved = folders.map((folder) => joinFolder(folder, target.text));
    // It may fail, and what follows then runs where it would have run.
    this.#goTo([...moved, ...folders]);
    this.#moved = moved;
  }

  /** A shell that does not know `&>` runs the words behind it as a command of their own. */
  #alternative(node: Command): void {
    const at = node.suffix.findIndex(
      (item) => item.type === 'Redirect' && (item.operator === '&>' || item.operator === '&>>'),
    );
    const rest =
      at < 0 ? [] : node.suffix.slice(at + 1).filter((item): item is ShellWord => item.type === 'Word');
    if (rest.length === 0) return;
    unwrap({ words: rest.flatMap((word) => expandWord(word, this.#lookup)) }, this.place, this.#hands);
  }

  /** The words of a command, once for each value that its variables may have. */
  #variants(node: Command): (readonly Word[])[] {
    const words = [...(node.name === undefined ? [] : [node.name]), ...node.args];
    const open = this.#openNames(words);
    if (open.length === 0) return [this.#expand(words)];
    const count = open.reduce((product, [, values]) => product * values.length, 1);
    if (count > MAX_VARIANTS) return [this.#expand(words)];
    const variants: (readonly Word[])[] = [];
    for (let i = 0; i < count; i++) {
      let rest = i;
      this.#choice = new Map(
        open.map(([name, values]) => {
          const value = values[rest % values.length] as string;
          rest = Math.floor(rest / values.length);
          return [name, value];
        }),
      );
      variants.push(this.#expand(words));
    }
    this.#choice = new Map();
    return variants;
  }

  /** Variables in these words that may have one of several values. */
  #openNames(words: readonly (ShellWord | Assignment)[]): (readonly [string, readonly string[]])[] {
    const names = new Set<string>();
    for (const word of words) {
      if (word.type === 'Word') for (const part of word.parts ?? []) collectNames(part, names);
    }
    return [...names].flatMap((name) => {
      const values = this.#defined.has(name) ? this.#variables.values(name) : undefined;
      return values !== undefined && values.length > 1 ? [[name, values] as const] : [];
    });
  }

  #expand(words: readonly (ShellWord | Assignment)[]): readonly Word[] {
    if (words.length === 0) return [];
    return words.flatMap((word): readonly Word[] => {
      if (word.type === 'Word') return expandWord(word, this.#lookup);
      if (word.value.type === 'ArrayValue') return [unknownWord(word.text, false)];
      const value = expandText(word.value.parts, word.value.value, this.#lookup);
      return [{ ...value, text: `${word.name}=${value.text}` }];
    });
  }

  /** Array subscripts in a text that arithmetic may come to see are run. */
  #checkAssigned(assignments: readonly Assignment[]): void {
    for (const { value } of assignments) {
      if (value.type === 'Word' && smuggles(expandText(value.parts, value.value, this.#lookup).text))
        this.recorder.addUnknown(
          'a subscript in an assigned text runs where arithmetic reads it',
          this.place,
        );
    }
  }

  #redirections(redirects: readonly Redirection[]): {
    files: FileRedirect[];
    stdin: Stdin | undefined;
    words: SyntaxNode[];
  } {
    const files: FileRedirect[] = [];
    const words: SyntaxNode[] = [];
    let stdin: Stdin | undefined;
    for (const item of redirects) {
      if (item.type === 'HereDoc') {
        words.push(item.body);
        stdin = asInput(expandText(item.body.parts, item.body.text, this.#lookup));
      } else if (item.target !== undefined) {
        words.push(item.target);
        const target = expandText(item.target.parts, item.target.value, this.#lookup);
        if (item.type === 'HereString') stdin = asInput(target);
        else {
          if (item.operator === '<' || item.operator === '<>' || item.operator === '<&') stdin = 'fed';
          if (isFile(item.operator, target))
            files.push({ target, writes: !item.operator.startsWith('<') || item.operator === '<>' });
        }
      }
    }
    return { files, stdin, words };
  }

  /** Walks the substitutions in some nodes; the ranges of commands that were found in them. */
  #substituted(nodes: readonly SyntaxNode[]): (readonly [number, number])[] {
    const from = this.recorder.next;
    for (const node of nodes) if (mayHoldSubstitution(node)) this.#substitutions(node);
    return this.recorder.next > from ? [[from, this.recorder.next]] : [];
  }

  /** Walks the scripts of all substitutions below a node. */
  #substitutions(node: SyntaxNode): void {
    if (
      node.type === 'CommandExpansion' ||
      node.type === 'ProcessSubstitution' ||
      node.type === 'ArithmeticCommandExpansion'
    ) {
      const { script } = node;
      if (script === undefined)
        return this.recorder.addUnknown('a substitution that does not parse', this.place);
      return this.#nested(script);
    }
    forEachChild(node, (child) => this.#substitutions(child));
  }

  #nested(script: ParsedScript): void {
    if (script.errors !== undefined)
      this.recorder.addUnknown('a substitution that does not parse', this.place);
    const { place } = this;
    if (place.depth >= MAX_DEPTH) throw new LimitReached('its scripts are nested too deep');
    this.place = { ...place, depth: place.depth + 1 };
    this.#scoped(() => this.script(script));
    this.place = place;
  }
}

/** Whether a command ends the script: `cd x || exit` goes on only where it worked. */
function leaves(node: SyntaxNode | undefined): boolean {
  return node?.type === 'Command' && /^(?:exit|return)$/.test(node.name?.value ?? '');
}

/** Most words are plain text, and hold nothing. */
function mayHoldSubstitution(node: SyntaxNode): boolean {
  return node.type !== 'Word' || node.parts !== undefined;
}

function asInput(word: Word): Stdin {
  return word.known ? { text: word.text } : 'fed';
}

const NO_FILE = /^\/dev\/(?:null|stdin|stdout|stderr|tty|zero|fd\/\d+)$/;

function isFile(operator: string, target: Word): boolean {
  if (operator === '>&' || operator === '<&') return !(target.known && /^(?:\d+-?|-)$/.test(target.text));
  return !(target.known && NO_FILE.test(target.text));
}

/** The folder that `cd` leads to. */
export function joinFolder(from: string | undefined, to: string): string | undefined {
  if (to.startsWith('/') || to.startsWith('~')) return to;
  return from === undefined ? undefined : from === '' ? to : `${from}/${to}`;
}
