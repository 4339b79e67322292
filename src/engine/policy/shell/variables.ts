import { forEachChild } from 'unbash';
import type { Assignment, Command, ParsedScript, SyntaxNode, Word as ShellWord } from 'unbash';
import {
  ANYTHING,
  ASSIGNS_IN_ZSH,
  assigns,
  assignsByName,
  collectNames,
  hasDefault,
  isExpansion,
  isPrinted,
  namesAnother,
  NO_BUILTIN,
  SPECIAL,
} from './named-variables.js';
import { ConstantArrays, evaluated, setsNoVariable } from './constant-texts.js';
import { AssignedNames } from './assigned-names.js';
import type { Source } from './assigned-names.js';
import { arithmeticOf, isCounted } from './counted.js';
import { cutInLoop } from './walked-nodes.js';
import { nibbles } from './lines.js';
import { setsNothing } from './trap-scripts.js';
import { expandText, expandWord } from './word-fields.js';
import type { Lookup } from './lookup.js';

const MAX_VALUES = 16;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/g;

/**
 * What each variable of a script may be, without regard to order: all constants that the script assigns to it. One
 * that is assigned anything else, by whatever means, is not known. Whether it is assigned at all before a place is for
 * the walker to say.
 */
export class Variables extends AssignedNames {
  readonly #values = new Map<string, readonly string[] | undefined>();
  readonly #open = new Set<string>();
  readonly #dynamic: ShellWord[] = [];
  readonly #evaluated: ShellWord[] = [];
  readonly #reckoned: (readonly string[])[] = [];
  readonly #trapped = new Set<string>();
  readonly #functions = new Set<string>();
  readonly #passing = new Set<SyntaxNode>();
  readonly #arrays = new ConstantArrays();
  #collected = false;
  #nibbles = false;
  #anything = false;

  constructor(private readonly script: ParsedScript) {
    super();
  }

  /** All values that the script gives the variable; undefined where it may have another. */
  values(name: string): readonly string[] | undefined {
    if (SPECIAL.has(name)) return undefined;
    this.#collect();
    return this.ifs === undefined ? undefined : this.#valuesOf(name);
  }

  /** Whether one place of the script sets the variable, and no other. */
  setOnce(name: string): boolean {
    if (SPECIAL.has(name)) return false;
    this.#collect();
    return this.ifs !== undefined && this.isSetOnce(name);
  }

  /** `$IFS`, where it is still what the shell starts with. */
  get ifs(): string | undefined {
    this.#collect();
    return this.#anything ? undefined : this.#startingIfs;
  }

  /** `$PWD`, where the shell still sets it itself: the folder at hand, wherever that is. */
  get folder(): string | undefined {
    this.#collect();
    return this.#anything || this.tainted.has('PWD') || this.sources.has('PWD') ? undefined : '.';
  }

  /** Whether a value names a variable that the script assigns, but for these: it may still be empty where that is read. */
  mayBeEmpty({ parts }: ShellWord, set: (name: string) => boolean): boolean {
    const names = new Set<string>();
    for (const part of parts ?? []) collectNames(part, names);
    if (names.size === 0) return false;
    this.#collect();
    return [...names].some((name) => this.sources.has(name) && !set(name));
  }

  /** From here on nobody knows what the variable holds. */
  doubt(name: string): void {
    this.taint(name);
    this.#values.clear();
  }

  /** Whether nothing in the script sets a variable that the shell starts with. */
  untouched(name: string): boolean {
    this.#collect();
    return !this.#anything && !this.tainted.has(name) && !this.sources.has(name);
  }

  /** Whether no program of the script may take a part of a line from the input that it shares with `read`. */
  get readsWhole(): boolean {
    this.#collect();
    return !this.#anything && !this.#nibbles;
  }

  get #startingIfs(): string | undefined {
    return this.tainted.has('IFS') || this.sources.has('IFS') ? undefined : ' \t\n';
  }

  #valuesOf(name: string): readonly string[] | undefined {
    if (this.tainted.has(name) || this.#open.has(name)) return undefined;
    if (this.#values.has(name)) return this.#values.get(name);
    this.#open.add(name);
    const values = this.sources.get(name)?.flatMap((source) => this.#resolve(source) ?? [undefined]) ?? [];
    this.#open.delete(name);
    const known = values.length === 0 || values.includes(undefined) ? undefined : (values as string[]);
    const distinct = known && [...new Set(known)];
    const result = distinct !== undefined && distinct.length <= MAX_VALUES ? distinct : undefined;
    this.#values.set(name, result);
    return result;
  }

  /** What a source may be, over all values of the one variable that it may name. */
  #resolve({ value, list }: Source): string[] | undefined {
    const elements = list && this.#arrays.elementsOf(value, (name) => this.isSetOnce(name));
    if (elements) return elements;
    const names = new Set<string>();
    for (const part of value.parts ?? []) collectNames(part, names);
    const splits = names.delete('IFS') ? this.#startingIfs : undefined;
    const [name, ...more] = names;
    if (more.length > 0 && [...names].some((item) => (this.#valuesOf(item)?.length ?? 2) > 1))
      return undefined;
    const choices = name === undefined ? [undefined] : this.#valuesOf(name);
    return choices?.flatMap((choice) => {
      const lookup: Lookup = {
        value: (asked) => {
          if (asked === 'IFS') return splits;
          return asked === name ? choice : this.#valuesOf(asked)?.[0];
        },
      };
      const words = list ? expandWord(value, lookup) : [expandText(value.parts, value.value, lookup)];
      return words.map((word) => (word.known && !(list && word.glob) ? word.text : undefined));
    }) as string[] | undefined;
  }

  #collect(): void {
    if (this.#collected) return;
    this.#collected = true;
    this.#visit(this.script);
    for (const names of this.#reckoned)
      if (!names.every((name) => this.#isCount(name))) for (const name of names) this.taint(name);
    for (const name of this.#dynamic) this.#checkDynamic(name);
    for (const value of this.#evaluated)
      if (
        this.#resolve({ value, list: false })?.every((text) => text !== undefined && setsNoVariable(text)) !==
        true
      )
        this.#anything = true;
    for (const name of this.#trapped) if (!this.#isPlain(name)) this.#anything = true;
  }

  /** A program named by a variable may itself be one that assigns. */
  #checkDynamic(name: ShellWord): void {
    if (this.#inNewFolder(name)) return;
    const [only] = name.parts ?? [];
    const whole =
      name.parts?.length === 1 && only?.type === 'SimpleExpansion' && this.#startingIfs !== undefined;
    // `s='ruff check .'; $s`: what stands behind the first word is no program.
    const values = whole ? this.#valuesOf(only.text.replace(/^\$\{?|\}$/g, '')) : undefined;
    const programs =
      values?.map((text) => text.trim().split(/\s+/, 1)[0] as string) ??
      this.#resolve({ value: name, list: true });
    if (programs === undefined || programs.some((text) => text === undefined || assigns(text)))
      this.#anything = true;
  }

  /** `$x/bin/y`, where `x=$(mktemp -d)` is all that is ever assigned. */
  #inNewFolder({ value }: ShellWord): boolean {
    const name = /^\$\{?(\w+)\}?\/[\w./-]+$/.exec(value)?.[1] ?? '';
    const made = this.sources.get(name)?.[0]?.value.text ?? '';
    return this.isSetOnce(name) && /^"?\$\(mktemp(?: -d)?\)"?$/.test(made);
  }

  #visit(node: SyntaxNode): void {
    this.#note(node);
    forEachChild(node, (child) => this.#visit(child));
  }

  #note(node: SyntaxNode): void {
    switch (node.type) {
      case 'Assignment':
        return this.#assignment(node);
      case 'For':
        if (node.wordlist === undefined) return this.taint(node.name.value);
        if (node.wordlist.some(({ parts }) => hasDefault(parts))) return this.taint(node.name.value, 1);
        this.count(node.name.value, 1);
        for (const cut of cutInLoop(node)) this.#passing.add(cut);
        for (const value of node.wordlist) this.noteSource(node.name.value, { value, list: true });
        return;
      case 'Function':
        this.#functions.add(node.name.value);
        return this.taint(node.name.value === 'pwd' || node.name.value === 'cd' ? 'PWD' : '');
      case 'Command':
        return this.#command(node);
      case 'Select':
      case 'Coproc':
        return this.taint(node.name?.value ?? 'COPROC');
      case 'FileDescriptorVariable':
        return this.taint(node.name);
      case 'ParameterExpansion':
        // `${x:=y}` assigns; so does `${x::=y}` in zsh.
        if (
          (node.operation?.type === 'Default' && node.operation.operator.includes('=')) ||
          ASSIGNS_IN_ZSH.test(node.text)
        )
          this.taint(node.parameter);
        return;
      case 'ArithmeticCommand':
      case 'ArithmeticFor':
      case 'ArithmeticExpansion':
        return this.#arithmetic(node.type === 'ArithmeticExpansion' ? node.text : arithmeticOf(node));
      default:
        return;
    }
  }

  #assignment(node: Assignment): void {
    const { name, value } = node;
    const passing = this.#passing.has(node);
    if (name === 'IFS' && passing) return;
    if (node.append === true || node.index !== undefined) return this.taint(name);
    if (value.type === 'ArrayValue') {
      this.#arrays.set(name, value);
      return this.taint(name, 1);
    }
    if (hasDefault(value.parts)) return this.taint(name, 1);
    if (!passing) this.count(name, 1);
    this.noteSource(name, { value, list: false });
  }

  /** Arithmetic may assign each name in it; one that only reads does so where a value is more than a number. */
  #arithmetic(text: string): void {
    // How many elements there are is a number.
    const rest = text.replace(/\$\{#\w+(?:\[[@*]\])?\}/g, '1');
    const names = rest.match(NAME) ?? [];
    if (/(?:^|[^=!<>])=(?!=)|<<=|>>=|\+\+|--|\[/.test(rest)) for (const name of names) this.taint(name);
    else if (names.length > 0) this.#reckoned.push(names);
  }

  #isCount(name: string, among: ReadonlySet<string> = new Set()): boolean {
    if (among.has(name)) return true;
    const sources = this.sources.get(name) ?? [];
    const asked = new Set([...among, name]);
    const counts = (text: string): boolean =>
      isCounted(text, this.#functions, (other) => this.#isCount(other, asked));
    return asked.size < MAX_VALUES && sources.length > 0 && sources.every(({ value }) => counts(value.text));
  }

  #command(command: Command): void {
    const name = command.name;
    if (name === undefined) return;
    this.#nibbles ||= nibbles(command);
    // `IFS= read` sets it for `read` alone.
    if (name.value === 'read' && name.parts === undefined)
      for (const item of command.prefix) if (item.type === 'Assignment') this.#passing.add(item);
    if (name.parts?.some(isExpansion) === true && !NO_BUILTIN.test(name.text)) this.#dynamic.push(name);
    const plain = ['command', 'builtin', 'time', 'env', 'sudo'].includes(name.value);
    const heads = plain ? command.args.map((arg) => (arg.type === 'Word' ? arg.value : '')) : [];
    if (name.value === 'trap' && setsNothing(command.args[0])) return this.#noteTrap(command.args[0]);
    const code = evaluated(command);
    if (code !== undefined) return void this.#evaluated.push(code);
    if ([name.value, ...heads].some((text) => ANYTHING.has(text))) this.#anything = true;
    if (!assignsByName(command, [name.value, ...heads])) return;
    if (namesAnother(command)) this.#anything = true;
    const options = command.args.some((arg) => arg.type === 'Word' && /^[-+]/.test(arg.value));
    for (const arg of command.args) {
      if (arg.type === 'Assignment') {
        if (options && name.value !== 'export') this.taint(arg.name);
      } else if (arg.parts?.some(isExpansion) === true) {
        this.#anything = true;
      } else if (name.value !== 'export' || arg.value.includes('=')) {
        const writers = /^(?:read|mapfile|readarray)$/.test(name.value) ? 1 : 2;
        for (const found of arg.value.match(NAME) ?? []) this.taint(found, writers);
      }
    }
  }

  /** `trap "rm -rf $x" EXIT`: what stands in the variable becomes a part of the script. */
  #noteTrap(arg: Command['args'][number] | undefined): void {
    if (arg?.type === 'Word') for (const part of arg.parts ?? []) collectNames(part, this.#trapped);
  }

  /** Whether all that a variable is assigned is one piece of a line, that assigns nothing. */
  #isPlain(name: string): boolean {
    const sources = this.sources.get(name) ?? [];
    return sources.every(({ value, list }) => !list && (isPrinted(value) || !/[;&|=`\n(]/.test(value.text)));
  }
}
