import type {
  AnonymousFunctionDeclaration,
  AnyNode,
  ArrowFunctionExpression,
  Expression,
  FunctionDeclaration,
  FunctionExpression,
  MemberExpression,
  Pattern,
  Program,
} from 'acorn';
import { NotShown } from '../code-effect.js';
import { MODULES, NOWHERE, TAKEN } from './names.js';
import { childrenOf, isPropertyName } from './parse.js';
import { isDefault, moduleName, OWN_FILE, requiredBy } from './required.js';

export type FunctionNode =
  FunctionDeclaration | AnonymousFunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** One way in which a name comes to stand for something. */
export type Binding =
  | { readonly by: 'module'; readonly module: string }
  | { readonly by: 'member'; readonly module: string; readonly name: string }
  | { readonly by: 'value'; readonly value: Expression }
  | { readonly by: 'function'; readonly node: FunctionNode }
  | { readonly by: 'each'; readonly of: Expression }
  | { readonly by: 'parameter'; readonly of: FunctionNode; readonly index: number }
  | {
      /** What is taken out of a value, or of what a function is called with, by these keys. */
      readonly by: 'part';
      readonly value?: Expression;
      readonly parameter?: FunctionNode;
      readonly keys: readonly string[];
    }
  | { readonly by: 'class'; readonly base: Expression | undefined }
  | { readonly by: 'counted' }
  | { readonly by: 'other' };

/** What each name is bound to, in whatever scope: one that means two things means both everywhere. */
type Whole = {
  readonly value?: Expression;
  readonly parameter?: FunctionNode;
  readonly keys: readonly string[];
};

export class Declared {
  readonly #bound = new Map<string, Binding[]>();
  readonly #names = new Set<string>();
  readonly #parents = new Map<AnyNode, AnyNode>();
  readonly #uses = new Map<string, AnyNode[]>();

  constructor(program: Program) {
    this.#walk(program);
    for (const [name, bindings] of this.#bound) assertOne(name, bindings);
  }

  /** Whether a name is declared; one that is only assigned to is everybody's. */
  has(name: string): boolean {
    return this.#names.has(name);
  }

  of(name: string): readonly Binding[] {
    return this.#bound.get(name) ?? [];
  }

  /** The modules that something is imported from by a name. */
  *modules(): Iterable<string> {
    for (const bindings of this.#bound.values())
      for (const one of bindings) if (one.by === 'module' || one.by === 'member') yield one.module;
  }

  /** Whether an expression is a module, or a part of it, by a name or where it is loaded. */
  holds(node: AnyNode, module: string): boolean {
    if (node.type === 'MemberExpression') return this.holds(node.object, module);
    if (node.type !== 'Identifier') return requiredBy(node) === module;
    return this.of(node.name).some(
      (one) => (one.by === 'module' || one.by === 'member') && one.module === module,
    );
  }

  uses(name: string): readonly AnyNode[] {
    return this.#uses.get(name) ?? [];
  }

  parentOf(node: AnyNode): AnyNode | undefined {
    return this.#parents.get(node);
  }

  /** Whether calling a name runs a function that stands in the code, and nothing else. */
  isFunction(name: string): boolean {
    const bindings = this.of(name);
    return bindings.length > 0 && bindings.every(({ by }) => by === 'function');
  }

  /** Whether a name stands for a class of the code's own, and nothing else. */
  isClass(name: string): boolean {
    const bindings = this.of(name);
    return bindings.length > 0 && bindings.every(({ by }) => by === 'class');
  }

  #bind(name: string, binding: Binding): void {
    const all = this.#bound.get(name);
    if (all === undefined) this.#bound.set(name, [binding]);
    else all.push(binding);
  }

  #use(name: string, node: AnyNode): void {
    const all = this.#uses.get(name);
    if (all === undefined) this.#uses.set(name, [node]);
    else all.push(node);
  }

  #walk(root: AnyNode): void {
    const open: AnyNode[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      this.#node(node);
      for (const child of childrenOf(node) as readonly AnyNode[]) {
        this.#parents.set(child, node);
        open.push(child);
      }
    }
  }

  #node(node: AnyNode): void {
    switch (node.type) {
      case 'Identifier':
        if (!isPropertyName(node, this.#parents.get(node))) this.#use(node.name, node);
        return;
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) if (init) this.#pattern(id, init);
        return;
      case 'VariableDeclarator':
        return this.#declare(node.id);
      case 'AssignmentExpression':
        if (node.operator === '=' && node.left.type === 'Identifier')
          return this.#value(node.left.name, node.right);
        return this.#spoil(node.left as Pattern, /^(?:[-*/%]|\*\*)=$/.test(node.operator));
      case 'UpdateExpression':
        return this.#spoil(node.argument as Pattern, true);
      case 'ForOfStatement':
      case 'ForInStatement':
        return this.#loop(node.left, node.right, node.type === 'ForOfStatement');
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        if (node.type !== 'ArrowFunctionExpression' && node.id)
          this.#bind(node.id.name, { by: 'function', node });
        if (node.type !== 'ArrowFunctionExpression' && node.id) this.#declare(node.id);
        node.params.forEach((param, index) => {
          this.#declare(param);
          const named = param.type === 'AssignmentPattern' ? param.left : param;
          if (named.type === 'Identifier') this.#bind(named.name, { by: 'parameter', of: node, index });
          else this.#spoil(param, false, { parameter: node, keys: [] });
        });
        return;
      case 'ClassDeclaration':
        if (node.id) this.#bind(node.id.name, { by: 'class', base: node.superClass ?? undefined });
        return node.id ? this.#declare(node.id) : undefined;
      case 'CatchClause':
        if (node.param) this.#declare(node.param);
        return node.param ? this.#spoil(node.param, false) : undefined;
      case 'ImportDeclaration':
        for (const item of node.specifiers) {
          const imported =
            item.type === 'ImportSpecifier' && item.imported.type === 'Identifier'
              ? item.imported.name
              : undefined;
          if (item.type === 'ImportSpecifier' && imported === undefined) throw new NotShown('an import');
          const module = moduleName(node.source.value as string);
          this.#declare(item.local);
          this.#bind(
            item.local.name,
            imported === undefined ? { by: 'module', module } : memberOf(module, imported),
          );
        }
        return;
      default:
        return;
    }
  }

  #declare(id: Pattern): void {
    switch (id.type) {
      case 'Identifier':
        this.#names.add(id.name);
        // `let x;` is nothing until it is assigned.
        if (!this.#bound.has(id.name)) this.#bound.set(id.name, []);
        return;
      case 'ObjectPattern':
        for (const item of id.properties)
          this.#declare(item.type === 'RestElement' ? item.argument : item.value);
        return;
      case 'ArrayPattern':
        for (const item of id.elements) if (item) this.#declare(item);
        return;
      case 'RestElement':
        return this.#declare(id.argument);
      case 'AssignmentPattern':
        return this.#declare(id.left);
      default:
        return;
    }
  }

  #loop(left: AnyNode, of: Expression, values: boolean): void {
    const target = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : (left as Pattern);
    if (target?.type === 'Identifier' && values) this.#bind(target.name, { by: 'each', of });
    else if (target) this.#spoil(target, false, values ? { value: of, keys: [] } : undefined);
  }

  #value(name: string, value: Expression): void {
    const module = requiredBy(value);
    if (module !== undefined) this.#bind(name, { by: 'module', module });
    else if (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression')
      this.#bind(name, { by: 'function', node: value });
    else if (isDefault(value))
      this.#bind(name, { by: 'module', module: requiredBy((value as MemberExpression).object) as string });
    else if (value.type === 'MemberExpression' && requiredBy(value.object) !== undefined && !value.computed)
      this.#bind(
        name,
        memberOf(
          requiredBy(value.object) as string,
          value.property.type === 'Identifier' ? value.property.name : '',
        ),
      );
    else this.#bind(name, { by: 'value', value });
  }

  /** `const { a, b: c } = require('x')`. */
  #pattern(id: Pattern, init: Expression): void {
    if (id.type === 'Identifier') return this.#value(id.name, init);
    const module = requiredBy(init);
    if (module === undefined || id.type !== 'ObjectPattern')
      return this.#spoil(id, false, module === undefined ? { value: init, keys: [] } : undefined);
    for (const item of id.properties) {
      if (item.type !== 'Property' || item.computed || item.value.type !== 'Identifier')
        throw new NotShown('a part of a module');
      if (item.key.type !== 'Identifier') throw new NotShown('a part of a module');
      const { name } = item.key;
      const whole = name === 'default' && OWN_FILE.test(module);
      this.#bind(item.value.name, whole ? { by: 'module', module } : memberOf(module, name));
    }
  }

  /** A name that is bound in a way that nobody follows, but for those that hold numbers, or parts of something. */
  #spoil(target: Pattern, counted: boolean, whole?: Whole): void {
    switch (target.type) {
      case 'Identifier':
        if (whole !== undefined) return this.#bind(target.name, { by: 'part', ...whole });
        return this.#bind(target.name, counted ? { by: 'counted' } : { by: 'other' });
      case 'ObjectPattern':
        for (const item of target.properties) {
          if (item.type === 'RestElement') this.#spoil(item.argument, false, whole);
          else {
            if (item.computed || item.key.type !== 'Identifier' || NOWHERE.test(item.key.name))
              throw new NotShown('a part that is not known');
            this.#spoil(item.value, false, whole && { ...whole, keys: [...whole.keys, item.key.name] });
          }
        }
        return;
      case 'ArrayPattern':
        for (const item of target.elements) if (item) this.#spoil(item, false, whole);
        return;
      case 'RestElement':
        return this.#spoil(target.argument, false, whole);
      case 'AssignmentPattern':
        // What stands in for it may be anything.
        return this.#spoil(target.left, false);
      default:
        return;
    }
  }
}

/** A part of a module: that of `fs` is one itself. */
const memberOf = (module: string, name: string): Binding =>
  module === 'fs' && name === 'promises'
    ? { by: 'module', module: 'fs/promises' }
    : { by: 'member', module, name };

const imported = ({ by }: Binding): boolean => by === 'module' || by === 'member';

function assertOne(name: string, bindings: readonly Binding[]): void {
  const some = bindings.some(imported);
  const modules = new Set(
    bindings.map((one) => (one.by === 'module' || one.by === 'member' ? one.module : '')),
  );
  if (some && (!bindings.every(imported) || modules.size > 1))
    throw new NotShown(`\`${name}\` is two things`);
  const same =
    bindings.length > 0 &&
    bindings.every(
      (one) => one.by === 'module' && (one.module === name || one.module === `${name}/promises`),
    );
  const part = bindings.every((one) => one.by === 'member' && one.name === name && one.module in MODULES);
  const ws = name === 'WebSocket' && some && modules.size === 1 && modules.has('ws');
  if (TAKEN.has(name) && !same && !ws && !(part && bindings.length > 0))
    throw new NotShown(`\`${name}\` is another`);
  if (NOWHERE.test(name)) throw new NotShown(name);
}
