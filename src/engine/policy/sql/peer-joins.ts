import { isSaid, listOf, low } from './peer-tree.js';
import type { Tree } from './peer-tree.js';
import { isReference, leadsTo } from './references.js';
import type { NamedColumn } from './references.js';

/** Tables by the names that conditions call them, the one that is changed first. */
export type Tables = ReadonlyMap<string, string>;

/** As for PostgreSQL: the parts of a condition that do not only follow references to tables that nothing restricts. */
export function withoutReferences(condition: unknown, tables: Tables): readonly unknown[] {
  return conjunctsOf(condition).filter((part) => !joinsReference(part, tables) && !isThere(part, tables));
}

export function conjunctsOf(node: unknown): readonly unknown[] {
  const { type, operator, left, right } = (node ?? {}) as Tree;
  return type === 'binary_expr' && /^(?:AND|&&)$/i.test(String(operator))
    ? [...conjunctsOf(left), ...conjunctsOf(right)]
    : [node];
}

/** The items of a FROM that are plain tables. */
export function tablesOf(changed: string, items: readonly Tree[]): Tables {
  const named = items.flatMap(({ table, as, expr }): [string, string][] =>
    isSaid(table) && !isSaid(expr) ? [[low(as ?? table), low(table)]] : [],
  );
  const first = named.filter(([, table]) => table === low(changed));
  return new Map([...(first.length > 0 ? first : [[low(changed), low(changed)] as const]), ...named]);
}

function joinsReference(node: unknown, tables: Tables): boolean {
  const { type, operator, left, right } = (node ?? {}) as Tree;
  if (type !== 'binary_expr') return false;
  if (/^IN$/i.test(String(operator))) return asksForAny(left, right as Tree, tables);
  if (operator !== '=') return false;
  const [one, other] = [columnOf(left, tables), columnOf(right, tables)];
  return one !== undefined && other !== undefined && isReference(one, other);
}

const EMPTY = new Set(['type', 'columns', 'from', 'orderby', 'options', 'distinct', 'parentheses', 'loc']);

function asksForAny(left: unknown, right: Tree | undefined, tables: Tables): boolean {
  const [item] = listOf(right?.['value']);
  const query = (item as { ast?: Tree } | undefined)?.ast;
  if (query === undefined) return false;
  if (Object.keys(query).some((key) => !EMPTY.has(key) && isAsked(query[key]))) return false;
  if (isAsked((query['distinct'] as Tree | undefined)?.['type'])) return false;
  const [source, ...others] = listOf(query['from']);
  const [only] = listOf(query['columns']);
  const one = columnOf(left, tables);
  if (source === undefined || others.length > 0 || !isSaid(source['table']) || one === undefined)
    return false;
  const other = columnOf(only?.['expr'], new Map([['', low(source['table'])]]));
  return other !== undefined && leadsTo(one, other);
}

/** Whether a part of a query is there: what is not is null, empty, or an object of such. */
function isAsked(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.values(value).some(isAsked);
}

/** `b.id IS NOT NULL` of another table. */
function isThere(node: unknown, tables: Tables): boolean {
  const { type, operator, left } = (node ?? {}) as Tree;
  const { table } = (left ?? {}) as Tree;
  return type === 'binary_expr' && operator === 'IS NOT' && isSaid(table) && isOther(low(table), tables);
}

function isOther(name: string, tables: Tables): boolean {
  return tables.has(name) && [...tables.keys()][0] !== name;
}

/** A name without a table is one of the table that is changed. */
function columnOf(node: unknown, tables: Tables): NamedColumn | undefined {
  const { type, table: of, column } = (node ?? {}) as Tree;
  if (type !== 'column_ref' || typeof column !== 'string') return undefined;
  const table = isSaid(of) && !tables.has('') ? tables.get(low(of)) : [...tables.values()][0];
  return table === undefined ? undefined : { table, name: column };
}
