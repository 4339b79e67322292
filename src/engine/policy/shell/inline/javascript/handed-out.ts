import type { AnyNode, Expression, YieldExpression } from 'acorn';
import type { FunctionNode } from './declared.js';
import { childrenOf } from './parse.js';

/** The expressions that a function returns, or, of a generator, its `yield`s. */
export function handedOut(node: FunctionNode): readonly (Expression | YieldExpression)[] {
  if (node.type === 'ArrowFunctionExpression' && node.expression) return [node.body as Expression];
  const found: (Expression | YieldExpression)[] = [];
  const open: AnyNode[] = [node.body];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (/Function/.test(one.type) || one.type === 'ClassDeclaration') continue;
    if (node.generator === true) {
      if (one.type === 'YieldExpression') found.push(one);
    } else if (one.type === 'ReturnStatement' && one.argument) found.push(one.argument);
    open.push(...(childrenOf(one) as AnyNode[]));
  }
  return found;
}
