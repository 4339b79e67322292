import { NotShown, SECRET_VARIABLE, touching } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { handedToShell, startedWith } from '../commands.js';
import type { Words } from '../path-words.js';
import type { Bindings } from './bindings.js';
import { COMPUTING } from './constants.js';
import { METHODS, OPERATORS, PLAIN, SHOWS, VALUES } from './names.js';
import {
  argumentsOf,
  child,
  constantName,
  given,
  is,
  isSelf,
  keyOf,
  kidsOf,
  listOf,
  nameOf,
  textOf,
  typeOf,
  walk,
} from './nodes.js';
import type { Node } from './nodes.js';
import { FOREIGN } from './own.js';
import type { Paths } from './paths.js';

/** Globals that are read: streams, what has matched, and the names of the program. */
const GLOBALS = /^\$(?:stdin|stdout|stderr|0|PROGRAM_NAME|,|~|!|\?|\.|_|F|VERBOSE|CHILD_STATUS)$/;
const STREAMS = /^\$std(?:in|out|err)$/;

/** Holds every node against what is known: whatever is held as a value may be called by any name that is listed. */
export abstract class Values {
  readonly effects: CodeEffect[] = [];

  constructor(
    protected readonly bindings: Bindings,
    protected readonly paths: Paths,
    /** Whether code of the project is loaded, whose constants may be named. */
    protected readonly own: boolean,
  ) {}

  protected abstract call(node: Node): void;
  protected abstract definition(node: Node): void;

  value(node: Node | undefined): void {
    if (node === undefined) return;
    const type = typeOf(node);
    if (PLAIN.has(type)) return this.all(kidsOf(node));
    switch (type) {
      case 'Call':
        return this.call(node);
      case 'EmbeddedStatements':
        return this.all(kidsOf(node));
      case 'ConstantRead':
      case 'ConstantPath':
        return this.constant(node);
      case 'ConstantWrite':
        return this.#named(node);
      case 'Rescue':
      case 'When':
        return this.all(kidsOf(node));
      case 'XString':
      case 'InterpolatedXString':
        this.all(kidsOf(node).filter((one) => !is(one, 'String')));
        return this.run(handedToShell(this.paths.script(node), 'here'));
      case 'GlobalVariableRead':
        if (!GLOBALS.test(nameOf(node))) throw new NotShown(nameOf(node));
        return;
      case 'GlobalVariableWrite':
        if (nameOf(node) !== '$VERBOSE' && nameOf(node) !== '$_') throw new NotShown(nameOf(node));
        return this.value(child(node, 'value'));
      case 'BlockArgument':
        return this.#handedOn(node);
      case 'Self':
        return;
      case 'Def':
      case 'Class':
      case 'Module':
        return this.definition(node);
      case 'Super':
      case 'ForwardingSuper':
        return this.all(kidsOf(node));
      default:
        return this.#written(node, type);
    }
  }

  all(nodes: readonly Node[]): void {
    for (const node of nodes) this.value(node);
  }

  /** `h[k] ||= x`, `a.b += 1`, `h[k], y = z`. */
  #written(node: Node, type: string): void {
    const receiver = child(node, 'receiver');
    if (/^Index(?:Operator|And|Or)Write$|^IndexTarget$/.test(type)) {
      if (constantName(receiver) === 'ENV') return this.#environment(node);
      this.mayChange(receiver);
      return this.all(kidsOf(node));
    }
    if (/^Call(?:Operator|And|Or)Write$|^CallTarget$/.test(type)) {
      const name = typeof node['writeName'] === 'string' ? node['writeName'] : nameOf(node);
      this.attribute(name, receiver);
      return this.all(kidsOf(node));
    }
    throw new NotShown(type);
  }

  /** `ENV["RAILS_ENV"] ||= "test"`. */
  #environment(node: Node): void {
    const [name] = argumentsOf(node);
    const value = textOf(child(node, 'value')) ?? '';
    if (
      !is(node, 'IndexOrWrite') ||
      !/^(?:RAILS|RACK|APP)_ENV$/.test(textOf(name) ?? '') ||
      !/^(?:test|development)$/.test(value)
    )
      throw new NotShown('the environment');
  }

  /** What is assigned to an object: one of the code's own, or how a stream is written. */
  protected attribute(name: string, receiver: Node | undefined): void {
    const stream = is(receiver, 'GlobalVariableRead') && STREAMS.test(nameOf(receiver));
    if (stream || /^STD(?:OUT|ERR)$/.test(constantName(receiver) ?? '')) {
      if (name === 'sync=') return;
    } else if (!this.own && this.bindings.attributes.has(name.slice(0, -1))) return;
    throw new NotShown(`what belongs to another: ${name}`);
  }

  #named(node: Node): void {
    const name = nameOf(node);
    if (FOREIGN.has(name) || VALUES.has(name) || Object.hasOwn(COMPUTING, name)) throw new NotShown(name);
    this.value(child(node, 'value'));
  }

  /** A constant as a value. */
  protected constant(node: Node): void {
    const name = constantName(node)?.replace(/^::/, '');
    if (name === undefined) throw new NotShown('a constant that is not known');
    if (VALUES.has(name) || this.isOwn(name)) return;
    if (/^STD(?:IN|OUT|ERR)$/.test(name) || this.#isShown(node, name)) return;
    throw new NotShown(name);
  }

  /** The version of a package. */
  #isShown(node: Node, name: string): boolean {
    return (
      /^[A-Z]\w*(?:::[A-Z]\w*)*::(?:VERSION|Version|STRING|RELEASE)$/.test(name) &&
      !/^(?:IO|File|Kernel|Process|Object)::/.test(name) &&
      this.#onlyShown(node)
    );
  }

  #onlyShown(node: Node): boolean {
    const parent = this.bindings.parentOf(node);
    if (is(parent, 'EmbeddedStatements', 'Statements')) return true;
    if (is(parent, 'Array', 'Parentheses', 'KeywordHash', 'Assoc', 'Hash'))
      return this.#onlyShown(parent as Node);
    const call = is(parent, 'Arguments') ? this.bindings.parentOf(parent as Node) : undefined;
    return call !== undefined && isSelf(child(call, 'receiver')) && SHOWS.has(nameOf(call));
  }

  /** Whether a constant is the code's own, or one of the project whose code is loaded. */
  isOwn(name: string): boolean {
    const [first = ''] = name.split('::');
    if (this.bindings.constants.has(first) || this.bindings.constants.has(name)) return true;
    return this.own && !FOREIGN.has(first) && !VALUES.has(first) && !Object.hasOwn(COMPUTING, first);
  }

  /** The class of a value may be shown and compared, and no more. */
  protected assertShownClass(node: Node): void {
    const parent = this.bindings.parentOf(node);
    const asked =
      is(parent, 'Call') &&
      child(parent, 'receiver') === node &&
      /^(?:name|to_s|inspect|==|!=|===)$/.test(nameOf(parent));
    if (!asked && !this.#onlyShown(node)) throw new NotShown('a class as a value');
  }

  /** `&:name`, `&block`, `&method(:puts)`. */
  #handedOn(node: Node): void {
    const what = child(node, 'expression');
    if (is(what, 'Symbol')) return this.assertSymbol(textOf(what) ?? '');
    if (is(what, 'LocalVariableRead')) {
      const all = this.bindings.of(nameOf(what));
      if (
        all.length > 0 &&
        all.every((one) => (one.by === 'value' ? isLambda(one.value) : this.#isBlock(nameOf(what))))
      )
        return;
    } else if (is(what, 'Call') && nameOf(what) === 'method' && isSelf(child(what, 'receiver'))) {
      const name = textOf(argumentsOf(what as Node)[0]) ?? '';
      if (
        /^(?:puts|p|print|pp|Integer|Float|String|format|Rational)$/.test(name) ||
        this.bindings.methods.has(name)
      )
        return;
    }
    throw new NotShown('what is called is not written there');
  }

  /** Whether a name is nothing but the block that methods are given. */
  #isBlock(name: string): boolean {
    let blocks = 0;
    let others = 0;
    walk(this.root, (node) => {
      if (nameOf(node) !== name) return;
      if (is(node, 'BlockParameter')) blocks++;
      else if (!is(node, 'LocalVariableRead', 'Call')) others++;
    });
    return blocks > 0 && others === 0;
  }

  protected abstract readonly root: Node;
  protected abstract mayChange(receiver: Node | undefined): void;
  protected abstract assertSymbol(name: string): void;

  protected touch(kind: CodeEffect['kind'], words: Words): void {
    this.effects.push(...touching(kind, words));
  }

  protected run(effect: CodeEffect): void {
    this.effects.push(effect);
  }

  /** `system('git', 'log')`, `Open3.capture2e('git log')`. */
  protected started(node: Node): void {
    const { plain, named } = given(node);
    if (plain.some((one) => is(one, 'Splat', 'Hash')) || child(node, 'block') !== undefined)
      throw new NotShown('how a command is started');
    for (const pair of named) if (keyOf(pair) !== 'exception') throw new NotShown('how a command is started');
    this.all(argumentsOf(node));
    const words = plain.map((one) => this.paths.of(one));
    this.run(words.length === 1 ? handedToShell(words[0], 'here') : startedWith(words, 'here'));
  }

  /** A variable of the environment whose name is told. */
  protected variable(node: Node): void {
    const [name] = argumentsOf(node);
    const text = textOf(name);
    if (text === undefined) throw new NotShown('a variable that is not known');
    if (SECRET_VARIABLE.test(text)) this.effects.push({ kind: 'read_secret', path: undefined });
    this.all(argumentsOf(node));
    this.value(child(node, 'block'));
  }

  protected isOperator(name: string): boolean {
    return OPERATORS.has(name);
  }

  protected isComputing(name: string): boolean {
    return METHODS.has(name);
  }
}

export const isLambda = (node: Node | undefined): boolean =>
  is(node, 'Lambda') ||
  (is(node, 'Call') &&
    /^(?:lambda|proc)$/.test(nameOf(node)) &&
    child(node, 'receiver') === undefined &&
    is(child(node, 'block'), 'Block'));

export const bodyOf = (node: Node | undefined): readonly Node[] => listOf(child(node, 'body'), 'body');
