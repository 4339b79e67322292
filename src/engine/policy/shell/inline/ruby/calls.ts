import { NotShown } from '../code-effect.js';
import { COMPUTING, FILES } from './constants.js';
import { CHANGES, FOLDS, KERNEL, OF_CLASSES, ON_PATHS } from './names.js';
import { argumentsOf, child, constantName, is, isSelf, nameOf, textOf } from './nodes.js';
import type { Node } from './nodes.js';
import { asksConnection, asksOnly, mayBeAsked, QUIET } from './own.js';
import { Records } from './records.js';
import { isLambda } from './values.js';

/** Names of the language that a project gives to what it does to its records. */
const DOUBTFUL =
  /^(?:call|yield|truncate|reject|drop|advance|change|release|merge|begin|dump|crypt|encode|select|capture|search)$/;
const isBare = (node: Node): boolean => argumentsOf(node).length === 0 && child(node, 'block') === undefined;

/** What is called, with what. */
export abstract class Calls extends Records {
  protected abstract required(node: Node): void;
  protected abstract searched(node: Node): void;

  protected call(node: Node): void {
    const receiver = child(node, 'receiver');
    const name = nameOf(node);
    if (isSelf(receiver)) return this.#function(node, name);
    const of = constantName(receiver)?.replace(/^::/, '');
    if (of !== undefined && !this.isOwn(of)) return this.#ofConstant(node, of, name);
    if (name === 'connection' || name === 'lease_connection') return this.connection(node);
    this.#method(node, receiver as Node, name);
  }

  #function(node: Node, name: string): void {
    if (/^require(?:_relative)?$/.test(name)) return this.required(node);
    if (name === 'system') return this.started(node);
    if (name === 'open') return this.opened(node, 'open');
    if (name === '__dir__' || name === 'binding') {
      if (name === 'binding') throw new NotShown(name);
      return;
    }
    if (/^(?:gets|readlines?)$/.test(name)) {
      // Files that are named behind the code are read one after another.
      this.touch('read', this.argv);
      return this.rest(node);
    }
    if (name === 'include' || name === 'extend') return this.#included(node);
    if (name === 'Pathname' || name === 'URI' || name === 'class') {
      if (name === 'class') return this.assertShownClass(node);
      return this.rest(node);
    }
    const known = KERNEL.has(name) || OF_CLASSES.has(name);
    const own = this.bindings.methods.has(name) || this.bindings.attributes.has(name.replace(/=$/, ''));
    if (!known && !own) throw new NotShown(name);
    if (/^(?:lambda|proc)$/.test(name) && !is(child(node, 'block'), 'Block')) throw new NotShown(name);
    if (/^Integer|^Float|^BigDecimal/.test(name)) this.named(node);
    this.rest(node);
  }

  #included(node: Node): void {
    for (const one of argumentsOf(node))
      if (!/^(?:Comparable|Enumerable|Math)$/.test(constantName(one) ?? ''))
        throw new NotShown('another module is included');
  }

  #ofConstant(node: Node, of: string, name: string): void {
    const whole = `${of}.${name}`;
    if (of === 'ENV') return this.environment(node, name);
    if (of === 'ARGV' || /^STD(?:IN|OUT|ERR)$/.test(of) || of === 'ARGF') return this.stream(node, of, name);
    if (whole === 'File.open' || whole === 'File.new' || whole === 'CSV.open')
      return this.opened(node, whole);
    if (/^Open3\.capture(?:2e?|3)$/.test(whole)) return this.started(node);
    if (whole === 'YAML.load' || whole === 'Psych.load') return this.yaml(node);
    if (whole === 'JSON.load') return this.json(node);
    if (FILES[whole] !== undefined) return this.file(node, whole);
    if (/^(?:ActiveRecord::Base|ApplicationRecord)$/.test(of) && this.own) return this.records(node, name);
    if (of === 'Rails' && this.own) return this.rails(node, name);
    if (whole === 'Arel.sql' && this.own) return this.arel(node);
    if (/^(?:name|to_s|inspect|==|===|!=)$/.test(name)) this.constant(child(node, 'receiver') as Node);
    else if (name === '[]' && of === 'RbConfig::CONFIG') this.rest(node);
    else if (COMPUTING[of]?.has(name) !== true && !/^version$/.test(name)) throw new NotShown(whole);
    if (name === 'version' && COMPUTING[of] === undefined && !/^[A-Z]\w*$/.test(of))
      throw new NotShown(whole);
    if (/^(?:JSON|YAML|Psych|CSV|Nokogiri)/.test(of)) this.named(node);
    // Any other value than a function that stands here is called by a name of its own.
    if (
      of === 'ActiveSupport::Notifications' &&
      !argumentsOf(node).every((one) => is(one, 'String', 'Lambda'))
    )
      throw new NotShown('who is told');
    this.rest(node);
  }

  #method(node: Node, receiver: Node, name: string): void {
    if (is(receiver, 'GlobalVariableRead') && /^\$(?::|LOAD_PATH)$/.test(nameOf(receiver)))
      return this.searched(node);
    if (constantName(receiver) === undefined) this.value(receiver);
    this.rest(node);
    if (this.own && this.isConnection(receiver) && asksConnection(node)) return;
    if (name === 'class') return this.assertShownClass(node);
    if (/\w=$/.test(name)) return this.attribute(name, receiver);
    if (/^(?:inject|reduce|sum)$/.test(name)) this.#folded(node);
    if (/^(?:un)?pack1?$/.test(name)) this.#packed(node);
    if (this.own && !asksOnly(node)) throw new NotShown(`${name} with a text`);
    if (this.ofFile(node, receiver, name)) return;
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

  /** What is changed in its place: anything of the code's own; where records are about, only what it has begun itself. */
  protected mayChange(receiver: Node | undefined): void {
    if (receiver === undefined) throw new NotShown('what is changed');
    if (this.own && !this.bindings.isFresh(receiver) && !this.isHandle(receiver))
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
