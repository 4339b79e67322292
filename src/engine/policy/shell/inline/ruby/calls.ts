import { NotShown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import type { Word } from '../../script.js';
import { ALL_FILES, COMPUTING, FILES, HOW, PIPES } from './constants.js';
import { CHANGES, FOLDS, KERNEL, OF_CLASSES, OF_FILES, ON_PATHS } from './names.js';
import { argumentsOf, child, constantName, given, is, isSelf, keyOf, nameOf, textOf } from './nodes.js';
import type { Node } from './nodes.js';
import { asksConnection, asksOnly, mayBeAsked, QUIET, readsFragment } from './own.js';
import { isLambda, Values } from './values.js';

const MODES: readonly (readonly [RegExp, CodeEffect['kind']])[] = [
  [/^rb?t?(?::[\w|:-]+)?$/, 'read'],
  [/^(?:[wa]b?\+?b?t?|r\+b?|rb\+)(?::[\w|:-]+)?$/, 'write'],
];

/** Names of the language that a project gives to what it does to its records. */
const DOUBTFUL =
  /^(?:call|yield|truncate|reject|drop|advance|change|release|merge|begin|dump|crypt|encode|select|capture|search)$/;
const isBare = (node: Node): boolean => argumentsOf(node).length === 0 && child(node, 'block') === undefined;

/** What is called, with what. */
export abstract class Calls extends Values {
  protected abstract required(node: Node): void;
  protected abstract searched(node: Node): void;
  protected abstract readonly argv: readonly Word[] | undefined;
  protected abstract readonly pathnames: boolean;

  protected call(node: Node): void {
    const receiver = child(node, 'receiver');
    const name = nameOf(node);
    if (isSelf(receiver)) return this.#function(node, name);
    const of = constantName(receiver)?.replace(/^::/, '');
    if (of !== undefined && !this.isOwn(of)) return this.#ofConstant(node, of, name);
    if (name === 'connection' || name === 'lease_connection') return this.#connection(node);
    this.#method(node, receiver as Node, name);
  }

  #rest(node: Node): void {
    this.all(argumentsOf(node));
    this.value(child(node, 'block'));
  }

  #function(node: Node, name: string): void {
    if (/^require(?:_relative)?$/.test(name)) return this.required(node);
    if (name === 'system') return this.started(node);
    if (name === 'open') return this.#opened(node, 'open');
    if (name === '__dir__' || name === 'binding') {
      if (name === 'binding') throw new NotShown(name);
      return;
    }
    if (/^(?:gets|readlines?)$/.test(name)) {
      // Files that are named behind the code are read one after another.
      this.touch('read', this.argv);
      return this.#rest(node);
    }
    if (name === 'include' || name === 'extend') return this.#included(node);
    if (name === 'Pathname' || name === 'URI' || name === 'class') {
      if (name === 'class') return this.assertShownClass(node);
      return this.#rest(node);
    }
    const known = KERNEL.has(name) || OF_CLASSES.has(name);
    const own = this.bindings.methods.has(name) || this.bindings.attributes.has(name.replace(/=$/, ''));
    if (!known && !own) throw new NotShown(name);
    if (/^(?:lambda|proc)$/.test(name) && !is(child(node, 'block'), 'Block')) throw new NotShown(name);
    if (/^Integer|^Float|^BigDecimal/.test(name)) this.#named(node);
    this.#rest(node);
  }

  #included(node: Node): void {
    for (const one of argumentsOf(node))
      if (!/^(?:Comparable|Enumerable|Math)$/.test(constantName(one) ?? ''))
        throw new NotShown('another module is included');
  }

  /** Only what is known may be given by name. */
  #named(node: Node, names: ReadonlySet<string> = HOW): void {
    for (const pair of given(node).named) {
      const key = keyOf(pair);
      if (key === undefined || !names.has(key)) throw new NotShown(`how: ${key}`);
    }
  }

  #ofConstant(node: Node, of: string, name: string): void {
    const whole = `${of}.${name}`;
    if (of === 'ENV') return this.#environment(node, name);
    if (of === 'ARGV' || /^STD(?:IN|OUT|ERR)$/.test(of) || of === 'ARGF') return this.#stream(node, of, name);
    if (whole === 'File.open' || whole === 'File.new' || whole === 'CSV.open')
      return this.#opened(node, whole);
    if (/^Open3\.capture(?:2e?|3)$/.test(whole)) return this.started(node);
    if (whole === 'YAML.load' || whole === 'Psych.load') return this.#yaml(node);
    if (whole === 'JSON.load') return this.#json(node);
    if (FILES[whole] !== undefined) return this.#file(node, whole);
    if (/^(?:ActiveRecord::Base|ApplicationRecord)$/.test(of) && this.own) return this.#records(node, name);
    if (of === 'Rails' && this.own) return this.#rails(node, name);
    if (whole === 'Arel.sql' && this.own) return this.#arel(node);
    if (/^(?:name|to_s|inspect|==|===|!=)$/.test(name)) this.constant(child(node, 'receiver') as Node);
    else if (name === '[]' && of === 'RbConfig::CONFIG') this.#rest(node);
    else if (COMPUTING[of]?.has(name) !== true && !/^version$/.test(name)) throw new NotShown(whole);
    if (name === 'version' && COMPUTING[of] === undefined && !/^[A-Z]\w*$/.test(of))
      throw new NotShown(whole);
    if (/^(?:JSON|YAML|Psych|CSV|Nokogiri)/.test(of)) this.#named(node);
    this.#rest(node);
  }

  #arel(node: Node): void {
    if (!argumentsOf(node).every((one) => readsFragment(textOf(one)) && is(one, 'String')))
      throw new NotShown('Arel.sql');
  }

  #rails(node: Node, name: string): void {
    if (!/^(?:root|version|env|application|logger|gem_version|configuration)$/.test(name))
      throw new NotShown(`Rails.${name}`);
    if (name === 'application') {
      const next = this.bindings.parentOf(node);
      const behind = is(next, 'Call') && child(next, 'receiver') === node ? nameOf(next) : '';
      if (!/^(?:routes|class|name|eager_load!|railties|initialized\?)$/.test(behind))
        throw new NotShown(`Rails.application.${behind}`);
    }
    this.#rest(node);
  }

  #records(node: Node, name: string): void {
    if (name === 'connection' || name === 'lease_connection') return this.#connection(node);
    if (!/^(?:descendants|subclasses|transaction|name)$/.test(name)) throw new NotShown(name);
    this.#rest(node);
  }

  /** `ENV['X']`, `ENV.fetch('X', 'y')`. */
  #environment(node: Node, name: string): void {
    if (!/^(?:\[\]|fetch|key\?|has_key\?|include\?|member\?)$/.test(name))
      throw new NotShown('the environment');
    this.variable(node);
  }

  #stream(node: Node, of: string, name: string): void {
    if (
      of === 'ARGV' &&
      !/^(?:\[\]|first|last|fetch|each|each_with_index|map|size|length|count|empty\?|any\?|shift|pop|join|include\?|inspect|select|reject|sort|dup|to_a|uniq|flat_map|slice|drop|take|none\?)$/.test(
        name,
      )
    )
      throw new NotShown(`ARGV.${name}`);
    if (of === 'ARGF') this.touch('read', this.argv);
    if (
      of !== 'ARGV' &&
      !/^(?:read|each_line|each|readlines?|gets|each_with_index|map|lines|puts|print|printf|write|<<|flush|sync|tty\?|isatty|to_a|eof\?|sync=|lineno|first|winsize|each_char|select)$/.test(
        name,
      )
    )
      throw new NotShown(`${of}.${name}`);
    this.#rest(node);
  }

  /** `YAML.load` made any object once: of a text that stands there, or a file of the project. */
  #yaml(node: Node): void {
    const [first, ...more] = given(node).plain;
    this.#named(node);
    if (first === undefined || more.length > 0) throw new NotShown('YAML.load');
    const file =
      is(first, 'Call') &&
      /^File\.(?:read|open|new)$/.test(`${constantName(child(first, 'receiver'))}.${nameOf(first)}`);
    if (file) this.#project(argumentsOf(first)[0]);
    else if (!is(first, 'String') || (textOf(first) ?? '!').includes('!')) throw new NotShown('YAML.load');
    this.#rest(node);
  }

  /** A file that only the project's own people write is trusted as its code is. */
  #project(file: Node | undefined): void {
    const words = this.paths.of(file);
    if (words === undefined || words.some(({ text }) => /^[/~]|^\.\.|\/\.\./.test(text)))
      throw new NotShown('data of others');
    this.touch('execute', words);
  }

  #json(node: Node): void {
    const [first, ...more] = argumentsOf(node);
    const file = is(first, 'Call') && constantName(child(first, 'receiver')) === 'File';
    if (!file || more.length > 0) throw new NotShown('JSON.load');
    this.#rest(node);
  }

  #file(node: Node, whole: string): void {
    const kinds = FILES[whole] as readonly string[];
    const { plain } = given(node);
    if (kinds[0] !== 'look') {
      this.#named(node);
      if (ALL_FILES.test(whole)) for (const one of plain) this.#touched(kinds[0] as 'write', one, whole);
      else kinds.forEach((kind, i) => this.#touched(kind as 'read', plain[i], whole));
      if (/\.(?:read|binread)$/.test(whole) && plain.slice(1).some((one) => !is(one, 'Integer')))
        throw new NotShown(whole);
    }
    this.#mode(node);
    this.#rest(node);
  }

  #mode(node: Node): void {
    for (const pair of given(node).named)
      if (keyOf(pair) === 'mode' && !MODES.some(([form]) => form.test(textOf(child(pair, 'value')) ?? '')))
        throw new NotShown('a mode');
  }

  #touched(kind: CodeEffect['kind'], node: Node | undefined, whole: string): void {
    if (node === undefined) throw new NotShown(whole);
    if (is(node, 'Splat')) return this.#touched(kind, child(node, 'expression'), whole);
    // A name that begins with a pipe was a command to some.
    const words = this.paths.of(node) ?? this.paths.each(node);
    const pipes = PIPES.test(whole);
    if (words?.some(({ text, glob }) => /^\s*\|/.test(text) || (pipes && (glob || text.includes('://')))))
      throw new NotShown('a command');
    if (kind === 'execute') {
      this.#project(node);
      return this.touch('read', words);
    }
    this.touch(kind, words);
  }

  /** `File.open('x', 'w') { |f| … }`. */
  #opened(node: Node, whole: string): void {
    const { plain, named } = given(node);
    const [path, mode, permissions, ...more] = plain;
    this.#named(node);
    const byName = named.find((pair) => keyOf(pair) === 'mode');
    const how = byName === undefined ? mode : child(byName, 'value');
    const text = how === undefined ? 'r' : textOf(how);
    const kind = MODES.find(([form]) => text !== undefined && form.test(text))?.[1];
    const plainly = permissions === undefined || is(permissions, 'Integer');
    if (kind === undefined || more.length > 0 || !plainly || (byName !== undefined && mode !== undefined))
      throw new NotShown('how a file is opened');
    this.#touched(kind, path, whole);
    this.#rest(node);
  }

  /** A connection is asked there and then. */
  #connection(node: Node): void {
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

  #isConnection(node: Node): boolean {
    if (is(node, 'Call')) return /^(?:lease_)?connection$/.test(nameOf(node));
    const bindings = is(node, 'LocalVariableRead') ? this.bindings.of(nameOf(node)) : [];
    return (
      bindings.length > 0 &&
      bindings.every((one) => one.by === 'value' && is(one.value, 'Call') && this.#isConnection(one.value))
    );
  }

  #method(node: Node, receiver: Node, name: string): void {
    if (is(receiver, 'GlobalVariableRead') && /^\$(?::|LOAD_PATH)$/.test(nameOf(receiver)))
      return this.searched(node);
    if (constantName(receiver) === undefined) this.value(receiver);
    this.#rest(node);
    if (this.own && this.#isConnection(receiver) && asksConnection(node)) return;
    if (name === 'class') return this.assertShownClass(node);
    if (/\w=$/.test(name)) return this.attribute(name, receiver);
    if (/^(?:inject|reduce|sum)$/.test(name)) this.#folded(node);
    if (/^(?:un)?pack1?$/.test(name)) this.#packed(node);
    if (this.own && !asksOnly(node)) throw new NotShown(`${name} with a text`);
    if (this.#ofFile(node, receiver, name)) return;
    if (CHANGES.test(name) && !(this.own && QUIET.test(name))) this.mayChange(receiver);
    if (this.isOperator(name) || name === '<<' || name === '[]=') return;
    if (
      this.own &&
      DOUBTFUL.test(name) &&
      !this.#isCode(receiver) &&
      (/^(?:call|yield|truncate)$/.test(name) || isBare(node))
    )
      throw new NotShown(name);
    if (this.isComputing(name) || name === 'pack') return;
    if (name === 'try') return this.#tried(node);
    if (!this.own && (this.bindings.methods.has(name) || this.bindings.attributes.has(name))) return;
    if (!this.own || !mayBeAsked(node)) throw new NotShown(name);
  }

  /** `x.try(:name)`. */
  #tried(node: Node): void {
    const [name] = argumentsOf(node);
    this.assertSymbol(textOf(name) ?? '');
  }

  #isCode(node: Node): boolean {
    if (isLambda(node)) return true;
    if (!is(node, 'LocalVariableRead', 'ConstantRead', 'InstanceVariableRead')) return false;
    const all = this.bindings.of(nameOf(node));
    return all.length > 0 && all.every((one) => one.by === 'value' && isLambda(one.value));
  }

  /** What folds a list is an operation that is told. */
  #folded(node: Node): void {
    if (is(child(node, 'block'), 'Block')) return;
    if (nameOf(node) === 'sum') return;
    const last = argumentsOf(node).at(-1);
    const symbol = last ?? child(child(node, 'block'), 'expression');
    if (!is(symbol, 'Symbol') || !FOLDS.has(textOf(symbol) ?? '')) throw new NotShown('how a list is folded');
  }

  #packed(node: Node): void {
    const [format, ...more] = argumentsOf(node);
    if (!/^[^pP]+$/.test(textOf(format) ?? '') || more.length > 0) throw new NotShown('bytes of the memory');
  }

  /** Methods that touch the file that an object stands for, where some object may be a path. */
  #ofFile(node: Node, receiver: Node, name: string): boolean {
    if (name === 'read' && argumentsOf(node).length > 1) throw new NotShown('what is read into');
    const kind = Object.hasOwn(ON_PATHS, name) ? ON_PATHS[name] : undefined;
    if (!this.pathnames || (kind === undefined && !OF_FILES.has(name))) return false;
    if (
      this.#isHandle(receiver) ||
      this.#isText(receiver) ||
      (name === 'delete' && this.bindings.isFresh(receiver))
    )
      return false;
    if (kind === undefined) {
      // Nobody knows to whom an object of the project's own hands that on.
      if (this.own) throw new NotShown(`${name} of what nobody knows`);
      return false;
    }
    this.touch(kind, this.paths.of(receiver));
    return true;
  }

  /** What a file holds, or a command has printed. */
  #isText(node: Node): boolean {
    if (is(node, 'String', 'InterpolatedString', 'XString', 'InterpolatedXString')) return true;
    if (is(node, 'Call')) {
      const whole = `${constantName(child(node, 'receiver')) ?? ''}.${nameOf(node)}`;
      return (
        /^(?:(?:File|IO)\.read|STDIN\.read)$/.test(whole) ||
        (/\.(?:join|lines|strip|split|scan)$/.test(whole) && this.#isText(child(node, 'receiver') ?? node))
      );
    }
    const all = is(node, 'LocalVariableRead') ? this.bindings.of(nameOf(node)) : [];
    return (
      all.length > 0 &&
      all.every((one) => one.by === 'value' && !is(one.value, 'LocalVariableRead') && this.#isText(one.value))
    );
  }

  /** A stream, or a file that was opened by its name. */
  #isHandle(node: Node): boolean {
    if (is(node, 'GlobalVariableRead')) return /^\$std/.test(nameOf(node));
    if (is(node, 'Call'))
      return /^(?:(?:File|CSV)\.(?:open|new)|StringIO\.new|CSV\.generate|Tempfile\.new|\.open)$/.test(
        `${constantName(child(node, 'receiver')) ?? ''}.${nameOf(node)}`,
      );
    if (!is(node, 'LocalVariableRead')) return false;
    const all = this.bindings.of(nameOf(node));
    return (
      all.length > 0 &&
      all.every((one) =>
        one.by === 'value'
          ? !is(one.value, 'LocalVariableRead') && this.#isHandle(one.value)
          : one.by === 'given' && one.index === 0 && this.#isHandle(one.call),
      )
    );
  }

  /** What is changed in its place: anything of the code's own; where records are about, only what it has begun itself. */
  protected mayChange(receiver: Node | undefined): void {
    if (receiver === undefined) throw new NotShown('what is changed');
    if (this.own && !this.bindings.isFresh(receiver) && !this.#isHandle(receiver))
      throw new NotShown('what is changed may be a record');
  }

  /** A method that is called by its name on whatever comes. */
  protected assertSymbol(name: string): void {
    if (
      CHANGES.test(name) ||
      Object.hasOwn(ON_PATHS, name) ||
      /^(?:call|yield|class|pack|unpack1?|inject|reduce|truncate)$/.test(name)
    )
      throw new NotShown(`&:${name}`);
    if (this.isComputing(name) || this.isOperator(name)) return;
    if (!this.own && (this.bindings.methods.has(name) || this.bindings.attributes.has(name))) return;
    const plain = { name, nodeID: 0 } as unknown as Node;
    if (!this.own || !mayBeAsked(plain)) throw new NotShown(`&:${name}`);
  }
}
