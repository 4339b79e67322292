import { pgMayGiveAll } from './pg-where.js';
import type { Node, Target } from './pg-nodes.js';

interface Source {
  readonly relname?: string;
  readonly alias?: { readonly aliasname?: string };
}

/** The table of a change as its conditions may call it, with the copies of it that are joined to it. */
export function targetOf(body: Node): Target {
  const { relname: table = '', alias } = body['relation'] as Source;
  const queries = queriesOf(body['withClause']);
  const names = new Set([alias?.aliasname ?? table]);
  const joined = [...listOf(body['usingClause']), ...listOf(body['fromClause']), body['sourceRelation']];
  for (const item of joined) addCopies(item, table, queries, names);
  const others = new Set(joined.flatMap((item) => outputsOf(item, queries)));
  return { table, names, others, queries };
}

function addCopies(item: unknown, table: string, queries: Target['queries'], names: Set<string>): void {
  const {
    RangeVar: named,
    RangeSubselect: nested,
    JoinExpr: join,
  } = (item ?? {}) as Record<string, Node | undefined>;
  if (join !== undefined) for (const side of ['larg', 'rarg']) addCopies(join[side], table, queries, names);
  const source = (named ?? nested ?? {}) as Source;
  const query = nested === undefined ? queries.get(source.relname ?? '') : selectOf(nested['subquery']);
  const copy = query === undefined ? source.relname === table : isCopy(query, table, queries);
  const name = source.alias?.aliasname ?? source.relname;
  if (copy && name !== undefined) names.add(name);
}

/** The columns that a query or a function beside the table gives, and its own name, which stands for its rows. */
function outputsOf(item: unknown, queries: Target['queries']): string[] {
  const [tag, body] = Object.entries((item ?? {}) as Record<string, Node>)[0] ?? ['', {} as Node];
  if (tag === 'JoinExpr') return ['larg', 'rarg'].flatMap((side) => outputsOf(body[side], queries));
  const query = tag === 'RangeVar' ? queries.get(String(body['relname'])) : selectOf(body['subquery']);
  if (query === undefined && tag !== 'RangeFunction') return [];
  const { aliasname, colnames } = (body['alias'] ?? {}) as { aliasname?: string; colnames?: readonly Node[] };
  const renamed = (colnames ?? []).map((name) => (name['String'] as { sval?: string } | undefined)?.sval);
  const given = (listOf(query?.['targetList']) as readonly { ResTarget?: Node }[]).map(
    ({ ResTarget: one }) => {
      const { ColumnRef: column } = (one?.['val'] ?? {}) as { ColumnRef?: { fields: readonly Node[] } };
      const last = column?.fields.at(-1)?.['String'] as { sval?: string } | undefined;
      return (one?.['name'] as string | undefined) ?? last?.sval;
    },
  );
  return [aliasname, ...renamed, ...given].filter((name) => name !== undefined);
}

/** A query that gives every row of a table. */
function isCopy(select: Node, table: string, queries: Target['queries']): boolean {
  return pgMayGiveAll(select, { table, names: new Set([table]), queries });
}

function queriesOf(clause: unknown): Map<string, Node> {
  const { ctes } = (clause ?? {}) as { ctes?: readonly { CommonTableExpr: Node }[] };
  return new Map(
    (ctes ?? []).flatMap(({ CommonTableExpr: cte }): [string, Node][] => {
      const query = selectOf(cte['ctequery']);
      return query === undefined ? [] : [[String(cte['ctename']), query]];
    }),
  );
}

function selectOf(node: unknown): Node | undefined {
  return (node as { SelectStmt?: Node } | undefined)?.SelectStmt;
}

function listOf(value: unknown): readonly unknown[] {
  return (value ?? []) as readonly unknown[];
}
