import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, Pair, ParsedNode, YAMLMap } from 'yaml';
import { PolicyError } from '../model/errors.js';
import type { PolicyErrorCode, Problem, SourcePosition } from '../model/errors.js';

/** Limits on what is read. They bound time and memory on hostile files; the defaults are the language's. */
export interface ReadLimits {
  /** Size of the text in UTF-16 units. */
  readonly bytes: number;
  /** Depth of nested collections. */
  readonly depth: number;
  /** Values that aliases may add. */
  readonly aliasNodes: number;
}

export const DEFAULT_READ_LIMITS: ReadLimits = { bytes: 1024 * 1024, depth: 64, aliasNodes: 10_000 };

export type PathKey = string | number;

/** A YAML text as plain values, that can still say where each of them stands. */
export interface SourceTree {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** Where the value (or its key) at `path` stands; the nearest parent where the path leads nowhere. */
  locate(path: readonly PathKey[], part?: 'key' | 'value'): { position: SourcePosition; length: number };
  /** The part of the tree below `path`, with its positions. */
  at(path: readonly PathKey[]): SourceTree;
  problem(
    code: PolicyErrorCode,
    path: readonly PathKey[],
    message: string,
    options?: ProblemOptions,
  ): Problem;
}

export interface ProblemOptions {
  readonly help?: string | undefined;
  readonly part?: 'key' | 'value';
  /** Moves the position into the value, as for a place inside a pattern. */
  readonly shift?: number;
}

/** The text of one line (from 1), without its break; empty where there is none. */
export function lineOf(text: string, line: number): string {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return '';
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}

/**
 * Reads one YAML 1.2 document. Nothing in it is trusted: depth, size and aliases are bounded.
 * @throws PolicyError with every problem that the parser found.
 */
export function readYaml(text: string, file: string, limits: Partial<ReadLimits> = {}): SourceTree {
  const bounds = { ...DEFAULT_READ_LIMITS, ...limits };
  if (text.length > bounds.bytes) {
    throw new PolicyError([atStart(file, 'too_large', `the file is over ${bounds.bytes} bytes`)]);
  }
  const lines = new LineCounter();
  // The parser's own check for duplicate keys compares all pairs, and its pretty errors count lines anew each
  // time: both are quadratic on a hostile file, so both are done here.
  const document = parseDocument(text.replace(/^\uFEFF/, ' '), {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  });
  const where = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const problems = faults.slice(0, 50).map((fault): Problem => {
      const deep = fault.code === 'RESOURCE_EXHAUSTION';
      const message = deep ? 'the file is nested too deeply' : parserMessage(fault.message);
      return { code: deep ? 'too_deep' : 'syntax', message, position: where(fault.pos[0]), length: 1 };
    });
    throw new PolicyError(problems as [Problem, ...Problem[]]);
  }
  const reader = new Reader(where, bounds);
  const value = reader.read(document.contents as ParsedNode | null);
  if (reader.problems.length > 0) throw new PolicyError(reader.problems as [Problem, ...Problem[]]);
  return new Tree(file, text, where, document.contents as ParsedNode | null, value, reader.anchors);
}

function atStart(file: string, code: PolicyErrorCode, message: string): Problem {
  return { code, message, position: { file, line: 1, column: 1 }, length: 1 };
}

/** The parser's messages start with a capital and may quote lines of the file. */
function parserMessage(message: string): string {
  const first = message.split('\n', 1)[0] ?? message;
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/[.:]$/, '');
}

/** Turns parser nodes into plain values, with duplicate keys, aliases and depth under control. */
class Reader {
  readonly problems: Problem[] = [];
  readonly anchors = new Map<string, Node>();
  #depth = 0;
  #insideAlias = 0;
  #aliasNodes = 0;
  readonly #open = new Set<string>();

  constructor(
    private readonly where: (offset: number) => SourcePosition,
    private readonly limits: ReadLimits,
  ) {}

  read(node: Node | null): unknown {
    if (node === null) return null;
    if (isAlias(node)) return this.#alias(node.source, node);
    if (node.anchor !== undefined && this.#insideAlias === 0) this.anchors.set(node.anchor, node);
    if (this.#insideAlias > 0 && ++this.#aliasNodes > this.limits.aliasNodes) {
      return this.#fail('alias_bomb', node, 'aliases make the file grow beyond its limit');
    }
    if (isScalar(node))
      return isPlainScalar(node.value)
        ? node.value
        : this.#fail('syntax', node, 'a value of this type is not supported');
    if (!isMap(node) && !isSeq(node)) return null;
    if (this.#depth >= this.limits.depth) {
      return this.#fail('too_deep', node, `collections are nested over ${this.limits.depth} deep`);
    }
    this.#depth++;
    const value = isMap(node) ? this.#map(node) : node.items.map((item) => this.read(item as Node | null));
    this.#depth--;
    return value;
  }

  #map(node: YAMLMap): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const key = keyText(pair.key);
      if (key === undefined || key === '__proto__') {
        const shown = key === undefined ? 'a collection' : `\`${key}\``;
        this.#fail('unknown_key', pair.key, `${shown} cannot be a key`);
      } else if (Object.hasOwn(value, key)) {
        this.#fail('duplicate_key', pair.key, `the key \`${key}\` stands here twice`);
      } else {
        value[key] = this.read(pair.value);
      }
    }
    return value;
  }

  #alias(name: string, node: Node): unknown {
    const target = this.anchors.get(name);
    if (target === undefined) return this.#fail('syntax', node, `no anchor \`${name}\` before this alias`);
    if (this.#open.has(name)) return this.#fail('alias_bomb', node, `the alias \`${name}\` contains itself`);
    if (this.#aliasNodes > this.limits.aliasNodes) return null;
    this.#open.add(name);
    this.#insideAlias++;
    const value = this.read(target);
    this.#insideAlias--;
    this.#open.delete(name);
    return value;
  }

  #fail(code: PolicyErrorCode, node: Node, message: string): null {
    if (
      this.problems.length < 50 &&
      !this.problems.some((problem) => problem.code === code && code === 'alias_bomb')
    ) {
      const [start, end] = node.range ?? [0, 1];
      this.problems.push({ code, message, position: this.where(start), length: Math.max(1, end - start) });
    }
    return null;
  }
}

function keyText(key: Node | null): string | undefined {
  if (key === null) return 'null';
  return isScalar(key) && isPlainScalar(key.value) ? String(key.value) : undefined;
}

/** Tags can make bytes, dates and symbols of a scalar. */
function isPlainScalar(value: unknown): boolean {
  return (
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  );
}

class Tree implements SourceTree {
  constructor(
    readonly file: string,
    readonly text: string,
    private readonly where: (offset: number) => SourcePosition,
    private readonly node: Node | null,
    readonly value: unknown,
    private readonly anchors: ReadonlyMap<string, Node>,
  ) {}

  locate(path: readonly PathKey[], part: 'key' | 'value' = 'value') {
    const [start, end] = this.#find(path, part)?.range ?? [0, 1];
    const position = this.where(start);
    const lineEnd = this.text.indexOf('\n', start);
    const stop = lineEnd < 0 ? end : Math.min(end, lineEnd);
    return { position, length: Math.max(1, stop - start) };
  }

  at(path: readonly PathKey[]): SourceTree {
    let value: unknown = this.value;
    for (const key of path) value = (value as Record<PathKey, unknown> | null)?.[key];
    return new Tree(this.file, this.text, this.where, this.#find(path, 'value'), value, this.anchors);
  }

  problem(
    code: PolicyErrorCode,
    path: readonly PathKey[],
    message: string,
    options: ProblemOptions = {},
  ): Problem {
    const { position, length } = this.locate(path, options.part ?? 'value');
    const shift = options.shift ?? 0;
    const moved = shift > 0 && shift < length ? { ...position, column: position.column + shift } : position;
    const help = options.help === undefined ? {} : { help: options.help };
    return { code, message, ...help, position: moved, length: shift > 0 && shift < length ? 1 : length };
  }

  #find(path: readonly PathKey[], part: 'key' | 'value'): Node | null {
    let node = this.#resolve(this.node);
    for (const [depth, key] of path.entries()) {
      const last = depth === path.length - 1;
      let next: Node | null | undefined;
      if (isMap(node)) {
        const pair = (node.items as Pair<Node, Node | null>[]).find(
          (item) => keyText(item.key) === String(key),
        );
        next = last && part === 'key' ? pair?.key : (pair?.value ?? pair?.key);
      } else if (isSeq(node)) {
        next = node.items[Number(key)] as Node | undefined;
      }
      if (next === undefined || next === null) return node;
      node = last ? next : this.#resolve(next);
    }
    return node;
  }

  #resolve(node: Node | null): Node | null {
    return isAlias(node) ? (this.anchors.get(node.source) ?? node) : node;
  }
}
