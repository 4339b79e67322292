import { forEachChild } from 'unbash';
import type { Command, ParsedScript, SyntaxNode } from 'unbash';
import { collectNames } from './named-variables.js';
import { inSubscript } from './subscripts.js';

/** Whether a text runs a command where arithmetic, or a builtin that takes a name, reads it: `a[$(id)]`. */
export function smuggles(text: string): boolean {
  const bracket = text.indexOf('[');
  return bracket >= 0 && /\$\(|`|\$\{/.test(text.slice(bracket));
}

const COMMAND = /\$\(|`/;
/** Where a shell reckons, or looks for an element by its name, but in a subscript. */
const RECKONS =
  /\(\(|\$\[|\blet\s|-(?:eq|ne|[lg][te]|v)\b|\b(?:declare|local|typeset) -\w*[in]|\$\{\w+(?:\[[@*]\])?:/;
/** A text that is no part of the script as it runs. */
const QUOTED = /'[^']*(?:\$\(|`)|\\[$`]|<<-?\s*['"\\]/;
const PRINTERS =
  /^(?:echo|printf|print|read|set|getopts|let|test|\[|mapfile|readarray|wait|unset|declare|local)$/;
const READERS = /^(?:read|mapfile|readarray|cat)$/;
/** What a function, or `read` of nothing, sets. */
const UNNAMED = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '@', '*', 'REPLY', 'MAPFILE'];

/** A subscript with a command in it. */
const isLoaded = (text: string): boolean => inSubscript(text, (token) => token === '$(' || token === '`');

/**
 * Whether a script holds, as a mere text, a command that a subscript would run, and hands it to where the shell reckons
 * or looks for elements: `i='$(id)'; printf -v "a[$i]" x`.
 */
export function smugglesInto(script: ParsedScript, source: string): boolean {
  if (!COMMAND.test(source)) return false;
  if (!RECKONS.test(source) && !inSubscript(source, (token) => /[$A-Za-z_]/.test(token))) return false;
  if (!QUOTED.test(source) && !isLoaded(source)) return false;
  const texts = new Texts();
  texts.visit(script);
  return texts.loaded || texts.reach(source);
}

/** The texts of a script that variables may come to hold. */
class Texts {
  loaded = false;
  readonly #names = new Set<string>();
  /** By a variable, those that are made of it. */
  readonly #made = new Map<string, string[]>();
  readonly #functions = new Set<string>();
  readonly #read = new Set<string>();
  #fed = false;

  visit(node: SyntaxNode): void {
    if (node.type === 'Function') this.#functions.add(node.name.value);
    if (node.type === 'Assignment') this.#hold([node.name], node.value);
    else if (node.type === 'For') for (const word of node.wordlist ?? []) this.#hold([node.name.value], word);
    else if (node.type === 'Command') this.#command(node);
    else if (node.type === 'Redirected') for (const item of node.redirects) this.#feed(item);
    forEachChild(node, (child) => this.visit(child));
  }

  /** Whether a variable that may hold such a text, or one made of it, stands in a subscript. */
  reach(source: string): boolean {
    if (this.#fed) for (const name of [...this.#read, ...UNNAMED]) this.#names.add(name);
    // A set is walked with what is put into it on the way.
    for (const name of this.#names) for (const made of this.#made.get(name) ?? []) this.#names.add(made);
    return this.#names.size > 0 && inSubscript(source, (token) => this.#names.has(token));
  }

  #command({ name, args, redirects }: Command): void {
    const program = name?.value ?? '';
    if (program === 'read' || program === 'mapfile' || program === 'readarray')
      for (const arg of args) if (arg.type === 'Word' && /^\w+$/.test(arg.value)) this.#read.add(arg.value);
    if (PRINTERS.test(program) || this.#functions.has(program))
      for (const arg of args) if (arg.type === 'Word') this.#hold(undefined, arg);
    if (READERS.test(program) || this.#functions.has(program))
      if (redirects.every(({ type }) => type !== 'Redirect')) for (const item of redirects) this.#feed(item);
  }

  #feed(item: SyntaxNode): void {
    if (item.type === 'HereDoc') this.#hold(undefined, item.body);
    else if (item.type === 'HereString' && item.target !== undefined) this.#hold(undefined, item.target);
  }

  #hold(names: readonly string[] | undefined, node: SyntaxNode): void {
    const of = new Set<string>();
    const texts = textsOf(node, of);
    if (texts.some(isLoaded)) this.loaded = true;
    if (names !== undefined)
      for (const one of of) {
        const made = this.#made.get(one);
        if (made === undefined) this.#made.set(one, [...names]);
        else made.push(...names);
      }
    if (!texts.some((text) => COMMAND.test(text))) return;
    if (names === undefined) this.#fed = true;
    else for (const name of names) if (/^\w+$/.test(name)) this.#names.add(name);
  }
}

/** What stands in a word as a text; what it names of variables is noted. */
function textsOf(node: SyntaxNode, of: Set<string>): readonly string[] {
  if (node.type === 'SingleQuoted' || node.type === 'AnsiCQuoted' || node.type === 'Literal')
    return [node.value];
  if (node.type === 'HereDocBody' && node.parts === undefined) return [node.text];
  if (node.type === 'Word' && node.parts === undefined) return [node.value];
  if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') return [];
  collectNames(node, of);
  const texts: string[] = [];
  forEachChild(node, (child) => texts.push(...textsOf(child, of)));
  return texts;
}
