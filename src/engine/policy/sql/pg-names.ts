import type { Node, Target } from './pg-nodes.js';

/** How the tables of a FROM are called in a query. */
export function namesOf(item: unknown): string[] {
  const [, body] = Object.entries((item ?? {}) as Record<string, Node>)[0] ?? ['', {} as Node];
  const { alias, relname, larg, rarg } = body as { alias?: { aliasname?: string }; relname?: string } & Node;
  const inner = larg === undefined ? [] : [...namesOf(larg), ...namesOf(rarg)];
  const own = alias?.aliasname ?? relname;
  return own === undefined ? inner : [own, ...inner];
}

/**
 * Whether something asks about the row of the table that is changed. In a query with tables of its own, names without
 * a table are theirs, and so is a name that they share with it: to say that it is about that row takes a plain name.
 */
export function refersTo(node: unknown, target: Target): boolean {
  return refers(node, target.names, target.inside === true, 0);
}

function refers(node: unknown, names: ReadonlySet<string>, own: boolean, depth: number): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (depth > 2_000) return false;
  if (Array.isArray(node)) return node.some((item) => refers(item, names, own, depth + 1));
  return Object.entries(node as Node).some(([key, body]) => {
    if (key === 'CurrentOfExpr') return true;
    if (key === 'ColumnRef') return namesRow(body as Node, names, own);
    if (key !== 'SelectStmt' && key !== 'larg' && key !== 'rarg') return refers(body, names, own, depth + 1);
    const from = ((body as Node)['fromClause'] ?? []) as readonly unknown[];
    if (from.length === 0) return refers(body, names, own, depth + 1);
    const hidden = new Set(from.flatMap(namesOf));
    const seen = new Set([...names].filter((name) => !hidden.has(name)));
    return refers(body, seen, true, depth + 1);
  });
}

function namesRow({ fields }: Node, names: ReadonlySet<string>, own: boolean): boolean {
  const parts = (fields as readonly Node[]).map(
    (field) => (field['String'] as { sval?: string } | undefined)?.sval,
  );
  if (parts.length > 1)
    return names.has(parts.at(-2) ?? '') || (parts.at(-1) === undefined && names.has(parts[0] ?? ''));
  return !own || names.has(parts[0] ?? '');
}
