import type { Word } from '../../script.js';
import { NotShown, touching } from '../code-effect.js';
import { doesMore } from '../promises.js';
import type { CodeEffect } from '../code-effect.js';
import { Annotations } from './annotations.js';
import { Facts } from './facts.js';
import { ON_PATHS } from './files.js';
import { NOT_HELD } from './library-names.js';
import { ABOUT, BUILTINS, FIELDS_ABOUT, METHODS, NOT_OF_TABLES, TAKEN } from './names.js';
import { isCalled, isLooked } from './looked.js';
import { isCalledOnly } from './own.js';
import { CLASSES } from '../path-words.js';
import { isStored } from './read-only.js';
import { Symbolic } from './symbolic.js';
import { isValueOf, knownModule } from './resolve.js';
import type { Expression, FormatPart, Parameter } from './syntax.js';
import { TABLE_CALLERS, TABLE_METHODS, TABLE_WRITERS } from './tables.js';

/** What is a record, or makes some. */
const RECORDED =
  /^(?:django\.(?:db\.(?:models\.(?:Model|Manager|QuerySet|TextChoices|IntegerChoices|Func|Lookup|Transform|Aggregate|ForeignKey|ManyToManyField|OneToOneField)|transaction\.)|contrib\.|forms\.)|sqlalchemy\.(?!inspect$|__version__$|select$|func$|exc\.))/;

/** To what end a value stands somewhere: for anything, to be shown and no more, or to say of which kind others are. */
export type End = 'value' | 'shown' | 'type';
export type Attribute = Expression & { readonly is: 'attribute' };
export type Call = Expression & { readonly is: 'call' };

/**
 * Holds every expression against what is known. Whatever may be held as a value may be called with anything, since no
 * function that reaches beyond the program ever becomes one: those are named where they are called, and nowhere else.
 */
export abstract class Values extends Facts {
  readonly #records = new Set<'django' | 'sqlalchemy'>();

  /** `settings.configure(…)`, which has been judged. @throws NotShown where it stands elsewhere */
  protected configured(): void {
    if (!this.memory.django) throw new NotShown('settings');
  }

  /** Whether a class that makes more than values is named as a type, and whether types of names are asked for. */
  #noted = false;
  #reflects = false;
  /** Whether something is assigned to what belongs to an object. */
  #stores = false;

  protected abstract call(node: Call, end: End): void;

  /** What is noted beside a name could be asked for, and called. */
  protected assertNoReflection(): void {
    new Annotations(this.bindings, this.names).assertPlain(this.body);
    if (this.names.imports('sympy')) new Symbolic(this.bindings, this.names).assertNoTexts(this.body);
    for (const library of this.#records)
      if (!this.memory[library]) throw new NotShown('records of a database');
    const kept = this.#stores ? this.objects.areKept() : true;
    if (!kept || (this.#noted && this.#reflects)) throw new NotShown('a class as a value');
  }

  protected touch(kind: CodeEffect['kind'], paths: readonly Word[] | undefined): void {
    this.effects.push(...touching(kind, paths));
  }

  protected value(node: Expression | undefined, end: End = 'value'): void {
    switch (node?.is) {
      case undefined:
      case 'text':
      case 'number':
      case 'constant':
        return;
      case 'name':
        return this.#name(node.id, node, end);
      case 'attribute':
        return this.attribute(node, end);
      case 'call':
        return this.call(node, end);
      case 'format':
        return this.#format(node.parts);
      case 'index':
        return this.#index(node.of, node.keys, end);
      case 'operation':
        return this.#operation(node.op, node.operands, end);
      case 'choice':
        this.value(node.test, 'shown');
        return this.all(node.ways, end);
      case 'made':
        for (const { target, of, tests } of node.clauses) {
          this.value(of);
          this.target(target);
          this.all(tests, 'shown');
        }
        return this.all(node.items);
      case 'list':
      case 'tuple':
      case 'set':
        return this.all(node.items, end);
      case 'dict':
        for (const { key, value } of node.entries) this.all(key === undefined ? [value] : [key, value], end);
        return;
      case 'star':
        return this.value(node.of, end);
      case 'slice':
        for (const bound of node.bounds) this.value(bound);
        return;
      case 'lambda':
        this.parameters(node.params);
        return this.value(node.body);
      case 'named':
      case 'yield':
        return this.value(node.value);
    }
  }

  protected all(nodes: readonly Expression[], end: End = 'value'): void {
    for (const node of nodes) this.value(node, end);
  }

  protected parameters(params: readonly Parameter[]): void {
    for (const { type, value } of params) {
      this.value(type, 'type');
      this.value(value);
    }
  }

  /** What may be assigned to: a name, a place in a list or table, and what belongs to an object of the code's own. */
  protected target(node: Expression): void {
    switch (node.is) {
      case 'name':
        // `_fields` are the names of what `ast` takes from any object.
        if (
          /^(?:__|_fields$|_attributes$)/.test(node.id) &&
          !ABOUT.has(node.id) &&
          !FIELDS_ABOUT.has(node.id)
        )
          throw new NotShown(node.id);
        return;
      case 'tuple':
      case 'list':
        for (const item of node.items) this.target(item);
        return;
      case 'star':
        return this.target(node.of);
      case 'index':
        if (this.names.memberOf(node.of) === 'os.environ') throw new NotShown('the environment');
        return this.value(node);
      case 'attribute':
        return this.#stored(node);
      default:
        throw new NotShown('what is assigned to');
    }
  }

  #stored(node: Attribute): void {
    let root: Expression = node;
    while (root.is === 'attribute' || root.is === 'index') root = root.of;
    if (this.objects.isDouble(root) && /^(?:return_value|side_effect)$/.test(node.name)) return;
    if (root.is !== 'name' || !this.names.isOwnName(root.id) || this.others.isOwn(root))
      throw new NotShown('what belongs to another');
    if (
      Object.hasOwn(ON_PATHS, node.name) ||
      /^(?:__|_fields$|_attributes$)/.test(node.name) ||
      !this.objects.mayStore(node.of, node.name)
    )
      throw new NotShown(node.name);
    this.#stores = true;
    this.attribute(node, 'value');
  }

  #name(id: string, node: Expression, end: End): void {
    const bindings = this.bindings.of(id);
    if (bindings.length === 0) {
      if (id === 'type' && end === 'type') this.#noted = true;
      else if (!BUILTINS.has(id)) throw new NotShown(id);
      return;
    }
    if (this.names.isOwnName(id)) return;
    for (const binding of bindings) {
      if (binding.by === 'module') {
        if (knownModule(binding.module) || end !== 'shown') throw new NotShown('a module as a value');
      } else if (binding.by === 'member') this.#member(binding.module, binding.name, node, end);
    }
  }

  /** A name that is imported from a module, or stands behind one. */
  #member(module: string, name: string, node: Expression, end: End): void {
    const whole = `${module}.${name}`;
    if (ABOUT.has(name)) return;
    if (!knownModule(module)) return this.#foreign(name, node, end);
    if (knownModule(whole)) throw new NotShown('a module as a value');
    if (RECORDED.test(whole)) this.#records.add(whole.startsWith('django') ? 'django' : 'sqlalchemy');
    if (whole === 'sys.argv') return this.#argv(node);
    if (/^inspect\.|\.fields$/.test(whole)) this.#reflects = true;
    if (CLASSES.has(whole) && end === 'type') {
      this.#noted = true;
      return;
    }
    if (isCalledOnly(whole) || !isValueOf(module, name)) throw new NotShown(whole);
  }

  /** Code of the project may be held; that of packages is shown. What either keeps to itself is neither. */
  #foreign(name: string, node: Expression, end: End): void {
    if (!this.others.mayName(name, node) || (end !== 'shown' && doesMore(name))) throw new NotShown(name);
    if (end === 'value' && !this.others.isOwn(node)) throw new NotShown('code of others');
  }

  protected attribute(node: Attribute, end: End): void {
    const modules = this.names.modulesOf(node.of);
    for (const module of modules) this.#member(module, node.name, node, end);
    if (modules.length > 0 || this.objects.asksDouble(node)) return;
    if (end !== 'shown') this.kept.assertAsked(node);
    if (this.others.isForeign(node)) {
      if (ABOUT.has(node.name)) return this.value(node.of, 'shown');
      this.value(node.of, end);
      return this.#foreign(node.name, node, end);
    }
    this.value(node.of);
    if (this.others.isOwn(node)) return;
    if (!this.mayBeHeld(node) && !isLooked(node, this.bindings, this.names, this.tables))
      throw new NotShown(node.name);
  }

  /** Whether a name behind a dot is one that computes, whatever stands before the dot. */
  protected mayBeHeld(node: Attribute): boolean {
    const { of, name } = node;
    if (Object.hasOwn(ON_PATHS, name) || name === 'format' || name === 'replace' || name === 'copy')
      return false;
    if (this.libraryWriters.has(name)) return false;
    // Held, it would be given the name of a method.
    if (this.tables && TABLE_CALLERS.has(name) && !isCalled(node, this.bindings)) return false;
    if (this.libraryMethods.has(name)) return !NOT_HELD.has(name) || isCalled(node, this.bindings);
    if (this.tables) {
      if (TABLE_WRITERS.has(name) || TABLE_CALLERS.has(name) || NOT_OF_TABLES.has(name)) return false;
      if (TABLE_METHODS.has(name)) return true;
    }
    if (this.isWriter(name)) return false;
    if (name === 'annotation' || name === 'type') this.#reflects = true;
    if (METHODS.has(name) || ABOUT.has(name)) return true;
    const own = this.objects.isOwn(of);
    if ((this.tables && !own) || TAKEN.test(name) || !this.attributes.has(name)) return false;
    return !name.startsWith('_') || own;
  }

  /** Whether objects of a library that is there have something of this name. */
  protected isOfLibrary(name: string): boolean {
    return this.libraryMethods.has(name) || (METHODS.has(name) && this.libraryMethods.size > 0);
  }

  /** Methods of archives, trees and settings that open files. */
  protected isWriter(name: string): boolean {
    if (name === 'write') return this.names.imports('xml') || this.names.imports('lxml');
    return name === 'read' && this.names.imports('configparser');
  }

  /** The words of the command line are looked at, and not changed: files are told by them. */
  #argv(node: Expression): void {
    const parent = this.bindings.parentOf(node);
    const looked =
      parent?.is === 'call' &&
      parent.callee !== node &&
      /^builtins\.(?:len|print|list|enumerate|sorted|str|bool)$/.test(
        this.names.memberOf(parent.callee) ?? '',
      );
    const taken = parent?.is === 'index' && parent.of === node && !isStored(parent, this.bindings);
    if (!looked && !taken && parent?.is !== 'branch') throw new NotShown('the command line');
  }

  #format(parts: readonly FormatPart[]): void {
    for (const part of parts) {
      if (typeof part === 'string') continue;
      this.value(part.value, 'shown');
      for (const inner of part.spec) if (typeof inner !== 'string') this.value(inner.value);
    }
  }

  #index(of: Expression, keys: readonly Expression[], end: End): void {
    if (this.names.memberOf(of) === 'os.environ') return this.variable(keys);
    this.value(of, end);
    this.all(keys, end === 'type' ? 'type' : 'value');
  }

  /** A variable of the environment whose name is told, and no secret's. */
  protected abstract variable(given: readonly Expression[]): void;

  #operation(op: string, operands: readonly Expression[], end: End): void {
    const [, right] = operands;
    // `'X' in os.environ`
    if (/^(?:not )?in$/.test(op) && right !== undefined && this.names.memberOf(right) === 'os.environ')
      return this.variable(operands.slice(0, 1));
    const compares = /^(?:[<>=!]=?|==|(?:not )?in|is(?: not)?|not)$/.test(op);
    this.all(operands, compares ? 'shown' : end);
  }
}
