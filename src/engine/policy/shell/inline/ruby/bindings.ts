import { NotShown } from '../code-effect.js';
import { CHANGES, EACH } from './names.js';
import {
  argumentsOf,
  child,
  constantName,
  is,
  isSelf,
  listOf,
  nameOf,
  parametersOf,
  textOf,
  typeOf,
  walk,
} from './nodes.js';
import type { Node } from './nodes.js';
import { tellApart } from './scopes.js';

/** One way in which a name comes to stand for something. */
export type Binding =
  | { readonly by: 'value'; readonly value: Node }
  | { readonly by: 'each'; readonly of: Node }
  | { readonly by: 'given'; readonly call: Node; readonly index: number }
  | { readonly by: 'other' };

const WRITES_INTO = /^(?:StringIO\.new|CSV\.(?:generate|new)|StringScanner\.new)$/;
/** What hands its block a thing that it has just made. */
const BEGINS = /^(?:Hash\.new|CSV\.generate|Enumerator\.new)$/;
/** What makes a new list, whoever owns its elements. */
const LISTS =
  /^(?:map|flat_map|sort_by|sort|select|reject|group_by|uniq|split|scan|partition|tally|keys|values|compact|chars|lines|transform_values|filter_map|flatten|zip)$/;
const OTHER: Binding = { by: 'other' };
/** Methods that a program may not define: the language calls them by itself, or they turn one value into another. */
const RESERVED =
  /^(?:method_missing|respond_to_missing\?|const_missing|to_proc|to_path|to_open|to_str|to_ary|to_hash|to_io|inherited|included|extended|prepended|method_added|singleton_method_added|coerce|send|__\w+|public_send|instance_\w+|class_\w+|define_\w+|method|methods|binding|eval|exec|system|spawn|fork|open|load|require\w*|autoload|trap|at_exit|gets|readlines?|test|select|syscall|set_trace_func|class|respond_to\?|initialize_copy|initialize_clone|initialize_dup|puts|print|p|pp|printf|putc|Integer|Float|String|Array|Pathname|URI|`)$/;

const wholeName = (call: Node): string => `${constantName(child(call, 'receiver')) ?? ''}.${nameOf(call)}`;

/**
 * What each name of a program is bound to, in whatever scope: a name that means one thing here and another there means
 * both everywhere, so that no rule of scopes has to be right.
 */
export class Bindings {
  readonly #bound = new Map<string, Binding[]>();
  readonly #parents = new Map<Node, Node>();
  /** Methods that the code defines, what it says its objects hold, and constants of its own. */
  readonly methods = new Set<string>();
  readonly attributes = new Set<string>();
  readonly constants = new Set<string>();
  /** Names whose values are changed in their place. */
  readonly changed = new Set<string>();
  /** Whether some value is changed of which nobody knows what else it is. */
  aliased = false;

  /** Tables in which something is put that the code has not begun there. */
  readonly #filled = new Set<string>();

  constructor(root: Node) {
    tellApart(root, []);
    walk(root, (node, parent) => {
      if (parent !== undefined) this.#parents.set(node, parent);
      this.#node(node);
    });
    walk(root, (node) => this.#fill(node));
    walk(root, (node) => this.#change(node));
  }

  of(name: string): readonly Binding[] {
    return this.#bound.get(name) ?? [];
  }

  parentOf(node: Node): Node | undefined {
    return this.#parents.get(node);
  }

  #bind(name: string, binding: Binding): void {
    const all = this.#bound.get(name);
    if (all === undefined) this.#bound.set(name, [binding]);
    else all.push(binding);
  }

  #node(node: Node): void {
    const name = nameOf(node);
    const value = child(node, 'value');
    switch (typeOf(node)) {
      case 'LocalVariableWrite':
      case 'LocalVariableOrWrite':
      case 'InstanceVariableWrite':
        return this.#bind(name, value === undefined ? OTHER : { by: 'value', value });
      case 'ConstantWrite':
        this.constants.add(name);
        return this.#bind(name, value === undefined ? OTHER : { by: 'value', value });
      case 'LocalVariableOperatorWrite':
      case 'LocalVariableAndWrite':
      case 'LocalVariableTarget':
      case 'InstanceVariableOperatorWrite':
      case 'InstanceVariableOrWrite':
      case 'InstanceVariableTarget':
      case 'OptionalParameter':
      case 'RestParameter':
      case 'KeywordRestParameter':
      case 'RequiredKeywordParameter':
      case 'OptionalKeywordParameter':
      case 'BlockParameter':
      case 'BlockLocalVariable':
        return this.#bind(name, OTHER);
      case 'RequiredParameter':
        return this.#parameter(node);
      case 'Def':
        return this.#method(name);
      case 'Class':
      case 'Module':
        this.constants.add(constantName(child(node, 'constantPath')) ?? '');
        return;
      case 'Call':
        return this.#call(node, name);
      default:
        return;
    }
  }

  #method(name: string): void {
    if (RESERVED.test(name)) throw new NotShown(`a method of its own that is called ${name}`);
    this.methods.add(name);
  }

  /** `attr_reader :x`, `Struct.new(:x)`, `OpenStruct.new(x: 1)`. */
  #call(node: Node, name: string): void {
    const receiver = child(node, 'receiver');
    const of = constantName(receiver) ?? '';
    const says = isSelf(receiver)
      ? /^attr_(?:reader|accessor|writer)$/.test(name)
      : /^(?:Struct\.new|Data\.define)$/.test(`${of}.${name}`);
    if (says)
      for (const one of argumentsOf(node)) {
        const text = textOf(one);
        if (text !== undefined && RESERVED.test(text)) throw new NotShown(text);
        if (text !== undefined) this.attributes.add(text);
      }
    if (of === 'OpenStruct' && name === 'new')
      for (const pair of listOf(argumentsOf(node)[0], 'elements')) {
        const text = textOf(child(pair, 'key'));
        if (text !== undefined && !RESERVED.test(text)) this.attributes.add(text);
      }
  }

  /** What a block is handed by the method that it is given to. */
  #parameter(node: Node): void {
    const name = nameOf(node);
    const list = this.#parents.get(node);
    const outer = is(list, 'Parameters') ? this.#parents.get(list as Node) : undefined;
    const block = is(outer, 'BlockParameters') ? this.#parents.get(outer as Node) : undefined;
    const call = is(block, 'Block') ? this.#parents.get(block as Node) : undefined;
    const index = block === undefined ? -1 : parametersOf(block).indexOf(node);
    if (!is(call, 'Call') || index < 0) return this.#bind(name, OTHER);
    this.#bind(name, this.#handed(call as Node, index));
  }

  #handed(call: Node, index: number): Binding {
    const method = nameOf(call);
    const receiver = child(call, 'receiver');
    const [first] = argumentsOf(call);
    if (method === 'each_with_object' && index === 1 && first !== undefined)
      return { by: 'value', value: first };
    if (method === 'tap' && receiver !== undefined) return { by: 'value', value: receiver };
    const whole = constantName(receiver);
    const list = whole === undefined || whole === 'ARGV' || this.constants.has(whole);
    if (list && receiver !== undefined && EACH.has(method) && index === 0)
      return { by: 'each', of: receiver };
    if (whole === 'Dir' && /^(?:glob|\[\]|each_child)$/.test(method)) return { by: 'each', of: call };
    return { by: 'given', call, index };
  }

  #fill(node: Node): void {
    const receiver = child(node, 'receiver');
    if (receiver === undefined || !is(node, 'Call', 'IndexTarget', 'IndexOrWrite', 'IndexAndWrite')) return;
    const name = nameOf(node);
    const told = is(node, 'Call') ? argumentsOf(node).at(-1) : child(node, 'value');
    if (is(node, 'Call') && !(CHANGES.test(name) && !/^(?:<<|delete|clear)$/.test(name))) return;
    if ((name !== '[]=' && is(node, 'Call')) || !this.#begins(told)) this.#filled.add(nameOf(receiver));
  }

  #change(node: Node): void {
    // What writes into a text that it is given.
    if (is(node, 'Call') && WRITES_INTO.test(`${constantName(child(node, 'receiver'))}.${nameOf(node)}`))
      if (argumentsOf(node).some((one) => !is(one, 'String', 'KeywordHash', 'InterpolatedString')))
        this.aliased = true;
    const type = typeOf(node);
    const index = /^Index(?:Operator|And|Or)Write$|^IndexTarget$/.test(type);
    if (!index && !(type === 'Call' && CHANGES.test(nameOf(node)))) return;
    const receiver = child(node, 'receiver');
    if (receiver === undefined) return;
    if (!this.isFresh(receiver) && constantName(receiver) !== 'ARGV') this.aliased = true;
    for (let of: Node | undefined = receiver; of !== undefined; of = child(of, 'receiver')) {
      if (is(of, 'LocalVariableRead', 'ConstantRead', 'InstanceVariableRead')) this.changed.add(nameOf(of));
    }
  }

  /** Whether it is a list, table or text that the code itself has begun, and that is nothing else. */
  isFresh(node: Node | undefined): boolean {
    if (!is(node, 'LocalVariableRead', 'InstanceVariableRead', 'ConstantRead')) return this.#begins(node);
    const name = nameOf(node);
    // Another may have set it.
    if (name.startsWith('@') && this.attributes.has(name.slice(1))) return false;
    const all = this.of(name);
    return all.length > 0 && all.every((one) => this.#isFreshly(one));
  }

  /** Whether it is new where it stands: what has a name already is somebody else's, too. */
  #begins(node: Node | undefined): boolean {
    if (is(node, 'Array', 'Hash', 'String', 'InterpolatedString')) return true;
    if (is(node, 'Parentheses')) {
      const [only, ...more] = listOf(child(node, 'body'), 'body');
      return more.length === 0 && this.#begins(only);
    }
    return is(node, 'Call') && this.#isMade(node as Node);
  }

  #isFreshly(binding: Binding): boolean {
    if (binding.by === 'value') return this.#begins(binding.value);
    // `Hash.new { |h, k| h[k] = [] }`
    return binding.by === 'given' && binding.index === 0 && BEGINS.test(wholeName(binding.call));
  }

  #isMade(node: Node): boolean {
    const name = nameOf(node);
    const receiver = child(node, 'receiver');
    if (/^(?:Hash|Array|Set|String|StringIO|Digest::\w+)\.(?:new|\[\])$/.test(wholeName(node))) return true;
    if (this.methods.has(name)) return false;
    if (name === '+@' || name === 'dup')
      return is(receiver, 'String') || (name === 'dup' && this.isFresh(receiver));
    if (name === 'tap' || name === 'each') return this.#begins(receiver);
    if (name === 'each_with_object') return this.#begins(argumentsOf(node)[0]);
    if (receiver !== undefined && LISTS.test(name) && constantName(receiver) === undefined)
      return name !== 'select' || child(node, 'block') !== undefined;
    // `h[k] << x`, where the code itself puts what is there.
    return (
      name === '[]' &&
      is(receiver, 'LocalVariableRead') &&
      !this.#filled.has(nameOf(receiver)) &&
      this.of(nameOf(receiver)).every((one) => one.by === 'value' && this.#fills(one.value))
    );
  }

  /** `Hash.new { |h, k| h[k] = [] }`, `Hash.new(0)`. */
  #fills(value: Node): boolean {
    if (`${constantName(child(value, 'receiver'))}.${nameOf(value)}` !== 'Hash.new') return false;
    const body = listOf(child(child(value, 'block'), 'body'), 'body');
    const [only, ...more] = body;
    return (
      is(only, 'Call') &&
      nameOf(only) === '[]=' &&
      more.length === 0 &&
      this.isFresh(argumentsOf(only as Node)[1])
    );
  }
}
