import { NotShown } from '../code-effect.js';
import { isPlainFunction } from './bindings.js';
import type { Argument, Expression } from './syntax.js';
import { AGGREGATES, TABLE_ARGUMENTS, TABLE_WRITERS } from './tables.js';
import { Values } from './values.js';
import type { Attribute } from './values.js';

/** What is called of tables of data. */
export abstract class TableCalls extends Values {
  protected abstract given(args: readonly Argument[]): void;

  /** Methods of tables that take the name of another method, or of a file. */
  protected table({ of, name }: Attribute, args: readonly Argument[]): void {
    this.value(of);
    const [first, ...rest] = args;
    if (TABLE_WRITERS.has(name)) {
      if (
        args.some(
          (one, i) => one.star !== '' || (one.name === undefined ? i > 0 : !TABLE_ARGUMENTS.has(one.name)),
        )
      )
        throw new NotShown(name);
      if (first !== undefined && first.name === undefined) this.touch('write', this.paths.of(first.value));
      return this.given(args);
    }
    if (name === 'agg' && args.every(({ value }) => this.#isPolars(value))) return this.given(args);
    const how = (one: Argument): boolean => name !== 'agg' && one.name === 'axis' && one.star === '';
    if (first === undefined || first.star !== '' || !rest.every((one) => how(one) || named(one, name)))
      throw new NotShown(name);
    if (!this.#aggregates(first.value) && !(first.name !== undefined && named(first, name)))
      throw new NotShown('a method by its name');
    this.given(args);
  }

  /** `pivot_table(aggfunc='sum')`. */
  protected assertAggregates(args: readonly Argument[]): void {
    for (const { name, value } of args)
      if ((name === 'aggfunc' || name === 'func') && !this.#aggregates(value))
        throw new NotShown('a method by its name');
  }

  /** An expression of `polars`, which is no name of a method. */
  #isPolars(node: Expression): boolean {
    if (node.is === 'operation') return node.operands.some((operand) => this.#isPolars(operand));
    if (node.is !== 'call') return false;
    const { callee } = node;
    if (this.names.memberOf(callee)?.startsWith('polars.') === true) return true;
    return callee.is === 'attribute' && this.#isPolars(callee.of);
  }

  /** A function, or the names of what is computed. */
  #aggregates(node: Expression): boolean {
    switch (node.is) {
      case 'text':
        return AGGREGATES.has(node.value ?? '');
      case 'list':
        return node.items.every((item) => this.#aggregates(item));
      case 'dict':
        return node.entries.every(({ value }) => this.#aggregates(value));
      case 'lambda':
        return true;
      case 'name':
        return this.names.isOwnName(node.id)
          ? this.bindings.of(node.id).every(isPlainFunction)
          : /^(?:numpy\.(?:sum|mean|median|std|var|min|max|size|ptp)|builtins\.(?:len|str|int|float|sum|min|max|abs|round|bool))$/.test(
              this.names.memberOf(node) ?? '',
            );
      case 'attribute':
        return /^numpy\.(?:sum|mean|median|std|var|min|max|size|ptp|count_nonzero)$/.test(
          this.names.memberOf(node) ?? '',
        );
      default:
        return false;
    }
  }
}

/** `total=('price', 'sum')`. */
function named({ name, value, star }: Argument, method: string): boolean {
  if (method !== 'agg' || name === undefined || star !== '' || value.is !== 'tuple') return false;
  const [, how] = value.items;
  return value.items.length === 2 && how?.is === 'text' && AGGREGATES.has(how.value ?? '');
}
