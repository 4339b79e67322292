type Tree = Readonly<Record<string, unknown>>;

/** As `holdsAlways` for PostgreSQL: whether a condition restricts nothing, as far as can be seen. */
export function peerHoldsAlways(condition: unknown, depth = 0): boolean {
  if (condition === null || condition === undefined) return true;
  if (depth > 200) return false;
  const { type, operator, left, right } = condition as Tree;
  if (type === 'binary_expr') {
    const both = [left, right];
    const inner = (item: unknown): boolean => peerHoldsAlways(item, depth + 1);
    if (/^(?:OR|\|\|)$/i.test(String(operator))) return both.some(inner);
    if (/^(?:AND|&&)$/i.test(String(operator))) return both.every(inner);
    if (/^(?:=|<=|>=|<=>)$/.test(String(operator)) && JSON.stringify(left) === JSON.stringify(right))
      return true;
    const { value } = (right ?? {}) as Tree;
    if (/^LIKE$/i.test(String(operator)) && typeof value === 'string' && /^%+$/.test(value)) return true;
  }
  return !/"type":"(?:column_ref)"/.test(JSON.stringify(condition));
}
