import type { AnyNode } from 'acorn';
import { changesMore, destroysMore, doesMore } from '../promises.js';
import { requiredBy } from './required.js';
import type { Binding, Declared, FunctionNode } from './declared.js';
import { FILES, HANDS_ON } from './files.js';
import { keyOf, mayBeKey } from './kinds.js';
import type { Kinds } from './kinds.js';
import { CALLS, METHODS } from './names.js';
import { excluded, isOpen } from './open-packages.js';

/** Whose code has made a value: that of the project, or of a package that computes whatever it is asked. */
export type Owner = 'own' | 'open';

const OWN = /^\.{0,2}\//;
/** Names under which what reaches further than a value stands, whatever it belongs to. */
const FAR =
  /^(?:create(?:Read|Write)Stream|runIn\w*|createRequire|dlopen|symlink\w*|chmod\w*|chown\w*|link\w*|output(?:File|Json)\w*|move\w*|copy\w*|emptyDir\w*|ensure(?:File|Dir|Link)\w*|write\w*File\w*|read\w*File\w*|kill\w*|exit|abort|chdir|binding|reallyExit|createConnection|send(?:File|file)|download\w*|static|sync|unsafe\w*|dangerous\w*|\$\w*|__\w*|fs|from(?:URL|File)|Worker|Function|constructor)$/;
/** What only looks like a promise to do more, of what the code has made with packages that compute. */
const OF_OPEN =
  /^(?:_|(?:eval\w*|Function|constructor|call|apply|bind|require|module|main|import\w*|exec\w*|spawn\w*|fork|fetch\w*|request|https?|axios|net|vm|child_process|shell|sh|bash|cmd|system)$)|(?:exec|spawn|shell|command|eval)/i;
/** Words in names of classes whose values run, ask or keep things. */
const ACTS =
  /(?:sequelize|prisma|client|pool|connection|database|redis|queue|mail|process|command|shell|worker|runner|job|kernel|migrat|seed|deploy|script|sandbox|browser|socket|transport|docker|ssh|ftp|function|repl|installer|publisher|uploader|downloader|fetcher|crawler|bot|storage|bucket|agent|datasource|entitymanager)/i;
/** Words in names of classes whose values keep what others share. */
const KEEPS =
  /repo(?:sitory)?$|store|service|model|flags?$|settings|registry|cache|table|manager|gateway|api$/i;
/** By these an application is told what to answer, and a reply what it says. */
const ROUTES = /^(?:get|post|put|patch|delete|all|use|options|head|route)$/;
const REPLIES = /^(?:send|set|write|end|status|json|type|header|code|redirect|text|html|body)$/;

/** Tells what code of the project, or of packages that compute, has made: by the names that it is given. */
export class Owned {
  readonly #open: string[] = [];

  constructor(
    private readonly declared: Declared,
    private readonly kinds: Kinds,
  ) {}

  of(node: AnyNode): Owner | undefined {
    const required = requiredBy(node);
    if (required !== undefined) return ownerOf(required);
    switch (node.type) {
      case 'AwaitExpression':
        return this.of(node.argument);
      case 'ChainExpression':
        return this.of(node.expression);
      case 'CallExpression':
      case 'NewExpression':
        if (node.callee.type === 'MemberExpression' && asksItself(keyOf(node.callee) ?? '', node.arguments))
          return node.callee.object.type === 'Super' ? undefined : this.of(node.callee.object);
        return node.callee.type === 'Super' ? undefined : this.of(node.callee);
      case 'MemberExpression': {
        if (node.object.type === 'Super') return undefined;
        const key = keyOf(node);
        const owner = this.of(node.object);
        if (owner === undefined || (key === undefined && !this.kinds.isNumber(node.property)))
          return undefined;
        return key === undefined || isPlain(key, owner, moduleOf(node.object, this.declared))
          ? owner
          : undefined;
      }
      case 'Identifier':
        return this.#named(node.name);
      case 'ThisExpression':
        return this.#ofClass(node);
      default:
        return undefined;
    }
  }

  /** `this`, in a class that extends another. */
  #ofClass(node: AnyNode): Owner | undefined {
    for (let outer = this.declared.parentOf(node); outer !== undefined; outer = this.declared.parentOf(outer))
      if (outer.type === 'ClassDeclaration') return outer.superClass ? this.of(outer.superClass) : undefined;
    return undefined;
  }

  #named(name: string): Owner | undefined {
    // What is made of itself is what it was.
    if (this.#open.includes(name)) return undefined;
    this.#open.push(name);
    const others = this.declared.of(name).filter((one) => !isOfItself(one, name));
    const owners = new Set(others.map((one) => this.#bound(one)));
    this.#open.pop();
    const [only] = owners;
    return owners.size === 1 ? only : undefined;
  }

  #bound(one: Binding): Owner | undefined {
    switch (one.by) {
      case 'module':
        return ownerOf(one.module);
      case 'member': {
        const owner = ownerOf(one.module);
        return owner !== undefined && isPlain(one.name, owner, one.module) ? owner : undefined;
      }
      case 'value':
        return this.of(one.value);
      case 'each':
        return this.of(one.of);
      case 'part': {
        const owner = one.value === undefined ? this.handedTo(one.parameter) : this.of(one.value);
        return owner !== undefined && one.keys.every((key) => isPlain(key, owner, undefined))
          ? owner
          : undefined;
      }
      case 'parameter':
        return this.handedTo(one.of);
      case 'class':
        return one.base && this.of(one.base);
      default:
        return undefined;
    }
  }

  /** Whose code calls a function that stands among what it is given. */
  handedTo(node: FunctionNode | undefined): Owner | undefined {
    if (node === undefined) return undefined;
    const method = this.declared.parentOf(node);
    if (method?.type === 'MethodDefinition' && method.kind === 'method') return this.#ofClass(node);
    const call = this.#callOf(node);
    return call === undefined || call.callee.type === 'Super' ? undefined : this.of(call.callee);
  }

  #callOf(node: FunctionNode) {
    let inner: AnyNode = node;
    for (
      let outer = this.declared.parentOf(node);
      outer !== undefined;
      outer = this.declared.parentOf(outer)
    ) {
      if (outer.type === 'CallExpression' || outer.type === 'NewExpression')
        return (outer.arguments as readonly AnyNode[]).includes(inner) ? outer : undefined;
      if (!/^(?:Property|ObjectExpression|ArrayExpression)$/.test(outer.type)) return undefined;
      inner = outer;
    }
    return undefined;
  }

  /** Whether a method may be called of what code of the project has made: it promises no more than a value. */
  mayBeCalled(name: string, object: AnyNode, given: readonly AnyNode[]): boolean {
    const owner = this.of(object);
    if (owner === undefined || !mayBeKey(name) || FAR.test(name) || Object.hasOwn(FILES, name)) return false;
    if (owner === 'open') return !OF_OPEN.test(name);
    if (HANDS_ON.test(name) || doesMore(name)) return this.#tests(name, given) || asksItself(name, given);
    if (this.#routes(name, given) || this.#replies(name, object) || this.#sets(name, object)) return true;
    if (METHODS.has(name) && !Object.hasOwn(CALLS, name)) return false;
    return !destroysMore(name) && !changesMore(name) && !/^(?:post|sync)$/.test(name);
  }

  /** `tester.run('name', rule, { valid: [], invalid: [] })`. */
  #tests(name: string, [title, , cases]: readonly AnyNode[]): boolean {
    if (name !== 'run' || title?.type !== 'Literal' || cases?.type !== 'ObjectExpression') return false;
    return cases.properties.every(
      (one) =>
        one.type === 'Property' &&
        one.key.type === 'Identifier' &&
        /^(?:valid|invalid)$/.test(one.key.name) &&
        one.value.type === 'ArrayExpression',
    );
  }

  /** `box.setFromObject(x)`, of an object that the code itself has made, and that keeps no more than itself. */
  #sets(name: string, object: AnyNode): boolean {
    let root = object;
    while (root.type === 'CallExpression' && root.callee.type === 'MemberExpression')
      root = root.callee.object;
    const made = root.type === 'Identifier' ? this.#valueOf(root.name) : root;
    if (!/^(?:set[A-Z]\w*|emit|merge|reset)$/.test(name) || made?.type !== 'NewExpression') return false;
    return this.mayBeMade(made.callee) && !KEEPS.test(nameOfClass(made.callee, this.declared));
  }

  #valueOf(name: string): AnyNode | undefined {
    const [only, ...more] = this.declared.of(name);
    return only?.by === 'value' && more.length === 0 ? only.value : undefined;
  }

  /** `app.put('/x', (request, reply) => {})`. */
  #routes(name: string, [path, ...backs]: readonly AnyNode[]): boolean {
    const told = path?.type === 'Literal' && typeof path.value === 'string' && /^[/*]/.test(path.value);
    return told && ROUTES.test(name) && backs.some(({ type }) => /^(?:Arrow)?Function/.test(type));
  }

  /** `reply.status(200).send(x)`, in a function that answers. */
  #replies(name: string, object: AnyNode): boolean {
    if (!REPLIES.test(name)) return false;
    let root = object;
    while (root.type === 'CallExpression' || root.type === 'MemberExpression')
      root = root.type === 'CallExpression' ? root.callee : root.object;
    if (root.type !== 'Identifier') return false;
    const bindings = this.declared.of(root.name);
    return (
      bindings.every(({ by }) => by === 'parameter') &&
      bindings.some((one) => one.by === 'parameter' && this.#answers(one.of))
    );
  }

  #answers(node: FunctionNode): boolean {
    const callee = this.#callOf(node)?.callee;
    return callee?.type === 'MemberExpression' && ROUTES.test(keyOf(callee) ?? '');
  }

  /** Whether values of a class may be made. */
  mayBeMade(callee: AnyNode): boolean {
    const owner = this.of(callee);
    const name = nameOfClass(callee, this.declared);
    return owner === 'open' || (owner === 'own' && !ACTS.test(name) && !HANDS_ON.test(name));
  }

  /** A class of such code, which has a name here. */
  isClass(node: AnyNode): boolean {
    if (node.type === 'MemberExpression') return this.of(node) !== undefined && this.isClass(node.object);
    return node.type === 'Identifier' && this.#named(node.name) !== undefined;
  }

  /** Whether a name stands for something that is imported from a package that computes. */
  isOpenPart(name: string): boolean {
    return this.#named(name) === 'open';
  }

  /** Whether a name stands for a function that such code has made, or handed over to be called. */
  isGiven(name: string): 'made' | 'handed' | undefined {
    const bindings = this.declared.of(name);
    if (bindings.length === 0 || this.#named(name) === undefined) return undefined;
    if (bindings.every(isMade)) return 'made';
    return bindings.every((one) => one.by === 'parameter') ? 'handed' : undefined;
  }
}

/** `app.request('/x')`: an application of the project is asked, in the same process. */
const asksItself = (name: string, [path]: readonly AnyNode[]): boolean =>
  name === 'request' &&
  path?.type === 'Literal' &&
  typeof path.value === 'string' &&
  /^\/(?!\/)/.test(path.value);

/** What a call gives, or a part of that, by a name that promises no more than a value. */
function isMade(one: Binding): boolean {
  if (one.by !== 'value' && one.by !== 'part') return false;
  let node: AnyNode | undefined = one.value;
  while (node?.type === 'AwaitExpression') node = node.argument;
  if (node?.type !== 'CallExpression') return false;
  return one.by === 'value' || !one.keys.some((key) => changesMore(key) || destroysMore(key));
}

/** `node = node.next`. */
function isOfItself(one: Binding, name: string): boolean {
  if (one.by !== 'value') return false;
  let node: AnyNode = one.value;
  if (node.type === 'Identifier') return false;
  while (/^(?:CallExpression|MemberExpression|AwaitExpression)$/.test(node.type)) {
    if (node.type === 'CallExpression') node = node.callee;
    else if (node.type === 'AwaitExpression') node = node.argument;
    else if (node.type === 'MemberExpression') {
      const key = keyOf(node);
      if (key === undefined || !isPlain(key, 'own', undefined)) return false;
      node = node.object;
    }
  }
  return node.type === 'Identifier' && node.name === name;
}

function ownerOf(module: string): Owner | undefined {
  if (module.endsWith('.json')) return undefined;
  if (OWN.test(module)) return 'own';
  return isOpen(module) ? 'open' : undefined;
}

function isPlain(key: string, owner: Owner, module: string | undefined): boolean {
  if (!mayBeKey(key) || FAR.test(key)) return false;
  if (owner === 'open') return !OF_OPEN.test(key) && (module === undefined || !excluded(module, key));
  return !HANDS_ON.test(key) && !doesMore(key);
}

function moduleOf(node: AnyNode, declared: Declared): string | undefined {
  const required = requiredBy(node);
  if (required !== undefined || node.type !== 'Identifier') return required;
  const [only] = declared.of(node.name);
  return only?.by === 'module' ? only.module : undefined;
}

function nameOfClass(callee: AnyNode, declared: Declared): string {
  if (callee.type === 'MemberExpression') return keyOf(callee) ?? '';
  if (callee.type !== 'Identifier') return '';
  const [only] = declared.of(callee.name);
  return only?.by === 'member' ? `${only.name} ${callee.name}` : callee.name;
}
