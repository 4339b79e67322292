/** Nodes of PostgreSQL's parse tree, as JSON. */
export type Node = Readonly<Record<string, unknown>>;

/** Whether a condition holds for every row, as far as can be seen: `true`, `1 = 1`, `id = id`, `x OR true`. */
export function holdsAlways(condition: unknown, depth = 0): boolean {
  if (condition === undefined || condition === null) return true;
  if (depth > 200) return false;
  const [tag, body] = Object.entries(condition as Node)[0] as [string, Node];
  if (tag === 'BoolExpr') return boolean(body, depth);
  if (tag === 'A_Expr') return comparison(body) || !depends(condition);
  return !depends(condition);
}

function boolean({ boolop, args }: Node, depth: number): boolean {
  const items = (args ?? []) as readonly unknown[];
  if (boolop === 'OR_EXPR') return items.some((item) => holdsAlways(item, depth + 1)) || complement(items);
  if (boolop === 'AND_EXPR') return items.every((item) => holdsAlways(item, depth + 1));
  return !depends(items);
}

/** `x OR NOT x`, `x IS NULL OR x IS NOT NULL`. */
function complement(items: readonly unknown[]): boolean {
  const texts = new Set(items.map(shape));
  return items.some((item) => {
    const negated = (item as { BoolExpr?: { boolop: string; args: readonly unknown[] } }).BoolExpr;
    if (negated?.boolop === 'NOT_EXPR') return texts.has(shape(negated.args[0]));
    const test = (item as { NullTest?: { nulltesttype: string } }).NullTest;
    return test?.nulltesttype === 'IS_NULL' && texts.has(shape(item).replace('IS_NULL', 'IS_NOT_NULL'));
  });
}

/** `id = id`, `name LIKE '%'`. */
function comparison({ kind, name, lexpr, rexpr }: Node): boolean {
  if (kind === 'AEXPR_LIKE' || kind === 'AEXPR_ILIKE') {
    const text = (rexpr as { A_Const?: { sval?: { sval?: string } } } | undefined)?.A_Const?.sval?.sval;
    return text !== undefined && /^%+$/.test(text) && JSON.stringify(name).includes('"~~');
  }
  const operator = JSON.stringify(name);
  if (kind !== 'AEXPR_OP' || !/"(?:=|<=|>=)"/.test(operator)) return false;
  return lexpr !== undefined && shape(lexpr) === shape(rexpr);
}

/** Whether a value can differ from row to row. */
function depends(node: unknown): boolean {
  return /"(?:ColumnRef|CurrentOfExpr|SubLink|FuncCall)":/.test(JSON.stringify(node) ?? '');
}

/** A node without its places. */
function shape(node: unknown): string {
  return (JSON.stringify(node) ?? '').replace(/,?"location":-?\d+/g, '');
}
