import ts from 'typescript';
import type { Human } from './candidate.js';
import type { Value } from './value.js';

/** `needsApproval: true` asks for every call; a function asks for some; `false` for none. */
export function humanFrom(values: readonly Value[]): Human {
  if (values.length === 0) return undefined;
  const always = values.every(
    (value) => value.kind === 'literal' && value.node.kind === ts.SyntaxKind.TrueKeyword,
  );
  const never = values.every(
    (value) => value.kind === 'literal' && value.node.kind !== ts.SyntaxKind.TrueKeyword,
  );
  return always ? 'always' : never ? undefined : 'some';
}
