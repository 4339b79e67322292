import { conjunctsOf, tablesOf, withoutReferences } from './peer-joins.js';
import type { Tables } from './peer-joins.js';
import { peerHoldsAlways, peerMayGiveAll } from './peer-where.js';
import type { PeerDialect } from './lexer.js';
import { isSaid, listOf, low } from './peer-tree.js';
import type { Tree } from './peer-tree.js';

/**
 * Whether an update or a delete means all rows of the table that it changes. What it says of another table beside it
 * restricts nothing by itself: it does together with how the two are joined.
 */
export function changesAll(tree: object, table: string, dialect: PeerDialect): boolean {
  const { where } = tree as Tree;
  const { names, others, joins, inner, tables, takesValues } = scopeOf(tree as Tree);
  const asks = isSaid(where);
  if (!asks && inner.length === 0) return true;
  let foreign = false;
  const own = (node: unknown, depth = 0): unknown => {
    if (typeof node !== 'object' || node === null || depth > MAX_DEPTH || 'ast' in node) return node;
    if (Array.isArray(node)) return node.map((item) => own(item, depth + 1));
    const { type, table: of, column } = node as Tree;
    if (type !== 'column_ref')
      return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, own(item, depth + 1)]));
    const elsewhere = isSaid(of) ? !names.has(low(of)) : others.has(low(column));
    if (elsewhere) foreign = true;
    return elsewhere ? { type: 'of another table' } : node;
  };
  if (names.size === 0) return peerHoldsAlways(where, table, dialect, new Set([low(table)]));
  const asked = own(where);
  const always = (item: unknown): boolean => peerHoldsAlways(item, table, dialect, names);
  if (asks && !foreign && always(where)) return true;
  if (
    (foreign || !asks) &&
    [...(asks ? [asked] : []), ...(asks ? joins : inner).map((on) => own(on))].every(always)
  )
    return true;
  const said = asks ? [where, ...joins] : inner;
  const parts = said.flatMap(conjunctsOf);
  if (parts.every((part) => comparesCopies(part, names))) return true;
  const rest = said.flatMap((item) => withoutReferences(item, tables));
  if (rest.length === parts.length) return false;
  foreign = false;
  const left = rest.map((item) => own(item));
  return !foreign && !takesValues && left.every(always);
}

const MAX_DEPTH = 300;

interface ChangeScope {
  /** How the conditions may call the table that is changed, and copies of it beside it. */
  readonly names: ReadonlySet<string>;
  /** Columns that queries beside it give. */
  readonly others: ReadonlySet<string>;
  readonly joins: readonly unknown[];
  /** Of joins that leave out rows for which nothing is found. */
  readonly inner: readonly unknown[];
  readonly tables: Tables;
  /** Whether an update writes what another table says: each row gets its own value. */
  readonly takesValues: boolean;
}

function scopeOf({ type, table, from, set }: Tree): ChangeScope {
  const items = type === 'update' ? [...listOf(table), ...listOf(from)] : listOf(from);
  const written = listOf(set).flatMap(({ table: of }) => (isSaid(of) ? [low(of)] : []));
  const said =
    type === 'update' && written.length > 0
      ? written
      : listOf(table)
          .slice(0, type === 'update' ? 1 : undefined)
          .map(nameOf);
  const changed = new Set(
    items.flatMap((item) => (callNames(item).some((name) => said.includes(name)) ? [nameOf(item)] : [])),
  );
  const [first = ''] = changed;
  const copies = items.filter((item) => changed.has(nameOf(item)) || isCopy(item, first));
  return {
    names: new Set([...said, ...copies.flatMap(callNames)]),
    others: new Set(items.filter((item) => !copies.includes(item)).flatMap(outputs)),
    joins: items.map((item) => item['on']).filter(isSaid),
    inner: items
      .filter(({ join }) => /^(?:INNER )?JOIN$/i.test(String(join)))
      .map((item) => item['on'])
      .filter(isSaid),
    tables: tablesOf([...changed][0] ?? '', items),
    takesValues: listOf(set).some(({ value }) => (value as Tree | undefined)?.['type'] === 'column_ref'),
  };
}

/** A query beside the table that gives all of its rows. */
function isCopy({ expr }: Tree, table: string): boolean {
  const query = (expr as { ast?: Tree } | undefined)?.ast;
  return query !== undefined && peerMayGiveAll(query, table);
}

/** `a.id <> b.id` of two copies of one table: nearly every row has another one like that. */
function comparesCopies(node: unknown, names: ReadonlySet<string>): boolean {
  const { type, operator, left, right } = (node ?? {}) as Tree;
  if (type !== 'binary_expr' || !/^(?:<>|!=|[<>]=?)$/.test(String(operator))) return false;
  const [one, other] = [left, right] as readonly (Tree | undefined)[];
  if (one?.['type'] !== 'column_ref' || other?.['type'] !== 'column_ref') return false;
  const [of, beside] = [low(one['table']), low(other['table'])];
  return of !== beside && names.has(of) && names.has(beside) && low(one['column']) === low(other['column']);
}

function nameOf({ table, as }: Tree): string {
  return low(table ?? as);
}

function callNames({ table, as }: Tree): string[] {
  return [table, as].filter(isSaid).map(low);
}

/** The columns of a query in a FROM. */
function outputs(item: Tree): string[] {
  const columns = (item['expr'] as { ast?: Tree } | undefined)?.ast?.['columns'];
  return listOf(columns).flatMap(({ as, expr }) =>
    [as, (expr as Tree | undefined)?.['column']].filter(isSaid).map(low),
  );
}
