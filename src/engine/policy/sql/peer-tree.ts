/** A node of the tree that the parser of the other dialects gives. */
export type Tree = Readonly<Record<string, unknown>>;

/** Whether a clause is there. */
export function isSaid(part: unknown): boolean {
  return part !== null && part !== undefined && !(Array.isArray(part) && part.length === 0);
}

export function listOf(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? (value as readonly Tree[]) : [];
}

/** A name as it is compared with others. */
export function low(name: unknown): string {
  return String(name ?? '').toLowerCase();
}
