import type { AnyNode, CallExpression, MemberExpression } from 'acorn';
import { knownWord } from '../../script.js';
import { chained, Followed, joinAll, named, said, together } from '../path-words.js';
import type { Beginning } from '../local-urls.js';
import type { Words } from '../path-words.js';
import { isNaming, named0, nameOf } from './aliases.js';
import { requiredBy } from './required.js';
import { Ports } from './ports.js';
import type { Binding, Declared, FunctionNode } from './declared.js';
import { below, Descents } from './descents.js';
import { Lists } from './lists.js';

const CALLS_BACK = new Set('map forEach filter some every find flatMap'.split(' '));

/** Which files expressions name, as far as the code itself says. */
export class Paths {
  readonly #followed = new Followed();
  readonly #lists: Lists;
  readonly #descents: Descents;
  readonly #ports: Ports;

  constructor(
    private readonly declared: Declared,
    /** Where the code stands, if that is where it runs. */
    private readonly folder: string | undefined,
  ) {
    const path = (node: AnyNode): Words => this.of(node);
    this.#lists = new Lists(declared, path, (node) => this.#callee(node));
    this.#ports = new Ports(declared);
    this.#descents = new Descents(declared, path, (node) => this.#callee(node));
  }

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
      case 'MemberExpression':
        // `readdirSync('reports')[0]`.
        if (node.computed && node.property.type === 'Literal' && typeof node.property.value === 'number')
          return this.each(node.object);
        return this.#descents.entry(node);
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
        typeof part === 'string'
          ? { text: part, whole: true }
          : /:\/\/(?:localhost|127\.0\.0\.1):$/.test(text) && this.#ports.is(part)
            ? { text: '1', whole: true }
            : this.begins(part, depth + 1);
      text += next;
      if (!whole) break;
    }
    return { text, whole: false };
  }

  /** The files that the elements of a list may name. */
  each(node: AnyNode): Words {
    return this.#lists.of(node);
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
    const param = node.params[index];
    const fallback = param?.type === 'AssignmentPattern' ? param.right : undefined;
    const own = param?.type === 'AssignmentPattern' ? param.left : param;
    // One that is given something else, too, is another folder.
    const walks = own?.type === 'Identifier' && this.declared.of(own.name).length === 1;
    let deeper = false;
    const given = this.declared.uses(name).map((use): Words => {
      const call = this.declared.parentOf(use);
      if (isNaming(use, call)) return [];
      if (call?.type !== 'CallExpression' || call.callee !== use) return undefined;
      if (call.arguments.some(({ type }) => type === 'SpreadElement')) return undefined;
      const one = call.arguments[index] ?? fallback;
      // `for (const l of list) load(l)`, where the parameter is called so too: it is what the others of its name are.
      if (one?.type === 'Identifier' && own?.type === 'Identifier' && one.name === own.name) return [];
      if (one === undefined || !walks || !this.#descents.isBelow(one, own.name)) return one && this.of(one);
      deeper = true;
      return [];
    });
    const from = together(given);
    if (!deeper || from === undefined) return from;
    return from.length === 0 ? undefined : from.flatMap((word) => [word, below(word)]);
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
}
