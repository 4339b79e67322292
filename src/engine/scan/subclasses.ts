import ts from 'typescript';
import type { Context } from './context.js';
import { each, superOf } from './syntax.js';

type Below = ReadonlyMap<ts.ClassLikeDeclaration, readonly ts.ClassLikeDeclaration[]>;

const KNOWN = new WeakMap<Context['tree'], Below>();

/** Who extends whom, directly, across the tree. */
function below(context: Context): Below {
  const known = KNOWN.get(context.tree);
  if (known) return known;
  const found = new Map<ts.ClassLikeDeclaration, ts.ClassLikeDeclaration[]>();
  for (const file of context.tree.files)
    each(file, (node) => {
      const above = ts.isClassLike(node) ? superOf(node) : undefined;
      if (!above) return;
      for (const value of context.on.values(above))
        if (value.kind === 'class')
          found.set(value.node, [...(found.get(value.node) ?? []), node as ts.ClassLikeDeclaration]);
    });
  KNOWN.set(context.tree, found);
  return found;
}

const isAbstract = (node: ts.ClassLikeDeclaration): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false);

/** The classes of the tree that extend one, at whatever distance, and of which nothing is left to others. */
export function subclasses(context: Context, node: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration[] {
  context.tree.unseen?.everywhere();
  const edges = below(context);
  const all = new Set(edges.get(node));
  for (const one of all) for (const next of edges.get(one) ?? []) all.add(next);
  // In JavaScript nothing says that a class is abstract, but that others extend it.
  return [...all].filter((one) => !isAbstract(one) && !edges.has(one));
}
