import { neverEnds } from './endless.js';
import { targetOf } from './pg-target.js';
import { pgHoldsAlways, toExpr } from './pg-where.js';
import type { Node, Target } from './pg-nodes.js';

/** A query that feeds on itself, without a condition that ends it. */
export function endless({ ctename, ctequery }: Node): boolean {
  const { rarg } = ((ctequery as Node | undefined)?.['SelectStmt'] ?? {}) as { rarg?: Node };
  if (rarg === undefined || rarg['limitCount'] !== undefined) return false;
  const names = new Set([String(ctename)]);
  const conditions: unknown[] = [];
  const signs = new Set<string>();
  let [recursive, joined, alone] = [false, false, true];
  walk(rarg, (key, body) => {
    if (key === 'RangeVar' && body['relname'] === ctename) {
      recursive = true;
      names.add((body['alias'] as { aliasname?: string } | undefined)?.aliasname ?? String(ctename));
    } else if (/^Range/.test(key)) alone = false;
    if (key === 'JoinExpr' && (body['usingClause'] !== undefined || body['isNatural'] === true))
      joined = true;
    for (const part of ['whereClause', 'quals']) if (body[part] !== undefined) conditions.push(body[part]);
  });
  if (rarg['whereClause'] !== undefined) conditions.push(rarg['whereClause']);
  walk(rarg['targetList'], (key, { name }) => {
    if (key === 'A_Expr')
      signs.add((name as readonly { String?: { sval?: string } }[])[0]?.String?.sval ?? '');
  });
  const target: Target = { table: '', names, queries: new Map() };
  const asked = conditions.map((condition) => toExpr(condition, target, 0));
  return recursive && !joined && neverEnds({ conditions: asked, signs, alone });
}

const KEPT = ['sortClause', 'groupClause', 'distinctClause', 'havingClause', 'windowClause', 'larg'];

/** A limit ends a query where its rows are given as they come: none is counted, sorted, or compared with others. */
export function isCut(select: Node): boolean {
  if (unbounded(select) || KEPT.some((key) => key in select)) return false;
  let computes = false;
  walk(select['targetList'], (key) => {
    if (key === 'FuncCall') computes = true;
  });
  return !computes;
}

export function unbounded(select: Node): boolean {
  const limit = select['limitCount'] as { A_Const?: { isnull?: boolean } } | undefined;
  return limit === undefined || limit.A_Const?.isnull === true;
}

/** Whether an insertion puts a table's own rows over themselves, all of them. */
export function overwritesItself(insert: Node): boolean {
  const clause = insert['onConflictClause'] as Node | undefined;
  if (clause?.['action'] !== 'ONCONFLICT_UPDATE') return false;
  const target = targetOf(insert);
  if (clause['whereClause'] !== undefined && !pgHoldsAlways(clause['whereClause'], target)) return false;
  return givesWhole((insert['selectStmt'] as { SelectStmt?: Node } | undefined)?.SelectStmt, target, 0);
}

function givesWhole(select: Node | undefined, target: Target, depth: number): boolean {
  if (select === undefined) return false;
  if (depth > 20) return true;
  const again = (one: unknown): boolean => givesWhole(one as Node | undefined, target, depth + 1);
  if (select['larg'] !== undefined) return again(select['larg']) || again(select['rarg']);
  if (!unbounded(select) || select['havingClause'] !== undefined) return false;
  const from = (select['fromClause'] ?? []) as readonly Node[];
  const names = new Set([...target.names, ...from.flatMap(aliases)]);
  if (!pgHoldsAlways(select['whereClause'], { ...target, names })) return false;
  return from.some((item) =>
    sources(item).some(([name, query]) =>
      query === undefined ? name === target.table || again(target.queries.get(name)) : again(query),
    ),
  );
}

/** The tables and queries of a FROM, joined ones too. */
function sources(item: Node): readonly (readonly [string, Node | undefined])[] {
  const {
    RangeVar: table,
    RangeSubselect: nested,
    JoinExpr: join,
  } = item as Record<string, Node | undefined>;
  if (join !== undefined) return [...sources(join['larg'] as Node), ...sources(join['rarg'] as Node)];
  if (nested !== undefined)
    return [['', (nested['subquery'] as { SelectStmt?: Node } | undefined)?.SelectStmt ?? {}]];
  return table === undefined ? [] : [[String(table['relname']), undefined]];
}

function aliases(item: Node): string[] {
  const { JoinExpr: join, ...rest } = item as Record<string, Node | undefined>;
  if (join !== undefined) return [...aliases(join['larg'] as Node), ...aliases(join['rarg'] as Node)];
  const [body] = Object.values(rest);
  const name = (body?.['alias'] as { aliasname?: string } | undefined)?.aliasname ?? body?.['relname'];
  return name === undefined ? [] : [String(name)];
}

const MAX_DEPTH = 2_000;

function walk(node: unknown, visit: (key: string, body: Node) => void, depth = 0): void {
  if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) return;
  for (const [key, body] of Object.entries(node)) {
    if (typeof body !== 'object' || body === null) continue;
    if (!Array.isArray(body)) visit(key, body as Node);
    walk(body, visit, depth + 1);
  }
}
