import { NotShown, shown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import type { Words } from '../path-words.js';
import { isTaken } from './calls.js';
import { COMPUTING_CLASSES, INTERFACES, STATIC_METHODS } from './classes.js';
import { assertTold } from './guard.js';
import { Objects } from './objects.js';
import { childrenOf, nameOf, nodeOf, nodesOf, optionalOf, parsePhp, variableOf } from './parse.js';
import type { Node } from './parse.js';
import type { Place } from './paths.js';
import type { Scope } from './scopes.js';
import { scanned } from './tokens.js';
import type { Token } from './tokens.js';

/**
 * What PHP code does, where it can be shown to do nothing but compute, print, read and write files whose names stand in
 * it, and read what the project keeps; undefined otherwise.
 */
export function judgePhp(code: string, place: Place): readonly CodeEffect[] | undefined {
  return shown(() => {
    const { code: bare, tokens } = scanned(code);
    return new Judge(parsePhp(bare), place).judge(tokens);
  });
}

/** The same of a file: nothing but a program between its marks. */
export function judgePhpFile(source: string, place: Place): readonly CodeEffect[] | undefined {
  const [, code] = /^(?:#![^\n]*\n)?<\?php(?=\s)([^]*?)(?:\?>\s*)?$/.exec(source) ?? [];
  return code === undefined ? undefined : judgePhp(code, place);
}

/** Programs that are loaded: none from elsewhere, and none that anybody may put there. */
const OF_PROJECT = /^(?!~|\/(?:var\/)?tmp\/|\/(?:dev|proc)\/|(?:.*\/)?\.\.\/)[\w./@*-]+\.(?:php|inc)$/;

class Judge extends Objects {
  judge(tokens: readonly Token[]): readonly CodeEffect[] {
    for (const node of this.body) this.#declare(node);
    this.#statements(this.body, this.scopes.program);
    const { functions, names, called, included } = this;
    assertTold(tokens, { functions, names, called, included });
    return this.effects;
  }

  /** What the code declares may be named before it stands there. */
  #declare(node: Node): void {
    if (node.kind === 'function') {
      const name = nameOf(node.name).toLowerCase();
      if (isTaken(name)) throw new NotShown(`another ${name}`);
      this.declared.add(name);
    }
    if (node.kind === 'class') this.#declareClass(node);
    for (const child of childrenOf(node)) this.#declare(child);
  }

  #declareClass({ name, body }: Node): void {
    const own = nameOf(name).toLowerCase();
    if (COMPUTING_CLASSES.has(own) || INTERFACES.has(own) || Object.hasOwn(STATIC_METHODS, own))
      throw new NotShown(`another ${own}`);
    this.classes.add(own);
    for (const member of nodesOf(body))
      if (member.kind === 'method') this.methods.add(nameOf(member.name).toLowerCase());
  }

  #statements(body: readonly Node[], scope: Scope): void {
    for (const node of body) {
      this.#statement(node, scope);
      const set = node.kind === 'expressionstatement' ? nodeOf(node.expression) : undefined;
      const name = set?.kind === 'assign' && set.operator === '=' ? variableOf(set.left) : undefined;
      if (name !== undefined) scope.certain.add(name);
    }
  }

  /** What is set in a block is not set for certain behind it. */
  protected block(node: unknown, scope: Scope): void {
    const body = optionalOf(node);
    if (body === undefined) return;
    const before = [...scope.certain];
    this.#statements(body.kind === 'block' ? nodesOf(body.children) : [body], scope);
    scope.certain.clear();
    for (const name of before) scope.certain.add(name);
  }

  #statement(node: Node, scope: Scope): void {
    switch (node.kind) {
      case 'expressionstatement':
        return this.value(nodeOf(node.expression), scope);
      case 'echo':
        return this.all(node.expressions, scope);
      case 'return':
        return this.maybe(node.expr, scope);
      case 'throw':
        return this.value(node, scope);
      case 'break':
      case 'continue':
      case 'noop':
        return;
      case 'block':
        return this.block(node, scope);
      case 'unset':
        for (const one of nodesOf(node.variables)) this.target(one, scope);
        return;
      case 'static':
        for (const one of nodesOf(node.variables)) this.maybe(one.defaultValue, scope);
        return;
      case 'if':
        this.value(nodeOf(node.test), scope);
        this.block(node.body, scope);
        return this.block(node.alternate, scope);
      case 'while':
      case 'do':
        this.value(nodeOf(node.test), scope);
        return this.block(node.body, scope);
      case 'for':
        for (const part of [node.init, node.test, node.increment]) this.all(part, scope);
        return this.block(node.body, scope);
      case 'foreach':
        return this.#each(node, scope);
      case 'switch':
        return this.#switch(node, scope);
      case 'try':
        return this.#try(node, scope);
      default:
        return this.#declared(node, scope);
    }
  }

  #declared(node: Node, scope: Scope): void {
    switch (node.kind) {
      case 'function':
        this.tell(node.name);
        if (nodesOf(node.attrGroups).length > 0) throw new NotShown('an attribute');
        return this.functionBody(node);
      case 'class':
        return this.#class(node, scope);
      case 'usegroup':
        return this.#use(node);
      case 'constantstatement':
        for (const one of nodesOf(node.constants)) {
          this.constants.add(this.tell(one.name));
          this.value(nodeOf(one.value), scope);
        }
        return;
      case 'declare':
        for (const one of nodesOf(node.directives))
          if (this.tell(one.key) !== 'strict_types') throw new NotShown('a declaration');
        return this.#statements(nodesOf(node.children), scope);
      default:
        throw new NotShown(node.kind);
    }
  }

  #each({ source, key, value, body }: Node, scope: Scope): void {
    const of = nodeOf(source);
    this.value(of, scope);
    this.paths.note(of, scope);
    const item = nodeOf(value);
    this.target(item, scope);
    const index = optionalOf(key);
    if (index !== undefined) this.target(index, scope);
    const name = variableOf(item);
    const known = name === undefined || scope.certain.has(name);
    if (name !== undefined) scope.certain.add(name);
    this.block(body, scope);
    if (!known) scope.certain.delete(name);
  }

  #switch({ test, body }: Node, scope: Scope): void {
    this.value(nodeOf(test), scope);
    for (const one of nodesOf(nodeOf(body).children)) {
      if (one.kind !== 'case') throw new NotShown(one.kind);
      this.maybe(one.test, scope);
      this.block(one.body, scope);
    }
  }

  #try({ body, catches, always }: Node, scope: Scope): void {
    this.block(body, scope);
    for (const one of nodesOf(catches)) {
      for (const type of nodesOf(one.what)) this.tell(type);
      this.block(one.body, scope);
    }
    this.block(always, scope);
  }

  /** `use App\Models\{Plan, Order as O}`: classes, and no functions or constants. */
  #use({ name, type, items }: Node): void {
    const prefix = name === null || name === undefined ? '' : `${this.tell(name)}\\`;
    for (const item of nodesOf(items)) {
      const kinds = [type, item.type].filter((kind) => kind !== null && kind !== undefined);
      const full = prefix + this.tell(item);
      const short = item.alias === null ? full.slice(full.lastIndexOf('\\') + 1) : this.tell(item.alias);
      if (kinds.length === 0) this.own.alias(short, full);
      else if (kinds.every((kind) => kind === 'function')) this.own.aliasFunction(short, full);
      else throw new NotShown('a constant by another name');
    }
  }

  #class(node: Node, scope: Scope): void {
    this.tell(node.name);
    if (nodesOf(node.attrGroups).length > 0) throw new NotShown('an attribute');
    const base = optionalOf(node.extends);
    if (base !== undefined) this.assertBase(base);
    for (const one of nodesOf(node.implements))
      if (!INTERFACES.has(this.own.whole(this.tell(one)))) throw new NotShown('an interface');
    for (const member of nodesOf(node.body)) this.#member(member, scope);
  }

  #member(node: Node, scope: Scope): void {
    if (nodesOf(node.attrGroups).length > 0) throw new NotShown('an attribute');
    switch (node.kind) {
      case 'method':
        if (/^__(?!construct$|tostring$)/i.test(this.tell(node.name)))
          throw new NotShown('a method with a meaning');
        return this.functionBody(node);
      case 'classconstant':
        this.type(node.type);
        for (const one of nodesOf(node.constants)) {
          this.tell(one.name);
          this.value(nodeOf(one.value), scope);
        }
        return;
      case 'propertystatement':
        for (const one of nodesOf(node.properties)) {
          this.type(one.type);
          if (nodesOf(one.hooks).length > 0) throw new NotShown('a property with a meaning');
          this.maybe(one.value, scope);
        }
        return;
      default:
        throw new NotShown(node.kind);
    }
  }

  /** Files of the project: what is loaded is run, and what it declares is the project's own. */
  protected include(node: Node, scope: Scope): void {
    const target = nodeOf(node.target);
    this.value(target, scope);
    this.included++;
    const words = this.paths.of(target, scope);
    if (words === undefined || !words.every(({ text }) => OF_PROJECT.test(text)))
      throw new NotShown('a file that is not known');
    this.touch('execute', words);
    this.touch('execute', this.#beside(words));
    this.own.loaded = true;
  }

  /** What is not found where the program runs is looked for beside its file. */
  #beside(words: Words): Words {
    const { folder } = this.place;
    if (folder === undefined) throw new NotShown('a folder that is not known');
    return folder === '.'
      ? []
      : words?.flatMap((word) =>
          /^\.?\//.test(word.text) ? [] : [{ ...word, text: `${folder}/${word.text}` }],
        );
  }
}
