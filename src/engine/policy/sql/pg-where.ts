/** Nodes of PostgreSQL's parse tree, as JSON. */
export type Node = Readonly<Record<string, unknown>>;

/**
 * Whether a condition restricts nothing to some rows, as far as can be seen: `true`, `1 = 1`, `id = id`, `x OR true`,
 * `(SELECT true)`, and what asks about other tables only. `target` is how the changed table may be called.
 */
export function holdsAlways(condition: unknown, target: readonly string[], depth = 0): boolean {
  if (condition === undefined || condition === null) return true;
  if (depth > 200) return false;
  const [tag, body] = Object.entries(condition as Node)[0] as [string, Node];
  if (tag === 'BoolExpr') return boolean(body, target, depth);
  if (tag === 'A_Expr') return comparison(body, target) || !depends(condition, target);
  if (tag === 'SubLink' && wholeTable(body, target)) return true;
  return !depends(condition, target);
}

/** `EXISTS (SELECT … FROM t)` asks about no row, and `id IN (SELECT id FROM t)` about none of `t` if that is what changes. */
function wholeTable({ subLinkType, subselect, testexpr }: Node, target: readonly string[]): boolean {
  const select = (subselect as { SelectStmt?: Node } | undefined)?.SelectStmt ?? {};
  if (subLinkType === 'EXISTS_SUBLINK')
    return !depends({ ...select, targetList: [], sortClause: [] }, target);
  const from = (select['fromClause'] ?? []) as readonly { RangeVar?: { relname?: string } }[];
  const columns = (select['targetList'] ?? []) as readonly { ResTarget?: { val?: Node } }[];
  return (
    subLinkType === 'ANY_SUBLINK' &&
    from.length === 1 &&
    target.includes(from[0]?.RangeVar?.relname ?? '') &&
    ['whereClause', 'havingClause', 'groupClause', 'limitCount', 'limitOffset'].every(
      (key) => !(key in select),
    ) &&
    columnOf(columns[0]?.ResTarget?.val) !== undefined &&
    columnOf(columns[0]?.ResTarget?.val) === columnOf(testexpr)
  );
}

/** The name of a column, without its table. */
function columnOf(node: unknown): string | undefined {
  const { fields } = (node as { ColumnRef?: { fields?: readonly Node[] } } | undefined)?.ColumnRef ?? {};
  return (fields?.at(-1)?.['String'] as { sval?: string } | undefined)?.sval;
}

function boolean({ boolop, args }: Node, target: readonly string[], depth: number): boolean {
  const items = (args ?? []) as readonly unknown[];
  const always = (item: unknown): boolean => holdsAlways(item, target, depth + 1);
  if (boolop === 'OR_EXPR') return items.some(always) || complement(items);
  if (boolop === 'AND_EXPR') return items.every(always);
  return !depends(items, target);
}

/** `x OR NOT x`, `x IS NULL OR x IS NOT NULL`, `x = 5 OR x <> 5`: of what is no AND or OR itself, so that each is written out once. */
function complement(items: readonly unknown[]): boolean {
  const texts = items.filter((item) => !JOINED.has(boolop(item) ?? '')).map(shape);
  const all = new Set(texts);
  return (
    texts.some((text) =>
      OPPOSITES.some(([one, other]) => text.includes(one) && all.has(text.replace(one, other))),
    ) || items.some((item) => boolop(item) === 'NOT_EXPR' && all.has(shape(negated(item))))
  );
}

const JOINED: ReadonlySet<string> = new Set(['AND_EXPR', 'OR_EXPR']);

function boolop(item: unknown): string | undefined {
  return (item as { BoolExpr?: { boolop: string } }).BoolExpr?.boolop;
}

function negated(item: unknown): unknown {
  return (item as { BoolExpr: { args: readonly unknown[] } }).BoolExpr.args[0];
}

const operator = (sign: string): string => `"name":[{"String":{"sval":"${sign}"}}]`;
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['IS_NULL', 'IS_NOT_NULL'],
  [operator('='), operator('<>')],
  [operator('<'), operator('>=')],
  [operator('>'), operator('<=')],
  [operator('~~'), operator('!~~')],
];

const SAME = /^AEXPR_(?:NOT_DISTINCT|BETWEEN|BETWEEN_SYM|IN|OP_ANY|LIKE|ILIKE)$/;

/** `id = id`, `id IN (id, 5)`, `name LIKE '%'`, `name ~ ''`. */
function comparison({ kind, name, lexpr, rexpr }: Node, target: readonly string[]): boolean {
  const sign = (name as readonly { String?: { sval?: string } }[] | undefined)?.at(-1)?.String?.sval ?? '';
  const text = (rexpr as { A_Const?: { sval?: { sval?: string } } } | undefined)?.A_Const?.sval?.sval;
  if (lexpr === undefined || rexpr === undefined) return false;
  if (/^~~\*?$/.test(sign) && text !== undefined && /^%+$/.test(text)) return true;
  if (/^~\*?$/.test(sign) && text !== undefined && /^\^?(?:\.\*)?\$?$/.test(text)) return true;
  const [left, right] = [lexpr, rexpr].map((side) => unqualified(shape(side), target)) as [string, string];
  if (kind === 'AEXPR_OP') return /^(?:=|<=|>=)$/.test(sign) && left === right;
  return SAME.test(String(kind)) && !sign.startsWith('<') && right.includes(left);
}

/** Whether a value can differ from row to row of the table that is changed. */
function depends(node: unknown, target: readonly string[]): boolean {
  const text = shape(node);
  if (text.includes('"CurrentOfExpr":')) return true;
  return [...text.matchAll(/"ColumnRef":\{"fields":\[(.*?)\]\}/g)].some(([, fields = '']) => {
    const parts = [...fields.matchAll(/"sval":"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => part as string);
    return parts.length < 2 || target.includes(parts.at(fields.includes('A_Star') ? -1 : -2) as string);
  });
}

/** `users.id` as `id`, if that is the table which is changed. */
function unqualified(text: string, target: readonly string[]): string {
  const [one = ''] = target;
  return text.replaceAll(`{"String":{"sval":${JSON.stringify(one)}}},{"String"`, '{"String"');
}

/** A node without its places. */
function shape(node: unknown): string {
  return (JSON.stringify(node) ?? '').replace(/,?"location":-?\d+/g, '');
}
