import { knownCall, operation } from './condition-calls.js';
import { ALWAYS, call, FIXED, value } from './condition-expr.js';
import type { Expr, Juggles } from './condition-expr.js';
import { holdsAlways } from './condition.js';
import { SOME_TEXT } from './lexer.js';
import type { PeerDialect } from './lexer.js';
import { isSaid } from './peer-tree.js';
import type { Tree } from './peer-tree.js';

/** As `pgHoldsAlways`, for the trees of the other dialects: whether a condition restricts nothing to some rows. */
export function peerHoldsAlways(condition: unknown, table: string, dialect: PeerDialect): boolean {
  if (condition === null || condition === undefined) return true;
  return holdsAlways(peerExpr(condition, table), table, JUGGLES[dialect]);
}

/** How texts and numbers are told apart in each. */
const JUGGLES: Readonly<Record<PeerDialect, Juggles>> = {
  mysql: 'everywhere',
  sqlite: 'in sums',
  tsql: 'never',
};

export function peerExpr(condition: unknown, table: string): Expr {
  return toExpr(condition, table, 0);
}

const MAX_DEPTH = 300;

function toExpr(node: unknown, table: string, depth: number): Expr {
  if (typeof node !== 'object' || node === null) return FIXED;
  const tree = node as Tree;
  const read = depth > MAX_DEPTH ? undefined : READERS[String(tree['type'])];
  return read?.(tree, table, depth + 1) ?? unfollowed(node);
}

function unfollowed(node: unknown): Expr {
  const shape = JSON.stringify(node);
  return /"type":"column_ref"/.test(shape) ? { op: 'varies', shape } : FIXED;
}

type Read = (tree: Tree, table: string, depth: number) => Expr | undefined;

const text: Read = ({ value: said }) =>
  typeof said === 'string' && said !== SOME_TEXT ? value(said) : FIXED;

/** SQLite's other names of one column. */
const ROW_IDS = /^(?:_rowid_|oid)$/i;

const READERS: Readonly<Record<string, Read>> = {
  number: ({ value: said }) => value(Number(said)),
  bigint: ({ value: said }) => value(Number(said)),
  bool: ({ value: said }) => value(said === true),
  null: () => value(null),
  single_quote_string: text,
  string: text,
  column_ref: ({ column }) =>
    typeof column === 'string' && !column.startsWith('@')
      ? { op: 'column', name: ROW_IDS.test(column) ? 'rowid' : column }
      : FIXED,
  unary_expr({ operator, expr }, table, depth) {
    const inner = toExpr(expr, table, depth);
    if (/^(?:NOT|!)$/i.test(String(operator))) return call('not', inner);
    return operator === '-' ? call('minus', inner) : undefined;
  },
  cast: ({ expr }, table, depth) => toExpr(expr, table, depth),
  case({ expr, args }, table, depth) {
    const subject = expr === null || expr === undefined ? undefined : toExpr(expr, table, depth);
    const items = (args as readonly Tree[]).flatMap(({ type, cond, result }) => {
      const test = toExpr(cond, table, depth);
      if (type === 'else') return [toExpr(result, table, depth)];
      return [subject === undefined ? test : call('=', subject, test), toExpr(result, table, depth)];
    });
    return call('case', ...items, ...(items.length % 2 === 0 ? [value(null)] : []));
  },
  expr_list: ({ value: items }, table, depth) => call('row', ...list(items, table, depth)),
  function: calls,
  binary_expr: binary,
};

function list(items: unknown, table: string, depth: number): Expr[] {
  return ((items ?? []) as readonly unknown[]).map((item) => toExpr(item, table, depth));
}

function calls({ name, args }: Tree, table: string, depth: number): Expr | undefined {
  const [word] = ((name as Tree | undefined)?.['name'] ?? []) as readonly { value?: unknown }[];
  const items = ((args as Tree | undefined)?.['value'] ?? []) as readonly unknown[];
  const query = (items[0] as { ast?: Tree } | undefined)?.ast;
  if (/^EXISTS$/i.test(String(word?.value)) && query !== undefined)
    return asksOutside(query) ? undefined : FIXED;
  return knownCall(String(word?.value), list(items, table, depth));
}

/** Whether a query names a table that is not its own; names without one are those of its tables, if it has any. */
function asksOutside(query: Tree): boolean {
  const own = new Set<unknown>();
  const named: unknown[] = [];
  walk(query, (tree) => {
    if (tree['type'] === 'column_ref') named.push(tree['table'] ?? undefined);
    for (const item of (Array.isArray(tree['from']) ? tree['from'] : []) as readonly Tree[])
      own.add(item['as'] ?? item['table']);
  });
  return named.some((name) => (name === undefined ? own.size === 0 : !own.has(name)));
}

function walk(node: unknown, visit: (tree: Tree) => void, depth = 0): void {
  if (typeof node !== 'object' || node === null || depth > 1_000) return;
  visit(node as Tree);
  for (const item of Object.values(node)) walk(item, visit, depth + 1);
}

const JOINS: ReadonlyMap<string, string> = new Map([
  ...(['OR', '||'] as const).map((sign) => [sign, 'or'] as const),
  ...(['AND', '&&'] as const).map((sign) => [sign, 'and'] as const),
]);
/** What most conditions are made of. */
const COMPARES: ReadonlySet<string> = new Set(['=', '<', '>', '<=', '>=']);

function binary(tree: Tree, table: string, depth: number): Expr | undefined {
  const sign = String(tree['operator']).toUpperCase();
  const join = JOINS.get(sign);
  if (join !== undefined) return call(join, ...chain(tree, sign).map((item) => toExpr(item, table, depth)));
  const left = toExpr(tree['left'], table, depth);
  const right = tree['right'] as Tree | undefined;
  if (COMPARES.has(sign)) return call(sign, left, toExpr(right, table, depth));
  if (/^(?:NOT )?IN$/.test(sign)) return negated(sign, isIn(left, right, table, depth));
  if (/^(?:NOT )?BETWEEN$/.test(sign)) {
    const [low = FIXED, high = FIXED] = list(right?.['value'], table, depth);
    return negated(sign, call('and', call('>=', left, low), call('<=', left, high)));
  }
  const other = toExpr(right, table, depth);
  if (/^IS(?: NOT)?$/.test(sign)) {
    const test =
      other.op === 'value' && other.value === null ? call('isnull', left) : call('same', left, other);
    return sign === 'IS' ? test : call('not', test);
  }
  // In SQLite, which has no such word, it stands for one that the parser does not know.
  return /^NOT RLIKE$/.test(sign) ? call('not', call('glob', left, other)) : operation(sign, left, other);
}

/** The items of `a OR b OR c`, which stand in each other from the left. */
function chain(tree: Tree, sign: string): unknown[] {
  const items: unknown[] = [];
  let node: unknown = tree;
  while (String((node as Tree | null)?.['operator']).toUpperCase() === sign) {
    items.unshift((node as Tree)['right']);
    node = (node as Tree)['left'];
  }
  return [node, ...items];
}

function negated(sign: string, expr: Expr | undefined): Expr | undefined {
  return expr === undefined || !sign.startsWith('NOT ') ? expr : call('not', expr);
}

function isIn(left: Expr, right: Tree | undefined, table: string, depth: number): Expr | undefined {
  const items = (right?.['value'] ?? []) as readonly unknown[];
  const query = (items[0] as { ast?: Tree } | undefined)?.ast;
  if (query === undefined) return call('in', left, ...list(items, table, depth));
  return left.op === 'column' && givesAll(query, left.name, table, depth) ? ALWAYS : undefined;
}

/** Whether a query gives a column of every row of the table that is changed. */
function givesAll(query: Tree, column: string, table: string, depth: number): boolean {
  if (depth > MAX_DEPTH) return true;
  const { from, where, having, limit, top, columns, distinct: _, _next: next } = query;
  const [source, ...others] = (from ?? []) as readonly Tree[];
  if (others.length > 0 || source === undefined || next !== undefined) return false;
  if (isSaid(having) || isSaid(top) || isLimit(limit)) return false;
  if (isSaid(where) && !holdsAlways(toExpr(where, table, depth + 1), table)) return false;
  const [item, ...rest] = (columns === '*' ? [] : (columns ?? [])) as readonly { expr?: Tree }[];
  const given = item?.expr?.['column'];
  if (rest.length > 0 || (item !== undefined && typeof given !== 'string')) return false;
  const name = given === undefined || given === '*' ? column : String(given);
  const inner = (source['expr'] as { ast?: Tree } | undefined)?.ast;
  if (inner !== undefined) return givesAll(inner, name, table, depth + 1);
  return source['table'] === table && name === column;
}

const MANY = 10_000;

function isLimit(limit: unknown): boolean {
  const [first] = ((limit as Tree | null)?.['value'] ?? []) as readonly { value?: unknown }[];
  return first !== undefined && !(typeof first.value === 'number' && first.value >= MANY);
}
