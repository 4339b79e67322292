import type { AnyNode, CallExpression, Expression } from 'acorn';
import { NotShown } from '../code-effect.js';
import { isFunction } from './callbacks.js';
import type { Given } from './callbacks.js';
import { requiredBy } from './required.js';
import { FILES } from './files.js';
import { keyOf, mayBeKey } from './kinds.js';
import type { Part } from './packaged.js';
import { isHandedOn } from './packaged.js';
import { assertTools } from './tools.js';
import { Platform } from './platform.js';

const SAFE_SCHEMA = /^(?:JSON|CORE|FAILSAFE)_SCHEMA$/;

/** Calls of packages that compute. */
export abstract class PackageCalls extends Platform {
  /** A function of a package, or one that such a function has given; whether it was one. @throws NotShown */
  protected ofPackage(callee: AnyNode, given: Given): boolean {
    const found = this.packages.called(callee);
    if (found === undefined) {
      if (callee.type !== 'Identifier' || !this.packages.isGiven(callee.name))
        return this.#compiled(callee, given);
      this.handed(given);
      return true;
    }
    this.#load(callee);
    if (/^moment/.test(found.name)) this.#assertNoLocale(given);
    if (found.name === 'papaparse') assertText(given);
    assertTools(found, given);
    if (found.name === 'supertest') this.#assertApplication(given);
    if (found.name === 'js-yaml' && /^load/.test(found.path)) this.#loaded(given);
    if (found.of.keyed.has(found.path)) this.#keyed(found, given);
    this.handed(given);
    return true;
  }

  /** A method that what a package makes has, or that calls what it is given there only. */
  protected isOfPackages(name: string): boolean {
    const { methods } = this.packages;
    return methods.has(name) || (methods.size > 0 && /^(?:with|test)$/.test(name));
  }

  /** `ajv.compile(schema)`. */
  #compiled(callee: AnyNode, given: Given): boolean {
    if (!this.packages.isValidator(callee)) return false;
    this.handed(given);
    return true;
  }

  /** `new Decimal('1.5')`. */
  protected madeByPackage(callee: AnyNode, given: Given): boolean {
    if (this.packages.made(callee) === undefined) return false;
    this.#load(callee);
    this.handed(given);
    return true;
  }

  /** A package that is loaded where it is used. */
  #load(node: AnyNode): void {
    const module = requiredBy(node);
    if (module !== undefined) this.load(module);
    else if (node.type === 'MemberExpression') this.#load(node.object);
  }

  /** What is handed to a package it may call, and keep under any name. */
  protected handed(given: Given): void {
    for (const one of given) {
      if (this.#isPlugin(one)) continue;
      this.value(one);
      if (!isTold(one)) this.put();
    }
  }

  /** `dayjs.extend(utc)`. */
  #isPlugin(node: AnyNode): boolean {
    const required = requiredBy(node);
    if (required !== undefined) {
      if (!isHandedOn(required)) return false;
      this.load(required);
      return true;
    }
    if (node.type !== 'Identifier') return false;
    const [only, ...more] = this.declared.of(node.name);
    return only?.by === 'module' && more.length === 0 && isHandedOn(only.module);
  }

  /** `request(app)`: an application of the project, in the same process; a text would name a server. */
  #assertApplication([app, ...more]: Given): void {
    const bindings = app?.type === 'Identifier' ? this.declared.of(app.name) : [];
    const own = (module: string): boolean => /^\.{0,2}\//.test(module) && !module.endsWith('.json');
    const server = app !== undefined && /^(?:application|server)$/.test(this.made.of(app) ?? '');
    if (server && more.length === 0) return;
    const made = bindings.every((one) => {
      if (one.by === 'module' || one.by === 'member') return own(one.module);
      const call =
        one.by === 'value' && one.value.type === 'AwaitExpression' ? one.value.argument : undefined;
      const value = call ?? (one.by === 'value' ? one.value : undefined);
      if (value?.type !== 'CallExpression' || value.callee.type !== 'Identifier') return false;
      return this.declared
        .of(value.callee.name)
        .every((maker) => (maker.by === 'module' || maker.by === 'member') && own(maker.module));
    });
    if (bindings.length === 0 || !made || more.length > 0) throw new NotShown('another server');
  }

  /** `_.map(rows, 'name')`, `R.prop('name')`: a key is told, and leads nowhere else. */
  #keyed({ name }: Part, given: Given): void {
    const collection = name === 'ramda' ? given.length - 1 : 0;
    given.forEach((one, i) => {
      if (isFunction(one)) return;
      if (one.type === 'Identifier' && this.declared.isFunction(one.name)) return;
      if (i !== collection && !(i > 1 && isFunction(given[1] as AnyNode))) assertKeys(one);
      else if (one.type === 'Literal' || one.type === 'SpreadElement') assertKeys(one);
    });
  }

  /** A language that is named is loaded from a file of that name. */
  #assertNoLocale(given: Given): void {
    for (const one of given.slice(2))
      if (one.type !== 'Literal' || typeof one.value !== 'boolean') throw new NotShown('a language');
    if (given.some(({ type }) => type === 'SpreadElement')) throw new NotShown('a language');
  }

  /** Older versions take code from what they load: it is as good as the file that it stands in. */
  #loaded([text, how]: Given): void {
    if (how?.type === 'ObjectExpression' && how.properties.some(isSafe)) return;
    const from = text === undefined ? undefined : this.#source(text);
    if (from === undefined) throw new NotShown('a text with code in it');
    if (typeof from !== 'string') return this.touch('execute', from);
    if (/!/.test(from)) throw new NotShown('a text with code in it');
  }

  /** The text that an expression is, or the name of the file that it is read from. */
  #source(node: AnyNode): string | AnyNode | undefined {
    if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
    if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
      return node.quasis[0]?.value.cooked ?? undefined;
    if (node.type === 'AwaitExpression') return this.#source(node.argument);
    if (node.type === 'CallExpression') return this.#file(node);
    if (node.type !== 'Identifier') return undefined;
    const [only, ...more] = this.declared.of(node.name);
    if (only?.by !== 'value' || more.length > 0 || only.value.type === 'Identifier') return undefined;
    return this.#source(only.value);
  }

  #file({ callee, arguments: given }: CallExpression): AnyNode | undefined {
    const name =
      callee.type === 'MemberExpression'
        ? this.rootOf(callee.object as Expression).is === 'module' && keyOf(callee)
        : callee.type === 'Identifier' && this.#imported(callee.name);
    if (typeof name !== 'string' || !/^readFile(?:Sync)?$/.test(name) || !(name in FILES)) return undefined;
    return given[0];
  }

  #imported(name: string): string | undefined {
    const [only] = this.declared.of(name);
    return only?.by === 'member' && /^fs(?:\/promises)?$/.test(only.module) ? only.name : undefined;
  }
}

/** Whether it is known for certain to hold no function that stands elsewhere. */
export function isTold(node: AnyNode): boolean {
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'ArrayExpression':
      return node.elements.every((item) => item !== null && isTold(item));
    case 'ObjectExpression':
      return node.properties.every((item) => item.type === 'Property' && isTold(item.value));
    default:
      return false;
  }
}

/** @throws NotShown where it is no key that is told, or leads to what makes code of texts */
function assertKeys(node: AnyNode): void {
  if (isFunction(node)) return;
  if (node.type === 'ArrayExpression')
    return node.elements.forEach((item) => assertKeys(item ?? { ...node, elements: [] }));
  if (node.type === 'ObjectExpression') return;
  if (node.type !== 'Literal') throw new NotShown('a key that is not known');
  if (typeof node.value === 'string' && !node.value.split(/[.[\]'"]+/).every(mayBeKey))
    throw new NotShown(node.value);
}

/** `Papa.parse(text, { header: true })`: without options that ask a server. @throws NotShown */
function assertText(given: Given): void {
  const [, how, ...more] = given;
  if (given.some(({ type }) => type === 'SpreadElement') || more.length > 0) throw new NotShown('papaparse');
  if (how === undefined) return;
  const plain =
    how.type === 'ObjectExpression' &&
    how.properties.every(
      (one) =>
        one.type === 'Property' &&
        !one.computed &&
        one.key.type === 'Identifier' &&
        !/^(?:download|worker)/.test(one.key.name),
    );
  if (!plain) throw new NotShown('papaparse');
}

/** `{ schema: yaml.JSON_SCHEMA }`. */
function isSafe(item: AnyNode): boolean {
  return (
    item.type === 'Property' &&
    !item.computed &&
    item.key.type === 'Identifier' &&
    item.key.name === 'schema' &&
    item.value.type === 'MemberExpression' &&
    SAFE_SCHEMA.test(keyOf(item.value) ?? '')
  );
}
