import { set } from '../named-set.js';
import type { AnyNode, Identifier } from 'acorn';
import { requiredBy } from './required.js';
import type { Binding, Declared, FunctionNode } from './declared.js';
import { keyOf } from './kinds.js';
import { TIMERS } from './names.js';
import { Servers } from './servers.js';
import type { Served } from './servers.js';

/** What the platform makes, or a class of the code's own, whose methods are told apart from those of other values. */
export type Made = 'socket' | 'asked' | 'answer' | 'controller' | 'timer' | 'lines' | 'own' | Served;

/** The methods of each, beside those that every value may have. */
export const METHODS_OF: Readonly<Record<Exclude<Made, 'own'>, ReadonlySet<string>>> = {
  socket: set('send close terminate ping on once addEventListener'),
  asked: set('then catch finally'),
  answer: set('json text arrayBuffer'),
  controller: set('abort'),
  timer: set('unref ref hasRef'),
  lines: set('on once close'),
  asking: set('on once end write setTimeout destroy'),
  server: set('listen close on once address'),
  application: set('get post put patch delete all use options head listen'),
  request: set('on once get header setEncoding resume'),
  reply: set(
    'writeHead setHeader write end json send status sendStatus set type header redirect on once flushHeaders',
  ),
};

/** Tells what an expression is that the platform, or a class of the code's own, has made. */
export class MadeOf {
  readonly #open = new Set<string>();
  readonly servers: Servers;

  constructor(private readonly declared: Declared) {
    this.servers = new Servers(declared, (node) => this.of(node));
  }

  of(node: AnyNode): Made | undefined {
    switch (node.type) {
      case 'NewExpression':
        if (requiredBy(node.callee) === 'ws') return 'socket';
        return node.callee.type === 'Identifier' ? this.#made(node.callee) : undefined;
      case 'AwaitExpression':
        return this.of(node.argument) === 'asked' ? 'answer' : undefined;
      case 'CallExpression':
        return this.#called(node.callee) ?? this.servers.called(node.callee);
      case 'ThisExpression':
        return 'own';
      case 'Identifier':
        return this.#named(node.name);
      default:
        return undefined;
    }
  }

  #made({ name }: Identifier): Made | undefined {
    if (this.isSocket(name)) return 'socket';
    if (this.declared.isClass(name)) return 'own';
    return name === 'AbortController' && !this.declared.has(name) ? 'controller' : undefined;
  }

  /** `WebSocket`, that of the platform or of the package `ws`. */
  isSocket(name: string): boolean {
    if (!this.declared.has(name)) return name === 'WebSocket';
    const bindings = this.declared.of(name);
    return (
      bindings.length > 0 &&
      bindings.every((one) =>
        one.by === 'member' ? one.module === 'ws' && one.name === 'WebSocket' : isModule(one, 'ws'),
      )
    );
  }

  #called(callee: AnyNode): Made | undefined {
    if (callee.type === 'Identifier') {
      const own = this.declared.of(callee.name);
      if (own.length > 0 && own.every((one) => one.by === 'member' && isLines(one.module, one.name)))
        return 'lines';
      if (this.declared.has(callee.name)) return undefined;
      return callee.name === 'fetch' ? 'asked' : TIMERS.has(callee.name) ? 'timer' : undefined;
    }
    if (callee.type !== 'MemberExpression') return undefined;
    if (requiredBy(callee.object) === 'readline')
      return keyOf(callee) === 'createInterface' ? 'lines' : undefined;
    if (callee.object.type !== 'Identifier') return undefined;
    const of = this.declared.of(callee.object.name);
    const lines = of.length > 0 && of.every((one) => isModule(one, 'readline'));
    return lines && keyOf(callee) === 'createInterface' ? 'lines' : undefined;
  }

  #named(name: string): Made | undefined {
    if (this.#open.has(name)) return undefined;
    this.#open.add(name);
    const found = new Set(this.declared.of(name).map((one) => this.#bound(one)));
    this.#open.delete(name);
    const [only] = found;
    return found.size === 1 ? only : undefined;
  }

  #bound(one: Binding): Made | undefined {
    if (one.by === 'value') return this.of(one.value);
    if (one.by !== 'parameter') return undefined;
    if (one.index === 0 && this.#isAnswered(one.of)) return 'answer';
    return this.servers.parameter(one.of, one.index);
  }

  /** `fetch(…).then((answer) => …)`. */
  #isAnswered(node: FunctionNode): boolean {
    const parent = this.declared.parentOf(node);
    if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node) return false;
    const { callee } = parent;
    return (
      callee.type === 'MemberExpression' && keyOf(callee) === 'then' && this.of(callee.object) === 'asked'
    );
  }
}

const isModule = (one: Binding, name: string): boolean => one.by === 'module' && one.module === name;

const isLines = (module: string, name: string): boolean =>
  module === 'readline' && name === 'createInterface';
