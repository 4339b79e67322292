import { defineConvention } from './define.js';
import type { Shown } from './define.js';

/** What make itself sets. */
const BUILT_IN: readonly (readonly [string, string])[] = [
  ['MAKE', 'make'],
  ['CC', 'cc'],
  ['CXX', 'c++'],
  ['AR', 'ar'],
  ['RM', 'rm -f'],
  ['CURDIR', '.'],
];
/** In quotes or out of them, a variable of the shell that nobody has set. */
const UNKNOWN = '$UNKNOWN';
const MAX_DEPTH = 8;
const MAX_LENGTH = 64 * 1024;
const MAX_STEPS = 5_000;

export const makefile = defineConvention({
  programs: ['make', 'gmake', 'bmake', 'remake'],
  files: /^(?:GNUmakefile|[Mm]akefile|.*\.mk)$/,
  flags: ['f', 'file', 'makefile'],
  read: (text) => new Makefile(text).shown(),
});

/** The recipes of a makefile, with its own variables put in. */
class Makefile {
  readonly #scripts: string[] = [];
  readonly #variables = new Map<string, string>(BUILT_IN);
  #doubt: string | undefined;
  #steps = 0;
  #targets: readonly string[] = [];
  #needs: readonly string[] = [];

  constructor(private readonly text: string) {}

  shown(): Shown {
    for (const line of this.text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) this.#line(line);
    return { scripts: this.#scripts, ...(this.#doubt !== undefined && { doubt: this.#doubt }) };
  }

  #line(line: string): void {
    if (line.startsWith('\t')) return this.#recipe(line);
    const assigned = /^\s*(?:export\s+|override\s+)*([\w.]+)\s*(?:[:?+]{0,2}=|!=)\s*(.*)$/.exec(line);
    if (assigned !== null) return this.#assign(assigned[1] as string, assigned[2] as string, line);
    const rule = /^([^#=:\s][^#=:]*):{1,2}(?!=)([^;]*)(?:;(.*))?$/.exec(line);
    if (rule === null) return void this.#expand(line, 0);
    this.#targets = wordsOf(this.#expand(rule[1] as string, 0));
    this.#needs = wordsOf(this.#expand(rule[2] as string, 0));
    if (rule[3] !== undefined) this.#recipe(rule[3]);
  }

  #assign(name: string, value: string, line: string): void {
    if (name === 'SHELL' || name === '.SHELLFLAGS')
      this.#doubt = 'its recipes are run by a shell that it names';
    if (line.includes('!=')) this.#scripts.push(this.#expand(value, 0));
    else this.#expand(value, 0);
    this.#variables.set(name, value);
  }

  #recipe(line: string): void {
    const script = this.#expand(line.trim().replace(/^[@+-][@+\s-]*/, ''), 0);
    if (script !== '') this.#scripts.push(script);
  }

  /** What is left of make's own `$` is written as a variable of the shell that nobody has set. */
  #expand(text: string, depth: number): string {
    if (depth > MAX_DEPTH || text.length > MAX_LENGTH || ++this.#steps > MAX_STEPS) return this.#lost();
    return text.replace(/\$(?:\$|\(((?:[^()]|\([^()]*\))*)\)|\{([^{}]*)\}|(.))/g, (_, round, curly, sign) => {
      if (sign === undefined && round === undefined && curly === undefined) return '$';
      return this.#value(String(round ?? curly ?? sign), depth + 1);
    });
  }

  #lost(): string {
    this.#doubt = 'its variables come to more than anybody reads';
    return UNKNOWN;
  }

  #value(name: string, depth: number): string {
    if (name === '@' || name === '@D' || name === '@F') return this.#targets[0] ?? UNKNOWN;
    if (name === '<') return this.#needs[0] ?? UNKNOWN;
    if (name === '^' || name === '+' || name === '?') return this.#needs.join(' ');
    if (name.startsWith('shell ')) this.#scripts.push(this.#expand(name.slice(6), depth));
    const value = this.#variables.get(name);
    return value === undefined ? UNKNOWN : this.#expand(value, depth);
  }
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '' && word !== '|');
}
