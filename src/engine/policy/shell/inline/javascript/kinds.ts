import type { AnyNode, MemberExpression } from 'acorn';
import { requiredBy } from './required.js';
import type { Binding, Declared } from './declared.js';
import { KEPT, NOWHERE } from './names.js';

const COUNTS = new Set('- * / % ** | & ^ << >> >>>'.split(' '));
const TELLS = new Set(
  'keys entries values split map filter slice concat sort reverse toSorted flat flatMap matchAll match trim'.split(
    ' ',
  ),
);

/** What kind of value an expression is, as far as that can be told. */
export class Kinds {
  readonly #numbers = new Map<string, boolean>();
  readonly #fresh = new Map<string, boolean>();
  readonly #open: string[] = [];

  constructor(private readonly declared: Declared) {}

  /** Whether it is a number for certain, and as a key names an element. */
  isNumber(node: AnyNode): boolean {
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'number';
      case 'UnaryExpression':
        return /^[-+~]$/.test(node.operator);
      case 'UpdateExpression':
        return true;
      case 'BinaryExpression':
        if (node.operator === '+') return this.isNumber(node.left) && this.isNumber(node.right);
        return COUNTS.has(node.operator);
      case 'MemberExpression':
        return !node.computed && node.property.type === 'Identifier' && node.property.name === 'length';
      case 'CallExpression': {
        const { callee } = node;
        if (callee.type === 'Identifier') return /^(?:Number|parseInt|parseFloat)$/.test(callee.name);
        return (
          callee.type === 'MemberExpression' &&
          callee.object.type === 'Identifier' &&
          callee.object.name === 'Math'
        );
      }
      case 'Identifier':
        return this.#isNumberName(node.name);
      default:
        return false;
    }
  }

  /** A name that is given numbers only, or is the number of an element in `forEach` and its like. */
  #isNumberName(name: string): boolean {
    return this.#every(this.#numbers, name, (one) => {
      if (one.by === 'value') return this.isNumber(one.value);
      if (one.by === 'parameter') return one.index === 1 && this.#counts(one.of);
      return one.by === 'counted';
    });
  }

  #counts(node: AnyNode): boolean {
    const parent = this.declared.parentOf(node);
    if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node) return false;
    const { callee } = parent;
    const name = callee.type === 'MemberExpression' && !callee.computed ? keyOf(callee) : undefined;
    if (/^(?:map|filter|some|every|find|findIndex|flatMap)$/.test(name ?? '')) return true;
    // That of a map or a set is given keys.
    return name === 'forEach' && this.#isList((callee as MemberExpression).object as AnyNode);
  }

  #isList(node: AnyNode): boolean {
    if (node.type === 'ArrayExpression') return true;
    if (node.type === 'Identifier') {
      const bindings = this.declared.of(node.name);
      return (
        bindings.length > 0 &&
        bindings.every(
          (one) => one.by === 'value' && one.value.type !== 'Identifier' && this.#isList(one.value),
        )
      );
    }
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
    const { object } = node.callee;
    const name = keyOf(node.callee) ?? '';
    const listed =
      object.type === 'Identifier' && object.name === 'Object' && /^(?:keys|values|entries)$/.test(name);
    return listed || /^(?:split|filter|map|slice|sort|concat|flat|readdirSync)$/.test(name);
  }

  /** Whether it is a list, table or text that the program has made: no function, and nothing that others share. */
  isFresh(node: AnyNode): boolean {
    switch (node.type) {
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'TemplateLiteral':
        return true;
      case 'Literal':
        return !('regex' in node);
      case 'NewExpression':
        return (
          node.callee.type === 'Identifier' && /^(?:Array|Map|Set|Object|\w+Array)$/.test(node.callee.name)
        );
      case 'Identifier':
        return this.#isFreshName(node.name);
      case 'LogicalExpression':
        return this.isFresh(node.left) && this.isFresh(node.right);
      case 'CallExpression': {
        const { callee } = node;
        if (requiredBy(node)?.endsWith('.json') === true) return true;
        if (callee.type === 'Identifier') return callee.name === 'Array' || callee.name === 'String';
        if (callee.type !== 'MemberExpression' || callee.computed) return false;
        const of = callee.object.type === 'Identifier' ? callee.object.name : '';
        const name = keyOf(callee) ?? '';
        if (of === 'JSON') return name === 'parse' && node.arguments.length === 1;
        if (of === 'Object') return TELLS.has(name);
        if (of === 'Array') return true;
        return name === 'readFileSync' || name === 'fill' || (TELLS.has(name) && name !== 'values');
      }
      case 'MemberExpression':
        return of(node) === 'process' && (keyOf(node) === 'argv' || keyOf(node) === 'versions');
      default:
        return false;
    }
  }

  #isFreshName(name: string): boolean {
    return this.#every(this.#fresh, name, (one) =>
      one.by === 'value' ? this.isFresh(one.value) : one.by === 'module' && one.module.endsWith('.json'),
    );
  }

  /** Whether all that a name is bound to is so. It may be made of itself; what is made of each other is not told. */
  #every(known: Map<string, boolean>, name: string, is: (one: Binding) => boolean): boolean {
    const told = known.get(name);
    if (told !== undefined) return told;
    if (this.#open.includes(name)) return this.#open.at(-1) === name;
    const bindings = this.declared.of(name);
    this.#open.push(name);
    const all = bindings.length > 0 && bindings.every(is);
    this.#open.pop();
    known.set(name, all);
    return all;
  }
}

const of = (node: MemberExpression): string => (node.object.type === 'Identifier' ? node.object.name : '');

/** The name of a member, where it is told. */
export function keyOf({ computed, property }: MemberExpression): string | undefined {
  if (!computed && property.type === 'PrivateIdentifier') return `#${property.name}`;
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined;
}

/** Whether a name may be given to what belongs to an object. */
export const mayBeKey = (name: string): boolean => !NOWHERE.test(name) && !KEPT.test(name);

/** A key is a name, or what belongs to one, or what a text says; not one that the program spells out of pieces. */
export function isKey(node: AnyNode): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'MemberExpression':
    case 'CallExpression':
      return true;
    case 'TemplateLiteral':
      return (
        node.expressions.length > 0 && node.quasis.every(({ value }) => mayBeKey(value.cooked ?? '__proto__'))
      );
    case 'LogicalExpression':
      return isKey(node.left) && (node.right.type === 'Literal' || isKey(node.right));
    default:
      return false;
  }
}
