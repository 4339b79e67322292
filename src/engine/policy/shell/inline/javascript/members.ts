import type { AnyNode, Expression, MemberExpression, Program } from 'acorn';
import { knownWord } from '../../script.js';
import type { Word } from '../../script.js';
import { NotShown, SECRET_VARIABLE, touching } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { methodsIn } from './classes.js';
import { Declared } from './declared.js';
import { moduleName, requiredBy } from './required.js';
import { reachesFurther } from './kept.js';
import { isKey, keyOf, Kinds } from './kinds.js';
import {
  DATA_OF_MODULES,
  GLOBALS,
  HOMES,
  KEPT,
  METHODS,
  MODULES,
  NOWHERE,
  OF_PLATFORM,
  isValue,
} from './names.js';
import { MadeOf } from './made-of.js';
import { isOpen, OPEN_PLATFORM } from './open-packages.js';
import { Owned } from './owned.js';
import { Packaged } from './packaged.js';
import { isOfModule, Paths } from './paths.js';
import type { Origin } from './parse.js';

/** Where an expression stands before a dot: a module, a name that is there, the project's own code, or a value. */
export type Root =
  | { readonly is: 'module'; readonly name: string }
  | { readonly is: 'global'; readonly name: string }
  | { readonly is: 'own' }
  | { readonly is: 'open' }
  | { readonly is: 'foreign' }
  | { readonly is: 'value' };

/** Modules that are there by name where code stands on the line. */
const NAMED = new Set(['path', 'os', 'util', 'url', 'fs', 'assert']);
const FILE = /^\.{0,2}\//;

/** Members: of modules, of what is there, and of values. What a key that is not known may reach is kept apart. */
export abstract class Members {
  protected readonly effects: CodeEffect[] = [];
  protected readonly declared: Declared;
  protected readonly kinds: Kinds;
  protected readonly paths: Paths;
  protected readonly made: MadeOf;
  protected readonly packages: Packaged;
  protected readonly owned: Owned;
  /** The methods of the code's own classes. */
  protected readonly methods: ReadonlySet<string>;
  /** A value has come from somewhere by a key that is not known: it may be a function that nobody named. */
  #taken = false;
  /** The same, of what is not known to be what the program has made itself. */
  #takenOfOthers = false;
  /** Code of the project is given what is not known for certain. */
  #handedOn = false;
  /** A value is put where it could be called, or where others share it. */
  #put = false;
  /** Code of the project is loaded. */
  #own = false;
  /** Something is changed that may be what the project keeps. */
  #changed = false;
  readonly #followed = new Set<string>();

  constructor(
    protected readonly program: Program,
    protected readonly origin: Origin,
  ) {
    this.declared = new Declared(program);
    this.kinds = new Kinds(this.declared);
    this.paths = new Paths(this.declared, origin);
    this.made = new MadeOf(this.declared);
    this.packages = new Packaged(this.declared);
    this.owned = new Owned(this.declared, this.kinds);
    this.methods = methodsIn(program);
  }

  abstract value(node: AnyNode | null | undefined): void;

  protected touch(kind: CodeEffect['kind'], node: AnyNode): void {
    this.effects.push(...touching(kind, this.paths.of(node)));
  }

  /** What a program takes and puts by keys that are not known must not meet. @throws NotShown */
  protected assertApart(): void {
    if (this.#taken && this.#put) throw new NotShown('a key that is not known');
    if (this.#takenOfOthers && this.#handedOn) throw new NotShown('a key that is not known');
    if (this.#own && this.#changed) throw new NotShown('what the project keeps');
  }

  protected changed(): void {
    this.#changed = true;
  }

  /** Whether values may have a method of this name. */
  protected isMethod(name: string): boolean {
    return METHODS.has(name) || this.packages.methods.has(name);
  }

  protected put(): void {
    this.#put = true;
  }

  protected handedOn(): void {
    this.#handedOn = true;
  }

  protected rootOf(node: AnyNode): Root {
    const required = requiredBy(node);
    if (required !== undefined) return this.#rootOfModule(required);
    if (node.type !== 'Identifier') return { is: 'value' };
    const bindings = this.declared.of(node.name);
    const [first] = bindings;
    if (first?.by === 'module') return this.#rootOfModule(first.module);
    if (first?.by === 'member') return this.#rootOfMember(first.module, first.name);
    if (this.declared.has(node.name)) return { is: 'value' };
    if (Object.hasOwn(GLOBALS, node.name) && !(node.name in MODULES && NAMED.has(node.name)))
      return { is: 'global', name: node.name };
    if (this.origin.source !== 'file' && NAMED.has(node.name)) return { is: 'module', name: node.name };
    throw new NotShown(node.name);
  }

  #rootOfModule(module: string): Root {
    if (module === 'process') return { is: 'global', name: 'process' };
    if (Object.hasOwn(MODULES, module)) return { is: 'module', name: module };
    if (isOpen(module)) return { is: 'open' };
    if (module.endsWith('.json')) return { is: 'value' };
    return { is: FILE.test(module) ? 'own' : 'foreign' };
  }

  #rootOfMember(module: string, name: string): Root {
    const root = this.#rootOfModule(module);
    if (root.is !== 'module') return root;
    if (HOMES[module] === name) return { is: 'global', name };
    return name === 'promises' ? { is: 'module', name: 'fs/promises' } : { is: 'value' };
  }

  /** Notes what loading a module does. */
  protected load(name: string): void {
    const module = moduleName(name);
    if (Object.hasOwn(MODULES, module) || OPEN_PLATFORM.has(module)) return;
    if (OF_PLATFORM.has(module.split('/')[0] as string) || name.startsWith('node:'))
      throw new NotShown(module);
    if (/[\0\\%?#]|^\w+:/.test(module)) throw new NotShown(module);
    const file = FILE.test(module);
    if (module.endsWith('.json')) {
      if (file) this.effects.push(...touching('read', [this.#fileOf(module)]));
      return;
    }
    this.#own ||= file;
    this.effects.push({ kind: 'execute', path: file ? this.#fileOf(module) : undefined });
  }

  /** The file of a module that is named by its place. @throws NotShown where the code lies nobody knows where */
  #fileOf(module: string): Word {
    const { folder } = this.origin;
    if (module.startsWith('/')) return knownWord(module);
    if (folder === undefined) throw new NotShown('code from elsewhere');
    return knownWord(folder === '.' ? module : `${folder}/${module}`);
  }

  /** A member that is looked at. */
  protected member(node: MemberExpression, shown: boolean): void {
    if (node.object.type === 'Super') throw new NotShown('what a class has');
    if (['url', 'dirname', 'filename'].some((name) => isOfModule(node, name))) return;
    const key = keyOf(node);
    if (key === undefined) return this.#taking(node, node.object);
    if (NOWHERE.test(key) || KEPT.test(key)) {
      if (!/^(?:source|flags|lastIndex|main|exports)$/.test(key)) throw new NotShown(key);
    }
    const root = this.rootOf(node.object);
    switch (root.is) {
      case 'module':
        if (!MODULES[root.name]?.has(key) || !DATA_OF_MODULES.has(key))
          throw new NotShown(`${root.name}.${key}`);
        return this.#loading(node.object);
      case 'global':
        return this.#global(root.name, key, node);
      case 'own':
        this.#loading(node.object);
        if (reachesFurther(key, node.object)) throw new NotShown(key);
        return;
      case 'open':
        this.#loading(node.object);
        if (node.computed || this.owned.of(node) === undefined) throw new NotShown(key);
        return;
      case 'foreign':
        this.#loading(node.object);
        if (this.packages.isHeld(node)) return;
        if (!shown || node.computed) throw new NotShown('code of others');
        return;
      case 'value':
        return this.value(node.object);
    }
  }

  /** A module that is loaded where it is used. */
  #loading(node: Expression): void {
    const module = requiredBy(node);
    if (module !== undefined) this.load(module);
  }

  #global(name: string, key: string, node: MemberExpression): void {
    if (node.computed || GLOBALS[name]?.has(key) !== true) throw new NotShown(`${name}.${key}`);
    if (name === 'process' && key === 'env') return this.#variable(node);
    if (name === 'process' && /^std/.test(key)) return this.#stream(node);
    const parent = this.declared.parentOf(node);
    const given = parent?.type === 'CallExpression' && parent.callee !== node;
    if (!isValue(name, key, given)) throw new NotShown(`${name}.${key} as a value`);
  }

  /** `process.env.NAME`. */
  #variable(node: MemberExpression): void {
    const parent = this.declared.parentOf(node);
    const name = parent?.type === 'MemberExpression' && parent.object === node ? keyOf(parent) : undefined;
    const outer = parent && this.declared.parentOf(parent);
    const stored = outer?.type === 'AssignmentExpression' && outer.left === parent;
    if (name === undefined || stored || SECRET_VARIABLE.test(name) || outer?.type === 'UpdateExpression')
      throw new NotShown('the environment');
  }

  /** `process.stdout.write(…)`, `process.stdin.on(…)`, `process.stdout.columns`. */
  #stream(node: MemberExpression): void {
    const parent = this.declared.parentOf(node);
    const name = parent?.type === 'MemberExpression' && parent.object === node ? keyOf(parent) : undefined;
    const iterated = parent?.type === 'ForOfStatement' && parent.await && parent.right === node;
    const ok = /^(?:write|on|once|setEncoding|resume|pause|isTTY|columns|rows|fd)$/.test(name ?? '');
    if (!iterated && !ok) throw new NotShown('a stream as a value');
  }

  /** A key that is not told: a number, or the name of something in what the program has made. */
  #taking(node: MemberExpression, object: Expression): void {
    if (this.rootOf(object).is !== 'value') throw new NotShown('a key that is not known');
    this.value(object);
    this.value(node.property);
    if (this.kinds.isNumber(node.property)) return;
    if (!isKey(node.property)) throw new NotShown('a key that is put together');
    if (this.#endsHere(node)) return;
    this.#taken = true;
    if (!this.kinds.isFresh(object)) this.#takenOfOthers = true;
  }

  /** Whether what is taken is shown, counted or compared, and goes no further. */
  #endsHere(node: AnyNode): boolean {
    const parent = this.declared.parentOf(node);
    switch (parent?.type) {
      case 'BinaryExpression':
      case 'UnaryExpression':
      case 'TemplateLiteral':
      case 'UpdateExpression':
        return true;
      case 'ExpressionStatement':
      case 'IfStatement':
        return true;
      case 'LogicalExpression':
      case 'ParenthesizedExpression':
      case 'ChainExpression':
        return this.#endsHere(parent);
      case 'ConditionalExpression':
        return parent.test === node || this.#endsHere(parent);
      case 'AssignmentExpression':
        return parent.left === node && this.#endsHere(parent);
      case 'MemberExpression': {
        if (parent.object !== node || parent.computed) return false;
        const outer = this.declared.parentOf(parent);
        const called = outer?.type === 'CallExpression' && outer.callee === parent;
        return called || keyOf(parent) === 'length' || this.#endsHere(parent);
      }
      case 'VariableDeclarator':
        return parent.id.type === 'Identifier' && this.#endsInName(parent.id.name);
      case 'CallExpression':
        return parent.callee !== node && this.#shows(parent.callee);
      default:
        return false;
    }
  }

  /** Whether whatever is done with a name ends there. */
  #endsInName(name: string): boolean {
    if (this.#followed.has(name)) return false;
    this.#followed.add(name);
    const ends = this.declared.uses(name).every((use) => {
      const parent = this.declared.parentOf(use);
      return (parent?.type === 'VariableDeclarator' && parent.id === use) || this.#endsHere(use);
    });
    this.#followed.delete(name);
    return ends;
  }

  #shows(callee: AnyNode): boolean {
    if (callee.type === 'Identifier')
      return /^(?:String|Number|parseInt|parseFloat|Boolean)$/.test(callee.name);
    if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier')
      return false;
    if (this.declared.has(callee.object.name)) return false;
    return callee.object.name === 'console' || callee.object.name === 'Math' || keyOf(callee) === 'stringify';
  }
}
