import { MANY, neverEnds } from './endless.js';
import { peerExpr, peerHoldsAlways } from './peer-where.js';
import type { PeerDialect } from './lexer.js';
import { isSaid, listOf, low } from './peer-tree.js';
import type { Tree } from './peer-tree.js';

/** Whether some query of a statement feeds on itself without an end. SQL Server ends it after a hundred rounds. */
export function recursesForEver(tree: object, dialect: PeerDialect): boolean {
  if (dialect === 'tsql') return false;
  let found = false;
  walk(tree, (node) => {
    if (Array.isArray(node['with']) && !isCut(node)) found ||= (node['with'] as Tree[]).some(isEndless);
  });
  return found;
}

/** A limit ends a query where its rows are given as they come: none is counted, sorted, or compared with others. */
function isCut(select: Tree): boolean {
  if (!hasLimit(select)) return false;
  const { distinct, groupby, orderby, having, columns } = select;
  const kept = [distinct, groupby, orderby, having].some(isSaid);
  return !kept && !/"type":"(?:aggr_func|function)"/.test(JSON.stringify(columns));
}

function isEndless({ name, stmt }: Tree): boolean {
  const own = low((name as Tree | undefined)?.['value'] ?? name);
  const [first, ...others] = branches((stmt as Tree | undefined)?.['ast'] as Tree | undefined);
  if (first === undefined || others.some(hasLimit)) return false;
  return others.some((branch) => feedsOn(branch, own));
}

function feedsOn(branch: Tree, own: string): boolean {
  const conditions: unknown[] = [];
  let [recursive, joined, alone] = [false, false, true];
  walk({ ...branch, _next: null, with: null }, (node) => {
    for (const item of listOf(node['from'])) {
      if (low(item['table']) === own) recursive = true;
      else alone = false;
      if (isSaid(item['using']) || /NATURAL/i.test(String(item['join']))) joined = true;
      if (isSaid(item['on'])) conditions.push(item['on']);
    }
    if (isSaid(node['where'])) conditions.push(node['where']);
  });
  const signs = new Set<string>();
  walk(branch['columns'], (node) => {
    if (typeof node['operator'] === 'string') signs.add(node['operator']);
    if (/func|case|cast/.test(String(node['type']))) signs.add('a function');
  });
  const asked = conditions.map((condition) => peerExpr(condition, ''));
  return recursive && !joined && neverEnds({ conditions: asked, signs, alone });
}

/** Whether an insertion puts a table's own rows over themselves, all of them. */
export function overwritesItself(tree: object, table: string, dialect: PeerDialect): boolean {
  const { type, or, on_duplicate_update: update, values } = tree as Tree;
  if (dialect === 'sqlite' && commandsAll(tree as Tree, table)) return true;
  const replaces = type === 'replace' || /"REPLACE"/i.test(JSON.stringify(or ?? null)) || isSaid(update);
  if (!replaces || (values as Tree | undefined)?.['type'] !== 'select') return false;
  const queries = new Map<string, Tree>();
  walk(tree, (node) => {
    for (const { name, stmt } of listOf(node['with']))
      queries.set(low((name as Tree | undefined)?.['value'] ?? name), (stmt as Tree)['ast'] as Tree);
  });
  return givesWhole(values as Tree, { table: low(table), name: table, queries, dialect }, 0);
}

/** Of SQLite's search: what is put into the column that is called as the table is a command. */
function commandsAll({ columns, values }: Tree, table: string): boolean {
  const at = Array.isArray(columns) ? columns.map(low).indexOf(low(table)) : -1;
  if (at < 0) return false;
  const rows = listOf((values as Tree | undefined)?.['values']);
  return (
    rows.length === 0 ||
    rows.some((row) => !KEEPS_ROWS.test(String(listOf(row['value'])[at]?.['value'] ?? '')))
  );
}

const KEEPS_ROWS =
  /^(?:delete|rebuild|optimize|integrity-check|merge|automerge|crisismerge|usermerge|rank|pgsz|secure-delete)(?:=[\d,]+)?$/;

interface Asked {
  readonly table: string;
  /** As it is written. */
  readonly name: string;
  readonly queries: ReadonlyMap<string, Tree>;
  readonly dialect: PeerDialect;
}

function givesWhole(query: Tree | undefined, asked: Asked, depth: number): boolean {
  if (depth > 20) return true;
  return branches(query).some((branch) => {
    if (isSaid(branch['having']) || hasLimit(branch)) return false;
    if (isSaid(branch['where']) && !peerHoldsAlways(branch['where'], asked.name, asked.dialect)) return false;
    return listOf(branch['from']).some((item) => {
      const inner = (item['expr'] as Tree | undefined)?.['ast'] as Tree | undefined;
      const named = asked.queries.get(low(item['table']));
      if (low(item['table']) === asked.table) return true;
      return [inner, named].some((one) => one !== undefined && givesWhole(one, asked, depth + 1));
    });
  });
}

/** A query and those that it is joined with by UNION and the like. */
function branches(query: Tree | undefined): Tree[] {
  const all: Tree[] = [];
  for (let one = query; one !== undefined && one !== null; one = one['_next'] as Tree | undefined)
    all.push(one);
  return all;
}

function hasLimit({ limit, top }: Tree): boolean {
  const [first] = listOf((limit as Tree | null | undefined)?.['value']);
  const value = first?.['value'] ?? (top as Tree | null | undefined)?.['value'];
  return typeof value === 'number' ? value >= 0 && value < MANY : isSaid(top);
}

function walk(node: unknown, visit: (tree: Tree) => void, depth = 0): void {
  if (typeof node !== 'object' || node === null || depth > 1_000) return;
  if (!Array.isArray(node)) visit(node as Tree);
  for (const item of Object.values(node)) walk(item, visit, depth + 1);
}
