import type {
  AnyNode,
  CallExpression,
  Expression,
  ImportExpression,
  MemberExpression,
  Pattern,
  UnaryExpression,
} from 'acorn';
import { NotShown } from '../code-effect.js';
import { moduleName, requiredBy } from './required.js';
import type { FunctionNode } from './declared.js';
import { FILES, OPTIONS } from './files.js';
import { doesFurther, mayBeKept, onlyReads, reachesFurther } from './kept.js';
import { keyOf } from './kinds.js';
import { startedBy } from './started.js';
import { isFunction } from './callbacks.js';
import { assertImportable, isGarbage } from './importable.js';
import type { Given } from './callbacks.js';
import { CALLED, DATA, DATA_OF_MODULES, GLOBALS, MODULES, NOWHERE, TIMERS } from './names.js';
import { isHandedOn } from './packaged.js';
import { isOpen } from './open-packages.js';
import { OwnedCalls } from './owned-calls.js';

const SHOWS = /^(?:log|error|warn|info|debug|table|dir|keys|isArray|stringify)$/;
const FS = /^fs(?:\/promises)?$/;

/** What is called, with what; functions, and what they declare. */
export abstract class Calls extends OwnedCalls {
  abstract target(node: Pattern): void;
  abstract shownValue(node: AnyNode): void;

  called({ callee, arguments: given }: CallExpression): void {
    if (isFunction(callee)) {
      this.function(callee);
      return this.all(given);
    }
    // `treemap().size([1, 1])(root)`.
    if (callee.type === 'CallExpression' && this.owned.of(callee) === 'open') {
      this.value(callee);
      return this.given(given);
    }
    if (callee.type === 'Super') return this.all(given);
    if (this.ofAsked(callee, given) || this.ofPackage(callee, given)) return;
    if (callee.type === 'Identifier') return this.#named(callee.name, given);
    if (callee.type !== 'MemberExpression' || callee.object.type === 'Super' || callee.computed)
      throw new NotShown('a function that is not named');
    const name = keyOf(callee) ?? '';
    if (NOWHERE.test(name)) throw new NotShown(name);
    if (name === 'resolve' && this.#isRequire(callee.object)) return this.#resolved(given);
    if (isGarbage(name, callee.object, this.declared)) return this.all(given);
    const root = this.rootOf(callee.object);
    if (root.is === 'module') return this.#ofModule(root.name, name, callee, given);
    if (root.is === 'global') return this.#ofGlobal(root.name, name, given);
    if (root.is === 'own') return this.#own(name, callee.object, given);
    if (root.is === 'foreign') throw new NotShown('code of others');
    if (root.is === 'open') return this.ofOpen(name, callee, given);
    if (this.owned.mayBeCalled(name, callee.object, given)) {
      this.value(callee.object);
      return this.handedOver(name, given);
    }
    if (onlyReads(callee, (node) => this.rootOf(node).is === 'own')) {
      if (callee.object.type === 'CallExpression') this.value(callee.object);
      return this.handedOver(name, given);
    }
    this.#method(name, callee, given);
  }

  #isRequire(node: MemberExpression['object']): boolean {
    return node.type === 'Identifier' && node.name === 'require' && !this.declared.has('require');
  }

  /** `require.resolve('x/package.json')` names a file, and reads none of it. */
  #resolved(given: Given): void {
    const [name, where, ...more] = given;
    if (more.length > 0 || name?.type !== 'Literal' || typeof name.value !== 'string')
      throw new NotShown('a module that is not known');
    if (where !== undefined) this.value(where);
  }

  #named(name: string, given: Given): void {
    if (name === 'require' && !this.declared.has(name)) return this.#require(given);
    if (TIMERS.has(name) && !this.declared.has(name)) return this.#timer(given);
    if (name === 'fetch' && !this.declared.has(name)) return this.fetched(given);
    const bindings = this.declared.of(name);
    if (!this.declared.has(name) ? CALLED.has(name) : this.declared.isFunction(name)) return this.all(given);
    const [one] = bindings;
    if (one?.by === 'member' && bindings.length === 1) {
      const module = moduleName(one.module);
      if (FS.test(module)) return this.#file(one.name, given);
      if (module === 'child_process') return this.#started(one.name, given);
      if (MODULES[module]?.has(one.name) === true && !DATA_OF_MODULES.has(one.name))
        return this.#platform(module, one.name, given);
      if (/^\.{0,2}\//.test(module) && !doesFurther(one.name)) return this.handedOver(one.name, given);
    }
    if (one?.by === 'module' && bindings.length === 1 && /^\.{0,2}\//.test(one.module))
      return this.handedOver(name, given);
    if (one?.by === 'module' && isOpen(one.module)) return this.given(given);
    if (one?.by === 'member' && this.owned.isOpenPart(name)) return this.given(given);
    if (one?.by === 'module' && /^assert(?:\/strict)?$/.test(one.module)) return this.all(given);
    if (one?.by === 'module' && one.module === 'node:test') return this.tested(given);
    // What a promise hands to the function that it is made with.
    if (bindings.length > 0 && bindings.every((it) => it.by === 'parameter' && this.resolves(it.of)))
      return this.all(given);
    if (this.made.servers.isNext(name)) return this.all(given);
    if (this.isGiven(name, given)) return this.handedOver(name, given);
    throw new NotShown(name);
  }

  #timer(given: Given): void {
    const [back, ...rest] = given;
    const held = back?.type === 'Identifier' && this.declared.has(back.name);
    const resolver =
      held && this.declared.of(back.name).every((it) => it.by === 'parameter' && this.resolves(it.of));
    if (back === undefined || (!resolver && !this.isCallback(back)))
      throw new NotShown('what is called later');
    if (!resolver) this.value(back);
    this.all(rest);
  }

  #require(given: Given): void {
    const [name] = given;
    if (given.length !== 1 || name?.type !== 'Literal' || typeof name.value !== 'string')
      throw new NotShown('a module that is not known');
    this.load(name.value);
    const module = moduleName(name.value);
    if (!module.endsWith('.json')) throw new NotShown('a module as a value');
  }

  /** `await import('./x.mjs')`, where it is given a name or used at once. */
  required(node: ImportExpression): void {
    if (requiredBy(node) === undefined) throw new NotShown('a module that is not known');
    const name = (node.source as AnyNode & { type: 'Literal' }).value as string;
    if (Object.hasOwn(MODULES, moduleName(name))) throw new NotShown('a module as a value');
    this.load(name);
  }

  #ofModule(module: string, name: string, callee: MemberExpression, given: Given): void {
    if (FS.test(module)) return this.#file(name, given);
    if (module === 'child_process') return this.#started(name, given);
    if (MODULES[module]?.has(name) !== true || DATA_OF_MODULES.has(name))
      throw new NotShown(`${module}.${name}`);
    if (callee.object.type !== 'Identifier') this.load(requiredBy(callee.object) as string);
    this.#platform(module, name, given);
  }

  /** A function of the platform's modules: those that call back are handed what stands in the code. */
  #platform(module: string, name: string, given: Given): void {
    if (module === 'node:test') return this.tested(given);
    if (module === 'readline') return this.linesOf(given);
    if (module === 'http') return name === 'createServer' ? this.serving(given) : this.askedHere(given);
    if (module.startsWith('assert')) return this.asserted(name, given);
    this.all(given);
  }

  #ofGlobal(object: string, name: string, given: Given): void {
    if (GLOBALS[object]?.has(name) !== true || DATA.has(name) || /^(?:env|std\w+)$/.test(name))
      throw new NotShown(`${object}.${name}`);
    if (object === 'Object' && name === 'assign') {
      const [first] = given;
      if (first === undefined || first.type === 'SpreadElement') throw new NotShown('Object.assign');
      this.put();
    }
    if (object === 'Object' && (name === 'fromEntries' || name === 'groupBy')) this.put();
    if (object !== 'Buffer') this.calledBack(name, given);
    for (const one of given) {
      // Names of what a module of the project holds are texts.
      if (SHOWS.test(name) || (object === 'Object' && name === 'keys')) this.shownValue(one);
      else this.value(one);
    }
  }

  #own(name: string, object: Expression, given: Given): void {
    const module = requiredBy(object);
    if (module !== undefined) this.load(module);
    else if (object.type !== 'Identifier') throw new NotShown('code of others');
    if (reachesFurther(name, object)) throw new NotShown('code of others');
    this.handedOver(name, given);
  }

  #method(name: string, { object }: MemberExpression, given: Given): void {
    const of = object as Expression;
    if (this.#isStream(of)) return this.#stream(name, of, given);
    if (this.ofMade(name, of, given)) return;
    if (mayBeKept(name, of, this.kinds, this.declared)) this.changed();
    const pattern = name === 'exec' && this.isPattern(of);
    if (!this.isMethod(name) && !pattern) throw new NotShown(name);
    this.value(of);
    if (!pattern && this.isOfPackages(name)) return this.handed(given);
    this.calledBack(name, given);
    this.all(given);
  }

  #isStream(node: Expression): boolean {
    // `process.stdin.on('data', …).on('end', …)`.
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const { object } = node.callee;
      const chained = /^(?:on|once|setEncoding|resume)$/.test(keyOf(node.callee) ?? '');
      return chained && object.type !== 'Super' && this.#isStream(object);
    }
    const key =
      node.type === 'MemberExpression' && node.object.type === 'Identifier' ? keyOf(node) : undefined;
    return (
      /^std(?:in|out|err)$/.test(key ?? '') && this.rootOf((node as MemberExpression).object).is === 'global'
    );
  }

  #stream(name: string, of: Expression, given: Given): void {
    this.value(of);
    if (!/^(?:write|on|once|setEncoding|resume|pause)$/.test(name)) throw new NotShown(name);
    this.calledBack(name, given);
    this.all(given);
  }

  #started(name: string, given: Given): void {
    if (MODULES['child_process']?.has(name) !== true) throw new NotShown(name);
    this.all(given);
    this.effects.push(startedBy(name, given, this.paths));
  }

  /** A function of `fs`, which does what its name says to the files that it is given. */
  #file(name: string, given: Given): void {
    const kinds = FILES[name];
    if (kinds === undefined || given.some(({ type }) => type === 'SpreadElement')) throw new NotShown(name);
    // What follows the files says how; of what writes, the first is what is written.
    const data = /^(?:write|append)/.test(name) ? kinds.length + 1 : Math.max(1, kinds.length);
    if (given.length < Math.max(1, kinds.length)) throw new NotShown(name);
    given.forEach((one, i) => {
      this.value(one);
      const kind = kinds[i];
      const standard =
        name === 'readFileSync' && one.type === 'Literal' && (one.value === 0 || one.value === '/dev/stdin');
      if (kind !== undefined && !standard) this.touch(kind, one);
      if (i >= data && !this.#options(one)) throw new NotShown(`how ${name} is used`);
    });
    if (/^mkdtemp/.test(name) && !this.paths.isScratch(given[0])) throw new NotShown(name);
  }

  #options(node: AnyNode): boolean {
    if (node.type === 'Literal' || isFunction(node)) return true;
    if (node.type !== 'ObjectExpression') return false;
    return node.properties.every(
      (one) =>
        one.type === 'Property' &&
        !one.computed &&
        one.key.type === 'Identifier' &&
        OPTIONS.has(one.key.name),
    );
  }

  function(node: FunctionNode): void {
    for (const param of node.params) this.target(param);
    this.value(node.body);
  }

  declaration(id: Pattern, init: Expression | null | undefined): void {
    this.#pattern(id);
    if (!init) return;
    const module =
      requiredBy(init) ?? (init.type === 'MemberExpression' ? requiredBy(init.object) : undefined);
    if (module === undefined) return this.value(init);
    this.load(module);
    if (init.type === 'MemberExpression') assertImportable(module, keyOf(init) ?? '');
    if (id.type !== 'ObjectPattern') return;
    for (const item of id.properties)
      if (item.type === 'Property' && item.key.type === 'Identifier') assertImportable(module, item.key.name);
  }

  #pattern(id: Pattern): void {
    if (id.type === 'Identifier') return;
    this.target(id);
  }

  loop(left: AnyNode, right: Expression, body: AnyNode): void {
    if (left.type === 'VariableDeclaration') for (const { id } of left.declarations) this.#pattern(id);
    else this.target(left as Pattern);
    this.all([right, body]);
  }

  unary({ operator, argument }: UnaryExpression): void {
    if (operator === 'delete') return this.target(argument as Pattern);
    if (operator === 'typeof') return this.shownValue(argument);
    this.value(argument);
  }

  looked(node: MemberExpression): void {
    this.member(node, false);
  }

  /** Whether a part of a module that has a name may be held as a value. @throws NotShown */
  protected heldMember(module: string, name: string): void {
    if (Object.hasOwn(MODULES, module) && DATA_OF_MODULES.has(name)) return;
    if (/^\.{0,2}\//.test(module) && !doesFurther(name)) return;
    if (isHandedOn(module) || isOpen(module)) return;
    throw new NotShown(`${module}.${name} as a value`);
  }
}
