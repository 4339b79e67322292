import type { AnyNode } from 'acorn';
import type { Declared } from './declared.js';
import { keyOf, Kinds } from './kinds.js';

/** Tells the numbers by which servers of this machine are asked. */
export class Ports {
  readonly #kinds: Kinds;

  constructor(private readonly declared: Declared) {
    this.#kinds = new Kinds(declared);
  }

  /** A number, or what a server that listens says of itself: `server.address().port`. */
  is(node: AnyNode): boolean {
    if (this.#kinds.isNumber(node)) return true;
    if (node.type === 'MemberExpression') return keyOf(node) === 'port' && this.#isAddress(node.object);
    if (node.type !== 'Identifier') return false;
    const bindings = this.declared.of(node.name);
    return (
      bindings.length > 0 &&
      bindings.every((one) => {
        if (one.by === 'part')
          return one.keys.join() === 'port' && one.value !== undefined && this.#isAddress(one.value);
        return one.by === 'value' && one.value.type !== 'Identifier' && this.is(one.value);
      })
    );
  }

  #isAddress(node: AnyNode): boolean {
    return (
      node.type === 'CallExpression' &&
      node.callee.type === 'MemberExpression' &&
      keyOf(node.callee) === 'address' &&
      this.#isServer(node.callee.object)
    );
  }

  /** What `listen` or `createServer` gives, by a name that means nothing else. */
  #isServer(node: AnyNode): boolean {
    if (node.type === 'CallExpression') {
      const { callee } = node;
      return (
        callee.type === 'MemberExpression' &&
        /^(?:listen|createServer)$/.test(keyOf(callee) ?? '') &&
        this.#isMade(callee.object)
      );
    }
    if (node.type !== 'Identifier') return false;
    const bindings = this.declared.of(node.name);
    return (
      bindings.length > 0 &&
      bindings.every(
        (one) => one.by === 'value' && one.value.type === 'CallExpression' && this.#isServer(one.value),
      )
    );
  }

  /** A module, or what has been called: nothing that stands in the code with an answer of its own. */
  #isMade(node: AnyNode): boolean {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const { callee } = node;
      if (callee.type === 'MemberExpression') return this.#isMade(callee.object);
      return callee.type === 'Identifier' && (callee.name === 'require' || this.#isMade(callee));
    }
    if (node.type !== 'Identifier') return false;
    const bindings = this.declared.of(node.name);
    return (
      bindings.length > 0 &&
      bindings.every(
        (one) =>
          one.by === 'module' ||
          one.by === 'member' ||
          (one.by === 'value' && /^(?:Call|New)Expression$/.test(one.value.type) && this.#isMade(one.value)),
      )
    );
  }
}
