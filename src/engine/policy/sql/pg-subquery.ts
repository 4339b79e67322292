import { operation } from './condition-calls.js';
import { ALWAYS, AN_END, call, FIXED, someExpr, variesByRow } from './condition-expr.js';
import type { Expr } from './condition-expr.js';
import { holdsAlways } from './condition.js';
import { namesOf, refersTo } from './pg-names.js';
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
  if (subLinkType === 'EXISTS_SUBLINK') {
    if (findsItself(select, target, toExpr)) return ALWAYS;
    if (!refersTo(whether(select), target)) return FIXED;
    return finds(select, target, toExpr) ?? varies;
  }
  if (subLinkType === 'EXPR_SUBLINK')
    return isBare(select) ? toExpr(outputs(select)[0]) : (valueOf(select, target, toExpr) ?? varies);
  const sign = signOf(operName);
  const negated = subLinkType === 'ALL_SUBLINK' && sign === '<>';
  if (subLinkType !== 'ANY_SUBLINK' && !negated) return refersTo(body, target) ? varies : FIXED;
  const test = toExpr(testexpr);
  if (sign === '=' && test.op === 'column' && givesAll(select, test.name, target, toExpr)) return ALWAYS;
  if (!variesByRow(test) && !refersTo(subselect, target)) return FIXED;
  const found = finds(select, target, toExpr, test, negated ? '=' : sign) ?? varies;
  return negated ? call('not', found) : found;
}

function signOf(name: unknown): string {
  const [first] = (name ?? []) as readonly { String?: { sval?: string } }[];
  return first?.String?.sval ?? '=';
}

/** Whether there is a row, and one with a value like that: undefined where that cannot be told. */
function finds(select: Node, target: Target, toExpr: ToExpr, test?: Expr, sign = '='): Expr | undefined {
  if (select['larg'] !== undefined) {
    const sides = [select['larg'], select['rarg']].map((side) =>
      finds(side as Node, target, toExpr, test, sign),
    );
    if (select['op'] !== 'SETOP_UNION' || sides.includes(undefined)) return undefined;
    return call('or', ...(sides as Expr[]));
  }
  const asked = askedOf(select, target, toExpr);
  if (asked === undefined || (test !== undefined && mayGiveAll(select, target, toExpr))) return undefined;
  if (test === undefined) return call('exists', call('and', ...asked.conditions));
  const rows = (select['valuesLists'] ?? []) as readonly { List?: { items?: readonly unknown[] } }[];
  const given = rows.length > 0 ? rows.map(({ List: row }) => row?.items ?? []) : [outputs(select)];
  const tests = given.map((items) =>
    equalTo(
      test,
      sign,
      items.map((item) => toExpr(item, asked.scope)),
    ),
  );
  if (tests.includes(undefined)) return undefined;
  return call('exists', call('and', ...asked.conditions, call('or', ...(tests as Expr[]))));
}

function equalTo(test: Expr, sign: string, given: readonly Expr[]): Expr | undefined {
  if (test.op !== 'call' || test.name !== 'row') {
    const [only] = given;
    return only === undefined || given.length > 1 ? undefined : operation(sign, test, only);
  }
  if (sign !== '=' || test.args.length !== given.length) return undefined;
  return call('and', ...test.args.map((item, at) => call('=', item, given[at] as Expr)));
}

interface Inside {
  readonly scope: Target;
  readonly conditions: readonly Expr[];
}

/** What a query asks of its rows, and how names are read in it; undefined where it cannot be told by its conditions. */
function askedOf(select: Node, target: Target, toExpr: ToExpr): Inside | undefined {
  const { fromClause, havingClause, groupClause, targetList, limitCount } = select;
  const { ival } = (limitCount as { A_Const?: { ival?: { ival?: number } } } | undefined)?.A_Const ?? {};
  if (ival !== undefined && (ival.ival ?? 0) === 0) return undefined;
  const from = (fromClause ?? []) as readonly Node[];
  if (from.some((item) => !isSource(item, target))) return undefined;
  // Such a query always gives a row.
  if (groupClause === undefined && (havingClause !== undefined || AGGREGATES.test(shape(targetList))))
    return undefined;
  return insideOf(select, target, toExpr);
}

function insideOf({ fromClause, whereClause }: Node, target: Target, toExpr: ToExpr): Inside {
  const from = (fromClause ?? []) as readonly Node[];
  const hidden = new Set(from.flatMap(namesOf));
  const names = new Set([...target.names].filter((name) => !hidden.has(name)));
  const scope: Target = { ...target, names, inside: from.length > 0 };
  const parts = [whereClause, ...from.flatMap(joinConditions)].filter((part) => part !== undefined);
  return { scope, conditions: parts.map((part) => toExpr(part, scope)) };
}

const AGGREGATES =
  /"funcname":\[(?:\{"String":\{"sval":"pg_catalog"\}\},)?\{"String":\{"sval":"(?:count|sum|avg|min|max|bool_and|bool_or|every|array_agg|string_agg|jsonb?_agg|jsonb?_object_agg)"/;

/** Tables, and queries and lists that know nothing of the row that is asked about. */
function isSource(item: Node, target: Target): boolean {
  const {
    JoinExpr: join,
    RangeVar: table,
    RangeSubselect: nested,
  } = item as Record<string, Node | undefined>;
  if (join !== undefined)
    return (
      [join['larg'], join['rarg']].every((side) => isSource(side as Node, target)) &&
      join['isNatural'] !== true
    );
  const query = table === undefined ? nested?.['subquery'] : target.queries.get(String(table['relname']));
  if (/"generate_series"/.test(shape(query))) return false;
  return table !== undefined || (nested !== undefined && !refersTo(nested, target));
}

/** Of inner joins: the others leave rows be for which theirs does not hold. */
function joinConditions(item: Node): unknown[] {
  const { JoinExpr: join } = item as Record<string, Node | undefined>;
  if (join === undefined) return [];
  const inner = [join['larg'], join['rarg']].flatMap((side) => joinConditions(side as Node));
  return join['jointype'] === 'JOIN_INNER' ? [...inner, join['quals']] : [];
}

/** The value of a query, told by what it gives: of a row of another table it is as a column of this one. */
function valueOf(select: Node, target: Target, toExpr: ToExpr): Expr | undefined {
  const [output] = outputs(select);
  const text = shape(output);
  if (!refersTo({ SelectStmt: select }, target)) {
    // `(SELECT min(id) FROM t)`, `(SELECT 0 FROM o LIMIT 1)`, the counter of a table.
    const own = sourcesOf(select['fromClause']).some(({ RangeVar: table }) =>
      /_seq$/.test(String(table?.['relname'])),
    );
    const whole = { ...select, targetList: [], limitCount: undefined, limitOffset: undefined };
    const ends =
      own ||
      !/"ColumnRef"/.test(text) ||
      (!/"sval":"(?:avg|percentile_\w+)"/.test(text) && mayGiveAll(whole, target, toExpr));
    return ends ? AN_END : FIXED;
  }
  const from = (select['fromClause'] ?? []) as readonly Node[];
  if (output === undefined || from.some((item) => !isSource(item, target))) return undefined;
  const { scope, conditions } = insideOf(select, target, toExpr);
  // What is asked of the other table's rows must depend on this one.
  if (refersTo(whether(select), target) && holdsAlways(call('and', ...conditions), target.table))
    return undefined;
  const given = toExpr(output, { ...scope, inside: true });
  // Of the same table again, it may be of the same row.
  if (
    given.op === 'fixed' &&
    mayGiveAll({ ...select, whereClause: undefined, targetList: [] }, target, toExpr) &&
    !AGGREGATES.test(text)
  )
    return undefined;
  const unknown = someExpr(given, ({ op }) => op === 'fixed');
  if (variesByRow(given)) return unknown ? undefined : given;
  return unknown ? { op: 'column', name: `(${text})` } : undefined;
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
  if (only === undefined || others.length > 0 || whereClause === undefined) return false;
  if (!mayGiveAll({ fromClause }, target, toExpr)) return false;
  if (!refersTo(select, target)) return false;
  const names = new Set([...target.names, ...namesOf(only)]);
  return holdsAlways(toExpr(whereClause, { ...target, names }), target.table);
}

/** Whether a query may give something of every row of the table that is changed. */
export function mayGiveAll(select: Node, target: Target, toExpr: ToExpr, depth = 0): boolean {
  if (depth > 20) return true;
  const again = (inner: unknown): boolean =>
    mayGiveAll(((inner as { SelectStmt?: Node }).SelectStmt ?? inner) as Node, target, toExpr, depth + 1);
  if (select['larg'] !== undefined)
    return again(select['larg']) || (select['op'] === 'SETOP_UNION' && again(select['rarg']));
  const { whereClause, havingClause, groupClause, limitCount, limitOffset, targetList } = select;
  const from = sourcesOf(select['fromClause']);
  const whole = from.some((item) => {
    const name = item.RangeVar?.['relname'];
    const query = item.RangeSubselect?.['subquery'] ?? target.queries.get(String(name));
    return query === undefined ? name === target.table : again(query);
  });
  if (!whole || bounds(limitCount) || skips(limitOffset)) return false;
  const names = new Set(from.flatMap(namesOf));
  const inner: Target = { ...target, names, queries: target.queries };
  const parts = [whereClause, ...((select['fromClause'] ?? []) as readonly Node[]).flatMap(joinConditions)];
  if (parts.some((part) => part !== undefined && !holdsAlways(toExpr(part, inner), target.table)))
    return false;
  const grouped: Target = { ...inner, inside: true, grouped: true };
  if (havingClause !== undefined && !holdsAlways(toExpr(havingClause, grouped), target.table)) return false;
  // One row of each group is one of several, unless each is a group of its own.
  if (groupClause === undefined) return true;
  const output = shape(targetList).replace(/"funcname":\[\{"String":\{"sval":"(?:min|max)"\}\}\]/g, '');
  const key = /"ColumnRef":\{"fields":\[[^\]]*\]\}/.exec(output)?.[0];
  return key === undefined || shape(groupClause).includes(key);
}

function sourcesOf(from: unknown): { RangeVar?: Node; RangeSubselect?: Node }[] {
  return ((from ?? []) as readonly Record<string, Node>[]).flatMap((item) => {
    const { JoinExpr: join } = item;
    return join === undefined ? [item] : sourcesOf([join['larg'], join['rarg']]);
  });
}

function skips(offset: unknown): boolean {
  const { ival } = (offset as { A_Const?: { ival?: { ival?: number } } } | undefined)?.A_Const ?? {};
  return offset !== undefined && (ival === undefined || (ival.ival ?? 0) > 0);
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
  if (havingClause !== undefined || skips(limitOffset) || bounds(limitCount)) return false;
  const inner = { ...target, names: new Set(namesOf(source)) };
  const every = whereClause === undefined || holdsAlways(toExpr(whereClause, inner), target.table);
  if (!every && !findsItself(select, target, toExpr)) return false;
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
