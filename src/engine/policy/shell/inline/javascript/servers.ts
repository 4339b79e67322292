import type { AnyNode, Expression, MemberExpression } from 'acorn';
import { requiredBy } from './required.js';
import type { Declared, FunctionNode } from './declared.js';
import { keyOf } from './kinds.js';

/** A server of the code's own, and what its functions are called with. */
export type Served = 'server' | 'asking' | 'application' | 'request' | 'reply';

/** By these an application is told what to answer. */
const ROUTES = /^(?:get|post|put|patch|delete|all|use|options|head)$/;
const SAME_REPLY = /^(?:status|set|type|header|writeHead|setHeader|code)$/;
const SAME_SERVER = /^(?:listen|on|once)$/;

/** Tells servers: `http.createServer((request, reply) => {})`, `express()`. */
export class Servers {
  constructor(
    private readonly declared: Declared,
    private readonly of: (node: AnyNode) => string | undefined,
  ) {}

  /** What a call gives. */
  called(callee: AnyNode): Served | undefined {
    if (callee.type === 'Identifier' || requiredBy(callee) !== undefined) {
      if (this.#isPart(callee, 'http', 'createServer')) return 'server';
      if (this.#asks(callee)) return 'asking';
      return this.#isModule(callee, 'express') ? 'application' : undefined;
    }
    if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return undefined;
    const name = keyOf(callee) ?? '';
    if (this.#asks(callee)) return 'asking';
    if (name === 'createServer' && this.#isModule(callee.object, 'http')) return 'server';
    if (name === 'Router' && this.#isModule(callee.object, 'express')) return 'application';
    const made = this.of(callee.object);
    if (made === 'reply') return SAME_REPLY.test(name) ? 'reply' : undefined;
    if (made === 'application') return name === 'listen' ? 'server' : undefined;
    if (made === 'asking') return /^(?:on|once|setTimeout|end)$/.test(name) ? 'asking' : undefined;
    return made === 'server' && SAME_SERVER.test(name) ? 'server' : undefined;
  }

  /** What a parameter of a function is that a server calls. */
  parameter(node: FunctionNode, index: number): Served | undefined {
    const parent = this.declared.parentOf(node);
    if (parent?.type !== 'CallExpression' || node.params.length > 3 || index > 1) return undefined;
    if (!parent.arguments.includes(node as Expression)) return undefined;
    const { callee } = parent;
    if (this.#asks(callee)) return index === 0 ? 'request' : undefined;
    const routes =
      callee.type === 'MemberExpression' &&
      ROUTES.test(keyOf(callee) ?? '') &&
      this.of(callee.object) === 'application';
    const serves = this.called(callee) === 'server' && parent.arguments[0] === node && !isListening(callee);
    if (!routes && !serves) return undefined;
    return index === 0 ? 'request' : 'reply';
  }

  /** `http.get({ port }, (response) => {})`. */
  #asks(callee: AnyNode): boolean {
    if (callee.type === 'Identifier')
      return this.#isPart(callee, 'http', 'get') || this.#isPart(callee, 'http', 'request');
    return (
      callee.type === 'MemberExpression' &&
      /^(?:get|request)$/.test(keyOf(callee) ?? '') &&
      this.#isModule(callee.object, 'http')
    );
  }

  /** Whether a name is what a route calls to hand on a request. */
  isNext(name: string): boolean {
    const bindings = this.declared.of(name);
    return (
      bindings.length > 0 &&
      bindings.every(
        (one) => one.by === 'parameter' && one.index === 2 && this.parameter(one.of, 0) === 'request',
      )
    );
  }

  #isModule(node: AnyNode, module: string): boolean {
    if (requiredBy(node) === module) return true;
    if (node.type !== 'Identifier') return false;
    const bindings = this.declared.of(node.name);
    return bindings.length > 0 && bindings.every((one) => one.by === 'module' && one.module === module);
  }

  #isPart(node: AnyNode, module: string, name: string): boolean {
    if (node.type !== 'Identifier') return false;
    const bindings = this.declared.of(node.name);
    return (
      bindings.length > 0 &&
      bindings.every((one) => one.by === 'member' && one.module === module && one.name === name)
    );
  }
}

const isListening = (callee: AnyNode): boolean =>
  callee.type === 'MemberExpression' && SAME_SERVER.test(keyOf(callee as MemberExpression) ?? '');
