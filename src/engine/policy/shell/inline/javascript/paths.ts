import type { AnyNode, CallExpression, Expression, MemberExpression } from 'acorn';
import { knownWord } from '../../script.js';
import { asPattern, globbed, chained, Followed, joinAll, named, said, together } from '../path-words.js';
import type { Beginning } from '../local-urls.js';
import type { Words } from '../path-words.js';
import { requiredBy } from './declared.js';
import type { Binding, Declared, FunctionNode } from './declared.js';

const LOOKS = new Set(
  'length map forEach filter some every find includes join indexOf slice entries at'.split(' '),
);
const CALLS_BACK = new Set('map forEach filter some every find flatMap'.split(' '));

/** Which files expressions name, as far as the code itself says. */
export class Paths {
  readonly #followed = new Followed();

  constructor(
    private readonly declared: Declared,
    /** Where the code stands, if that is where it runs. */
    private readonly folder: string | undefined,
  ) {}

  of(node: AnyNode): Words {
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'string' ? [knownWord(node.value)] : undefined;
      case 'TemplateLiteral':
        return said(
          node.quasis.flatMap(({ value }, i) => {
            const field = node.expressions[i];
            const text: Words = typeof value.cooked === 'string' ? [knownWord(value.cooked)] : undefined;
            return field === undefined ? [text] : [text, this.of(field)];
          }),
        );
      case 'BinaryExpression':
        return node.operator === '+' ? said([this.of(node.left), this.of(node.right)]) : undefined;
      case 'ConditionalExpression':
        return together([this.of(node.consequent), this.of(node.alternate)]);
      case 'Identifier':
        if (node.name === '__dirname' && !this.declared.has('__dirname'))
          return this.folder === undefined ? undefined : [knownWord(this.folder)];
        return this.#name(node.name, '', (binding) => this.#bound(binding));
      case 'CallExpression':
        return this.#call(node);
      default:
        return undefined;
    }
  }

  /** What a text begins with, as far as that is known. */
  begins(node: AnyNode, depth = 0): Beginning {
    const [only, ...more] = this.of(node) ?? [];
    if (only?.known === true && !only.glob && more.length === 0) return { text: only.text, whole: true };
    const parts: readonly (AnyNode | string)[] =
      node.type === 'TemplateLiteral'
        ? node.quasis.flatMap(({ value }, i) => [value.cooked ?? '', ...node.expressions.slice(i, i + 1)])
        : node.type === 'BinaryExpression' && node.operator === '+'
          ? [node.left, node.right]
          : [];
    let text = '';
    for (const part of depth < 8 ? parts : []) {
      const { text: next, whole } =
        typeof part === 'string' ? { text: part, whole: true } : this.begins(part, depth + 1);
      text += next;
      if (!whole) break;
    }
    return { text, whole: false };
  }

  each(node: AnyNode): Words {
    if (node.type === 'ArrayExpression')
      return together(node.elements.map((item) => (item === null ? undefined : this.of(item))));
    if (node.type === 'Identifier') {
      if (!this.#isOnlyRead(node.name)) return undefined;
      return this.#name(node.name, 'each', (binding) =>
        binding.by === 'value' ? this.each(binding.value) : undefined,
      );
    }
    if (node.type !== 'CallExpression') return undefined;
    const [of, name] = this.#callee(node.callee);
    if (/^(?:node:)?fs$/.test(of) && name === 'readdirSync') return [asPattern(knownWord('*'))];
    if (/^(?:node:)?fs$/.test(of) && name === 'globSync' && node.arguments.length === 1)
      return globbed(this.of(node.arguments[0] as AnyNode));
    if (node.callee.type !== 'MemberExpression') return undefined;
    if (name === 'filter' || name === 'slice' || name === 'sort')
      return node.callee.object.type === 'Super' ? undefined : this.each(node.callee.object);
    return undefined;
  }

  #name(name: string, key: string, follow: (binding: Binding) => Words): Words {
    return this.#followed.once(name, key, this.declared.of(name), follow);
  }

  #bound(binding: Binding): Words {
    if (binding.by === 'value') return this.of(binding.value);
    if (binding.by === 'each') return this.each(binding.of);
    return binding.by === 'parameter' ? this.#given(binding.of, binding.index) : undefined;
  }

  /** What a function is given: by `forEach` and its like, or wherever it is called by its name. */
  #given(node: FunctionNode, index: number): Words {
    const parent = this.declared.parentOf(node);
    if (parent?.type === 'CallExpression' && parent.arguments[0] === node && index === 0) {
      const { callee } = parent;
      const back = callee.type === 'MemberExpression' && CALLS_BACK.has(this.#member(callee)[1]);
      return back && callee.object.type !== 'Super' && named0(node) ? this.each(callee.object) : undefined;
    }
    const name = nameOf(node, parent);
    if (name === undefined || this.declared.of(name).length !== 1) return undefined;
    return together(
      this.declared.uses(name).map((use) => {
        const call = this.declared.parentOf(use);
        if (isNaming(use, call)) return [];
        if (call?.type !== 'CallExpression' || call.callee !== use) return undefined;
        if (call.arguments.some(({ type }) => type === 'SpreadElement')) return undefined;
        const given = call.arguments[index];
        return given && this.of(given);
      }),
    );
  }

  #call(node: CallExpression): Words {
    const [of, name] = this.#callee(node.callee);
    const given = node.arguments.map((one) => this.of(one));
    if (of === 'process' && name === 'cwd') return [knownWord('.')];
    if (of !== 'path') return undefined;
    if (name === 'join') return chained(given);
    if (name === 'resolve') return joinAll([[knownWord('')], ...given]);
    if (given.length !== 1 || (name !== 'dirname' && name !== 'basename')) return undefined;
    return named(name === 'dirname' ? 'parent' : 'name', given[0]);
  }

  /** The module and the name of a function: `path.join`, or `join` that comes from there. */
  #callee(node: AnyNode): readonly [string, string] {
    if (node.type === 'MemberExpression') return this.#member(node);
    const [only, ...more] = node.type === 'Identifier' ? this.declared.of(node.name) : [];
    return only?.by === 'member' && more.length === 0 ? [only.module, only.name] : ['', ''];
  }

  /** The module, or the name, before a dot, and the name behind it. */
  #member({ object, property, computed }: MemberExpression): readonly [string, string] {
    const name = !computed && property.type === 'Identifier' ? property.name : '';
    const module = object.type === 'Super' ? undefined : requiredBy(object);
    if (module !== undefined) return [module, name];
    if (object.type !== 'Identifier') return ['', name];
    const [only] = this.declared.of(object.name);
    if (only === undefined) return [this.declared.has(object.name) ? '' : object.name, name];
    return [only.by === 'module' ? only.module : '', name];
  }

  /** Whether a list is nowhere changed, and nowhere handed to what may change it. */
  #isOnlyRead(name: string): boolean {
    return this.declared.uses(name).every((use) => {
      const parent = this.declared.parentOf(use);
      if (isNaming(use, parent)) return true;
      if (parent?.type === 'ForOfStatement') return parent.right === use;
      if (parent?.type !== 'MemberExpression' || parent.object !== use) return false;
      const property = !parent.computed && parent.property.type === 'Identifier' ? parent.property.name : '';
      const call = this.declared.parentOf(parent);
      if (property === 'length')
        return call?.type !== 'AssignmentExpression' && call?.type !== 'UpdateExpression';
      if (!LOOKS.has(property) || call?.type !== 'CallExpression' || call.callee !== parent) return false;
      const [back] = call.arguments;
      return !CALLS_BACK.has(property) || (back !== undefined && isFunction(back) && named0(back));
    });
  }
}

function isFunction(node: AnyNode): node is FunctionNode {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}

/** Whether a function takes no more than an element and its number: the third is the list itself. */
function named0(node: FunctionNode): boolean {
  return node.params.length <= 2 && node.params.every(({ type }) => type === 'Identifier');
}

function nameOf(node: FunctionNode, parent: AnyNode | undefined): string | undefined {
  if (node.type === 'FunctionDeclaration') return node.id?.name;
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
    ? parent.id.name
    : undefined;
}

/** Whether a name stands where it is declared. */
function isNaming(use: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent?.type === 'VariableDeclarator') return parent.id === use;
  return parent?.type === 'FunctionDeclaration' && parent.id === (use as Expression);
}
