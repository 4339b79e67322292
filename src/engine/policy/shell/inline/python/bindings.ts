import { NotShown } from '../code-effect.js';
import { ABOUT, FIELDS_ABOUT, FIXED } from './names.js';
import { ALL } from './statements.js';
import { isSymbolic } from './symbolic-names.js';
import type { ClassStatement, Expression, FunctionStatement, Parameter, Statement } from './syntax.js';
import { walk } from './walk.js';

/** One way in which a name comes to stand for something. */
export type Binding =
  | { readonly by: 'module'; readonly module: string }
  | { readonly by: 'member'; readonly module: string; readonly name: string }
  | { readonly by: 'value'; readonly value: Expression }
  | { readonly by: 'opened'; readonly value: Expression }
  | { readonly by: 'each'; readonly of: Expression; readonly at: number | undefined }
  | { readonly by: 'parameter'; readonly of: FunctionStatement; readonly index: number }
  | { readonly by: 'function'; readonly node: FunctionStatement }
  | { readonly by: 'class'; readonly node: ClassStatement }
  /** Of an error, what it is caught as. */
  | { readonly by: 'other'; readonly caught?: Expression };

/** Where a name is used: what stands around it. */
export type Use = Expression | Statement;

/**
 * What each name of a program is bound to, in whatever scope: a name that means one thing here and another there means
 * both everywhere, so that no rule of scopes has to be right.
 */
export class Bindings {
  readonly #bound = new Map<string, Binding[]>();
  readonly #uses = new Map<string, { readonly node: Expression; readonly parent: Use }[]>();
  /** Functions in classes, whose first parameter is an object of that class. */
  readonly methods = new Set<FunctionStatement>();
  readonly #parents = new Map<Expression, Use>();

  constructor(body: readonly Statement[]) {
    walk(
      body,
      (node) => this.#statement(node),
      (node, parent) => this.#expression(node, parent),
    );
    for (const [name, bindings] of this.#bound) assertOne(name, bindings);
  }

  of(name: string): readonly Binding[] {
    const found = this.#bound.get(name);
    if (found !== undefined || !this.#bound.has(ALL) || !isSymbolic(name)) return found ?? [];
    return [{ by: 'member', module: 'sympy', name }];
  }

  names(): Iterable<[string, readonly Binding[]]> {
    return this.#bound;
  }

  uses(name: string): readonly { readonly node: Expression; readonly parent: Use }[] {
    return this.#uses.get(name) ?? [];
  }

  parentOf(node: Expression): Use | undefined {
    return this.#parents.get(node);
  }

  #bind(name: string, binding: Binding): void {
    const all = this.#bound.get(name);
    if (all === undefined) this.#bound.set(name, [binding]);
    else all.push(binding);
  }

  #statement(node: Statement): void {
    switch (node.is) {
      case 'assign':
        for (const target of node.targets) if (node.value !== undefined) this.#target(target, node.value);
        return;
      case 'update':
        return this.#spoil(node.target);
      case 'delete':
        for (const item of node.items) this.#spoil(item);
        return;
      case 'for':
        return this.#each(node.target, node.of);
      case 'with':
        for (const { name, value } of node.items)
          if (name !== undefined) this.#bind(name, { by: 'opened', value });
        return;
      case 'try':
        for (const { name, type } of node.handlers)
          if (name !== undefined) this.#bind(name, { by: 'other', ...(type && { caught: type }) });
        return;
      case 'import':
        for (const { name, alias } of node.names)
          this.#bind(alias ?? (name.split('.', 1)[0] as string), {
            by: 'module',
            module: alias === undefined ? (name.split('.', 1)[0] as string) : name,
          });
        return;
      case 'from':
        for (const { name, alias } of node.names)
          this.#bind(alias ?? name, { by: 'member', module: node.module, name });
        return;
      case 'function':
        if (!this.methods.has(node)) this.#bind(node.name, { by: 'function', node });
        node.params.forEach(({ name, star }, index) =>
          this.#bind(name, star === '' ? { by: 'parameter', of: node, index } : { by: 'other' }),
        );
        return;
      case 'class':
        this.#bind(node.name, { by: 'class', node });
        for (const item of node.body) if (item.is === 'function') this.methods.add(item);
        return;
      default:
        return;
    }
  }

  #expression(node: Expression, parent: Use): void {
    this.#parents.set(node, parent);
    if (node.is === 'name') {
      const uses = this.#uses.get(node.id) ?? [];
      uses.push({ node, parent });
      this.#uses.set(node.id, uses);
    } else if (node.is === 'named') this.#bind(node.name, { by: 'value', value: node.value });
    else if (node.is === 'lambda') this.#parameters(node.params);
    else if (node.is === 'made') for (const { target, of } of node.clauses) this.#each(target, of);
  }

  #parameters(params: readonly Parameter[]): void {
    for (const { name } of params) this.#bind(name, { by: 'other' });
  }

  #target(target: Expression, value: Expression): void {
    if (target.is === 'name') return this.#bind(target.id, { by: 'value', value });
    const both = target.is === 'tuple' && value.is === 'tuple' && target.items.length === value.items.length;
    const starred = both && [...target.items, ...value.items].some(({ is }) => is === 'star');
    if (both && !starred) target.items.forEach((item, i) => this.#target(item, value.items[i] as Expression));
    else this.#spoil(target);
  }

  #each(target: Expression, of: Expression): void {
    if (target.is === 'name') return this.#bind(target.id, { by: 'each', of, at: undefined });
    if (target.is !== 'tuple' && target.is !== 'list') return this.#spoil(target);
    target.items.forEach((item, at) => {
      if (item.is === 'name' && !target.items.some(({ is }) => is === 'star'))
        this.#bind(item.id, { by: 'each', of, at });
      else this.#spoil(item);
    });
  }

  /** What is bound in a way that nobody follows. */
  #spoil(target: Expression): void {
    if (target.is === 'name') this.#bind(target.id, { by: 'other' });
    else if (target.is === 'tuple' || target.is === 'list')
      for (const item of target.items) this.#spoil(item);
    else if (target.is === 'star') this.#spoil(target.of);
  }
}

/** A function that nothing has made into something else. */
export const isPlainFunction = (one: Binding): boolean =>
  one.by === 'function' && one.node.decorators.length === 0;

const imported = ({ by }: Binding): boolean => by === 'module' || by === 'member';

/** A name that is imported is nothing else, and the names with a meaning here keep it. */
function assertOne(name: string, bindings: readonly Binding[]): void {
  const about =
    (ABOUT.has(name) && bindings.every(({ by }) => by === 'member')) ||
    (FIELDS_ABOUT.has(name) && bindings.every(({ by }) => by === 'value'));
  if (name.startsWith('__') && !about) throw new NotShown(name);
  const some = bindings.some(imported);
  if (some && !bindings.every(imported)) throw new NotShown(`\`${name}\` is two things`);
  if (FIXED.has(name) && !bindings.every((one) => one.by === 'member' && one.name === name))
    throw new NotShown(`\`${name}\` is another`);
}
