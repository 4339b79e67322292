import type { AnyNode, Class, Expression, NewExpression, ObjectExpression } from 'acorn';
import { NotShown } from '../code-effect.js';
import { asksHere } from '../local-urls.js';
import { Callbacks, isFunction } from './callbacks.js';
import { requiredBy } from './required.js';
import type { Given } from './callbacks.js';
import { assertClass, isNamed } from './classes.js';
import { keyOf } from './kinds.js';
import { METHODS_OF } from './made-of.js';
import { MADE } from './names.js';

/** How a request is sent; what is sent goes to this machine. */
const ASKS = new Set('method headers body signal redirect cache'.split(' '));
const OF_ASKED = new Set('host hostname port path method headers timeout'.split(' '));
const READS_LINES = new Set('input output crlfDelay terminal'.split(' '));
const CALLS_BACK = /^(?:doesNot)?(?:[tT]hrows?|[rR]ejects?)$/;

/** What the platform makes and asks: servers at hand, lines of its input, tests, and objects of the code's own classes. */
export abstract class Platform extends Callbacks {
  protected abstract madeByPackage(callee: AnyNode, given: Given): boolean;
  abstract all(nodes: readonly (AnyNode | null | undefined)[]): void;

  /** `fetch('http://localhost:3000/x', { method: 'POST' })`. */
  protected fetched(given: Given): void {
    const [url, how, ...more] = given;
    if (more.length > 0 || (how !== undefined && !hasOnly(how, ASKS))) throw new NotShown('fetch');
    this.#asks(url, 'http');
    this.all(given);
  }

  /** `http.get({ port, path: '/x' }, (response) => {})`. @throws NotShown */
  protected askedHere(given: Given): void {
    const [where, ...backs] = given;
    if (where?.type === 'ObjectExpression' ? !this.#isNear(where) : !backs.every(isFunction))
      throw new NotShown('another machine');
    if (where?.type !== 'ObjectExpression') this.#asks(where, 'http');
    else this.effects.push({ kind: 'network', path: undefined, host: 'localhost' });
    if (!backs.every(isFunction) || backs.length > 1) throw new NotShown('what is called back');
    this.all(given);
  }

  #isNear(where: ObjectExpression): boolean {
    return (
      hasOnly(where, OF_ASKED) &&
      where.properties.every((one) => {
        if (one.type !== 'Property' || one.key.type !== 'Identifier') return false;
        if (!/^host(?:name)?$/.test(one.key.name)) return true;
        return one.value.type === 'Literal' && /^(?:localhost|127\.0\.0\.1)$/.test(String(one.value.value));
      })
    );
  }

  protected asksServer(url: AnyNode | undefined): void {
    this.#asks(url, 'http');
  }

  protected only(node: AnyNode, names: ReadonlySet<string>): boolean {
    return hasOnly(node, names);
  }

  protected abstract createdAsked(node: NewExpression): boolean;

  #asks(url: AnyNode | undefined, scheme: 'http' | 'ws'): void {
    if (url === undefined || !this.#isHere(url, scheme)) throw new NotShown('another machine');
    this.effects.push({ kind: 'network', path: undefined, host: 'localhost' });
  }

  #isHere(url: AnyNode, scheme: 'http' | 'ws'): boolean {
    const words = this.paths.of(url)?.filter(({ known, glob }) => known && !glob) ?? [];
    return words.length > 0 && words.length === this.paths.of(url)?.length
      ? words.every(({ text }) => asksHere({ text, whole: true }, scheme))
      : asksHere(this.paths.begins(url), scheme);
  }

  /** `readline.createInterface({ input: process.stdin })`. */
  protected linesOf(given: Given): void {
    const [how, ...more] = given;
    if (more.length > 0 || how?.type !== 'ObjectExpression' || !hasOnly(how, READS_LINES))
      throw new NotShown('what is read');
    for (const item of how.properties) if (item.type === 'Property') this.#lineSource(item.value);
  }

  #lineSource(node: AnyNode): void {
    const stream = node.type === 'MemberExpression' && /^std(?:in|out|err)$/.test(keyOf(node) ?? '');
    const root = stream ? this.rootOf((node as { object: Expression }).object) : undefined;
    if (root?.is !== 'global' || root.name !== 'process') this.value(node);
  }

  /** `test('name', () => {})`: what is called back stands there, and is handed nothing. */
  protected tested(given: Given): void {
    const back = given.at(-1);
    if (back === undefined || !isFunction(back) || back.params.length > 1) throw new NotShown('a test');
    for (const one of given.slice(0, -1))
      if (!/^(?:Literal|TemplateLiteral|ObjectExpression)$/.test(one.type)) throw new NotShown('a test');
    this.all(given);
  }

  /** `assert.throws(() => {}, /x/)`. */
  protected asserted(name: string, given: Given): void {
    if (!CALLS_BACK.test(name)) return this.all(given);
    const [back, expected, ...more] = given;
    if (back === undefined || back.type === 'SpreadElement') throw new NotShown(name);
    if (!isFunction(back) && !(/[rR]ejects/.test(name) && back.type === 'CallExpression'))
      throw new NotShown(name);
    this.value(back);
    if (expected !== undefined) this.#expected(expected);
    for (const one of more) if (one.type !== 'Literal') throw new NotShown(name);
  }

  #expected(node: AnyNode): void {
    const plain = node.type === 'Literal' || node.type === 'ObjectExpression' || isFunction(node);
    if (plain) return this.value(node);
    if (node.type === 'SpreadElement' || !isNamed(node as Expression, this.declared))
      throw new NotShown('what is expected');
  }

  /** A method that only what the platform, or a class of the code's own, has made is known to have. */
  protected ofMade(name: string, object: Expression, given: Given): boolean {
    const made = this.made.of(object);
    const has = made === 'own' ? this.methods.has(name) : made !== undefined && METHODS_OF[made].has(name);
    // What an application is set to says what it does.
    if (!has && made === 'application') throw new NotShown(name);
    if (!has) return false;
    this.value(object);
    if (made === 'application' || made === 'server') this.#routed(given);
    else if (made !== 'own') this.calledBack(name, given);
    this.all(given);
    return true;
  }

  /** `app.get('/x', (request, reply) => {})`, `server.listen(3000, () => {})`. */
  #routed(given: Given): void {
    for (const one of given) {
      const held = one.type === 'Identifier' && this.declared.isFunction(one.name);
      const part = one.type === 'CallExpression' && this.packages.called(one.callee) !== undefined;
      const router = this.made.of(one) === 'application';
      const plain = /^(?:Literal|TemplateLiteral|LogicalExpression|ArrayExpression)$/.test(one.type);
      const port = one.type === 'Identifier' && this.isPort(one.name);
      if (!isFunction(one) && !held && !part && !router && !plain && !port)
        throw new NotShown('what answers');
    }
  }

  /** A name that stands for a number, or for what the environment says. */
  protected isPort(name: string): boolean {
    const bindings = this.declared.of(name);
    const plain = (value: AnyNode): boolean =>
      value.type === 'Literal' || value.type === 'LogicalExpression' || this.kinds.isNumber(value);
    return bindings.length > 0 && bindings.every((one) => one.by === 'value' && plain(one.value));
  }

  /** `http.createServer((request, reply) => {})`. @throws NotShown where what answers stands elsewhere */
  protected serving(given: Given): void {
    const [back, ...more] = given;
    if (back === undefined || more.length > 0 || !isFunction(back)) throw new NotShown('what answers');
    this.value(back);
  }

  created(node: NewExpression): void {
    const { callee, arguments: given } = node;
    if (this.createdAsked(node) || this.madeByPackage(callee, given)) return;
    if (callee.type === 'Identifier' && this.declared.isClass(callee.name)) return this.all(given);
    if (this.made.of(node) === 'socket') {
      if (given.length > 2 || (given[1] !== undefined && !isPlain(given[1]))) throw new NotShown('a socket');
      this.#asks(given[0], 'ws');
      if (requiredBy(callee) !== undefined) this.load('ws');
      return this.all(given);
    }
    const name = nameIn(callee);
    const first = name.split('.')[0] as string;
    const url = this.declared
      .of(name)
      .every((one) => one.by === 'member' && one.module === 'url' && one.name === 'URL');
    if (!MADE.has(name) || (this.declared.has(first) && !url)) throw new NotShown(`new ${name}`);
    if (name === 'Promise' && (given.length !== 1 || !isFunction(given[0] as AnyNode)))
      throw new NotShown('a promise');
    this.all(given);
  }

  /** A class of the code's own: its methods are judged as functions, and its values as values. */
  class(node: Class): void {
    assertClass(node, this.declared, (base) => this.owned.isClass(base));
    for (const item of node.body.body) {
      if (item.type === 'StaticBlock') throw new NotShown('what a class runs');
      this.value(item.value);
    }
  }
}

function nameIn(callee: AnyNode): string {
  if (callee.type === 'Identifier') return callee.name;
  const member =
    callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && !callee.computed;
  return member ? `${(callee.object as { name: string }).name}.${keyOf(callee)}` : '';
}

function hasOnly(node: AnyNode, names: ReadonlySet<string>): boolean {
  if (node.type !== 'ObjectExpression') return false;
  return node.properties.every(
    (one) =>
      one.type === 'Property' && !one.computed && one.key.type === 'Identifier' && names.has(one.key.name),
  );
}

/** The name of a protocol, or names. */
function isPlain(node: AnyNode): boolean {
  if (node.type === 'ArrayExpression') return node.elements.every((item) => item?.type === 'Literal');
  return node.type === 'Literal';
}
