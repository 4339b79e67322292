/** A node of the tree that the parser gives: its kind is the name of its class. */
export interface Node {
  readonly nodeID: number;
  readonly [field: string]: unknown;
}

/** `CallNode` is `Call`. */
export const typeOf = (node: Node): string => node.constructor.name.slice(0, -4);

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'nodeID' in value;

const kids = new WeakMap<Node, readonly Node[]>();

/** The nodes that stand directly in one. */
export function kidsOf(node: Node): readonly Node[] {
  const known = kids.get(node);
  if (known !== undefined) return known;
  const found: Node[] = [];
  for (const value of Object.values(node)) {
    if (isNode(value)) found.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) found.push(item);
  }
  kids.set(node, found);
  return found;
}

/** Calls back for every node, the outer ones first. */
export function walk(node: Node, visit: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  visit(node, parent);
  for (const kid of kidsOf(node)) walk(kid, visit, node);
}

export function child(node: Node | undefined, field: string): Node | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}

export const listOf = (node: Node | undefined, field: string): readonly Node[] =>
  Array.isArray(node?.[field]) ? (node[field] as unknown[]).filter(isNode) : [];

export const nameOf = (node: Node | undefined): string =>
  typeof node?.['name'] === 'string' ? node['name'] : '';
export const is = (node: Node | undefined, ...types: readonly string[]): boolean =>
  node !== undefined && types.includes(typeOf(node));

/** What is given to a call, behind its block too. */
export const argumentsOf = (call: Node): readonly Node[] => listOf(child(call, 'arguments_'), 'arguments_');

/** What is given without names, and the pairs that are given by name. */
export function given(call: Node): { readonly plain: readonly Node[]; readonly named: readonly Node[] } {
  const all = argumentsOf(call);
  return {
    plain: all.filter((one) => !is(one, 'KeywordHash')),
    named: all.flatMap((one) => (is(one, 'KeywordHash') ? listOf(one, 'elements') : [])),
  };
}

/** The text of a constant string or symbol. */
export function textOf(node: Node | undefined): string | undefined {
  if (!is(node, 'String', 'Symbol', 'XString')) return undefined;
  const { value, validEncoding } = (node?.['unescaped'] ?? {}) as { value?: string; validEncoding?: boolean };
  return validEncoding === false ? undefined : value;
}

/** `key:` of a pair. */
export const keyOf = (pair: Node): string | undefined =>
  is(pair, 'Assoc') ? textOf(child(pair, 'key')) : undefined;

/** `A::B` where nothing but constants stands in it. */
export function constantName(node: Node | undefined): string | undefined {
  if (is(node, 'ConstantRead', 'ConstantWrite', 'ConstantTarget')) return nameOf(node);
  if (!is(node, 'ConstantPath')) return undefined;
  const parent = child(node, 'parent');
  const before = parent === undefined ? '' : constantName(parent);
  if (before === undefined) return undefined;
  return before === '' ? nameOf(node) : `${before}::${nameOf(node)}`;
}

export const isSelf = (node: Node | undefined): boolean => node === undefined || is(node, 'Self');

/** The parameters of a block, lambda or method, in their order; undefined where one is no plain name. */
export function parametersOf(node: Node | undefined): readonly Node[] {
  const list = child(node, 'parameters');
  const inner = is(list, 'BlockParameters') ? child(list, 'parameters') : list;
  return listOf(inner, 'requireds');
}
