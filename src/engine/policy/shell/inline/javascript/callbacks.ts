import type { AnyNode, Expression, SpreadElement } from 'acorn';
import { NotShown } from '../code-effect.js';
import type { FunctionNode } from './declared.js';
import { keyOf } from './kinds.js';
import { Members } from './members.js';
import { CALLBACKS, CALLS, PASSED_ON, TEXTS } from './names.js';

export type Given = readonly (Expression | SpreadElement)[];

/** What may be called back. */
export abstract class Callbacks extends Members {
  /** What is called back stands in the code, or is a function that computes. */
  protected calledBack(name: string, given: Given): void {
    const place = CALLS[name];
    if (place === undefined) return;
    if (given.slice(0, place + 1).some(({ type }) => type === 'SpreadElement'))
      throw new NotShown('what is called back');
    const backs = name === 'then' ? given : given.slice(place, place + 1);
    for (const back of backs) {
      const text = TEXTS.has(name) && this.isText(back);
      if (!text && !this.isCallback(back)) throw new NotShown('what is called back');
    }
  }

  /** `JSON.stringify(x, ['a', 'b'])`. */
  protected isText(node: AnyNode): boolean {
    return node.type === 'ArrayExpression';
  }

  protected isCallback(node: AnyNode): boolean {
    if (isFunction(node) || this.packages.isHeld(node)) return true;
    if (node.type === 'Identifier')
      return this.declared.has(node.name) ? this.declared.isFunction(node.name) : CALLBACKS.has(node.name);
    if (node.type === 'Literal') return node.value === null;
    if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier') return false;
    const { name } = node.object;
    return !this.declared.has(name) && PASSED_ON[name]?.has(keyOf(node) ?? '') === true;
  }

  protected resolves(node: FunctionNode): boolean {
    const parent = this.declared.parentOf(node);
    return (
      parent?.type === 'NewExpression' &&
      parent.callee.type === 'Identifier' &&
      parent.callee.name === 'Promise'
    );
  }

  protected isPattern(node: Expression): boolean {
    if (node.type === 'Literal') return 'regex' in node;
    if (node.type === 'NewExpression')
      return node.callee.type === 'Identifier' && node.callee.name === 'RegExp';
    if (node.type !== 'Identifier') return false;
    const bindings = this.declared.of(node.name);
    return (
      bindings.length > 0 &&
      bindings.every(
        (one) => one.by === 'value' && one.value.type !== 'Identifier' && this.isPattern(one.value),
      )
    );
  }
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}
