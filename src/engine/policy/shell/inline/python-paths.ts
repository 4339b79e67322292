import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import { closing, isMark, isName, NotShown, parted } from './tokens.js';
import type { Token } from './tokens.js';

type Paths = readonly Word[] | undefined;

const MAX_PATHS = 16;
/** Names by which files are told: the code must not give them another meaning. */
const FIXED = new Set(
  'Path PurePath pathlib glob iglob open str sorted list set tuple reversed sys os path json yaml shutil print ET'.split(
    ' ',
  ),
);

/** Which files expressions name, as far as the code itself says. */
export class PythonPaths {
  /** What each name is bound to. A name that is bound in any other way is spoiled. */
  readonly #bound = new Map<string, (readonly Token[])[]>();
  readonly #spoiled = new Set<string>();
  readonly #open = new Set<string>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly argv: readonly Word[],
  ) {
    this.#bindings();
    for (const name of [...this.#bound.keys(), ...this.#spoiled])
      if (FIXED.has(name)) throw new NotShown(`\`${name}\` is another`);
  }

  spoil(name: string): void {
    this.#spoiled.add(name);
  }

  /** The files that an expression may name; undefined where nobody can say. */
  of(tokens: readonly Token[]): Paths {
    const trimmed = tokens.filter(({ kind }) => kind !== 'line');
    const paths = this.#expression(trimmed);
    return paths === undefined || paths.length > MAX_PATHS ? undefined : paths;
  }

  #bindings(): void {
    let depth = 0;
    this.tokens.forEach((token, i) => {
      if (token.kind === 'mark' && /^[([{]$/.test(token.text)) depth++;
      else if (token.kind === 'mark' && /^[)\]}]$/.test(token.text)) depth--;
      else if (token.kind === 'mark' && token.text === ':=') this.#spoilAt(i - 1);
      else if (token.kind === 'mark' && depth === 0 && /^(?:[-+*/%@&|^]|\*\*|\/\/|>>|<<)=$/.test(token.text))
        this.#spoilAt(i - 1);
      else if (isMark(token, '=') && depth === 0) this.#assigned(i);
      else if (isName(token, 'for')) this.#loop(i);
      else if (isName(token, 'as')) this.#spoilAt(i + 1);
      else if (isName(token, 'def') || isName(token, 'lambda') || isName(token, 'class')) this.#parameters(i);
      else if (isName(token, 'global') || isName(token, 'del')) this.#line(i);
    });
  }

  #spoilAt(i: number): void {
    const token = this.tokens[i];
    if (token?.kind === 'name') this.#spoiled.add(token.text);
  }

  /** Every name from here to the end of the line, or to a mark. */
  #line(from: number, until = /^$/): void {
    for (let i = from + 1; i < this.tokens.length; i++) {
      const { kind, text } = this.tokens[i] as Token;
      if (kind === 'line' || (kind === 'mark' && until.test(text))) return;
      if (kind === 'name') this.#spoiled.add(text);
    }
  }

  #parameters(i: number): void {
    if (isName(this.tokens[i], 'lambda')) return this.#line(i, /^:$/);
    this.#spoilAt(i + 1);
    if (!isMark(this.tokens[i + 2], '(')) return;
    for (let at = i + 3; at < closing(this.tokens, i + 2); at++) this.#spoilAt(at);
  }

  #assigned(i: number): void {
    let start = i;
    while (start > 0 && this.tokens[start - 1]?.kind !== 'line') start--;
    const target = this.tokens.slice(start, i).filter(({ text }) => text !== ':');
    const name = target[0];
    let end = i + 1;
    while (end < this.tokens.length && this.tokens[end]?.kind !== 'line') {
      const mark = this.tokens[end] as Token;
      end = mark.kind === 'mark' && /^[([{]$/.test(mark.text) ? closing(this.tokens, end) + 1 : end + 1;
    }
    // `if x: name = …` on one line, `name: type = …`, and lists of names are not taken apart.
    if (target.length === 1 && name?.kind === 'name') this.#bind(name.text, this.tokens.slice(i + 1, end));
    else for (const token of target) if (token.kind === 'name') this.#spoiled.add(token.text);
  }

  #loop(i: number): void {
    const name = this.tokens[i + 1];
    if (name?.kind !== 'name' || !isName(this.tokens[i + 2], 'in')) return this.#until(i);
    let end = i + 3;
    while (end < this.tokens.length) {
      const { kind, text } = this.tokens[end] as Token;
      if (kind === 'mark' && /^[:)\]}]$/.test(text)) break;
      if (kind === 'name' && /^(?:if|for)$/.test(text)) break;
      end = kind === 'mark' && /^[([{]$/.test(text) ? closing(this.tokens, end) + 1 : end + 1;
    }
    this.#bind(name.text, this.tokens.slice(i + 3, end));
  }

  #until(from: number): void {
    for (let i = from + 1; i < this.tokens.length && !isName(this.tokens[i], 'in'); i++) this.#spoilAt(i);
  }

  #bind(name: string, tokens: readonly Token[]): void {
    this.#bound.set(name, [...(this.#bound.get(name) ?? []), tokens]);
  }

  #expression(tokens: readonly Token[]): Paths {
    const [first, second] = tokens;
    if (first === undefined) return undefined;
    if (tokens.length === 1) return this.#single(first);
    const divided = parted(tokens, '/');
    if (divided.length > 1) return this.#joined(divided);
    if ((isMark(first, '(') || isMark(first, '[')) && closing(tokens, 0) === tokens.length - 1)
      return this.#all(parted(tokens.slice(1, -1)));
    if (isName(first, 'sys') && isMark(second, '.') && isName(tokens[2], 'argv')) return this.#argv(tokens);
    return this.#call(tokens);
  }

  #single(token: Token): Paths {
    if (token.kind === 'text') return token.value === undefined ? undefined : [knownWord(token.value)];
    if (token.kind === 'number') return token.text === '0' ? [] : undefined;
    if (token.kind !== 'name' || this.#spoiled.has(token.text) || this.#open.has(token.text))
      return undefined;
    const bound = this.#bound.get(token.text);
    if (bound === undefined) return undefined;
    this.#open.add(token.text);
    const paths = this.#all(bound);
    this.#open.delete(token.text);
    return paths;
  }

  #all(parts: readonly (readonly Token[])[]): Paths {
    const found: Word[] = [];
    for (const part of parts) {
      const paths = part.length === 0 ? [] : this.of(part);
      if (paths === undefined) return undefined;
      found.push(...paths);
    }
    return found;
  }

  #joined(parts: readonly (readonly Token[])[]): Paths {
    let paths: Paths = this.of(parts[0] ?? []);
    for (const part of parts.slice(1)) {
      const next = this.of(part);
      paths = paths && next && joinAll(paths, next);
    }
    return paths;
  }

  /** `sys.argv[1]`, `sys.argv[1:]`: the words behind the code. */
  #argv(tokens: readonly Token[]): Paths {
    const inside = tokens
      .slice(4, -1)
      .map(({ text }) => text)
      .join('');
    if (!isMark(tokens[3], '[') || !/^[1-9]:?$/.test(inside)) return undefined;
    const at = Number(inside[0]) - 1;
    return inside.endsWith(':') ? this.argv.slice(at) : this.argv.slice(at, at + 1);
  }

  /** A call by which paths are made, or a method of a path by which others are. */
  #call(tokens: readonly Token[]): Paths {
    const last = tokens.length - 1;
    if (!isMark(tokens[last], ')')) return undefined;
    let open = last;
    for (let depth = 0; open >= 0; open--) {
      if (tokens[open]?.kind !== 'mark') continue;
      if (/^[)\]}]$/.test(tokens[open]?.text ?? '')) depth++;
      else if (/^[([{]$/.test(tokens[open]?.text ?? '') && --depth === 0) break;
    }
    const given = parted(tokens.slice(open + 1, last)).filter((part) => !isMark(part[1], '='));
    const head = tokens.slice(0, open);
    const name = head.map(({ text }) => text).join('');
    if (MAKES.test(name)) return given.length === 0 ? [knownWord('.')] : this.#joined(given);
    if (KEEPS.test(name)) return this.of(given[0] ?? []);
    if (/^(?:glob\.)?i?glob$/.test(name)) return this.of(given[0] ?? [])?.map(asPattern);
    const method = head.at(-1)?.text ?? '';
    if (!isMark(head.at(-2), '.')) return undefined;
    return this.#method(method, this.of(head.slice(0, -2)), given);
  }

  #method(method: string, base: Paths, given: readonly (readonly Token[])[]): Paths {
    if (method === 'resolve' || method === 'absolute') return base;
    if (method === 'iterdir') return base && joinAll(base, [asPattern(knownWord('*'))]);
    if (method !== 'glob' && method !== 'rglob') return undefined;
    const patterns = this.of(given[0] ?? []);
    return (
      base &&
      patterns &&
      joinAll(
        base,
        patterns.map((word) => asPattern(method === 'rglob' ? { ...word, text: `**/${word.text}` } : word)),
      )
    );
  }
}

const MAKES = /^(?:(?:pathlib\.)?(?:Pure)?Path|(?:os\.)?path\.join)$/;
const KEEPS = /^(?:str|sorted|list|set|tuple|reversed)$/;

const asPattern = (word: Word): Word => ({ ...word, glob: true });

function joinAll(bases: readonly Word[], names: readonly Word[]): readonly Word[] {
  return bases.flatMap((base) =>
    names.map((name) => ({
      ...name,
      text: name.text.startsWith('/') ? name.text : `${base.text.replace(/\/$/, '')}/${name.text}`,
      known: base.known && name.known,
      glob: base.glob || name.glob,
    })),
  );
}
