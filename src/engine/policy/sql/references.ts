/** A column as a condition names it: of which table, and what it is called there. */
export interface NamedColumn {
  readonly table: string;
  readonly name: string;
}

/**
 * Whether two columns that must be equal are a reference and what it leads to: `reviews.product_id = products.id`. Every row
 * with a reference has its other row, so the two joined restrict nothing.
 */
export function isReference(one: NamedColumn, other: NamedColumn): boolean {
  return leadsTo(one, other) || leadsTo(other, one);
}

/** Whether the first refers to the second: every row has its other row, but not the other way round. */
export function leadsTo(from: NamedColumn, to: NamedColumn): boolean {
  const [table, column, key] = [to.table, from.name, to.name].map((text) => text.toLowerCase());
  if (table === undefined || column === undefined || from.table.toLowerCase() === table) return false;
  const names = [table, table.replace(/s$/, ''), table.replace(/es$/, ''), table.replace(/ies$/, 'y')];
  return (
    names.some((name) => [`${name}_id`, `${name}id`].includes(column)) && (key === 'id' || key === column)
  );
}
