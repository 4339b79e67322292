import { shape } from './pg-nodes.js';
import type { Node, Target } from './pg-nodes.js';
import { pgHoldsAlways } from './pg-where.js';
import { isReference, leadsTo } from './references.js';
import type { NamedColumn } from './references.js';

/**
 * Whether an update or a delete means all rows: its condition restricts nothing, or only says how the table's references
 * lead to those of other tables that nothing restricts either. Values that come from there are no one's mistake.
 */
export function pgChangesAll(body: Node, target: Target): boolean {
  const { whereClause } = body;
  if (pgHoldsAlways(whereClause, target)) return true;
  // A row of numbers beside the table has one for nearly each of its own.
  if (/"generate_series"/.test(shape([body['usingClause'], body['fromClause']]))) return true;
  const tables = tablesOf(body, target);
  const parts = conjunctsOf(whereClause);
  if (onlyComparesCopies(parts, target)) return true;
  const rest = parts.filter((part) => !joinsReference(part, tables) && !isThere(part, tables, target));
  if (rest.length === parts.length || takesValues(body, tables, target)) return false;
  const own = [...target.names];
  return rest.every((part) => !namesOther(part, tables, own) && pgHoldsAlways(part, target));
}

/** Tables by the names that conditions call them; those of queries are left out, as those may give a few rows only. */
function tablesOf(body: Node, target: Target): ReadonlyMap<string, string> {
  const items = [body['relation'], ...listOf(body['usingClause']), ...listOf(body['fromClause'])];
  return new Map(items.flatMap((item) => tableOf(item, target)));
}

function tableOf(item: unknown, { queries }: Target): [string, string][] {
  const { RangeVar: named, relname: bare } = (item ?? {}) as { RangeVar?: Node; relname?: unknown };
  const source = named ?? (bare === undefined ? undefined : (item as Node));
  const table = source?.['relname'];
  if (typeof table !== 'string' || queries.has(table)) return [];
  const { aliasname } = (source?.['alias'] ?? {}) as { aliasname?: string };
  return [[aliasname ?? table, table]];
}

function conjunctsOf(node: unknown): readonly unknown[] {
  const { boolop, args } = ((node ?? {}) as { BoolExpr?: Node }).BoolExpr ?? {};
  return boolop === 'AND_EXPR' ? listOf(args).flatMap(conjunctsOf) : [node];
}

/** `a.id <> b.id` of two copies of one table: nearly every row has another one like that. */
function onlyComparesCopies(parts: readonly unknown[], target: Target): boolean {
  const rest = parts.filter((part) => !comparesCopies(part, target, /^(?:<>|[<>]=?)$/));
  if (rest.length === parts.length) return false;
  return !rest.some((part) => comparesCopies(part, target, /^=$/) || !pgHoldsAlways(part, target));
}

function comparesCopies(node: unknown, target: Target, signs: RegExp): boolean {
  const { A_Expr: test } = (node ?? {}) as { A_Expr?: Node };
  const [sign] = listOf(test?.['name']) as readonly { String?: { sval?: string } }[];
  if (test?.['kind'] !== 'AEXPR_OP' || !signs.test(sign?.String?.sval ?? '')) return false;
  const [one, other] = [partsOf(test['lexpr']), partsOf(test['rexpr'])];
  const [of, beside] = [one.at(-2), other.at(-2)];
  if (of === undefined || beside === undefined || of === beside || one.at(-1) !== other.at(-1)) return false;
  return (
    target.names.has(of) &&
    target.names.has(beside) &&
    (signs.source !== '^=$' || !/^id$/i.test(one.at(-1) ?? ''))
  );
}

/** `a.b_id = b.id`, or `b_id IN (SELECT id FROM b)`. */
function joinsReference(node: unknown, tables: ReadonlyMap<string, string>): boolean {
  const { A_Expr: test, SubLink: query } = (node ?? {}) as Record<string, Node | undefined>;
  if (query !== undefined) return asksForAny(query, tables);
  if (test?.['kind'] !== 'AEXPR_OP' || !/^\[\{"String":\{"sval":"="\}\}\]$/.test(shape(test['name'])))
    return false;
  const [one, other] = [columnOf(test['lexpr'], tables), columnOf(test['rexpr'], tables)];
  return one !== undefined && other !== undefined && isReference(one, other);
}

const PLAIN = new Set(['targetList', 'fromClause', 'limitOption', 'op', 'sortClause']);

function asksForAny(query: Node, tables: ReadonlyMap<string, string>): boolean {
  const { whereClause, ...select } = ((query['subselect'] ?? {}) as { SelectStmt?: Node }).SelectStmt ?? {};
  const [from, ...others] = listOf(select['fromClause']) as readonly { RangeVar?: Node }[];
  const table = from?.RangeVar?.['relname'];
  if (typeof table !== 'string' || others.length > 0 || query['operName'] !== undefined) return false;
  if (Object.keys(select).some((key) => !PLAIN.has(key))) return false;
  if (query['subLinkType'] === 'EXISTS_SUBLINK') {
    const { aliasname } = (from?.RangeVar?.['alias'] ?? {}) as { aliasname?: string };
    return joinsReference(whereClause, new Map([...tables, [aliasname ?? table, table]]));
  }
  const [only] = listOf(select['targetList']) as readonly { ResTarget?: Node }[];
  const one = columnOf(query['testexpr'], tables);
  if (query['subLinkType'] !== 'ANY_SUBLINK' || whereClause !== undefined || one === undefined) return false;
  const other = columnOf(only?.ResTarget?.['val'], new Map([['', table]]));
  return other !== undefined && leadsTo(one, other);
}

/** A name without a table is one of the table that is changed, which comes first. */
function columnOf(node: unknown, tables: ReadonlyMap<string, string>): NamedColumn | undefined {
  const parts = partsOf(node);
  const name = parts.at(-1);
  const table =
    parts.length > 1 && !tables.has('') ? tables.get(parts.at(-2) ?? '') : [...tables.values()][0];
  return name === undefined || table === undefined ? undefined : { table, name };
}

function partsOf(node: unknown): readonly (string | undefined)[] {
  const { fields } = ((node ?? {}) as { ColumnRef?: Node }).ColumnRef ?? {};
  return listOf(fields).map((field) => (field as { String?: { sval?: string } }).String?.sval);
}

/** `b.id IS NOT NULL` of another table. */
function isThere(node: unknown, tables: ReadonlyMap<string, string>, target: Target): boolean {
  const { arg, nulltesttype } = ((node ?? {}) as { NullTest?: Node }).NullTest ?? {};
  return nulltesttype === 'IS_NOT_NULL' && namesOther(arg, tables, [...target.names]);
}

/** Whether a column of a table beside the changed one is named. */
function namesOther(node: unknown, tables: ReadonlyMap<string, string>, own: readonly string[]): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const parts = partsOf(node);
  if (parts.length > 0) return parts.length > 1 && !own.includes(parts.at(-2) ?? '');
  return Object.values(node).some((item) => namesOther(item, tables, own));
}

/** Whether an update writes what another table says: each row gets its own value. */
function takesValues(body: Node, tables: ReadonlyMap<string, string>, target: Target): boolean {
  return body['fromClause'] !== undefined && namesOther(body['targetList'], tables, [...target.names]);
}

function listOf(value: unknown): readonly unknown[] {
  return (value ?? []) as readonly unknown[];
}
