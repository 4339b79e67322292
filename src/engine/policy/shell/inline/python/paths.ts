import { knownWord } from '../../script.js';
import type { Word } from '../../script.js';
import type { Binding, Bindings } from './bindings.js';
import {
  argumentAt,
  argumentsFrom,
  asPattern,
  CLASSES,
  Followed,
  FOLDERS,
  joinAll,
  named,
  SAME,
  said,
  textsOf,
  together,
} from '../path-words.js';
import type { Words } from '../path-words.js';
import { SCRATCH } from '../code-effect.js';
import { Options } from './options.js';
import { namesFrom } from './printed.js';
import { addedTo, isOnlyRead } from './read-only.js';
import type { Names } from './resolve.js';
import type { Expression } from './syntax.js';

type Call = Expression & { readonly is: 'call' };

/** Which files expressions name, as far as the code itself says. */
export class Paths {
  readonly #followed = new Followed();
  readonly #options: Options;

  constructor(
    private readonly bindings: Bindings,
    private readonly names: Names,
    private readonly argv: readonly Word[] | undefined,
  ) {
    this.#options = new Options(bindings, names, argv, (node) => this.of(node));
  }

  /** The files that a value may name; undefined where nobody can say. */
  of(node: Expression): Words {
    switch (node.is) {
      case 'text':
        return node.value === undefined ? undefined : [knownWord(node.value)];
      case 'name':
        return this.#name(node.id, '', (binding) => this.#bound(binding));
      case 'format':
        return said(
          node.parts.map((part) => {
            if (typeof part === 'string') return [knownWord(part)];
            return part.spec.length > 0 ? undefined : (this.of(part.value) ?? this.#number(part.value));
          }),
        );
      case 'choice':
        return together(node.ways.map((way) => this.of(way)));
      case 'operation':
        return this.#operation(node.op, node.operands);
      case 'attribute':
        return named(node.name, this.of(node.of)) ?? this.#options.of(node);
      case 'index':
        return this.#index(node.of, node.keys);
      case 'call':
        return this.#call(node);
      default:
        return undefined;
    }
  }

  /** The files that the elements of a list may name, or one part of each. */
  each(node: Expression, at?: number): Words {
    switch (node.is) {
      case 'list':
      case 'tuple':
      case 'set':
        return together(node.items.map((item) => this.#element(item, at)));
      case 'dict':
        return at === undefined ? together(node.entries.map(({ key }) => key && this.of(key))) : undefined;
      case 'made':
        return this.#made(node, at);
      case 'operation':
        return node.op === '+' ? together(node.operands.map((operand) => this.each(operand, at))) : undefined;
      case 'choice':
        return together(node.ways.map((way) => this.each(way, at)));
      case 'name':
        return this.#list(node.id, at);
      case 'attribute':
        return at === undefined ? this.#options.of(node) : undefined;
      case 'index':
        return this.#slice(node.of, node.keys, at);
      case 'call':
        return this.#listing(node, at);
      default:
        return undefined;
    }
  }

  /** `[x for x in y if z]` is some of `y`. */
  #made({ items, clauses }: Expression & { readonly is: 'made' }, at: number | undefined): Words {
    const [item, ...more] = items;
    const [clause, ...inner] = clauses;
    if (item === undefined || more.length > 0) return undefined;
    const same = item.is === 'name' && clause?.target.is === 'name' && clause.target.id === item.id;
    return same && inner.length === 0 ? this.each(clause.of, at) : this.#element(item, at);
  }

  #element(item: Expression, at: number | undefined): Words {
    if (item.is === 'star') return at === undefined ? this.each(item.of) : undefined;
    if (at === undefined) return this.of(item);
    // A list in a list may be changed where nobody looks; a tuple cannot.
    const part = item.is === 'tuple' ? item.items[at] : undefined;
    return part && this.of(part);
  }

  #name(name: string, key: string, follow: (binding: Binding) => Words): Words {
    return this.#followed.once(name, key, this.bindings.of(name), follow);
  }

  #bound(binding: Binding): Words {
    if (binding.by === 'value') return this.of(binding.value);
    // What `with` opens is a file, but for a folder.
    if (binding.by === 'opened') return this.#scratch(binding.value, 'tempfile.TemporaryDirectory');
    if (binding.by === 'each') return this.each(binding.of, binding.at);
    if (binding.by === 'parameter') return this.#given(binding, (value) => this.of(value));
    return undefined;
  }

  /** What a function is given, wherever it is called. */
  #given({ of, index }: Binding & { by: 'parameter' }, read: (value: Expression) => Words): Words {
    const [only, ...more] = this.bindings.of(of.name);
    const single = only?.by === 'function' && only.node === of && more.length === 0;
    if (!single || of.decorators.length > 0) return undefined;
    const { name, value } = of.params[index] ?? {};
    // Behind `*args`, only what is named is meant.
    const behindAll = of.params.slice(0, index).some(({ star }) => star !== '');
    return together(
      this.bindings.uses(of.name).map(({ node, parent }) => {
        if (parent.is !== 'call' || parent.callee !== node) return undefined;
        if (parent.args.some(({ star }) => star !== '')) return undefined;
        const place = behindAll
          ? undefined
          : parent.args.filter((argument) => argument.name === undefined)[index];
        const given = parent.args.find((argument) => argument.name === name) ?? place;
        const found = given?.value ?? value;
        // `for x in items: f(x)`, where the parameter is called so too: it is what the others of its name are.
        if (found?.is === 'name' && found.id === name) return [];
        return found && read(found);
      }),
    );
  }

  #list(name: string, at: number | undefined): Words {
    if (!isOnlyRead(name, this.bindings, this.names)) return undefined;
    const added = addedTo(name, this.bindings).map((item) => this.#element(item, at));
    const held = this.#name(name, `each ${at}`, (binding) => {
      if (binding.by === 'value') return this.each(binding.value, at);
      if (binding.by === 'parameter') return this.#given(binding, (value) => this.each(value, at));
      // `for root, dirs, files in os.walk(x): for name in files`
      const walked = binding.by === 'each' && binding.at !== undefined && binding.at > 0;
      return walked && binding.of.is === 'call' && this.names.memberOf(binding.of.callee) === 'os.walk'
        ? [asPattern(knownWord('*'))]
        : undefined;
    });
    return together([held, ...added]);
  }

  #operation(op: string, operands: readonly Expression[]): Words {
    if (operands.length !== 2) return undefined;
    const parts = operands.map((operand) => this.of(operand));
    if (op === '+') return said(parts);
    return op === '/' ? joinAll(parts) : undefined;
  }

  /** `range` gives numbers. */
  #number(node: Expression): Words {
    if (node.is !== 'name') return undefined;
    const counted = (binding: Binding): boolean =>
      binding.by === 'each' &&
      (binding.at ?? 0) === 0 &&
      binding.of.is === 'call' &&
      /^builtins\.(?:range|enumerate)$/.test(this.names.memberOf(binding.of.callee) ?? '') &&
      (binding.at === 0) === (this.names.memberOf(binding.of.callee) === 'builtins.enumerate');
    const bindings = this.bindings.of(node.id);
    return bindings.length > 0 && bindings.every(counted) ? [asPattern(knownWord('*'))] : undefined;
  }

  #index(of: Expression, keys: readonly Expression[]): Words {
    const [key, ...more] = keys;
    if (key?.is !== 'number' || more.length > 0) return undefined;
    if (this.names.memberOf(of) !== 'sys.argv') return this.each(of);
    return /^[1-9]$/.test(key.text) ? argumentAt(this.argv, Number(key.text) - 1) : undefined;
  }

  /** `sys.argv[1:]`: the words behind the code. */
  #slice(of: Expression, keys: readonly Expression[], at: number | undefined): Words {
    const [key] = keys;
    if (keys.length !== 1 || key?.is !== 'slice') return undefined;
    if (this.names.memberOf(of) !== 'sys.argv') return this.each(of, at);
    const from = key.bounds[0];
    return from?.is === 'number' && /^[1-9]$/.test(from.text) && key.bounds[1] === undefined
      ? argumentsFrom(this.argv, Number(from.text) - 1)
      : undefined;
  }

  /** A folder of the program's own. */
  #scratch(node: Expression, maker: string): Words {
    if (node.is !== 'call' || this.names.memberOf(node.callee) !== maker) return undefined;
    return node.args.some(({ name }) => name === undefined || name === 'dir')
      ? undefined
      : [knownWord(SCRATCH)];
  }

  #call(node: Call): Words {
    const { callee } = node;
    const scratch = this.#scratch(node, 'tempfile.mkdtemp');
    if (scratch !== undefined) return scratch;
    if (node.args.some(({ star, name }) => star !== '' || name !== undefined)) return undefined;
    const given = node.args.map(({ value }) => value);
    const member = this.names.memberOf(callee) ?? '';
    if (CLASSES.has(member) || member === 'os.path.join')
      return given.length === 0 ? [knownWord('.')] : joinAll(given.map((one) => this.of(one)));
    if (SAME.has(member)) return given[0] && this.of(given[0]);
    if (member === 'os.getcwd') return [knownWord('.')];
    if (FOLDERS[member] !== undefined) return named(FOLDERS[member], given[0] && this.of(given[0]));
    if (callee.is !== 'attribute') return undefined;
    if (CLASSES.has(this.names.memberOf(callee.of) ?? ''))
      return callee.name === 'cwd' ? [knownWord('.')] : callee.name === 'home' ? [knownWord('~')] : undefined;
    return this.#method(callee.name, this.of(callee.of), given);
  }

  #method(name: string, base: Words, given: readonly Expression[]): Words {
    if (base === undefined) return undefined;
    if (/^(?:resolve|absolute|expanduser|as_posix)$/.test(name)) return base;
    const words = given.map((one) => this.of(one));
    if (name === 'joinpath') return joinAll([base, ...words]);
    if (name === 'with_name' && given.length === 1) return joinAll([named('parent', base), ...words]);
    const [suffix] = words[0] ?? [];
    if (name !== 'with_suffix' || words[0]?.length !== 1 || !/^\.\w+$/.test(suffix?.text ?? ''))
      return undefined;
    return base.map((word) => ({
      ...word,
      text: `${word.text.replace(/(?<=[^/])\.[^./]+$/, '')}${suffix?.text}`,
    }));
  }

  #listing(node: Call, at: number | undefined): Words {
    const { callee } = node;
    if (node.args.some(({ star }) => star !== '')) return undefined;
    const given = node.args.flatMap(({ name, value }) => (name === undefined ? [value] : []));
    const [first] = given;
    const member = this.names.memberOf(callee) ?? '';
    if (/^builtins\.(?:sorted|list|set|tuple|reversed)$/.test(member)) return first && this.each(first, at);
    if (member === 'builtins.enumerate') return at === 1 && first ? this.each(first) : undefined;
    if (member === 'builtins.zip') return at !== undefined && given[at] ? this.each(given[at]) : undefined;
    if (member === 'builtins.map' && given[0] && CLASSES.has(this.names.memberOf(given[0]) ?? ''))
      return given[1] && this.each(given[1], at);
    if (at === undefined || member === 'os.walk') {
      const base = first === undefined ? [knownWord('.')] : this.of(first);
      if (/^glob\.i?glob$/.test(member))
        return node.args.length > 1 && !plainGlob(node) ? undefined : base?.map(asPattern);
      if (member === 'os.scandir') return joinAll([base, [asPattern(knownWord('*'))]]);
      if (member === 'os.listdir') return [asPattern(knownWord('*'))];
      if (member === 'os.walk') return at === 0 ? joinAll([base, [asPattern(knownWord('**'))]]) : undefined;
    }
    return callee.is === 'attribute' ? this.#listed(callee.of, callee.name, given, at) : undefined;
  }

  #listed(of: Expression, name: string, given: readonly Expression[], at: number | undefined): Words {
    if (name === 'items' && given.length === 0 && at !== undefined) return this.#entries(of, at);
    if (at !== undefined) return undefined;
    if (name === 'keys' || name === 'values') return this.#entries(of, name === 'keys' ? 0 : 1);
    if (name === 'split' || name === 'splitlines') {
      if (of.is === 'text') return given.length === 0 ? textsOf(of.value, name) : undefined;
      return namesFrom(of, given, this.names, this.bindings, (one) => this.of(one));
    }
    if (name === 'iterdir') return joinAll([this.of(of), [asPattern(knownWord('*'))]]);
    if (name !== 'glob' && name !== 'rglob') return undefined;
    const patterns = given[0] && this.of(given[0]);
    const deep = name === 'rglob' ? '**/' : '';
    return joinAll([
      this.of(of),
      patterns?.map((word) => asPattern({ ...word, text: `${deep}${word.text}` })),
    ]);
  }

  /** The keys or the values of a table that is written out, and not changed. */
  #entries(of: Expression, at: number): Words {
    if (of.is === 'dict')
      return together(of.entries.map(({ key, value }) => key && this.of(at === 0 ? key : value)));
    if (of.is !== 'name' || !isOnlyRead(of.id, this.bindings, this.names)) return undefined;
    if (addedTo(of.id, this.bindings).length > 0) return undefined;
    return this.#name(of.id, `entries ${at}`, (binding) =>
      binding.by === 'value' && binding.value.is === 'dict' ? this.#entries(binding.value, at) : undefined,
    );
  }
}

const plainGlob = ({ args }: Call): boolean =>
  args.every(({ name }) => name === undefined || name === 'recursive' || name === 'include_hidden');
