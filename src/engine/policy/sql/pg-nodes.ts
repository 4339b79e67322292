/** Nodes of PostgreSQL's parse tree, as JSON. */
export type Node = Readonly<Record<string, unknown>>;

/** The table that is changed, as its conditions may call it. */
export interface Target {
  /** Its own name. */
  readonly table: string;
  /** Its name or alias, and those of copies of it that stand beside it. */
  readonly names: ReadonlySet<string>;
  /** What others beside it give, by the names of their columns. */
  readonly others?: ReadonlySet<string>;
  /** Queries of a WITH, by name. */
  readonly queries: ReadonlyMap<string, Node>;
  /** In a query with tables of its own, whose names those without a table are. */
  readonly inside?: boolean;
  /** Where counts are of groups, in which there is always something. */
  readonly grouped?: boolean;
}

/** A node without its places. */
export function shape(node: unknown): string {
  return (JSON.stringify(node) ?? '').replace(/,?"location":-?\d+/g, '');
}
