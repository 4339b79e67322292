import { NotShown, SECRET_VARIABLE, touching } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import type { Words } from '../path-words.js';
import { CHANGING_NAMES } from './classes.js';
import { Own, worded } from './own.js';
import { isNode, nameOf, nodeOf, nodesOf, optionalOf, textOf, variableOf } from './parse.js';
import type { Node } from './parse.js';
import { Paths } from './paths.js';
import type { Place } from './paths.js';
import { Scopes } from './scopes.js';
import type { Scope } from './scopes.js';

/** What holds all variables, or what came from outside. */
const FROM_OUTSIDE = /^(?:GLOBALS|_[A-Z]+|php_errormsg|wpdb)$/;
/** Of the server, what says how the program was started. */
const STARTED = /^(?:argv|argc|REQUEST_TIME(?:_FLOAT)?|SCRIPT_NAME|SCRIPT_FILENAME|PHP_SELF|PWD|HOME|USER)$/;
/** Constants of the language: others may hold what is kept secret. */
const CONSTANT =
  /^\\?(?:(?:PHP|JSON|PREG|SORT|ARRAY_(?:FILTER|UNIQUE)|COUNT|ENT|LOCK|FILE|E|STR|M|DATE|MB_CASE|PATHINFO|EXTR|LC|INI|DEBUG|HTML|LIBXML|FILTER|GLOB|SCANDIR|SEEK|PASSWORD|CAL|IMAGETYPE|OPENSSL_VERSION|T|CURLINFO|LARAVEL)_\w+|WP_(?:DEBUG\w*|ENV\w*|HOME|SITEURL|CONTENT_DIR|CONTENT_URL|PLUGIN_DIR|LANG_DIR|MEMORY_LIMIT|MAX_MEMORY_LIMIT|CACHE)|INF|NAN|STDIN|STDOUT|STDERR|DIRECTORY_SEPARATOR|PATH_SEPARATOR|CASE_\w+|CRYPT_\w+|MT_RAND_\w+|ABSPATH|WPINC|SODIUM_LIBRARY_VERSION|ICU_\w+|INTL_ICU_VERSION|PCRE_VERSION)$/;
const OPERATOR = /^(?:[-+*/%.^|&<>]|\*\*|<<|>>|[=!]==?|<>|[<>]=|<=>|&&|\|\||\?\?|and|or|xor|instanceof|\|>)$/;

/** Holds every expression against what is known: every kind of node that is not told here is none. */
export abstract class Expressions {
  protected readonly effects: CodeEffect[] = [];
  protected readonly scopes: Scopes;
  protected readonly paths: Paths;
  protected readonly own: Own;
  protected readonly functions = new Set<string>();
  protected readonly names = new Set<string>();
  protected readonly constants = new Set<string>();
  protected called = 0;
  protected included = 0;

  constructor(
    protected readonly body: readonly Node[],
    protected readonly place: Place,
  ) {
    this.scopes = new Scopes(body);
    this.paths = new Paths(place);
    this.own = new Own(place);
    if (this.own.loaded) this.effects.push({ kind: 'execute', path: undefined });
  }

  protected abstract call(node: Node, scope: Scope): void;
  protected abstract made(node: Node, scope: Scope): void;
  protected abstract include(node: Node, scope: Scope): void;
  protected abstract block(node: unknown, scope: Scope): void;

  protected touch(kind: CodeEffect['kind'], words: Words): void {
    // `data:`, `phar:` and their like are more than the name of a file.
    if (words?.some(({ text }) => /^[a-z][\w.+-]*:/i.test(text)) === true)
      throw new NotShown('another stream');
    this.effects.push(...touching(kind, words));
  }

  protected all(nodes: unknown, scope: Scope): void {
    for (const node of nodesOf(nodes)) this.value(node, scope);
  }

  protected maybe(node: unknown, scope: Scope): void {
    const value = optionalOf(node);
    if (value !== undefined) this.value(value, scope);
  }

  protected tell(value: unknown): string {
    const name = nameOf(value);
    this.names.add(name.toLowerCase());
    return name;
  }

  protected value(node: Node, scope: Scope): void {
    switch (node.kind) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'nullkeyword':
      case 'nowdoc':
      case 'magic':
        return;
      case 'variable':
        return this.#variable(node);
      case 'name':
        return this.#constant(node);
      case 'encapsed':
        return this.#encapsed(node, scope);
      case 'array':
      case 'list':
        return this.#entries(node, scope);
      case 'offsetlookup':
        return this.#offset(node, scope);
      case 'propertylookup':
      case 'nullsafepropertylookup':
        return this.#property(node, scope);
      case 'staticlookup':
        return this.#fixed(node);
      case 'assign':
        return this.#assign(node, scope);
      case 'assignref':
        this.target(nodeOf(node.left), scope);
        return this.value(nodeOf(node.right), scope);
      case 'pre':
      case 'post':
        return this.target(nodeOf(node.what), scope);
      case 'bin':
        return this.#operation(node, scope);
      case 'unary':
      case 'clone':
        return this.value(nodeOf(node.what), scope);
      case 'cast':
        if (!/^(?:int|float|string|bool|array|object)$/.test(String(node.type))) throw new NotShown('a cast');
        return this.value(nodeOf(node.expr), scope);
      case 'call':
        return this.call(node, scope);
      case 'new':
        return this.made(node, scope);
      case 'include':
        return this.include(node, scope);
      case 'closure':
      case 'arrowfunc':
        return this.functionBody(node);
      default:
        return this.#other(node, scope);
    }
  }

  #other(node: Node, scope: Scope): void {
    switch (node.kind) {
      case 'retif':
        for (const part of [node.test, node.trueExpr, node.falseExpr]) this.maybe(part, scope);
        return;
      case 'silent':
        return this.value(nodeOf(node.expr), scope);
      case 'print':
      case 'empty':
      case 'exit':
        return this.maybe(node.expression, scope);
      case 'isset':
        return this.all(node.variables, scope);
      case 'throw':
      case 'variadic':
        return this.value(nodeOf(node.what), scope);
      case 'yield':
      case 'yieldfrom':
        for (const part of [node.key, node.value]) this.maybe(part, scope);
        return;
      case 'match':
        this.value(nodeOf(node.cond), scope);
        for (const arm of nodesOf(node.arms)) {
          this.all(arm.conds, scope);
          this.value(nodeOf(arm.body), scope);
        }
        return;
      case 'namedargument':
        this.tell(node.name);
        return this.value(nodeOf(node.value), scope);
      default:
        throw new NotShown(node.kind);
    }
  }

  #variable(node: Node): void {
    const name = variableOf(node);
    if (name === undefined || FROM_OUTSIDE.test(name)) throw new NotShown('a variable by its name');
  }

  #constant(node: Node): void {
    const name = this.tell(node);
    if (!CONSTANT.test(name) && !this.constants.has(name)) throw new NotShown(`the constant ${name}`);
  }

  #encapsed({ type, value }: Node, scope: Scope): void {
    if (type !== 'string' && type !== 'heredoc') throw new NotShown('a command');
    for (const part of nodesOf(value)) {
      const inner = nodeOf(part.expression);
      // `"$a[key]"`
      const offset = inner.kind === 'offsetlookup' && isNode(inner.offset) ? inner.offset : undefined;
      const bare = offset?.kind === 'identifier' || (part.syntax === 'simple' && offset?.kind === 'name');
      this.value(bare ? nodeOf(inner.what) : inner, scope);
    }
  }

  #entries({ items }: Node, scope: Scope): void {
    for (const entry of nodesOf(items)) {
      if (entry.kind !== 'entry' && entry.kind !== 'noop') this.value(entry, scope);
      else if (entry.kind === 'entry') {
        this.maybe(entry.key, scope);
        this.value(nodeOf(entry.value), scope);
      }
    }
  }

  #offset({ what, offset }: Node, scope: Scope): void {
    const [of, key] = [variableOf(what), textOf(optionalOf(offset))];
    if (of === '_ENV' || (of === '_SERVER' && key !== undefined && !STARTED.test(key)))
      return this.variable(key);
    if (of !== '_SERVER' || key === undefined) this.value(nodeOf(what), scope);
    this.maybe(offset, scope);
  }

  protected variable(name: string | undefined): void {
    if (name === undefined || SECRET_VARIABLE.test(name)) throw new NotShown('the environment');
  }

  #property({ what, offset }: Node, scope: Scope): void {
    const name = this.tell(this.identifier(offset));
    this.value(nodeOf(what), scope);
    // A relation of a model is a method of it; what it keeps to itself is asked for in other ways.
    if (this.own.of(what, scope) !== undefined && CHANGING_NAMES.test(worded(name))) throw new NotShown(name);
  }

  protected identifier(node: unknown): Node {
    if (!isNode(node) || node.kind !== 'identifier') throw new NotShown('a name that is worked out');
    return node;
  }

  /** `DateTime::ATOM`, `App\Models\Plan::class`. */
  #fixed({ what, offset }: Node): void {
    const name = this.tell(this.identifier(offset));
    const of = nodeOf(what);
    if (of.kind === 'name') this.tell(of);
    else if (!/^(?:self|static)reference$/.test(of.kind)) throw new NotShown('a class by a value');
    if (name.toLowerCase() !== 'class' && SECRET_VARIABLE.test(name)) throw new NotShown(name);
  }

  #assign({ left, right }: Node, scope: Scope): void {
    const value = nodeOf(right);
    this.value(value, scope);
    this.target(nodeOf(left), scope);
    this.paths.note(value, scope);
  }

  /** What may be assigned to: variables, elements, and what belongs to an object of the code's own. */
  protected target(node: Node, scope: Scope): void {
    if (node.kind === 'list' || node.kind === 'array') {
      for (const { kind, key, value } of nodesOf(node.items)) {
        if (kind === 'noop') continue;
        this.maybe(key, scope);
        this.target(nodeOf(value), scope);
      }
      return;
    }
    if (node.kind === 'offsetlookup') {
      if (FROM_OUTSIDE.test(variableOf(node.what) ?? '')) throw new NotShown('the environment');
      this.target(nodeOf(node.what), scope);
      return this.maybe(node.offset, scope);
    }
    if (node.kind === 'variable') return this.#variable(node);
    if (node.kind === 'propertylookup' && this.#isPlain(node.what, scope)) return this.value(node, scope);
    throw new NotShown('what is assigned to');
  }

  /** Objects whose properties are values, and nothing that says how others are read. */
  #isPlain(what: unknown, scope: Scope): boolean {
    const name = variableOf(what);
    if (name === 'this') return true;
    if (name === undefined)
      return isNode(what) && what.kind === 'propertylookup' && this.#isPlain(what.what, scope);
    const { bindings } = scope.find(name);
    return bindings.length > 0 && bindings.every((one) => one.by === 'value' && this.isRecord(one.value));
  }

  protected abstract isRecord(node: Node): boolean;

  #operation({ type, left, right }: Node, scope: Scope): void {
    if (!OPERATOR.test(String(type).toLowerCase()) || type === '|>') throw new NotShown(String(type));
    this.value(nodeOf(left), scope);
    const other = nodeOf(right);
    if (type === 'instanceof' && other.kind === 'name') this.tell(other);
    else this.value(other, scope);
  }

  /** A function that stands in the code. */
  protected functionBody(node: Node): void {
    const inner = this.scopes.of(node);
    this.parameters(node, inner);
    for (const use of nodesOf(node.uses)) this.value(use, inner);
    if (node.kind === 'arrowfunc') return this.value(nodeOf(node.body), inner);
    this.block(node.body, inner);
  }

  protected parameters(node: Node, inner: Scope): void {
    for (const param of nodesOf(node.arguments)) {
      if (nodesOf(param.attrGroups).length > 0 || nodesOf(param.hooks).length > 0)
        throw new NotShown('a parameter');
      this.type(param.type);
      this.maybe(param.value, inner);
    }
    this.type(node.type);
  }

  /** What a type names. */
  protected type(value: unknown): void {
    const node = optionalOf(value) ?? { kind: 'selfreference' };
    if (node.kind === 'name' || node.kind === 'typereference') this.tell(node);
    else if (/^(?:union|intersection)type$/.test(node.kind))
      for (const one of nodesOf(node.types)) this.type(one);
    else if (!/^(?:self|static|parent)reference$/.test(node.kind)) throw new NotShown('a type');
  }
}
