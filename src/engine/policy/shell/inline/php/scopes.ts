import {
  BY_REFERENCE,
  CALLING,
  COMPUTING,
  LOOKING,
  OF_FRAMEWORKS,
  OF_FEW,
  ON_FILES,
  TO_SHELL,
} from './functions.js';
import { childrenOf, isNode, nameOf, nodesOf, variableOf } from './parse.js';
import type { Node } from './parse.js';
import { table } from '../../../table.js';

/** How a variable comes to what it holds. */
export type Binding =
  | { readonly by: 'value'; readonly value: Node }
  | { readonly by: 'each'; readonly of: Node }
  /** A parameter of a function that is handed over in a call. */
  | { readonly by: 'given'; readonly call: Node }
  /** In some other way: by reference, element by element, from outside. */
  | { readonly by: 'other' };

/** Where functions of the language take a variable by reference, if that is one place. */
const AT: Readonly<Record<string, number>> = table({
  preg_match: 2,
  preg_match_all: 2,
  similar_text: 2,
  str_replace: 3,
  str_ireplace: 3,
});

/** Functions that put what a list holds into another order, or go through it. */
const ORDERS = new Set('end reset next prev sort rsort asort arsort natsort natcasesort'.split(' '));

const OTHER: Binding = { by: 'other' };

/** The variables of a function, or of the program. */
export class Scope {
  readonly #bindings = new Map<string, Binding[]>();
  /** Names that may hold something else for having been passed on. */
  readonly #passed = new Set<string>();
  /** Names that hold a value for certain where the judge has come to. */
  readonly certain = new Set<string>();

  constructor(
    /** The scope around it, and the names that are taken from there: all of them, where none are told. */
    readonly outer: Scope | undefined,
    readonly taken: ReadonlySet<string> | undefined,
    readonly top: boolean,
  ) {}

  add(name: string, binding: Binding): void {
    this.#bindings.set(name, [...(this.#bindings.get(name) ?? []), binding]);
  }

  pass(name: string): void {
    this.#passed.add(name);
    this.#outerOf(name)?.pass(name);
  }

  isPassed(name: string): boolean {
    return this.#passed.has(name) || this.#outerOf(name)?.isPassed(name) === true;
  }

  /** The scope in which a name is bound, and how. */
  find(name: string): { readonly scope: Scope; readonly bindings: readonly Binding[] } {
    const own = this.#bindings.get(name);
    if (own !== undefined) return { scope: this, bindings: own };
    return this.#outerOf(name)?.find(name) ?? { scope: this, bindings: [] };
  }

  isCertain(name: string): boolean {
    return (
      this.certain.has(name) || (!this.#bindings.has(name) && this.#outerOf(name)?.isCertain(name) === true)
    );
  }

  #outerOf(name: string): Scope | undefined {
    return this.taken === undefined || this.taken.has(name) ? this.outer : undefined;
  }
}

/** Functions that are given values, and change none of the variables that hold them. */
const byValue = (name: string): boolean =>
  !BY_REFERENCE.has(name) &&
  (COMPUTING.has(name) ||
    LOOKING.has(name) ||
    Object.hasOwn(OF_FEW, name) ||
    TO_SHELL.has(name) ||
    Object.hasOwn(ON_FILES, name) ||
    /^(?:fopen|getenv|define|config|env|app|resolve|preg_replace)$/.test(name) ||
    (Object.hasOwn(CALLING, name) && /^array_(?!walk)|^iterator/.test(name)) ||
    OF_FRAMEWORKS.tinker.has(name) ||
    OF_FRAMEWORKS.wordpress.has(name));

/** All scopes of a program, by the nodes that open them. */
export class Scopes {
  readonly program = new Scope(undefined, new Set(), true);
  readonly #of = new Map<Node, Scope>();

  constructor(body: readonly Node[]) {
    for (const node of body) this.#collect(node, this.program);
  }

  /** The scope that a function opens. */
  of(node: Node): Scope {
    return this.#of.get(node) ?? this.program;
  }

  #collect(node: Node, scope: Scope, handed?: Node): void {
    const { kind } = node;
    if (/^(?:closure|arrowfunc|function|method)$/.test(kind)) return this.#open(node, scope, handed);
    if (kind === 'assign') this.#assigned(node, scope);
    else if (kind === 'assignref') this.#changed([node.left, node.right], scope);
    else if (kind === 'foreach') this.#each(node, scope);
    else if (kind === 'pre' || kind === 'post') this.#changed([node.what], scope);
    else if (kind === 'unset') this.#changed(node.variables, scope);
    else if (kind === 'global') this.#changed(node.items, scope);
    else if (kind === 'catch' || kind === 'staticvariable') this.#changed([node.variable], scope);
    else if (kind === 'entry' && node.byRef === true) this.#changed([node.value], scope);
    else if (kind === 'call' || kind === 'new') this.#passed(node, scope);
    const through = kind === 'array' || kind === 'entry' ? handed : undefined;
    for (const child of childrenOf(node)) this.#collect(child, scope, kind === 'call' ? node : through);
  }

  #open(node: Node, scope: Scope, handed: Node | undefined): void {
    const uses = nodesOf(node.uses);
    const taken = new Set(uses.map((use) => variableOf(use) ?? ''));
    const arrow = node.kind === 'arrowfunc';
    const inner = new Scope(
      arrow || node.kind === 'closure' ? scope : undefined,
      arrow ? undefined : taken,
      false,
    );
    this.#of.set(node, inner);
    this.#changed(
      uses.filter(({ byref }) => byref === true),
      scope,
    );
    for (const param of nodesOf(node.arguments)) {
      const plain = handed !== undefined && param.byref !== true && param.variadic !== true;
      inner.add(nameOf(param.name), plain ? { by: 'given', call: handed } : OTHER);
    }
    for (const child of childrenOf(node)) if (!uses.includes(child)) this.#collect(child, inner);
  }

  #assigned({ left, right, operator }: Node, scope: Scope): void {
    const name = variableOf(left);
    if (name === undefined || operator !== '=' || !isNode(right)) this.#changed([left], scope);
    else scope.add(name, { by: 'value', value: right });
  }

  #each({ source, key, value }: Node, scope: Scope): void {
    const name = variableOf(value);
    const plain = name !== undefined && (value as Node).byref !== true && isNode(source);
    if (plain) scope.add(name, { by: 'each', of: source });
    else this.#changed([value, source], scope);
    this.#changed([key], scope);
  }

  /** What is passed on may be changed by whoever takes it by reference. */
  #passed({ kind, what, arguments: given }: Node, scope: Scope): void {
    const called =
      kind === 'call' && isNode(what) && what.kind === 'name'
        ? nameOf(what).toLowerCase().replace(/^\\/, '')
        : '';
    if (byValue(called)) return;
    const language = BY_REFERENCE.has(called) || Object.hasOwn(CALLING, called);
    for (const [i, item] of nodesOf(given).entries()) {
      if (language && i !== (AT[called] ?? (Object.hasOwn(CALLING, called) ? 0 : i))) continue;
      const value =
        item.kind === 'namedargument' || item.kind === 'variadic' ? (item.value ?? item.what) : item;
      const name = rootOf(value);
      if (name === undefined) continue;
      // It holds the same as before.
      if (ORDERS.has(called) && variableOf(value) !== undefined && name !== 'argv') continue;
      if (language) scope.find(name).scope.add(name, OTHER);
      else scope.pass(name);
    }
  }

  #changed(nodes: unknown, scope: Scope): void {
    for (const node of Array.isArray(nodes) ? (nodes as unknown[]) : []) {
      if (!isNode(node)) continue;
      const name = isPartOfObject(node) ? undefined : rootOf(node);
      if (name !== undefined) scope.find(name).scope.add(name, OTHER);
      else if (node.kind === 'list' || node.kind === 'array' || node.kind === 'entry')
        this.#changed(node.items ?? [node.value], scope);
    }
  }
}

/** The variable of which something is an element or a part. */
export function rootOf(value: unknown): string | undefined {
  let node = value;
  while (isNode(node) && /^(?:offset|property|nullsafeproperty)lookup$/.test(node.kind)) node = node.what;
  return variableOf(node);
}

/** `$o->x`, `$o->x[0]`: what is changed is the object, and none that a variable holds instead. */
function isPartOfObject(value: Node): boolean {
  let node: unknown = value;
  while (isNode(node) && /lookup$/.test(node.kind)) {
    if (node.kind !== 'offsetlookup') return true;
    node = node.what;
  }
  return false;
}
