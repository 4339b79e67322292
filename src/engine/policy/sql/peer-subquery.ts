import { operation } from './condition-calls.js';
import { ALWAYS, AN_END, call, FIXED, someExpr, variesByRow } from './condition-expr.js';
import type { Expr } from './condition-expr.js';
import { holdsAlways } from './condition.js';
import { isSaid, listOf, low } from './peer-tree.js';
import type { Tree } from './peer-tree.js';

/** As `Target` for PostgreSQL: the table that is changed, as its conditions may call it. */
export interface PeerTarget {
  readonly table: string;
  readonly names: ReadonlySet<string>;
  /** In a query with tables of its own, whose names those without a table are. */
  readonly inside?: boolean;
  /** Where counts are of groups, in which there is always something. */
  readonly grouped?: boolean;
}

type Reader = (node: unknown, target: PeerTarget) => Expr;

export function isQuery(node: unknown): boolean {
  return queryOf(node) !== undefined;
}

function queryOf(node: unknown): Tree | undefined {
  const { ast } = (node ?? {}) as { ast?: Tree };
  return ast;
}

interface Inside {
  readonly scope: PeerTarget;
  readonly conditions: readonly Expr[];
  readonly plain: boolean;
}

/** Whether there is a row; undefined where that cannot be told by the conditions. */
export function readExists(node: unknown, target: PeerTarget, read: Reader): Expr | undefined {
  const query = queryOf(node) ?? {};
  if (findsItself(query, target, read)) return ALWAYS;
  const { conditions, plain } = insideOf(query, target, read);
  if (!refersOutside(query, target, read)) return FIXED;
  return plain && !computesAlways(query) ? call('exists', call('and', ...conditions)) : undefined;
}

/** `IN (SELECT …)`. */
export function readIn(left: Expr, node: unknown, target: PeerTarget, read: Reader): Expr | undefined {
  const query = queryOf(node) ?? {};
  if (left.op === 'column' && givesAll(query, left.name, target, read)) return ALWAYS;
  const outputs = outputsOf(query);
  const { scope, conditions, plain } = insideOf(query, target, read);
  if (!plain || outputs === undefined || computesAlways(query) || mayGiveAll(query, target, read))
    return undefined;
  const given = outputs.map((item) => read(item, scope));
  const sides = left.op === 'call' && left.name === 'row' ? left.args : [left];
  if (sides.length !== given.length) return undefined;
  const tests = sides.map((side, at) => operation('=', side, given[at] as Expr));
  return call('exists', call('and', ...conditions, ...(tests as Expr[])));
}

/** The value of a query. */
export function readValue(node: unknown, target: PeerTarget, read: Reader): Expr | undefined {
  const query = queryOf(node) ?? {};
  const [output, ...others] = outputsOf(query) ?? [];
  if (output === undefined || others.length > 0) return undefined;
  if (!isSaid(query['from'])) return isSaid(query['where']) ? undefined : read(output, target);
  const text = JSON.stringify(output);
  const { scope, conditions, plain } = insideOf(query, target, read);
  const given = read(output, scope);
  if (!refersOutside(query, target, read) && !(variesByRow(given) && !isCount(given)))
    return atAnEnd(text, query, target, read) ? AN_END : FIXED;
  if (!plain || holdsAlways(call('and', ...conditions), target.table)) return undefined;
  // Of the same table again, it may be of the same row.
  const own = mayGiveAll(
    { ...query, where: null, from: listOf(query['from']).map((item) => ({ ...item, on: null })) },
    target,
    read,
  );
  if (own && given.op === 'fixed' && !/"aggr_func"/.test(text)) return undefined;
  if (variesByRow(given)) return someExpr(given, ({ op }) => op === 'fixed') ? undefined : given;
  return someExpr(given, ({ op }) => op === 'fixed') ? { op: 'column', name: `(${text})` } : undefined;
}

/** `(SELECT MIN(id) FROM t)`, `(SELECT 0 FROM o LIMIT 1)`. */
function atAnEnd(text: string, query: Tree, target: PeerTarget, read: Reader): boolean {
  if (!text.includes('"column_ref"')) return true;
  const whole = { ...query, columns: '*', limit: null, top: null };
  return !/"name":"AVG"/i.test(text) && mayGiveAll(whole, target, read);
}

function isCount(expr: Expr): boolean {
  return expr.op === 'column' && expr.name === 'count';
}

/** What a query gives; undefined for a star. */
function outputsOf({ columns, type }: Tree): readonly unknown[] | undefined {
  if (type !== 'select' || columns === '*' || !Array.isArray(columns)) return undefined;
  const items = (columns as readonly { expr?: Tree }[]).map(({ expr }) => expr);
  return items.some((item) => item?.['column'] === '*' || item === undefined) ? undefined : items;
}

/** What a query asks of its rows, and how names are read in it. */
function insideOf(query: Tree, target: PeerTarget, read: Reader): Inside {
  const from = listOf(query['from']);
  const hidden = new Set(from.flatMap(({ table, as }) => [as ?? table].filter(isSaid).map(low)));
  const names = new Set([...target.names].filter((name) => !hidden.has(name)));
  const scope: PeerTarget = { ...target, names, inside: from.length > 0 };
  const joins = from.filter(({ join }) => !isSaid(join) || /^INNER|^JOIN|^CROSS/i.test(String(join)));
  const parts = [query['where'], ...joins.map(({ on }) => on)].filter(isSaid);
  const next = query['_next'];
  const nested = from.some(
    ({ expr }) => isSaid(expr) && /"(?:generate_series|openjson)"/i.test(JSON.stringify(expr)),
  );
  const plain =
    query['type'] === 'select' && !isSaid(next) && !nested && !from.some(({ type }) => type === 'expr');
  return { scope, conditions: parts.map((part) => read(part, scope)), plain };
}

/** Such a query always gives a row. */
function computesAlways({ columns, groupby, having }: Tree): boolean {
  if (isSaid((groupby as Tree | undefined)?.['columns'])) return false;
  return isSaid(having) || /"type":"aggr_func"/.test(JSON.stringify(columns ?? null));
}

/** Whether it asks about the row of the table that is changed: in its conditions, or deeper. */
function refersOutside(query: Tree, target: PeerTarget, read: Reader): boolean {
  if (!isSaid(query['from'])) return /"type":"column_ref"/.test(JSON.stringify(query));
  const { conditions, plain } = insideOf(query, target, read);
  return !plain || conditions.some(variesByRow);
}

/** `EXISTS (SELECT 1 FROM users u WHERE u.id = users.id)`: about each row itself. */
function findsItself(query: Tree, target: PeerTarget, read: Reader): boolean {
  const [only, ...others] = listOf(query['from']);
  if (only === undefined || others.length > 0 || low(only['table']) !== low(target.table)) return false;
  if (!isSaid(query['where']) || !refersOutside(query, target, read)) return false;
  const own = low(only['as'] ?? only['table']);
  const names = new Set([...target.names, own]);
  return holdsAlways(read(query['where'], { ...target, names, inside: false }), target.table);
}

const MAX_DEPTH = 50;

/** Whether a query gives a column of every row of the table that is changed. */
function givesAll(query: Tree, column: string, target: PeerTarget, read: Reader, depth = 0): boolean {
  if (depth > MAX_DEPTH) return true;
  const { from, columns, _next: next } = query;
  const [source, ...others] = listOf(from);
  if (others.length > 0 || source === undefined) return false;
  if (
    isSaid(next) &&
    /UNION/i.test(String(query['set_op'])) &&
    givesAll(next as Tree, column, target, read, depth + 1)
  )
    return true;
  if (!isWhole(query, target, read)) return false;
  const [item, ...rest] = (columns === '*' ? [] : (columns ?? [])) as readonly { expr?: Tree }[];
  const given = item?.expr?.['column'];
  if (rest.length > 0 || (item !== undefined && typeof given !== 'string')) return false;
  const name = given === undefined || given === '*' ? column : String(given);
  const inner = queryOf(source['expr']);
  if (inner !== undefined) return givesAll(inner, name, target, read, depth + 1);
  return low(source['table']) === low(target.table) && name === column;
}

/** Whether nothing in a query leaves a row out. */
function isWhole(query: Tree, target: PeerTarget, read: Reader): boolean {
  const { where, having, limit, top } = query;
  const { percent, value: count } = (top ?? {}) as Tree;
  const cuts = isSaid(top) && !isSaid(percent) && !(typeof count === 'number' && count >= MANY);
  if (cuts || isLimit(limit)) return false;
  const from = listOf(query['from']);
  const names = new Set(from.flatMap(({ table, as }) => [table, as].filter(isSaid).map(low)));
  const own: PeerTarget = { table: target.table, names, inside: false };
  const parts = [where, ...from.map(({ on }) => on)].filter(isSaid);
  if (parts.some((part) => !holdsAlways(read(part, own), target.table))) return false;
  return !isSaid(having) || holdsAlways(read(having, { ...own, inside: true, grouped: true }), target.table);
}

/** Whether a query may give something of every row of the table that is changed. */
export function mayGiveAll(query: Tree, target: PeerTarget, read: Reader, depth = 0): boolean {
  if (depth > MAX_DEPTH) return true;
  if (isSaid(query['_next']) && mayGiveAll(query['_next'] as Tree, target, read, depth + 1)) return true;
  const from = listOf(query['from']);
  const whole = from.some(({ table, expr }) => {
    const inner = queryOf(expr);
    return inner === undefined
      ? low(table) === low(target.table)
      : mayGiveAll(inner, target, read, depth + 1);
  });
  if (!whole || !isWhole(query, target, read)) return false;
  const groups = (query['groupby'] as Tree | undefined)?.['columns'];
  if (!isSaid(groups)) return true;
  // One row of each group is one of several, unless each is a group of its own.
  const [key] = /"column":"[^"]*"/.exec(JSON.stringify(query['columns'] ?? null)) ?? [];
  return key === undefined || JSON.stringify(groups).includes(key);
}

const MANY = 10_000;

function isLimit(limit: unknown): boolean {
  const [first] = ((limit as Tree | null)?.['value'] ?? []) as readonly { value?: unknown }[];
  return (
    first !== undefined && !(typeof first.value === 'number' && (first.value >= MANY || first.value < 0))
  );
}
