import type { AnyNode, CallExpression, Expression, FunctionExpression, SpreadElement } from 'acorn';
import type { Binding, Declared, FunctionNode } from './declared.js';
import { keyOf } from './kinds.js';

/** All names of a list, what it is at first, and what is added to it. */
export interface Named {
  readonly names: ReadonlySet<string>;
  readonly values: readonly Expression[];
  readonly added: readonly (Expression | SpreadElement)[];
}

const LOOKS = new Set(
  'length map forEach filter some every find findIndex includes join indexOf slice entries at flatMap concat'.split(
    ' ',
  ),
);
/** These put elements into another order. */
const ORDERS = new Set('sort reverse toSorted toReversed'.split(' '));
const CALLS_BACK = new Set('map forEach filter some every find findIndex flatMap'.split(' '));

/**
 * Follows a list through the names that it is given: by being handed to functions of the code's own, and by being what
 * they return. One that may be changed in any other way than by `push` is not told.
 */
export class Aliases {
  constructor(private readonly declared: Declared) {}

  of(name: string): Named | undefined {
    const names = new Set<string>([name]);
    const values: Expression[] = [];
    const added: (Expression | SpreadElement)[] = [];
    const join = (other: string): true => {
      names.add(other);
      return true;
    };
    for (const one of names) {
      const bindings = this.declared.of(one);
      if (bindings.length === 0 || names.size > 16) return undefined;
      for (const binding of bindings) if (!this.#bound(binding, values, join)) return undefined;
      for (const use of this.declared.uses(one)) if (!this.#use(use, added, join)) return undefined;
    }
    return { names, values, added };
  }

  #bound(one: Binding, values: Expression[], join: (name: string) => true): boolean {
    if (one.by === 'value') {
      values.push(one.value);
      return one.value.type !== 'Identifier' || join(one.value.name);
    }
    if (one.by !== 'parameter') return false;
    const param = one.of.params[one.index];
    const fallback = param?.type === 'AssignmentPattern' ? param.right : undefined;
    const calls = callsOf(one.of, this.declared);
    return (
      calls !== undefined &&
      calls.every((call) => {
        const given = call.arguments[one.index] ?? fallback;
        if (given === undefined || call.arguments.some(({ type }) => type === 'SpreadElement')) return false;
        if (given.type === 'Identifier') return join(given.name);
        values.push(given as Expression);
        return true;
      })
    );
  }

  #use(use: AnyNode, added: (Expression | SpreadElement)[], join: (name: string) => true): boolean {
    const parent = this.declared.parentOf(use);
    if (isNaming(use, parent)) return true;
    switch (parent?.type) {
      case 'ForOfStatement':
        return parent.right === use;
      case 'SpreadElement':
      case 'TemplateLiteral':
        return true;
      case 'AssignmentPattern':
        return parent.left === use;
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return parent.body === use ? this.#handedOut(parent, join) : true;
      case 'ReturnStatement':
        return this.#handedOut(this.#around(parent), join);
      case 'CallExpression':
        return this.#given(use, parent, join);
      case 'NewExpression':
        return parent.callee.type === 'Identifier' && parent.callee.name === 'Set';
      case 'VariableDeclarator':
        return parent.init === use && parent.id.type === 'Identifier' && join(parent.id.name);
      case 'MemberExpression':
        return parent.object === use && !parent.computed && this.#asked(parent, added);
      default:
        return false;
    }
  }

  #around(node: AnyNode): FunctionNode | undefined {
    for (let outer = this.declared.parentOf(node); outer !== undefined; outer = this.declared.parentOf(outer))
      if (isFunction(outer)) return outer;
    return undefined;
  }

  /** What a function returns has the names that its calls are given. */
  #handedOut(node: FunctionNode | undefined, join: (name: string) => true): boolean {
    const calls = node === undefined ? undefined : callsOf(node, this.declared);
    return calls?.every((call) => this.#taken(call, join)) === true;
  }

  #taken(call: AnyNode, join: (name: string) => true): boolean {
    const parent = this.declared.parentOf(call);
    switch (parent?.type) {
      case 'AwaitExpression':
        return this.#taken(parent, join);
      case 'ExpressionStatement':
      case 'SpreadElement':
        return true;
      case 'ForOfStatement':
        return parent.right === call;
      case 'VariableDeclarator':
        return parent.id.type === 'Identifier' && join(parent.id.name);
      case 'MemberExpression':
        return parent.object === call && !parent.computed && this.#asked(parent, undefined);
      default:
        return false;
    }
  }

  /** Handed to a function of the code's own, which has a name for it, or printed. */
  #given(use: AnyNode, call: AnyNode & { type: 'CallExpression' }, join: (name: string) => true): boolean {
    const { callee } = call;
    const index = call.arguments.indexOf(use as Expression);
    if (index < 0) return false;
    if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier')
      return callee.object.name === 'console' && !this.declared.has('console');
    const [only, ...more] = callee.type === 'Identifier' ? this.declared.of(callee.name) : [];
    if (only?.by !== 'function' || more.length > 0) return false;
    const param = only.node.params[index];
    const target = param?.type === 'AssignmentPattern' ? param.left : param;
    return target?.type === 'Identifier' && join(target.name);
  }

  /** `list.map(…)`, `list.push(x)`, `list.length`. */
  #asked(member: AnyNode, added: (Expression | SpreadElement)[] | undefined): boolean {
    const name = member.type === 'MemberExpression' ? keyOf(member) : undefined;
    const call = this.declared.parentOf(member);
    if (name === 'length') return call?.type !== 'AssignmentExpression' && call?.type !== 'UpdateExpression';
    if (call?.type !== 'CallExpression' || call.callee !== member || name === undefined) return false;
    if (name === 'push' && added !== undefined) {
      added.push(...call.arguments);
      return true;
    }
    const [back] = call.arguments;
    if (ORDERS.has(name)) return this.#ordered(call, back);
    if (!LOOKS.has(name)) return false;
    return !CALLS_BACK.has(name) || (back !== undefined && this.#isCalledBack(back));
  }

  /** What is put into order is given on as the same list. */
  #ordered(call: AnyNode, back: AnyNode | undefined): boolean {
    if (back !== undefined && !isFunction(back)) return false;
    const parent = this.declared.parentOf(call);
    if (parent?.type === 'ExpressionStatement' || parent?.type === 'SpreadElement') return true;
    if (parent?.type === 'ForOfStatement') return parent.right === call;
    return parent?.type === 'MemberExpression' && parent.object === call && this.#asked(parent, undefined);
  }

  #isCalledBack(node: AnyNode): boolean {
    if (node.type === 'Identifier') return node.name === 'Boolean' && !this.declared.has('Boolean');
    return isFunction(node) && named0(node);
  }
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return /^(?:ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(node.type);
}

/** Whether a function takes no more than an element and its number: the third is the list itself. */
export function named0(node: FunctionNode): boolean {
  return node.params.length <= 2 && node.params.every(({ type }) => type === 'Identifier');
}

/** The calls of a function that is nothing but called: by its name, or where it stands. */
export function callsOf(node: FunctionNode, declared: Declared): readonly CallExpression[] | undefined {
  const parent = declared.parentOf(node);
  const atOnce = parent?.type === 'CallExpression' && parent.callee === node ? [parent] : [];
  const name = nameOf(node, parent);
  if (name === undefined) return atOnce.length > 0 && !hasName(node) ? atOnce : undefined;
  if (declared.of(name).length !== 1) return undefined;
  const calls = declared.uses(name).flatMap((use) => {
    const outer = declared.parentOf(use);
    if (isNaming(use, outer)) return [];
    return [outer?.type === 'CallExpression' && outer.callee === use ? outer : undefined];
  });
  return calls.every((call) => call !== undefined) ? [...atOnce, ...calls] : undefined;
}

const hasName = (node: FunctionNode): boolean => node.type !== 'ArrowFunctionExpression' && node.id !== null;

function nameOf(node: FunctionNode, parent: AnyNode | undefined): string | undefined {
  if (node.type === 'FunctionDeclaration') return node.id?.name;
  // By a name of its own it calls itself, whatever else it is called by.
  if (hasName(node))
    return parent?.type === 'CallExpression' && parent.callee === node
      ? (node as FunctionExpression).id?.name
      : undefined;
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
    ? parent.id.name
    : undefined;
}

/** Whether a name stands where it is declared. */
export function isNaming(use: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent?.type === 'VariableDeclarator') return parent.id === use;
  return /^Function/.test(parent?.type ?? '') && (parent as FunctionExpression).id === use;
}
