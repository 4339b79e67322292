import type { AnyNode, MemberExpression } from 'acorn';
import type { Word } from '../../script.js';
import { asPattern, together } from '../path-words.js';
import type { Words } from '../path-words.js';
import type { Declared } from './declared.js';
import { keyOf } from './kinds.js';
import type { Callee } from './printed.js';

/** A name that leads nowhere but into the folder before it. */
const INSIDE = /^(?!\.\.?(?:\/|$))[^/~][^/]*(?:\/(?!\.\.?(?:\/|$))[^/]+)*$/;
const IS_WHAT = /^(?:isDirectory|isFile|isSymbolicLink)$/;

/** Whatever lies below a folder. */
export const below = (word: Word): Word => asPattern({ ...word, text: `${word.text.replace(/\/$/, '')}/**` });

/** Walks down folders: what is listed of a folder, and the folders that a function hands to itself. */
export class Descents {
  constructor(
    private readonly declared: Declared,
    private readonly path: (node: AnyNode) => Words,
    private readonly callee: Callee,
  ) {}

  /** Whether an expression names something within the folder that a name stands for. */
  isBelow(node: AnyNode, folder: string, depth = 0): boolean {
    const isFolder = (one: AnyNode | undefined): boolean => one?.type === 'Identifier' && one.name === folder;
    switch (node.type) {
      case 'Identifier': {
        const [only, ...more] = this.declared.of(node.name);
        if (only?.by !== 'value' || more.length > 0 || depth > 4 || node.name === folder) return false;
        return this.isBelow(only.value, folder, depth + 1);
      }
      case 'CallExpression': {
        const [module, name] = this.callee(node.callee);
        const [first, ...rest] = node.arguments;
        if (module !== 'path' || !/^(?:join|resolve)$/.test(name) || rest.length === 0) return false;
        return isFolder(first) && rest.every((one) => this.#isInside(one));
      }
      case 'TemplateLiteral': {
        const [before, ...behind] = node.quasis.map(({ value }) => value.cooked ?? '..');
        const [first, ...rest] = node.expressions;
        const told =
          before === '' && behind[0] === '/' && behind.slice(1).every((text) => /^[\w./-]*$/.test(text));
        if (behind.join('').includes('..')) return false;
        return told && rest.length > 0 && isFolder(first) && rest.every((one) => this.#isInside(one));
      }
      case 'BinaryExpression': {
        const { left, right, operator } = node;
        if (operator !== '+' || left.type !== 'BinaryExpression' || left.operator !== '+') return false;
        const slash = left.right.type === 'Literal' && left.right.value === '/';
        return slash && isFolder(left.left) && this.#isInside(right);
      }
      default:
        return false;
    }
  }

  #isInside(node: AnyNode): boolean {
    const words = this.path(node) ?? [];
    return words.length > 0 && words.every(({ text, known }) => known && INSIDE.test(text));
  }

  /** `entry.name`, `entry.parentPath` of what `readdirSync(folder, { withFileTypes: true })` lists. */
  entry(node: MemberExpression): Words {
    const { object } = node;
    const key = keyOf(node) ?? '';
    if (object.type !== 'Identifier' || node.computed || !/^(?:name|parentPath|path)$/.test(key))
      return undefined;
    if (!this.declared.uses(object.name).every((use) => this.#isAsked(use))) return undefined;
    if (key === 'name') return this.path(object);
    const folders = this.declared.of(object.name).map((one) => {
      const list = one.by === 'each' ? one.of : one.by === 'parameter' ? this.#calledOn(one.of) : undefined;
      return list && this.#folderOf(list, 0);
    });
    if (folders.length === 0) return undefined;
    const all = together(folders.map((folder) => folder && this.path(folder)));
    return all?.flatMap((word) => [word, below(word)]);
  }

  #isAsked(use: AnyNode): boolean {
    const parent = this.declared.parentOf(use);
    if (parent?.type === 'MemberExpression' && parent.object === use) {
      const outer = this.declared.parentOf(parent);
      if (outer?.type === 'CallExpression' && outer.callee === parent)
        return IS_WHAT.test(keyOf(parent) ?? '');
      const changed =
        (outer?.type === 'AssignmentExpression' && outer.left === parent) ||
        outer?.type === 'UpdateExpression' ||
        (outer?.type === 'UnaryExpression' && outer.operator === 'delete');
      return !changed && !parent.computed && !/Pattern$|^For/.test(this.#holder(outer)?.type ?? '');
    }
    if (parent?.type === 'VariableDeclarator') return parent.id === use;
    return /Function/.test(parent?.type ?? '') && (parent as { body?: AnyNode }).body !== use;
  }

  /** What a property stands in. */
  #holder(node: AnyNode | undefined): AnyNode | undefined {
    return node?.type === 'Property' ? this.declared.parentOf(node) : node;
  }

  /** The list that calls a function back with its elements. */
  #calledOn(node: AnyNode): AnyNode | undefined {
    const parent = this.declared.parentOf(node);
    if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node) return undefined;
    return parent.callee.type === 'MemberExpression' ? parent.callee.object : undefined;
  }

  /** The folder whose content a list is. */
  #folderOf(node: AnyNode, depth: number): AnyNode | undefined {
    if (depth > 6) return undefined;
    if (node.type === 'AwaitExpression') return this.#folderOf(node.argument, depth + 1);
    if (node.type === 'Identifier') {
      const [only, ...more] = this.declared.of(node.name);
      return only?.by === 'value' && more.length === 0 ? this.#folderOf(only.value, depth + 1) : undefined;
    }
    if (node.type !== 'CallExpression') return undefined;
    const [module, name] = this.callee(node.callee);
    if (/^fs(?:\/promises)?$/.test(module) && /^readdir(?:Sync)?$/.test(name)) return node.arguments[0];
    const { callee } = node;
    const same = callee.type === 'MemberExpression' && /^(?:filter|slice|sort)$/.test(keyOf(callee) ?? '');
    return same ? this.#folderOf(callee.object, depth + 1) : undefined;
  }
}
