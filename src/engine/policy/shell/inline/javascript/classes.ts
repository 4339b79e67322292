import type { AnyNode, Class, Expression, MethodDefinition, PropertyDefinition, Super } from 'acorn';
import { NotShown } from '../code-effect.js';
import type { Declared } from './declared.js';
import { mayBeKey } from './kinds.js';
import { childrenOf } from './parse.js';

/** Errors of the language, which a class may extend. */
export const ERRORS: ReadonlySet<string> = new Set('Error TypeError RangeError SyntaxError'.split(' '));
/** What a value may be asked to be: classes that decide about that in no way of their own. */
const ASKED = new Set([...ERRORS, ...'Array Map Set Date RegExp Promise URL Object Uint8Array'.split(' ')]);

/** The names of the methods of a program's own classes, but those of static ones. */
export function methodsIn(root: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  const open: AnyNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'MethodDefinition' && !node.static) names.add(nameOf(node));
    open.push(...(childrenOf(node) as AnyNode[]));
  }
  return names;
}

/** The name of what belongs to a class. @throws NotShown where it means something to the language */
export function nameOf({ key, computed }: MethodDefinition | PropertyDefinition): string {
  if (computed) throw new NotShown('a part of a class that is not known');
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type !== 'Identifier' || (key.name !== 'constructor' && !mayBeKey(key.name)))
    throw new NotShown('a part of a class');
  return key.name;
}

/** What a class is made of: methods and values; it extends one of its kind, or an error. @throws NotShown */
export function assertClass(
  { superClass, body }: Class,
  declared: Declared,
  isBase: (node: Expression) => boolean,
): void {
  if (superClass && !isNamed(superClass, declared, ERRORS) && !isBase(superClass))
    throw new NotShown('a class of another kind');
  for (const item of body.body) {
    if (item.type === 'StaticBlock') throw new NotShown('what a class runs');
    const name = nameOf(item);
    const method = item.type === 'MethodDefinition';
    if (method && item.kind !== 'method' && item.kind !== 'constructor')
      throw new NotShown('what is run when it is looked at');
    if (name === 'constructor' && (!method || item.kind !== 'constructor')) throw new NotShown(name);
  }
}

/** A class of the code's own, or one that is there by its name. */
export function isNamed(
  node: Expression | Super,
  declared: Declared,
  known: ReadonlySet<string> = ASKED,
): boolean {
  if (node.type !== 'Identifier') return false;
  return declared.has(node.name) ? declared.isClass(node.name) : known.has(node.name);
}

/** Whether `this` is an object of the class around it: in a method, or where a value of it is made. */
export function isOwnThis(node: AnyNode, declared: Declared): boolean {
  let inner = node;
  for (let outer = declared.parentOf(node); outer !== undefined; outer = declared.parentOf(outer)) {
    if (outer.type === 'MethodDefinition' || outer.type === 'PropertyDefinition')
      return !outer.static && outer.value === inner;
    const plain = outer.type === 'FunctionExpression' || outer.type === 'FunctionDeclaration';
    if (plain && declared.parentOf(outer)?.type !== 'MethodDefinition') return false;
    inner = outer;
  }
  return false;
}
