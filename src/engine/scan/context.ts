import type ts from 'typescript';
import type { Place, Step } from '../model/tool-finding.js';
import { relativeTo } from './files.js';
import type { EffectRule } from './effect-table.js';
import type { Matcher } from './matcher.js';
import type { Tree } from './program.js';
import type { References } from './references.js';
import type { Symbols } from './symbols.js';
import type { Evaluator } from './values.js';

/** What every question about a tree is asked with. */
export interface Context {
  readonly tree: Tree;
  readonly symbols: Symbols;
  readonly on: Evaluator;
  readonly refs: References;
  readonly matcher: Matcher;
  /** Whether any file imports us: where none does, nothing is gated, and nobody need look for it. */
  readonly mayGate: boolean;
  /** What calls do to the world: the user's own rules, then the built-in ones. */
  readonly rules: readonly EffectRule[];
}

/** Where a node stands, as reports say it. */
export function placeOf({ tree }: Pick<Context, 'tree'>, node: ts.Node): Place {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { file: relativeTo(tree.root, file.fileName), line: line + 1, column: character + 1 };
}

export const stepAt = (context: Pick<Context, 'tree'>, node: ts.Node, text: string): Step => ({
  text,
  ...placeOf(context, node),
});
