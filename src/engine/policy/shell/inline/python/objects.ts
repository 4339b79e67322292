import { changesMore, destroysMore } from '../promises.js';
import { isCalled } from './looked.js';
import { mayBeNamed } from './own.js';
import type { Binding, Bindings, Use } from './bindings.js';
import type { Names } from './resolve.js';
import type { Expression, FunctionStatement, Statement } from './syntax.js';
import { walk } from './walk.js';

/** What may be assigned to any object: how rows are made, and what stands in a tree of data. */
const STORABLE = new Set(
  'row_factory text tail id attr arg value targets body args name lineno obj secret_key testing preserve_quotes default_flow_style'.split(
    ' ',
  ),
);

const DOUBLES = new Set(
  'Mock MagicMock AsyncMock NonCallableMock'.split(' ').map((name) => `unittest.mock.${name}`),
);
/** How they are made, but for what hands on to something real. */
const OF_DOUBLES = /^(?:return_value|side_effect|spec|spec_set|autospec|name)$/;

/** Functions that make of a class what it makes, and never give it on. */
const KEEPS = new Set(
  'builtins.isinstance builtins.issubclass builtins.map builtins.len builtins.list json.dump json.dumps dataclasses.field http.server.HTTPServer http.server.ThreadingHTTPServer'.split(
    ' ',
  ),
);

/**
 * Objects that the code's own classes make. A method is told from what it belongs to: taken from its class, it could be
 * given another object, whose parts it then sets; so a class whose methods set something is made, asked and no more.
 */
export class Objects {
  readonly #receivers = new Map<FunctionStatement, 'object' | 'class'>();
  readonly #methods = new Set<string>();

  constructor(
    body: readonly Statement[],
    private readonly bindings: Bindings,
    private readonly names: Names,
  ) {
    walk(
      body,
      (node) => {
        if (node.is !== 'class') return;
        for (const item of node.body) if (item.is === 'function') this.#method(item);
      },
      () => {},
    );
  }

  #method(node: FunctionStatement): void {
    const decorators = node.decorators.flatMap((one) => this.names.membersOf(one));
    if (decorators.includes('builtins.staticmethod')) return;
    this.#receivers.set(node, decorators.includes('builtins.classmethod') ? 'class' : 'object');
    this.#methods.add(node.name);
  }

  /** Whether a name stands for an object that a class of the code's own has made. */
  isOwn(node: Expression): boolean {
    if (node.is !== 'name') return false;
    const bindings = this.bindings.of(node.id);
    return (
      bindings.length > 0 && bindings.every((one) => this.#isReceiver(one, 'object') || this.#isMade(one))
    );
  }

  /**
   * A name behind a double that is called, or behind which others stand. What a double was told to give may be
   * something real, so it is asked for no more than what belongs to the project is.
   */
  asksDouble(node: Expression & { readonly is: 'attribute' }): boolean {
    const { of, name } = node;
    if (!this.isDouble(of) || !mayBeNamed(name) || changesMore(name) || destroysMore(name)) return false;
    const parent = this.bindings.parentOf(node);
    return (parent?.is === 'attribute' && parent.of === node) || isCalled(node, this.bindings);
  }

  /** What stands in for something in a test, and what belongs to that. */
  isDouble(node: Expression): boolean {
    switch (node.is) {
      case 'attribute':
        return this.isDouble(node.of);
      case 'call':
        return this.#makesDouble(node);
      case 'name': {
        const bindings = this.bindings.of(node.id);
        const made = (one: Binding): boolean =>
          (one.by === 'value' || one.by === 'opened') &&
          one.value.is === 'call' &&
          this.#makesDouble(one.value);
        return bindings.length > 0 && bindings.every(made);
      }
      default:
        return false;
    }
  }

  #makesDouble({ callee, args }: Expression & { readonly is: 'call' }): boolean {
    const member = this.names.memberOf(callee) ?? '';
    const plain = args.every(
      ({ name, star }) => star === '' && (name === undefined || OF_DOUBLES.test(name)),
    );
    if (member.startsWith('unittest.mock.patch'))
      return (
        plain && args.filter(({ name }) => name === undefined).length <= (member.endsWith('.object') ? 2 : 1)
      );
    return plain && DOUBLES.has(member);
  }

  mayStore(of: Expression, name: string): boolean {
    return STORABLE.has(name) || this.isOwn(of) || this.#isField(of, name);
  }

  /** `Handler.count`, a value that stands in the class, and no method. */
  #isField(of: Expression, name: string): boolean {
    if (of.is !== 'name' || name.startsWith('_')) return false;
    const bindings = this.bindings.of(of.id);
    return (
      bindings.length > 0 &&
      bindings.every(
        (one) =>
          one.by === 'class' &&
          one.node.body.some(
            (item) =>
              item.is === 'assign' &&
              item.targets.some((target) => target.is === 'name' && target.id === name),
          ) &&
          !one.node.body.some((item) => item.is === 'function' && item.name === name),
      )
    );
  }

  #isReceiver(one: Binding, kind: 'object' | 'class'): boolean {
    return one.by === 'parameter' && one.index === 0 && this.#receivers.get(one.of) === kind;
  }

  #isMade(one: Binding): boolean {
    return one.by === 'value' && one.value.is === 'call' && this.#isClass(one.value.callee);
  }

  #isClass(node: Expression): boolean {
    if (node.is !== 'name') return false;
    const bindings = this.bindings.of(node.id);
    return (
      bindings.length > 0 && bindings.every((one) => one.by === 'class' || this.#isReceiver(one, 'class'))
    );
  }

  /** Whether every class stands only where it is made, asked for what it holds, or told as a type. */
  areKept(): boolean {
    for (const [name, bindings] of this.bindings.names()) {
      if (!bindings.some((one) => one.by === 'class' || this.#isReceiver(one, 'class'))) continue;
      if (!this.bindings.uses(name).every(({ node, parent }) => this.#keeps(node, parent))) return false;
    }
    return true;
  }

  #keeps(node: Expression, parent: Use): boolean {
    switch (parent.is) {
      case 'call':
        return parent.callee === node || KEEPS.has(this.names.memberOf(parent.callee) ?? '');
      case 'attribute':
        return !this.#methods.has(parent.name);
      case 'class':
      case 'try':
      case 'raise':
      case 'for':
        return true;
      case 'function':
        return parent.returns === node || parent.params.some(({ type }) => type === node);
      case 'assign':
        return parent.type === node;
      case 'index':
        return parent.of === node || /^(?:typing|builtins)\./.test(this.names.memberOf(parent.of) ?? '');
      default:
        return false;
    }
  }
}
