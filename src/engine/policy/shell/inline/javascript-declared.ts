import { knownWord } from '../script.js';
import { MODULES, OF_PLATFORM } from './javascript-names.js';
import { isFunction, isParameter, moduleOf } from './javascript-shapes.js';
import { javaScriptTokens } from './javascript-tokens.js';
import { closing, isMark, isName, NotShown, opening, parted } from './tokens.js';
import type { CodeEffect, Token } from './tokens.js';

/** What JavaScript code declares and loads: its own names, functions, and those of modules. */
export class JavaScriptNames {
  protected readonly effects: CodeEffect[] = [];
  protected readonly sequences: readonly (readonly Token[])[];
  /** Names that the code itself makes. */
  protected readonly made = new Set<string>();
  /** Those that are functions, and never anything else. */
  protected readonly functions = new Set<string>();
  protected readonly modules = new Map<string, string>();
  protected readonly foreign = new Set<string>();
  /** What comes from files of the project: calling it runs them. */
  protected readonly own = new Set<string>();
  protected readonly texts = new Map<string, string>();

  constructor(code: string) {
    const { tokens, inner } = javaScriptTokens(code);
    this.sequences = [tokens, ...inner].map((one) => one.filter(({ kind }) => kind !== 'line'));
  }

  /** What the code declares: constants, parameters, functions. */
  protected names(tokens: readonly Token[]): void {
    tokens.forEach((token, i) => {
      if (isName(token) && /^(?:const|let|var)$/.test(token.text)) this.#declared(tokens, i);
      else if (isMark(token, '=>')) this.#parameters(tokens, i);
      else if (isName(token, 'function')) {
        const named = isName(tokens[i + 1]);
        if (named) this.#function((tokens[i + 1] as Token).text);
        const open = i + (named ? 2 : 1);
        for (const { kind, text } of tokens.slice(open, closing(tokens, open)))
          if (kind === 'name') this.made.add(text);
      } else if (isName(token, 'catch') && isMark(tokens[i + 1], '('))
        this.made.add(tokens[i + 2]?.text ?? '');
    });
  }

  #declared(tokens: readonly Token[], i: number): void {
    const first = tokens[i + 1];
    if (first === undefined) return;
    if (isMark(first, '{') || isMark(first, '[')) {
      const end = closing(tokens, i + 1);
      for (const { kind, text } of tokens.slice(i + 1, end)) if (kind === 'name') this.made.add(text);
      const module = moduleOf(tokens, end + 2);
      if (isMark(tokens[end + 1], '=') && module !== undefined) this.#taken(tokens.slice(i + 2, end), module);
      return;
    }
    this.made.add(first.text);
    if (!isMark(tokens[i + 2], '=')) return;
    const text = tokens[i + 3];
    const ends =
      tokens[i + 4] === undefined || /^[;,)]$/.test(tokens[i + 4]?.text ?? '') || isName(tokens[i + 4]);
    if (text?.kind === 'text' && text.value !== undefined && ends && this.#once(first.text))
      this.texts.set(first.text, text.value);
    else if (isFunction(tokens, i + 3)) this.#function(first.text);
    else this.#module(tokens, first.text, i + 3);
  }

  #module(tokens: readonly Token[], called: string, i: number): void {
    const module = moduleOf(tokens, i);
    if (module === undefined) return;
    const whole = !isMark(tokens[i + 4], '.');
    if (/\.json$/.test(module)) return;
    if (!whole) throw new NotShown('a part of a module by another name');
    if (module in MODULES) this.modules.set(called, module);
    else if (/^\.\.?\//.test(module)) this.own.add(called);
    else this.foreign.add(called);
  }

  /** `const {readFileSync} = require('fs')`. */
  #taken(names: readonly Token[], module: string): void {
    for (const part of parted(names)) {
      const [name] = part;
      if (part.length !== 1 || name?.kind !== 'name') throw new NotShown('a name by another name');
      if (/\.json$/.test(module)) continue;
      if (MODULES[module]?.has(name.text) === true) this.modules.set(name.text, `${module}.`);
      else if (/^\.\.?\//.test(module) && this.#once(name.text)) this.#ownFunction(name.text);
      else this.foreign.add(name.text);
    }
  }

  /** A function of the project's own, which may be called. */
  #ownFunction(name: string): void {
    if (name in MODULES || OF_PLATFORM.has(name)) throw new NotShown(name);
    this.own.add(name);
    this.functions.add(name);
  }

  /** `import x from 'y'`, `import { x } from 'y'`, at the beginning. */
  protected imported(tokens: readonly Token[], i: number): number {
    const end = tokens.findIndex((token, at) => at > i && token.kind === 'text');
    const name = tokens[end]?.value;
    const words = tokens.slice(i + 1, end).map(({ text }) => text);
    if (name === undefined || words.at(-1) !== 'from') throw new NotShown('an import');
    const module = name.replace(/^node:/, '');
    const names = words.slice(0, -1);
    for (const word of names) this.made.add(word);
    if (names[0] === '{') this.#taken(tokens.slice(i + 2, end - 2), module);
    else if (names.length === 1 || (names[0] === '*' && names[1] === 'as' && names.length === 3)) {
      const called = names.at(-1) as string;
      if (module in MODULES) this.modules.set(called, module);
      else if (/^\.\.?\//.test(module)) this.own.add(called);
      else this.foreign.add(called);
    } else throw new NotShown('an import');
    this.load(name, true);
    return end;
  }

  #parameters(tokens: readonly Token[], arrow: number): void {
    const before = tokens[arrow - 1];
    if (before?.kind === 'name') this.made.add(before.text);
    if (!isMark(before, ')')) return;
    for (const { kind, text } of tokens.slice(opening(tokens, arrow - 1), arrow))
      if (kind === 'name') this.made.add(text);
  }

  #function(name: string): void {
    this.made.add(name);
    if (this.#once(name)) this.functions.add(name);
  }

  /** Whether a name is made in one place, and used to no other end than to be read or called. */
  #once(name: string): boolean {
    let made = 0;
    for (const tokens of this.sequences)
      tokens.forEach((token, i) => {
        if (token.kind !== 'name' || token.text !== name || isMark(tokens[i - 1], '.')) return;
        const before = tokens[i - 1];
        const declared = isName(before) && /^(?:const|let|var|function)$/.test(before?.text ?? '');
        const changed =
          tokens[i + 1]?.kind === 'mark' &&
          /^(?:[-+*/%&|^]?=|\+\+|--|=>|\?\?=|&&=|\|\|=)$/.test(tokens[i + 1]?.text ?? '');
        if (declared || changed) made++;
        else if (!isMark(tokens[i + 1], '(') && isParameter(tokens, i)) made++;
      });
    return made <= 1;
  }

  /** Notes what loading a module does; whether what it gives may be shown only. */
  protected load(name: string, declared: boolean): boolean {
    const module = name.replace(/^node:/, '');
    if (module in MODULES) return false;
    if (OF_PLATFORM.has(module.split('/')[0] as string) || name.startsWith('node:'))
      throw new NotShown(module);
    const file = /^[./]/.test(module);
    if (/\.json$/.test(module)) {
      if (file) this.effects.push({ kind: 'read', path: knownWord(module) });
      return false;
    }
    this.effects.push({ kind: 'execute', path: file ? knownWord(module) : undefined });
    return !declared;
  }
}
