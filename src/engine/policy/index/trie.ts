import type { CapabilityPattern } from '../capability-pattern.js';
import { matchGlob } from '../text/glob.js';

/** A list that is filled again for every request, without giving its memory back. */
export class Found<T> {
  readonly items: T[] = [];
  count = 0;

  push(item: T): void {
    this.items[this.count++] = item;
  }
}

/**
 * Capability patterns as a tree of segments. A request walks down it once and collects what stands at each pattern that
 * covers it: whole segments by hash, globs by their fixed beginning or end.
 */
export class CapabilityTrie<T> {
  readonly #root = new Node<T>();
  /** Patterns without a star, of just so many segments: most of them, and found by one look. */
  readonly #whole = new Map<string, T>();

  /** What stands at a pattern, made when it is first asked for. */
  at(pattern: CapabilityPattern, make: () => T): T {
    const text = pattern.segments.join('.');
    if (pattern.kind === 'exact' && !text.includes('*')) {
      let whole = this.#whole.get(text);
      if (whole === undefined) this.#whole.set(text, (whole = make()));
      return whole;
    }
    let node = this.#root;
    for (const segment of pattern.segments) node = node.child(segment);
    return (node[pattern.kind] ??= make());
  }

  /** Patterns that cover a request of three segments or more. */
  covering(capability: string, segments: readonly string[], out: Found<T>): void {
    const whole = this.#whole.get(capability);
    if (whole !== undefined) out.push(whole);
    collect(this.#root, segments, 0, out);
  }

  /** Patterns that cover some completion of a request whose scope is not given. */
  coveringSome(capability: string, segments: readonly string[], out: Found<T>): void {
    for (const [text, whole] of this.#whole) if (text.startsWith(`${capability}.`)) out.push(whole);
    descend(this.#root, segments, 0, out, (node) => collectAll(node, out));
  }

  /** Patterns that cover every completion: those that end in an open or a starred place. */
  coveringEvery(segments: readonly string[], out: Found<T>): void {
    descend(this.#root, segments, 0, out, (node) => {
      if (node.open !== undefined) out.push(node.open);
      if (node.tail !== undefined) out.push(node.tail);
      // One segment stands for at least two more, so that `a.*.*` covers all of `a`.
      if (segments.length === 1 && node.star?.tail !== undefined) out.push(node.star.tail);
    });
  }
}

class Node<T> {
  literal: Map<string, Node<T>> | undefined;
  star: Node<T> | undefined;
  globs: GlobEdges<T> | undefined;
  open: T | undefined;
  tail: T | undefined;
  exact: T | undefined;

  child(segment: string): Node<T> {
    if (segment === '*') return (this.star ??= new Node());
    if (segment.includes('*')) return (this.globs ??= new GlobEdges()).child(segment);
    this.literal ??= new Map();
    let node = this.literal.get(segment);
    if (node === undefined) this.literal.set(segment, (node = new Node()));
    return node;
  }
}

/** Globs inside a segment, found by the longer of their fixed ends. */
class GlobEdges<T> {
  readonly #nodes = new Map<string, Node<T>>();
  readonly #byPrefix = new Map<number, Map<string, string[]>>();
  readonly #bySuffix = new Map<number, Map<string, string[]>>();
  readonly #other: string[] = [];

  child(glob: string): Node<T> {
    let node = this.#nodes.get(glob);
    if (node === undefined) {
      this.#nodes.set(glob, (node = new Node()));
      this.#index(glob);
    }
    return node;
  }

  #index(glob: string): void {
    const prefix = glob.slice(0, glob.indexOf('*'));
    const suffix = glob.slice(glob.lastIndexOf('*') + 1);
    if (prefix === '' && suffix === '') this.#other.push(glob);
    else if (prefix.length >= suffix.length) addGlob(this.#byPrefix, prefix, glob);
    else addGlob(this.#bySuffix, suffix, glob);
  }

  matching(segment: string, visit: (node: Node<T>) => void): void {
    const test = (globs: readonly string[] | undefined): void => {
      for (const glob of globs ?? []) if (matchGlob(glob, segment)) visit(this.#nodes.get(glob) as Node<T>);
    };
    for (const [length, globs] of this.#byPrefix) test(globs.get(segment.slice(0, length)));
    for (const [length, globs] of this.#bySuffix) test(globs.get(segment.slice(-length)));
    test(this.#other);
  }

  all(visit: (node: Node<T>) => void): void {
    for (const node of this.#nodes.values()) visit(node);
  }
}

function addGlob(table: Map<number, Map<string, string[]>>, fixed: string, glob: string): void {
  let globs = table.get(fixed.length);
  if (globs === undefined) table.set(fixed.length, (globs = new Map()));
  const list = globs.get(fixed);
  if (list === undefined) globs.set(fixed, [glob]);
  else list.push(glob);
}

function collect<T>(node: Node<T>, segments: readonly string[], index: number, out: Found<T>): void {
  if (node.open !== undefined) out.push(node.open);
  if (index === segments.length) {
    if (node.exact !== undefined) out.push(node.exact);
    return;
  }
  if (node.tail !== undefined) out.push(node.tail);
  const segment = segments[index] as string;
  const literal = node.literal?.get(segment);
  if (literal !== undefined) collect(literal, segments, index + 1, out);
  if (node.star !== undefined) collect(node.star, segments, index + 1, out);
  node.globs?.matching(segment, (child) => collect(child, segments, index + 1, out));
}

/** Collects on the way to where the request ends, and hands over the nodes there. */
function descend<T>(
  node: Node<T>,
  segments: readonly string[],
  index: number,
  out: Found<T>,
  end: (node: Node<T>) => void,
): void {
  if (index === segments.length) return end(node);
  if (node.open !== undefined) out.push(node.open);
  if (node.tail !== undefined) out.push(node.tail);
  const segment = segments[index] as string;
  const literal = node.literal?.get(segment);
  if (literal !== undefined) descend(literal, segments, index + 1, out, end);
  if (node.star !== undefined) descend(node.star, segments, index + 1, out, end);
  node.globs?.matching(segment, (child) => descend(child, segments, index + 1, out, end));
}

function collectAll<T>(node: Node<T>, out: Found<T>): void {
  for (const item of [node.open, node.tail, node.exact]) if (item !== undefined) out.push(item);
  for (const child of node.literal?.values() ?? []) collectAll(child, out);
  if (node.star !== undefined) collectAll(node.star, out);
  node.globs?.all((child) => collectAll(child, out));
}
