import { ALWAYS, FIXED } from './condition-expr.js';
import type { Expr } from './condition-expr.js';
import { holdsAlways } from './condition.js';
import { shape } from './pg-nodes.js';
import type { Node, Target } from './pg-nodes.js';

type ToExpr = (node: unknown, target?: Target) => Expr;

/**
 * A query in a condition: `EXISTS`, `IN (SELECT …)`, a value. One that asks about no row of the table that is changed
 * gives the same for all of them, and one that finds each row again restricts nothing.
 */
export function readSublink(body: Node, target: Target, toExpr: ToExpr): Expr {
  const { subLinkType, subselect, testexpr, operName } = body;
  const select = (subselect as { SelectStmt?: Node } | undefined)?.SelectStmt ?? {};
  const varies: Expr = { op: 'varies', shape: shape(body) };
  if (subLinkType === 'EXISTS_SUBLINK' && findsItself(select, target, toExpr)) return ALWAYS;
  if (subLinkType === 'EXPR_SUBLINK' && isBare(select)) return toExpr(outputs(select)[0]);
  if (subLinkType === 'EXISTS_SUBLINK') return refersTo(whether(select), target) ? varies : FIXED;
  if (subLinkType !== 'ANY_SUBLINK') return refersTo(body, target) ? varies : FIXED;
  const test = toExpr(testexpr);
  const equals = operName === undefined || /"sval":"="/.test(JSON.stringify(operName));
  if (equals && test.op === 'column' && givesAll(select, test.name, target, toExpr)) return ALWAYS;
  return test.op === 'value' || (test.op === 'fixed' && !refersTo(subselect, target)) ? FIXED : varies;
}

/** What decides whether there is a row at all. */
function whether({ targetList: _, sortClause: __, ...rest }: Node): Node {
  return { SelectStmt: rest };
}

/** `(SELECT id)`. */
function isBare(select: Node): boolean {
  return [
    'fromClause',
    'whereClause',
    'havingClause',
    'limitCount',
    'limitOffset',
    'larg',
    'valuesLists',
  ].every((key) => !(key in select));
}

/** `EXISTS (SELECT 1 FROM users u WHERE u.id = users.id)`: about each row itself. */
function findsItself(select: Node, target: Target, toExpr: ToExpr): boolean {
  const { fromClause, whereClause } = select;
  const [only, ...others] = (fromClause ?? []) as readonly { RangeVar?: Node }[];
  if (only?.RangeVar?.['relname'] !== target.table || others.length > 0 || whereClause === undefined)
    return false;
  if (!refersTo(select, target)) return false;
  const names = new Set([...target.names, ...namesOf(only)]);
  return holdsAlways(toExpr(whereClause, { ...target, names }), target.table);
}

const MANY = 10_000;

/** Whether a query gives a column of every row of the table that is changed. */
function givesAll(select: Node, column: string, target: Target, toExpr: ToExpr, depth = 0): boolean {
  if (depth > 20) return true;
  const again = (inner: unknown, name = column): boolean =>
    givesAll(((inner as { SelectStmt?: Node }).SelectStmt ?? inner) as Node, name, target, toExpr, depth + 1);
  if (select['larg'] !== undefined)
    return select['op'] === 'SETOP_UNION' && (again(select['larg']) || again(select['rarg']));
  const { fromClause, whereClause, havingClause, limitCount, limitOffset } = select;
  const from = (fromClause ?? []) as readonly { RangeVar?: Node; RangeSubselect?: Node }[];
  const [source] = from;
  const given = outputName(select, column);
  if (from.length !== 1 || source === undefined || given === undefined) return false;
  if (havingClause !== undefined || limitOffset !== undefined || bounds(limitCount)) return false;
  const inner = { ...target, names: new Set(namesOf(source)) };
  if (whereClause !== undefined && !holdsAlways(toExpr(whereClause, inner), target.table)) return false;
  if (source.RangeSubselect !== undefined) return again(source.RangeSubselect['subquery'], given);
  const name = String(source.RangeVar?.['relname']);
  const query = target.queries.get(name);
  return query === undefined ? name === target.table && given === column : again(query, given);
}

function bounds(limit: unknown): boolean {
  const { ival, isnull } =
    (limit as { A_Const?: { ival?: { ival?: number }; isnull?: boolean } } | undefined)?.A_Const ?? {};
  return limit !== undefined && isnull !== true && (ival === undefined || (ival.ival ?? 0) < MANY);
}

function outputs(select: Node): readonly unknown[] {
  const list = (select['targetList'] ?? []) as readonly { ResTarget?: Node }[];
  return list.map(({ ResTarget: item }) => item?.['val']);
}

/** The column that a query of one column gives; what a star gives is called as it is asked for. */
function outputName(select: Node, column: string): string | undefined {
  const [only, ...others] = outputs(select);
  const fields = (only as { ColumnRef?: { fields?: readonly Node[] } } | undefined)?.ColumnRef?.fields;
  if (fields === undefined || others.length > 0) return undefined;
  const last = fields.at(-1) ?? {};
  return 'A_Star' in last ? column : (last['String'] as { sval?: string } | undefined)?.sval;
}

/** How the tables of a FROM are called in a query. */
function namesOf(item: unknown): string[] {
  const [, body] = Object.entries((item ?? {}) as Record<string, Node>)[0] ?? ['', {} as Node];
  const { alias, relname, larg, rarg } = body as { alias?: { aliasname?: string }; relname?: string } & Node;
  const inner = larg === undefined ? [] : [...namesOf(larg), ...namesOf(rarg)];
  const own = alias?.aliasname ?? relname;
  return own === undefined ? inner : [own, ...inner];
}

/**
 * Whether something asks about the row of the table that is changed. In a query with tables of its own, names without
 * a table are theirs, and so is a name that they share with it: to say that it is about that row takes a plain name.
 */
export function refersTo(node: unknown, target: Target): boolean {
  return refers(node, target.names, false, 0);
}

function refers(node: unknown, names: ReadonlySet<string>, own: boolean, depth: number): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (depth > 2_000) return false;
  if (Array.isArray(node)) return node.some((item) => refers(item, names, own, depth + 1));
  return Object.entries(node as Node).some(([key, body]) => {
    if (key === 'CurrentOfExpr') return true;
    if (key === 'ColumnRef') return namesRow(body as Node, names, own);
    if (key !== 'SelectStmt' && key !== 'larg' && key !== 'rarg') return refers(body, names, own, depth + 1);
    const from = ((body as Node)['fromClause'] ?? []) as readonly unknown[];
    if (from.length === 0) return refers(body, names, own, depth + 1);
    const hidden = new Set(from.flatMap(namesOf));
    const seen = new Set([...names].filter((name) => !hidden.has(name)));
    return refers(body, seen, true, depth + 1);
  });
}

function namesRow({ fields }: Node, names: ReadonlySet<string>, own: boolean): boolean {
  const parts = (fields as readonly Node[]).map(
    (field) => (field['String'] as { sval?: string } | undefined)?.sval,
  );
  if (parts.length > 1)
    return names.has(parts.at(-2) ?? '') || (parts.at(-1) === undefined && names.has(parts[0] ?? ''));
  return !own || names.has(parts[0] ?? '');
}
