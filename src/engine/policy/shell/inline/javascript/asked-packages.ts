import type { AnyNode, Expression, MemberExpression, NewExpression } from 'acorn';
import { NotShown } from '../code-effect.js';
import { readsOnly } from '../sql.js';
import { isFunction } from './callbacks.js';
import { requiredBy } from './required.js';
import { keyOf } from './kinds.js';
import { looksAtPage } from './page-code.js';
import { PackageCalls } from './package-calls.js';
import type { Given } from './callbacks.js';
import { METHODS_OF_KIND, Tracked } from './tracked.js';
import type { Kind } from './tracked.js';

const OF_REQUEST = new Set(
  'headers params timeout data method responseType validateStatus maxRedirects'.split(' '),
);
const WITH_DATA = /^(?:post|put|patch)$/;
const OF_LAUNCH = new Set('headless slowMo timeout args channel devtools'.split(' '));
const OF_PAGE = new Set(
  'viewport locale timezoneId colorScheme userAgent deviceScaleFactor isMobile hasTouch ignoreHTTPSErrors reducedMotion width height waitUntil timeout'.split(
    ' ',
  ),
);
const OF_PICTURE = new Set('path fullPage type quality clip timeout'.split(' '));
/** Flags of browsers that neither start programs nor ask others. */
const OF_BROWSER =
  /^--(?:no-sandbox|disable-gpu|disable-dev-shm-usage|disable-setuid-sandbox|headless(?:=new)?|window-size=\d+,\d+)$/;
const LOCAL_DATABASE =
  /^postgres(?:ql)?:\/\/(?:[\w.-]*(?::[\w.%!-]*)?@)?(?:localhost|127\.0\.0\.1)(?::\d+)?\/[\w-]*$/;
const OF_POOL = new Set('connectionString host port user password database max'.split(' '));
const OF_SQLITE = new Set('readonly fileMustExist timeout'.split(' '));
const KEPT_BY_NAMES: ReadonlySet<string> = new Set(
  'axios browsers browser page prisma model pool sqlite'.split(' '),
);

/** Servers, databases and browsers that packages ask: those of this machine, to look. */
export abstract class AskedPackages extends PackageCalls {
  #tracker: Tracked | undefined;

  get #tracked(): Tracked {
    return (this.#tracker ??= new Tracked(this.declared));
  }

  /** What asks is held by names, and asked where it stands: whoever else held it could ask it for more. @throws NotShown */
  protected assertNotAsking(node: AnyNode): void {
    if (KEPT_BY_NAMES.has(this.#tracked.of(node) ?? '')) throw new NotShown('what asks others, as a value');
  }

  protected override member(node: MemberExpression, shown: boolean): void {
    this.assertNotAsking(node.object);
    super.member(node, shown);
  }

  #assertKept(node: AnyNode): void {
    if (!KEPT_BY_NAMES.has(this.#tracked.of(node) ?? '')) return;
    let parent = this.declared.parentOf(node);
    while (parent?.type === 'AwaitExpression') parent = this.declared.parentOf(parent);
    const named = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier';
    if (!named && parent?.type !== 'MemberExpression' && parent?.type !== 'ExpressionStatement')
      throw new NotShown('what asks others, as a value');
  }

  /** A call of what such a package has made; whether it was one. @throws NotShown */
  protected ofAsked(callee: AnyNode, given: Given): boolean {
    if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type === 'Super') return false;
    const kind = this.#tracked.of(callee.object);
    if (kind === undefined) return false;
    const name = keyOf(callee) ?? '';
    if (!METHODS_OF_KIND[kind].has(name) || given.some(({ type }) => type === 'SpreadElement'))
      throw new NotShown(name);
    this.#receiver(callee.object);
    const call = this.declared.parentOf(callee);
    if (call !== undefined) this.#assertKept(call);
    this.#asked(kind, name, given);
    return true;
  }

  #receiver(node: AnyNode): void {
    if (node.type === 'Identifier') return;
    const module = requiredBy(node);
    if (module !== undefined) return this.load(module);
    if (node.type === 'MemberExpression') return this.#receiver(node.object);
    this.value(node as Expression);
  }

  #asked(kind: Kind, name: string, given: Given): void {
    const [first, second, third] = given;
    if (kind === 'axios') {
      const how = WITH_DATA.test(name) ? third : second;
      if (how !== undefined && !this.only(how, OF_REQUEST)) throw new NotShown('how a server is asked');
      this.asksServer(first);
    } else if (kind === 'browsers') this.#launched(first, given.length);
    else if (kind === 'page' || kind === 'browser') return this.#ofPage(name, given);
    else if (kind === 'locator' && name.startsWith('evaluate')) return this.#runThere(first, given.slice(1));
    else if (kind === 'pool' && name === 'query') this.#assertReads(first);
    else if (kind === 'sqlite' && name === 'prepare') this.#assertReads(first);
    this.all(given);
  }

  #launched(how: AnyNode | undefined, count: number): void {
    if (count > 1 || (how !== undefined && !this.only(how, OF_LAUNCH))) throw new NotShown('what is started');
    if (how?.type !== 'ObjectExpression') return;
    for (const one of how.properties) {
      if (one.type !== 'Property' || one.key.type !== 'Identifier' || one.key.name !== 'args') continue;
      const told =
        one.value.type === 'ArrayExpression' &&
        one.value.elements.every((item) => item?.type === 'Literal' && OF_BROWSER.test(String(item.value)));
      if (!told) throw new NotShown('what is started');
    }
  }

  #ofPage(name: string, given: Given): void {
    const [first, second, ...more] = given;
    if (name === 'goto') {
      this.asksServer(first);
      if (more.length > 0 || (second !== undefined && !this.only(second, OF_PAGE)))
        throw new NotShown('a page');
    } else if (name === 'screenshot') return this.#pictured(first);
    else if (name === 'on') {
      const event = first?.type === 'Literal' ? first.value : undefined;
      if (
        !/^(?:console|pageerror|requestfailed|response|request)$/.test(String(event)) ||
        second === undefined
      )
        throw new NotShown('what is heard');
      if (!isFunction(second)) throw new NotShown('what is called back');
    } else if (name === 'evaluate' || name === 'waitForFunction')
      return this.#runThere(first, given.slice(1));
    else if (/^\$\$?eval$/.test(name)) {
      this.value(first as Expression);
      return this.#runThere(second, more);
    } else if (/^(?:newPage|newContext|setViewport|setViewportSize)$/.test(name)) {
      if (given.length > 1 || (first !== undefined && !this.only(first, OF_PAGE)))
        throw new NotShown('a page');
    }
    this.all(given);
  }

  /** Code that the browser runs; the rest is what it is given. */
  #runThere(code: AnyNode | undefined, given: Given): void {
    if (code === undefined || !looksAtPage(code)) throw new NotShown('code for a page');
    this.all(given);
  }

  #pictured(how: AnyNode | undefined): void {
    if (how?.type !== 'ObjectExpression' || !this.only(how, OF_PICTURE)) throw new NotShown('a picture');
    for (const one of how.properties)
      if (one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === 'path')
        this.touch('write', one.value);
    this.all([how]);
  }

  #assertReads(node: AnyNode | undefined): void {
    const text =
      node?.type === 'Literal'
        ? node.value
        : node?.type === 'TemplateLiteral' && node.expressions.length === 0
          ? node.quasis[0]?.value.cooked
          : undefined;
    if (typeof text !== 'string' || !readsOnly(text.trim().replace(/;$/, '')))
      throw new NotShown('a statement');
  }

  /** `new PrismaClient()`, `new Pool({ connectionString })`, `new Database('dev.db')`; whether it was one. */
  protected createdAsked(node: NewExpression): boolean {
    const kind = this.#tracked.of(node);
    if (kind === undefined) return false;
    const [first, second, ...more] = node.arguments;
    this.#assertKept(node);
    if (kind === 'prisma') {
      if (first !== undefined) throw new NotShown('where a database is');
    } else if (kind === 'pool') this.#pooled(first, second);
    else if (kind === 'sqlite') {
      if (first === undefined || more.length > 0) throw new NotShown('a database');
      if (second !== undefined && !this.only(second, OF_SQLITE)) throw new NotShown('a database');
      this.touch('write', first);
      this.all(node.arguments);
    }
    return true;
  }

  #pooled(how: AnyNode | undefined, more: AnyNode | undefined): void {
    if (more !== undefined || how?.type !== 'ObjectExpression' || !this.only(how, OF_POOL))
      throw new NotShown('where a database is');
    const told = how.properties.some((one) => {
      if (one.type !== 'Property' || one.key.type !== 'Identifier' || one.value.type !== 'Literal')
        return false;
      const text = String(one.value.value);
      if (one.key.name === 'connectionString') return LOCAL_DATABASE.test(text);
      return one.key.name === 'host' && /^(?:localhost|127\.0\.0\.1)$/.test(text);
    });
    // Of an address and a host the address counts.
    const both = how.properties.length > 1 && how.properties.some(isAddress);
    if (!told || both) throw new NotShown('where a database is');
    this.effects.push({ kind: 'network', path: undefined, host: 'localhost' });
    this.all([how]);
  }
}

const isAddress = (one: AnyNode): boolean =>
  one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === 'connectionString';
