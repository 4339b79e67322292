import type { AnyNode, MemberExpression, NewExpression } from 'acorn';
import { NotShown } from '../code-effect.js';
import { AskedPackages } from './asked-packages.js';
import type { Given } from './callbacks.js';
import { isNamed } from './classes.js';
import { requiredBy } from './required.js';
import { assertGiven } from './kept.js';
import { assertMadeNear } from './near.js';
import { isTold } from './package-calls.js';

/** Calls of what code of the project, and of packages that compute, has made. */
export abstract class OwnedCalls extends AskedPackages {
  /** What code of the project, or of a package that computes, has made or handed over: no text is put into its hands there. */
  protected isGiven(name: string, given: Given): boolean {
    const how = this.owned.isGiven(name);
    return (
      how === 'made' ||
      (how === 'handed' && (this.owned.isOpenPart(name) || given.every((one) => this.#isHandedBack(one))))
    );
  }

  /** `next()`, `done(error)`, `callback(null, value)`: what it was handed itself, and no text. */
  #isHandedBack(node: AnyNode): boolean {
    if (node.type === 'Literal') return typeof node.value !== 'string';
    if (node.type === 'NewExpression') return isNamed(node.callee, this.declared);
    if (node.type === 'MemberExpression') return !node.computed && this.#isHandedBack(node.object);
    if (node.type !== 'Identifier') return false;
    if (!this.declared.has(node.name)) return node.name === 'undefined';
    return this.declared.of(node.name).every(({ by }) => /^(?:parameter|part|other)$/.test(by));
  }

  /** A function, or a class, of a package that computes. */
  protected ofOpen(name: string, callee: MemberExpression, given: Given): void {
    if (this.owned.of(callee) === undefined) throw new NotShown(name);
    this.#loadFirst(callee);
    this.given(given);
  }

  #loadFirst(node: AnyNode): void {
    const module = requiredBy(node);
    if (module !== undefined) this.load(module);
    else if (node.type === 'MemberExpression') this.#loadFirst(node.object);
  }

  override created(node: NewExpression): void {
    const { callee, arguments: given } = node;
    const own = callee.type === 'Identifier' && this.declared.isClass(callee.name);
    if (own || !this.owned.mayBeMade(callee)) return super.created(node);
    this.#loadFirst(callee);
    if (this.owned.of(callee) === 'own') {
      const name = callee.type === 'Identifier' ? callee.name : '';
      assertMadeNear(name, given, this.paths);
      return this.handedOver(name, given);
    }
    if (this.declared.holds(callee, 'jsdom')) assertDocument(given);
    this.given(given);
  }

  /** To code of the project. */
  protected handedOver(name: string, given: Given): void {
    assertGiven(name, given, this.paths);
    this.given(given);
  }

  /** Whoever is given something may call it: none of it has come by a key that nobody knows. */
  protected given(given: Given): void {
    for (const one of given) {
      if (!isTold(one)) this.handedOn();
      if (this.#isOwnModule(one)) this.#loadFirst(one);
      else this.value(one);
    }
  }

  #isOwnModule(node: AnyNode): boolean {
    const module = requiredBy(node);
    if (module === undefined && node.type !== 'Identifier') return false;
    if (node.type === 'Identifier' && !this.declared.has(node.name)) return false;
    return this.rootOf(node).is === 'own';
  }
}

/** `new JSDOM(html, { runScripts: 'dangerously' })` runs what it is given. @throws NotShown */
function assertDocument(given: Given): void {
  const [, how] = given;
  if (how !== undefined && (how.type !== 'ObjectExpression' || how.properties.some(runsScripts)))
    throw new NotShown('scripts of a document');
}

const runsScripts = (item: AnyNode): boolean =>
  item.type !== 'Property' ||
  item.computed ||
  item.key.type !== 'Identifier' ||
  /^(?:runScripts|resources|beforeParse)$/.test(item.key.name);
