import type { AnyNode, CallExpression, MemberExpression, NewExpression } from 'acorn';
import { knownWord } from '../../script.js';
import { chained, Followed, joinAll, named, said, together } from '../path-words.js';
import { SCRATCH } from '../code-effect.js';
import type { Beginning } from '../local-urls.js';
import type { Words } from '../path-words.js';
import { callsOf, named0 } from './aliases.js';
import { requiredBy } from './required.js';
import { Ports } from './ports.js';
import { CommandLine } from './command-line.js';
import type { Origin } from './parse.js';
import type { Binding, Declared, FunctionNode } from './declared.js';
import { below, Descents } from './descents.js';
import { keyOf } from './kinds.js';
import { Lists } from './lists.js';

const FS = /^fs(?:\/promises)?$/;
/** A name directly in the folder of what is thrown away. */
const OF_SCRATCH = /^\/tmp\/[\w.-]+$/;
const CALLS_BACK = new Set('map forEach filter some every find flatMap'.split(' '));

/** Which files expressions name, as far as the code itself says. */
export class Paths {
  readonly #followed = new Followed();
  readonly #lists: Lists;
  readonly #descents: Descents;
  readonly #ports: Ports;
  readonly #line: CommandLine;
  /** Where the code stands, if that is where it runs. */
  readonly #folder: string | undefined;

  constructor(
    private readonly declared: Declared,
    { folder, argv, source }: Origin,
  ) {
    this.#folder = folder;
    this.#line = new CommandLine(declared, argv, source === 'file');
    const path = (node: AnyNode): Words => this.of(node);
    this.#lists = new Lists(declared, path, (node) => this.#callee(node), this.#line);
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
          return this.#folder === undefined ? undefined : [knownWord(this.#folder)];
        return this.#name(node.name, '', (binding) => this.#bound(binding));
      case 'CallExpression':
        return this.#call(node);
      case 'AwaitExpression':
        return this.of(node.argument);
      case 'NewExpression':
        return this.#besides(node);
      case 'MemberExpression':
        if (isOfModule(node, 'dirname'))
          return this.#folder === undefined ? undefined : [knownWord(this.#folder)];
        // `readdirSync('reports')[0]`.
        if (node.computed && node.property.type === 'Literal' && typeof node.property.value === 'number')
          return this.#line.word(node) ?? this.each(node.object);
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
    const calls = callsOf(node, this.declared);
    if (calls === undefined) return undefined;
    const param = node.params[index];
    const fallback = param?.type === 'AssignmentPattern' ? param.right : undefined;
    const own = param?.type === 'AssignmentPattern' ? param.left : param;
    // One that is given something else, too, is another folder.
    const walks = own?.type === 'Identifier' && this.declared.of(own.name).length === 1;
    let deeper = false;
    const given = calls.map((call): Words => {
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
    if (FS.test(of) && /^mkdtemp(?:Sync)?$/.test(name))
      return this.isScratch(node.arguments[0]) ? [knownWord(SCRATCH)] : undefined;
    if (FS.test(of) && /^realpath(?:Sync)?$/.test(name)) return given[0];
    if (of === 'url' && name === 'fileURLToPath')
      return node.arguments[0]?.type === 'NewExpression' ? given[0] : undefined;
    if (of !== 'path') return this.#listedName(node);
    if (name === 'basename' && node.arguments[1]?.type === 'Literal') return this.#listedName(node);
    if (name === 'dirname' && this.#isOwnFile(node.arguments[0], 0))
      return this.#folder === undefined ? undefined : [knownWord(this.#folder)];
    if (name === 'join') return chained(given);
    if (name === 'resolve') return joinAll([[knownWord('')], ...given]);
    if (given.length !== 1 || (name !== 'dirname' && name !== 'basename')) return undefined;
    return named(name === 'dirname' ? 'parent' : 'name', given[0]);
  }

  /** Whether a folder of the program's own is made by what its name begins with: `join(tmpdir(), 'x-')`. */
  isScratch(node: AnyNode | undefined): boolean {
    if (node === undefined) return false;
    const words = this.of(node) ?? [];
    if (words.length > 0)
      return words.every(({ text, known, glob }) => known && !glob && OF_SCRATCH.test(text));
    const [first, ...rest] =
      node.type === 'CallExpression' && this.#callee(node.callee).join() === 'path,join'
        ? node.arguments
        : node.type === 'TemplateLiteral' &&
            node.quasis[0]?.value.cooked === '' &&
            node.expressions.length === 1
          ? [node.expressions[0], node.quasis[1]]
          : node.type === 'BinaryExpression' && node.operator === '+'
            ? [node.left, node.right]
            : [];
    const [prefix, ...more] = rest;
    if (first?.type !== 'CallExpression' || this.#callee(first.callee).join() !== 'os,tmpdir') return false;
    if (prefix === undefined || more.length > 0) return false;
    const text = prefix.type === 'TemplateElement' ? prefix.value.cooked : (this.of(prefix)?.[0]?.text ?? '');
    return OF_SCRATCH.test(node.type === 'CallExpression' ? `/tmp/${text}` : `/tmp${text}`);
  }

  /** `new URL('./x.txt', import.meta.url)`: a file beside the code. */
  #besides({ callee, arguments: given }: NewExpression): Words {
    const [name, from, ...more] = given;
    const url = callee.type === 'Identifier' && callee.name === 'URL';
    if (!url || name === undefined || from === undefined || more.length > 0 || !isOfModule(from, 'url'))
      return undefined;
    const words = this.of(name);
    if (words?.every(({ text }) => /^[\w./-]*$/.test(text) && !text.startsWith('//')) !== true)
      return undefined;
    return this.#folder === undefined ? undefined : joinAll([[knownWord(this.#folder)], words]);
  }

  /** `fileURLToPath(import.meta.url)`: the code itself. */
  #isOwnFile(node: AnyNode | undefined, depth: number): boolean {
    if (node?.type === 'Identifier') {
      const [only, ...more] = this.declared.of(node.name);
      return only?.by === 'value' && more.length === 0 && depth < 4 && this.#isOwnFile(only.value, depth + 1);
    }
    if (node?.type === 'MemberExpression') return isOfModule(node, 'filename');
    if (node?.type !== 'CallExpression' || this.#callee(node.callee).join() !== 'url,fileURLToPath')
      return false;
    return isOfModule(node.arguments[0], 'url');
  }

  /** `file.replace('.json', '')`, `basename(file, '.json')`: of a name in a folder, another that leads nowhere else. */
  #listedName({ callee, arguments: given }: CallExpression): Words {
    if (callee.type !== 'MemberExpression' && callee.type !== 'Identifier') return undefined;
    const [, name] = this.#callee(callee);
    const based = name === 'basename';
    const of = based ? given[0] : callee.type === 'MemberExpression' ? callee.object : undefined;
    if (of === undefined || of.type === 'SpreadElement' || of.type === 'Super') return undefined;
    const [, by] = given;
    const plain = by === undefined || by.type === 'UnaryExpression';
    // What takes the place of a part makes no other folder of it.
    const told = plain || (by.type === 'Literal' && (based || /^[\w-]*$/.test(String(by.value))));
    const same = based || /^(?:replace|slice|toLowerCase|toUpperCase|trim)$/.test(name);
    const words = same && told ? this.of(of) : undefined;
    return words?.every(({ text, glob }) => glob && /^\*+$/.test(text)) === true ? words : undefined;
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

/** `import.meta.url`. */
export function isOfModule(node: AnyNode | undefined, name: string): boolean {
  return (
    node?.type === 'MemberExpression' &&
    node.object.type === 'MetaProperty' &&
    node.object.property.name === 'meta' &&
    keyOf(node) === name
  );
}
