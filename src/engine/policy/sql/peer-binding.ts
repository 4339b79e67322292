/**
 * Where `node-sql-parser` binds signs otherwise than databases do. To it, for MySQL and SQLite, AND and OR are of one rank, so
 * that of `a OR b AND c` it takes `a OR b` together; and `NOT (x) < 5` denies `x` alone. As every bracket is noted in the
 * tree, the words can be put in their order again, and bound as they are.
 */

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const signOf = (node: Node): string => String(node['operator']).toUpperCase();

const isBare = (value: unknown): value is Node =>
  isNode(value) && value['type'] === 'binary_expr' && value['parentheses'] !== true;

const isJoin = (node: Node): boolean => /^(?:AND|OR|&&)$/.test(signOf(node));

/** Binds the conditions in a tree as databases do, in place. */
export function bindConditions(tree: unknown): void {
  const open: unknown[] = [tree];
  const inside = new Set<Node>();
  while (open.length > 0) {
    const node = open.pop();
    if (!isNode(node)) continue;
    if (node['type'] === 'binary_expr') bind(node, inside);
    for (const name in node) if (isNode(node[name])) open.push(node[name]);
  }
}

function bind(node: Node, inside: Set<Node>): void {
  if (isJoin(node)) {
    if (!inside.has(node)) joinByRank(node, inside);
    return;
  }
  if (takeNot(node) || takeIsNot(node)) return;
  if (bindsOtherwise(node)) node['type'] = 'unranked_expr';
}

/** AND binds more closely than OR. */
function joinByRank(root: Node, inside: Set<Node>): void {
  const [operands, signs] = chainOf(root, inside);
  if (!signs.includes('OR') || signs.every((sign) => sign === 'OR')) return;
  const groups: unknown[] = [];
  operands.forEach((operand, i) => {
    if (i === 0 || signs[i - 1] === 'OR') groups.push(operand);
    else groups.push(joined('AND', groups.pop(), operand, inside));
  });
  const last = groups.pop();
  const first = groups.reduce((left, right) => joined('OR', left, right, inside));
  Object.assign(root, { operator: 'OR', left: first, right: last });
}

function joined(operator: string, left: unknown, right: unknown, inside: Set<Node>): Node {
  const node = { type: 'binary_expr', operator, left, right };
  inside.add(node);
  return node;
}

/** What a chain joins without brackets, in the order of the text, and the signs between. */
function chainOf(root: Node, inside: Set<Node>): readonly [operands: unknown[], signs: string[]] {
  const operands: unknown[] = [];
  const signs: string[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const item = open.pop();
    if (typeof item === 'string') signs.push(item === '&&' ? 'AND' : item);
    else if (item === root || (isBare(item) && isJoin(item))) {
      const node = item as Node;
      inside.add(node);
      open.push(node['right'], signOf(node), node['left']);
    } else operands.push(item);
  }
  return [operands, signs];
}

/** `NOT (x)` is read as if NOT were a function. */
function givenToNot(node: unknown): readonly unknown[] | undefined {
  if (!isNode(node) || node['type'] !== 'function' || node['parentheses'] === true) return undefined;
  const words = (node['name'] as Node | undefined)?.['name'];
  const word: unknown = Array.isArray(words) ? (words[0] as Node | undefined)?.['value'] : undefined;
  const given = (node['args'] as Node | undefined)?.['value'];
  return /^NOT$/i.test(String(word)) && Array.isArray(given) ? given : undefined;
}

/** Takes away the NOT with which a side of a sign begins; whether there was one. */
function takeFirstNot(root: Node, side: 'left' | 'right'): boolean {
  let node = root;
  let at: string = side;
  for (let next = node[at]; isBare(next); next = node[at]) {
    node = next;
    at = 'left';
  }
  const given = givenToNot(node[at]);
  if (given === undefined) return false;
  const [only, ...more] = given;
  const alone = more.length === 0 && isNode(only);
  if (alone) only['parentheses'] = true;
  node[at] = alone ? only : { type: 'expr_list', value: given, parentheses: true };
  return true;
}

/** Of a comparison that begins with `NOT (x)` the NOT is about all of it. */
function takeNot(root: Node): boolean {
  if (!takeFirstNot(root, 'left')) return false;
  const expr = { ...root, parentheses: false };
  for (const name of ['left', 'right']) delete root[name];
  Object.assign(root, { type: 'unary_expr', operator: 'NOT', expr });
  return true;
}

/** `x IS NOT (y)`. */
function takeIsNot(root: Node): boolean {
  if (signOf(root) !== 'IS' || !takeFirstNot(root, 'right')) return false;
  root['operator'] = 'IS NOT';
  return true;
}

/** Signs of which each line has a rank of its own in some database. */
const RANKS: readonly RegExp[] = [
  /^(?:[-+*/%]|DIV|MOD)$/,
  /^<<$/,
  /^>>$/,
  /^&$/,
  /^\|$/,
  /^\^$/,
  /^[<>]=?$/,
  /^(?:=|==|<>|!=|<=>|IS|IS NOT|(?:NOT )?(?:IN|LIKE|GLOB|REGEXP|RLIKE|MATCH))$/,
];
const FIRST_TEST = RANKS.length - 2;

const rankOf = (node: Node): number => RANKS.findIndex((rank) => rank.test(signOf(node)));

/** `a | 3 * 2`, `1 <> a < 5`: of such signs side by side nobody here says which comes first. */
function bindsOtherwise(node: Node): boolean {
  const own = rankOf(node);
  return [node['left'], node['right']].some((side) => {
    const other = isBare(side) ? rankOf(side) : -1;
    const tests = [own, other].filter((rank) => rank >= FIRST_TEST).length;
    return own >= 0 && other >= 0 && own !== other && tests !== 1;
  });
}
