import { NotShown } from '../code-effect.js';
import { SqlText } from '../sql-text.js';
import type { Kind } from '../sql-text.js';
import { Bindings } from './bindings.js';
import type { Binding, Use } from './bindings.js';
import { readPython } from './judge.js';
import type { Expression, FormatPart, Statement } from './syntax.js';
import { walk } from './walk.js';

/** Modules that compute, and print nothing. */
const MODULES = /^(?:random|datetime|uuid|string|itertools|math|hashlib|time|decimal)$/;
const NUMBERS =
  /^random\.(?:random|randint|randrange|uniform|gauss|getrandbits)$|^math\.(?:floor|ceil|sqrt|pi)$/;
const ALWAYS_NUMBERS = /^(?:len|int|float|ord)$/;
const KEEPS = /^(?:round|abs|min|max|sum|str)$/;
const MAX_DEPTH = 12;

/**
 * What code prints that does nothing else, where that is whole statements of SQL: the text with examples for what it
 * puts into it, numbers anywhere and texts between quotes, which nothing in the code could end. Undefined otherwise.
 */
export function sqlPrinted(code: string): string | undefined {
  try {
    return new Printer(readPython(code)).text();
  } catch (error) {
    if (error instanceof NotShown || error instanceof RangeError || error instanceof SyntaxError)
      return undefined;
    throw error;
  }
}

class Printer {
  readonly #bindings: Bindings;
  readonly #printed: (readonly Expression[])[] = [];
  readonly #open = new Set<string>();

  constructor(body: readonly Statement[]) {
    this.#bindings = new Bindings(body);
    walk(
      body,
      (node) => this.#statement(node),
      (node) => this.#expression(node),
    );
  }

  text(): string {
    if (this.#bindings.of('print').length > 0 || this.#printed.length === 0) throw new NotShown('print');
    return this.#printed
      .map(([only]) => {
        const text = new SqlText();
        if (only !== undefined) this.#say(only, text);
        return text.whole();
      })
      .join('\n');
  }

  #statement(node: Statement): void {
    if (node.is === 'import' && node.names.every(({ name }) => MODULES.test(name))) return;
    if (node.is === 'from' && MODULES.test(node.module)) return;
    if (/^(?:do|assign|update|branch|for|pass)$/.test(node.is)) return;
    throw new NotShown(`${node.is} in what prints statements`);
  }

  /** `print` is called, with one text, and is nothing else. */
  #expression(node: Expression): void {
    if (node.is === 'lambda' || node.is === 'yield') throw new NotShown(node.is);
    if (node.is === 'call' && node.callee.is === 'name' && node.callee.id === 'print') {
      if (node.args.length > 1 || node.args.some(({ name, star }) => name !== undefined || star !== ''))
        throw new NotShown('how it is printed');
      this.#printed.push(node.args.map(({ value }) => value));
    } else if (node.is === 'name' && node.id === 'print') {
      const parent = this.#bindings.parentOf(node);
      if (parent?.is !== 'call' || parent.callee !== node) throw new NotShown('print by another name');
    }
  }

  #say(node: Expression, text: SqlText): void {
    if (node.is === 'text' && node.value !== undefined && !node.bytes) return text.add(node.value);
    if (node.is === 'format') {
      for (const part of node.parts)
        if (typeof part === 'string') text.add(part);
        else text.fill(this.#shown(part));
      return;
    }
    if (node.is !== 'operation' || node.op !== '+') return text.fill(this.#kind(node, 0));
    for (const one of node.operands) this.#say(one, text);
  }

  /** `{x:04d}` is a number, whatever `x` is, and `{x:%Y-%m-%d}` a date. */
  #shown({ value, spec, how }: Exclude<FormatPart, string>): Kind {
    if (how === '') return this.#kind(value, 0);
    if (spec.length === 0 && /^:\+?0?\d*(?:\.\d+)?[df]$/.test(how)) return 'number';
    if (spec.length === 0 && /^:%[\w% :.-]*$/.test(how)) return 'text';
    throw new NotShown('how a value is shown');
  }

  #kind(node: Expression, depth: number): Kind {
    if (depth > MAX_DEPTH) throw new NotShown('what is put into a statement');
    const next = (one: Expression): Kind => this.#kind(one, depth + 1);
    switch (node.is) {
      case 'number':
        return 'number';
      case 'text':
        return plain(node.value);
      case 'name':
        return this.#named(node.id, (binding) => this.#bound(binding, depth + 1));
      case 'operation':
        return this.#reckoned(node.op, node.operands.map(next));
      case 'choice':
        return both(node.ways.map(next));
      case 'format':
        for (const part of node.parts)
          if (typeof part === 'string') plain(part);
          else this.#shown(part);
        return 'text';
      case 'index':
        return this.#items(node.of, undefined, depth + 1);
      case 'call':
        return this.#called(
          node.callee,
          node.args.map(({ value }) => value),
          depth + 1,
        );
      default:
        throw new NotShown('what is put into a statement');
    }
  }

  #reckoned(op: string, kinds: readonly Kind[]): Kind {
    if (kinds.every((kind) => kind === 'number') && /^(?:[-+*/%]|\/\/|\*\*)$/.test(op)) return 'number';
    if (op === '+' && kinds.every((kind) => kind === 'text')) return 'text';
    throw new NotShown('what is put into a statement');
  }

  /** What all bindings of a name come to; one that is made of itself adds nothing. */
  #named(name: string, kindOf: (binding: Binding) => Kind): Kind {
    const bindings = this.#bindings.of(name);
    if (bindings.length === 0 || this.#open.has(name)) throw new NotShown(name);
    this.#open.add(name);
    const kind = both(bindings.map(kindOf));
    this.#open.delete(name);
    return kind;
  }

  #bound(binding: Binding, depth: number): Kind {
    if (binding.by === 'value') return this.#kind(binding.value, depth);
    if (binding.by === 'each') return this.#items(binding.of, binding.at, depth);
    throw new NotShown('what is put into a statement');
  }

  /** What stands in a list, or at one place of each of its tuples. */
  #items(list: Expression, at: number | undefined, depth: number): Kind {
    if (depth > MAX_DEPTH) throw new NotShown('what is put into a statement');
    if (
      list.is === 'name' &&
      !this.#bindings.uses(list.id).every(({ node, parent }) => this.#looks(node, parent))
    )
      throw new NotShown('a list that may be changed');
    if (list.is === 'name')
      return this.#named(list.id, (one) => {
        if (one.by !== 'value') throw new NotShown('a list');
        return this.#items(one.value, at, depth + 1);
      });
    if (list.is === 'call' && list.callee.is === 'name' && this.#bindings.of(list.callee.id).length === 0) {
      const [first] = list.args;
      if (list.callee.id === 'range' && at === undefined) return 'number';
      if (list.callee.id === 'enumerate' && at === 0) return 'number';
      if (list.callee.id === 'enumerate' && at === 1 && first !== undefined)
        return this.#items(first.value, undefined, depth + 1);
    }
    if (list.is !== 'list' && list.is !== 'tuple') throw new NotShown('a list');
    return both(
      list.items.map((item) => {
        if (at === undefined) return this.#kind(item, depth + 1);
        const part = item.is === 'tuple' || item.is === 'list' ? item.items[at] : undefined;
        if (part === undefined) throw new NotShown('a list');
        return this.#kind(part, depth + 1);
      }),
    );
  }

  /** Whether a use of a list leaves it as it is. */
  #looks(node: Expression, parent: Use): boolean {
    if (parent.is === 'for') return parent.of === node;
    if (parent.is === 'assign') return parent.targets.includes(node);
    if (parent.is === 'index') {
      const around = this.#bindings.parentOf(parent);
      return (
        parent.of === node && around !== undefined && /^(?:call|format|operation|choice)$/.test(around.is)
      );
    }
    if (parent.is !== 'call' || parent.callee === node) return false;
    const { callee } = parent;
    if (callee.is === 'name' && this.#bindings.of(callee.id).length === 0)
      return /^(?:len|enumerate)$/.test(callee.id);
    return this.#memberOf(callee) === 'random.choice';
  }

  #called(callee: Expression, given: readonly Expression[], depth: number): Kind {
    if (callee.is === 'name' && this.#bindings.of(callee.id).length === 0) {
      if (ALWAYS_NUMBERS.test(callee.id)) return 'number';
      if (KEEPS.test(callee.id)) return both(given.map((one) => this.#kind(one, depth)));
    }
    const member = this.#memberOf(callee);
    if (member !== undefined && NUMBERS.test(member)) return 'number';
    if (member === 'random.choice' && given[0] !== undefined && given.length === 1)
      return this.#items(given[0], undefined, depth);
    if (member === 'uuid.uuid4') return 'text';
    if (callee.is !== 'attribute') throw new NotShown('what is called');
    if (/^(?:isoformat|hexdigest)$/.test(callee.name) && given.length === 0) return 'text';
    const [format] = given;
    if (callee.name === 'strftime' && format?.is === 'text') return plain(format.value);
    if (/^(?:lower|upper|title|capitalize|strip)$/.test(callee.name) && given.length === 0)
      return this.#kind(callee.of, depth);
    throw new NotShown('what is called');
  }

  #memberOf(callee: Expression): string | undefined {
    const [only, ...more] = this.#bindings.of(
      callee.is === 'name'
        ? callee.id
        : callee.is === 'attribute' && callee.of.is === 'name'
          ? callee.of.id
          : '',
    );
    if (only === undefined || more.length > 0) return undefined;
    if (callee.is === 'name') return only.by === 'member' ? `${only.module}.${only.name}` : undefined;
    return only.by === 'module' && callee.is === 'attribute' ? `${only.module}.${callee.name}` : undefined;
  }
}

/** A text that ends nothing, wherever it stands. */
function plain(text: string | undefined): Kind {
  if (text === undefined || !/^[\w .,@:/+%#!?&*=<>()[\]-]*$/.test(text))
    throw new NotShown('a text that may end another');
  return 'text';
}

function both(kinds: readonly Kind[]): Kind {
  if (kinds.length === 0) throw new NotShown('nothing is put into a statement');
  return kinds.every((kind) => kind === 'number') ? 'number' : 'text';
}
