import { NotShown } from '../code-effect.js';
import { Files } from './files.js';
import { argumentsOf, child, constantName, is, nameOf, textOf } from './nodes.js';
import type { Node } from './nodes.js';
import { asksConnection, readsFragment } from './own.js';

/** What is asked of an application and its database. */
export abstract class Records extends Files {
  protected arel(node: Node): void {
    if (!argumentsOf(node).every((one) => readsFragment(textOf(one)) && is(one, 'String')))
      throw new NotShown('Arel.sql');
  }

  protected rails(node: Node, name: string): void {
    if (!/^(?:root|version|env|application|logger|gem_version)$/.test(name))
      throw new NotShown(`Rails.${name}`);
    if (name === 'application') {
      const next = this.bindings.parentOf(node);
      const behind = is(next, 'Call') && child(next, 'receiver') === node ? nameOf(next) : '';
      if (!/^(?:routes|class|name|eager_load!|railties|initialized\?)$/.test(behind))
        throw new NotShown(`Rails.application.${behind}`);
    }
    this.rest(node);
  }

  protected records(node: Node, name: string): void {
    if (name === 'connection' || name === 'lease_connection') return this.connection(node);
    if (!/^(?:descendants|subclasses|transaction|name)$/.test(name)) throw new NotShown(name);
    this.rest(node);
  }

  /** A connection is asked there and then. */
  protected connection(node: Node): void {
    const receiver = child(node, 'receiver');
    if (!this.own || argumentsOf(node).length > 0 || child(node, 'block') !== undefined)
      throw new NotShown('connection');
    if (constantName(receiver) === undefined) this.value(receiver);
    const parent = this.bindings.parentOf(node);
    const calls =
      is(parent, 'Call') && child(parent, 'receiver') === node
        ? [parent as Node]
        : is(parent, 'LocalVariableWrite')
          ? this.#usesOf(nameOf(parent))
          : undefined;
    if (calls === undefined || !calls.every((one) => asksConnection(one)))
      throw new NotShown('what a connection is told');
  }

  protected abstract readsOf(name: string): readonly Node[];

  /** The calls that are all that a name is used for. */
  #usesOf(name: string): readonly Node[] | undefined {
    const calls = this.readsOf(name).map((read) => {
      const parent = this.bindings.parentOf(read);
      return is(parent, 'Call') && child(parent, 'receiver') === read ? parent : undefined;
    });
    return calls.every((one) => one !== undefined) ? (calls as readonly Node[]) : undefined;
  }

  protected isConnection(node: Node): boolean {
    if (is(node, 'Call')) return /^(?:lease_)?connection$/.test(nameOf(node));
    const bindings = is(node, 'LocalVariableRead') ? this.bindings.of(nameOf(node)) : [];
    return (
      bindings.length > 0 &&
      bindings.every((one) => one.by === 'value' && is(one.value, 'Call') && this.isConnection(one.value))
    );
  }
}
