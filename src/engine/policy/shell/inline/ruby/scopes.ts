import { kidsOf, typeOf } from './nodes.js';
import type { Node } from './nodes.js';

const SCOPES = /^(?:Program|Block|Lambda|Def|Class|Module|SingletonClass)$/;
const LOCALS = /^LocalVariable(?:Read|Write|Target|OrWrite|AndWrite|OperatorWrite)$/;
const PARAMETERS =
  /^(?:Required|Optional|Rest|KeywordRest|RequiredKeyword|OptionalKeyword|Block)Parameter$|^BlockLocalVariable$/;

/**
 * Gives every local variable a name of its own: the parser tells how many scopes lie between its use and where it lives,
 * so that two blocks may call different things `f`.
 */
export function tellApart(node: Node, scopes: readonly Node[]): void {
  const type = typeOf(node);
  const inner = SCOPES.test(type) ? [...scopes, node] : scopes;
  const { name, depth } = node;
  if (typeof name === 'string') {
    const away = LOCALS.test(type) ? Number(depth) : PARAMETERS.test(type) ? 0 : undefined;
    const scope = away === undefined ? undefined : inner[inner.length - 1 - away];
    if (scope !== undefined) (node as { name?: unknown }).name = `${name} ${scope.nodeID}`;
  }
  for (const kid of kidsOf(node)) tellApart(kid, inner);
}
