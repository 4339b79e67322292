import { knownCall, oneOf, operation } from './condition-calls.js';
import { AN_END, call, FIXED, ONE_OF_MANY, value, variesByRow } from './condition-expr.js';
import type { Expr, Juggles } from './condition-expr.js';
import { holdsAlways } from './condition.js';
import { functionEffects } from './functions.js';
import { SOME_TEXT } from './lexer.js';
import type { PeerDialect } from './lexer.js';
import { isQuery, mayGiveAll, readExists, readIn, readValue } from './peer-subquery.js';
import type { PeerTarget } from './peer-subquery.js';
import { low } from './peer-tree.js';
import type { Tree } from './peer-tree.js';

/** As `pgHoldsAlways`, for the trees of the other dialects: whether a condition restricts nothing to some rows. */
export function peerHoldsAlways(
  condition: unknown,
  table: string,
  dialect: PeerDialect,
  names?: ReadonlySet<string>,
): boolean {
  if (condition === null || condition === undefined) return true;
  if (dialect === 'mysql' && joinsLoosely(condition, 0)) return true;
  return holdsAlways(peerExpr(condition, table, names), table, JUGGLES[dialect], dialect !== 'sqlite');
}

/**
 * `id = 4 || 1`: by its settings MySQL takes the bars for OR or for putting texts together, and either binds otherwise than
 * the parser has it, as XOR does. What such a condition leaves out is not told.
 */
function joinsLoosely(node: unknown, depth: number): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (depth > MAX_DEPTH || /^(?:\|\||XOR)$/i.test(String((node as Tree)['operator']))) return true;
  return Object.values(node).some((item) => joinsLoosely(item, depth + 1));
}

/** How texts and numbers are told apart in each. */
const JUGGLES: Readonly<Record<PeerDialect, Juggles>> = {
  mysql: 'everywhere',
  sqlite: 'in sums',
  tsql: 'never',
};

export function peerExpr(condition: unknown, table: string, names?: ReadonlySet<string>): Expr {
  return toExpr(condition, { table, names: names ?? new Set([low(table)]) }, 0);
}

/** Whether a query may give something of every row of a table. */
export function peerMayGiveAll(query: Tree, table: string): boolean {
  return mayGiveAll(query, { table, names: new Set([low(table)]) }, reader(0));
}

const MAX_DEPTH = 300;

function toExpr(node: unknown, target: PeerTarget, depth: number): Expr {
  if (typeof node !== 'object' || node === null) return FIXED;
  const tree = node as Tree;
  const read = depth > MAX_DEPTH ? undefined : READERS[String(tree['type'])];
  if (read === undefined && isQuery(node)) return readValue(node, target, reader(depth)) ?? varying(node);
  return read?.(tree, target, depth + 1) ?? unfollowed(node);
}

/** How what stands inside a query is read. */
function reader(depth: number) {
  return (node: unknown, target: PeerTarget): Expr => toExpr(node, target, depth + 1);
}

function varying(node: unknown): Expr {
  return { op: 'varies', shape: JSON.stringify(node) };
}

/** If nothing in it differs, nobody chose its value, so that nearly all may lie beyond it. */
function unfollowed(node: unknown): Expr {
  return /"type":"column_ref"/.test(JSON.stringify(node)) ? varying(node) : AN_END;
}

type Read = (tree: Tree, target: PeerTarget, depth: number) => Expr | undefined;

const text: Read = ({ value: said }) =>
  typeof said === 'string' && said !== SOME_TEXT ? value(said) : FIXED;
const fixed: Read = () => FIXED;

/** What a cast makes of a value, as far as texts and numbers go. */
const KINDS: readonly (readonly [type: RegExp, kind: string])[] = [
  [/INT|REAL|FLOA|DOUB|NUMERIC|DECIMAL|SIGNED/i, 'number'],
  [/CHAR|TEXT|CLOB/i, 'text'],
  [/^TIME$/i, 'time_of'],
];

/** SQLite's other names of one column. */
const ROW_IDS = /^(?:_rowid_|oid)$/i;

const READERS: Readonly<Record<string, Read>> = {
  number: ({ value: said }) => value(Number(said)),
  bigint: ({ value: said }) => value(Number(said)),
  bool: ({ value: said }) => value(said === true),
  null: () => value(null),
  single_quote_string: text,
  string: text,
  param: fixed,
  var: fixed,
  // Either the sign of a parameter, or a word as `DAY`.
  origin: ({ value: said }) => (/^[a-z_]+$/i.test(String(said)) ? value(String(said)) : FIXED),
  'of another table': () => ONE_OF_MANY,
  column_ref: ({ column, table: of }, { names, inside }) => {
    if (typeof column !== 'string' || column.startsWith('@')) return FIXED;
    const elsewhere =
      typeof of === 'string' && of !== '' ? !names.has(low(of)) && inside === true : inside === true;
    if (elsewhere) return ONE_OF_MANY;
    return { op: 'column', name: ROW_IDS.test(column) ? 'rowid' : column };
  },
  unary_expr({ operator, expr }, target, depth) {
    const sign = String(operator).toUpperCase();
    if (/^(?:NOT )?EXISTS$/.test(sign))
      return negated(sign, readExists(expr, target, reader(depth)) ?? varying(expr));
    const inner = toExpr(expr, target, depth);
    if (/^(?:NOT|!)$/.test(sign)) return call('not', inner);
    return sign === '-' ? call('minus', inner) : undefined;
  },
  cast({ expr, target: types }, target, depth) {
    const [type] = (types ?? []) as readonly { dataType?: unknown }[];
    const kind = KINDS.find(([form]) => form.test(String(type?.dataType)))?.[1];
    const inner = toExpr(expr, target, depth);
    return kind === undefined ? inner : call(kind, inner);
  },
  interval: ({ expr, unit }, target, depth) =>
    call('interval', toExpr(expr, target, depth), value(String(unit ?? 'day'))),
  extract: ({ args }, target, depth) => {
    const { field, source } = (args ?? {}) as Tree;
    return call('extract', value(String(field)), toExpr(source, target, depth));
  },
  fulltext_search: ({ columns, expr }, target, depth) => {
    const [column] = (columns ?? []) as readonly unknown[];
    return call('holds', toExpr(column, target, depth), toExpr(expr, target, depth));
  },
  aggr_func: ({ name }, { inside, grouped }) =>
    inside === true && /^COUNT$/i.test(String(name))
      ? { op: 'column', name: grouped === true ? 'group_count' : 'count' }
      : inside === true
        ? FIXED
        : undefined,
  case({ expr, args }, target, depth) {
    const subject = expr === null || expr === undefined ? undefined : toExpr(expr, target, depth);
    const items = (args as readonly Tree[]).flatMap(({ type, cond, result }) => {
      const test = toExpr(cond, target, depth);
      if (type === 'else') return [toExpr(result, target, depth)];
      return [subject === undefined ? test : call('=', subject, test), toExpr(result, target, depth)];
    });
    return call('case', ...items, ...(items.length % 2 === 0 ? [value(null)] : []));
  },
  expr_list: ({ value: items }, target, depth) => call('row', ...list(items, target, depth)),
  function: calls,
  binary_expr: binary,
};

function list(items: unknown, target: PeerTarget, depth: number): Expr[] {
  return ((items ?? []) as readonly unknown[]).map((item) => toExpr(item, target, depth));
}

function calls({ name, args }: Tree, target: PeerTarget, depth: number): Expr | undefined {
  const [word] = ((name as Tree | undefined)?.['name'] ?? []) as readonly { value?: unknown }[];
  const items = ((args as Tree | undefined)?.['value'] ?? []) as readonly unknown[];
  const called = String(word?.value);
  if (/^EXISTS$/i.test(called) && isQuery(items[0]))
    return readExists(items[0], target, reader(depth)) ?? varying(items[0]);
  const given = list(items, target, depth);
  const known = knownCall(called, given);
  if (known !== undefined || !given.some(variesByRow)) return known;
  // What an application's own function gives for a row can be asked to equal something.
  if (!functionEffects(called, undefined).has('unknown')) return undefined;
  return { op: 'varies', shape: JSON.stringify([called, given]), equatable: true };
}

const JOINS: ReadonlyMap<string, string> = new Map<string, string>([
  ['OR', 'or'],
  ...(['AND', '&&'] as const).map((sign) => [sign, 'and'] as const),
]);
/** What most conditions are made of. */
const COMPARES: ReadonlySet<string> = new Set(['=', '<', '>', '<=', '>=']);

const QUANTIFIED = /^(?:ANY|SOME|ALL)$/i;

function binary(tree: Tree, target: PeerTarget, depth: number): Expr | undefined {
  const sign = String(tree['operator']).toUpperCase();
  const join = JOINS.get(sign);
  if (join !== undefined) return call(join, ...chain(tree, sign).map((item) => toExpr(item, target, depth)));
  // Shifts; in PostgreSQL alone they ask whether a network lies in another.
  if (sign === '<<' || sign === '>>') return undefined;
  const left = toExpr(tree['left'], target, depth);
  const right = tree['right'] as Tree | undefined;
  const word = right?.['type'] === 'function' ? nameOf(right) : '';
  if (QUANTIFIED.test(word)) return quantified(sign, word, left, right as Tree, target, depth);
  if (COMPARES.has(sign)) return operation(sign, left, toExpr(right, target, depth));
  if (/^(?:NOT )?IN$/.test(sign)) return negated(sign, isIn(left, right, target, depth));
  if (/^(?:NOT )?BETWEEN$/.test(sign)) {
    const [from = FIXED, to = FIXED] = list(right?.['value'], target, depth);
    return negated(sign, call('and', call('>=', left, from), call('<=', left, to)));
  }
  const other = toExpr(right, target, depth);
  if (/^IS(?: NOT)?$/.test(sign)) {
    const test = isTest(left, right?.['column'] === undefined ? other : namedTruth(right['column'], other));
    return sign === 'IS' ? test : call('not', test);
  }
  // In SQLite, which has no such word, it stands for one that the parser does not know.
  return /^NOT RLIKE$/.test(sign) ? call('not', call('glob', left, other)) : operation(sign, left, other);
}

/** `IS NOT UNKNOWN`, of which the parser makes a column. */
function namedTruth(name: unknown, other: Expr): Expr {
  return typeof name === 'string' && /^unknown$/i.test(name) ? value(null) : other;
}

/** `IS NULL`, `IS TRUE`, or what is the same as something else. */
function isTest(left: Expr, other: Expr): Expr {
  if (other.op !== 'value') return call('same', left, other);
  if (other.value === null) return call('isnull', left);
  return typeof other.value === 'boolean'
    ? call(`is${String(other.value)}`, left)
    : call('same', left, other);
}

function nameOf({ name }: Tree): string {
  const [word] = ((name as Tree | undefined)?.['name'] ?? []) as readonly { value?: unknown }[];
  return String(word?.value);
}

/** `= ANY (SELECT …)` is an IN, and `<> ALL (SELECT …)` none. */
function quantified(
  sign: string,
  word: string,
  left: Expr,
  { args }: Tree,
  target: PeerTarget,
  depth: number,
): Expr | undefined {
  const all = /^ALL$/i.test(word);
  if (all ? !/^(?:<>|!=)$/.test(sign) : sign !== '=') return undefined;
  const found = isIn(left, args as Tree | undefined, target, depth);
  return found === undefined || !all ? found : call('not', found);
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

function isIn(left: Expr, right: Tree | undefined, target: PeerTarget, depth: number): Expr | undefined {
  const items = (right?.['value'] ?? []) as readonly unknown[];
  if (!isQuery(items[0])) return oneOf(left, list(items, target, depth));
  return readIn(left, items[0], target, reader(depth));
}
