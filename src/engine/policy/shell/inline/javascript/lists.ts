import type { AnyNode, CallExpression, Expression, MemberExpression } from 'acorn';
import { knownWord } from '../../script.js';
import { asPattern, globbed, together } from '../path-words.js';
import type { Words } from '../path-words.js';
import { Aliases } from './aliases.js';
import type { CommandLine } from './command-line.js';
import type { Declared, FunctionNode } from './declared.js';
import { handedOut } from './handed-out.js';
import { keyOf } from './kinds.js';
import { namesFrom } from './printed.js';
import type { Callee } from './printed.js';

type Open = ReadonlySet<string | FunctionNode>;

const SAME = new Set('filter slice sort reverse toSorted toReversed'.split(' '));

/**
 * Which files the elements of a list may name. What a function gives that calls itself is what it gives otherwise, as
 * long as it hands on what it is given as it is.
 */
export class Lists {
  readonly #aliases: Aliases;
  /** Names and functions that are followed, by whatever way. */
  readonly #busy = new Set<string | FunctionNode>();

  constructor(
    private readonly declared: Declared,
    private readonly path: (node: AnyNode) => Words,
    private readonly callee: Callee,
    private readonly line: CommandLine,
  ) {
    this.#aliases = new Aliases(declared);
  }

  of(node: AnyNode): Words {
    const found = this.#elements(node, new Set());
    return found === undefined || found.length === 0 ? undefined : found;
  }

  #elements(node: AnyNode, open: Open): Words {
    switch (node.type) {
      case 'ArrayExpression':
        return together(node.elements.map((item) => (item === null ? undefined : this.#item(item, open))));
      case 'AwaitExpression':
        return this.#elements(node.argument, open);
      case 'ConditionalExpression':
        return together([this.#elements(node.consequent, open), this.#elements(node.alternate, open)]);
      case 'Identifier':
        return this.#named(node.name, open);
      case 'NewExpression': {
        const [list, ...more] = node.arguments;
        const set = node.callee.type === 'Identifier' && node.callee.name === 'Set';
        return set && list !== undefined && more.length === 0 ? this.#elements(list, open) : undefined;
      }
      case 'CallExpression':
        return this.#called(node, open);
      default:
        return undefined;
    }
  }

  #item(item: AnyNode, open: Open): Words {
    return item.type === 'SpreadElement' ? this.#elements(item.argument, open) : this.path(item);
  }

  #called(node: CallExpression, open: Open): Words {
    const { callee, arguments: given } = node;
    const listed = this.#listed(node) ?? this.line.rest(node);
    if (listed !== undefined) return listed;
    if (callee.type === 'Identifier') return this.#returned(callee.name, open);
    if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return undefined;
    const name = keyOf(callee) ?? '';
    if (name === 'split') return namesFrom(node, this.declared, this.path, this.callee);
    if (SAME.has(name)) return this.#elements(callee.object, open);
    if (name === 'from' && isGlobal(callee, 'Array', this.declared))
      return given[0] !== undefined && given.length === 1 ? this.#elements(given[0], open) : undefined;
    if (name === 'concat') return together([callee.object, ...given].map((one) => this.#elements(one, open)));
    const [back] = given;
    if (back?.type !== 'ArrowFunctionExpression' || given.length !== 1) return undefined;
    const bodies = handedOut(back);
    if (name === 'map') return together(bodies.map((body) => this.path(body)));
    return name === 'flatMap' ? together(bodies.map((body) => this.#flat(body, open))) : undefined;
  }

  /** What `flatMap` is given is a list, or one of its elements. */
  #flat(node: AnyNode, open: Open): Words {
    if (node.type === 'ConditionalExpression')
      return together([this.#flat(node.consequent, open), this.#flat(node.alternate, open)]);
    return this.#elements(node, open) ?? this.path(node);
  }

  /** What the platform lists. */
  #listed(node: CallExpression): Words {
    const [module, name] = this.callee(node.callee);
    if (!/^(?:node:)?fs(?:\/promises)?$/.test(module)) return undefined;
    const [first, how, ...more] = node.arguments;
    if (name === 'readdirSync' || name === 'readdir') return [asPattern(knownWord(isDeep(how) ? '**' : '*'))];
    if ((name !== 'globSync' && name !== 'glob') || first === undefined || more.length > 0) return undefined;
    return how === undefined ? globbed(this.path(first)) : undefined;
  }

  /** What a function of the code's own returns, or yields. */
  #returned(name: string, open: Open): Words {
    const [only, ...more] = this.declared.of(name);
    if (only?.by !== 'function' || more.length > 0) return undefined;
    const { node } = only;
    if (open.has(node)) return [];
    if (this.#busy.has(node)) return undefined;
    this.#busy.add(node);
    const inner = new Set([...open, node]);
    const given = handedOut(node).map((one) => {
      if (one.type !== 'YieldExpression') return this.#elements(one, inner);
      if (!one.argument) return undefined;
      return one.delegate ? this.#elements(one.argument, inner) : this.path(one.argument);
    });
    this.#busy.delete(node);
    return given.length === 0 ? undefined : together(given);
  }

  /** A list that has a name, or more: what it begins with, and what is added by whatever name. */
  #named(name: string, open: Open): Words {
    if (open.has(name)) return [];
    if (this.#busy.has(name)) return undefined;
    const all = this.#aliases.of(name);
    if (all === undefined) return undefined;
    for (const one of all.names) this.#busy.add(one);
    const inner = new Set([...open, ...all.names]);
    const values = all.values.map((value) => this.#elements(value, inner));
    const added = all.added.map((item) => this.#item(item, inner));
    for (const one of all.names) this.#busy.delete(one);
    return together([...values, ...added]);
  }
}

/** `{ recursive: true }`. */
function isDeep(how: AnyNode | undefined): boolean {
  return (
    how?.type === 'ObjectExpression' &&
    how.properties.some(
      (one) => one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === 'recursive',
    )
  );
}

function isGlobal({ object }: MemberExpression, name: string, declared: Declared): boolean {
  return (
    (object as Expression).type === 'Identifier' &&
    'name' in object &&
    object.name === name &&
    !declared.has(name)
  );
}
