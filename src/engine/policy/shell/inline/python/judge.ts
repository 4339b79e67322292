import type { Word } from '../../script.js';
import { NotShown, shown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { Calls } from './calls.js';
import { OF_LIBRARIES } from './clients.js';
import { ABOUT_CLASSES, BASES, DECORATING, DECORATORS, OF_CLASSES, OWN_METHODS } from './names.js';
import { assertPlainSetting } from './settings.js';
import { statementsOf } from './statements.js';
import type { ClassStatement, Expression, FunctionStatement, Statement } from './syntax.js';
import { pythonTree } from './tree.js';

/**
 * What Python code does, where it can be shown to do nothing but compute, print, and read and write files whose names
 * stand in it; undefined otherwise. `argv` are the words behind the code, undefined where nobody has read them.
 */
export function judgePython(
  code: string,
  argv: readonly Word[] | undefined,
  origin?: { readonly near?: boolean },
): readonly CodeEffect[] | undefined {
  return shown(() => new Judge(readPython(code), argv, origin?.near).judge());
}

/** Whether it is a program by itself. */
export const isPython = (code: string): boolean => shown(() => (readPython(code), [])) !== undefined;

/** The program, as far as every part of it is known. @throws NotShown */
export function readPython(code: string): readonly Statement[] {
  return statementsOf(pythonTree(code).kids);
}

/** Decorators that are nothing but that. */
const OF_FUNCTIONS = new Set(['builtins.staticmethod', 'builtins.classmethod', 'builtins.property']);

class Judge extends Calls {
  protected judged(code: string): readonly CodeEffect[] {
    return new Judge(readPython(code), undefined, this.near).judge();
  }

  judge(): readonly CodeEffect[] {
    this.#block(this.body);
    this.assertNoReflection();
    return this.effects;
  }

  #block(body: readonly Statement[]): void {
    for (const node of body) this.#statement(node);
  }

  #statement(node: Statement): void {
    switch (node.is) {
      case 'do':
        return this.all(node.items);
      case 'return':
      case 'raise':
        return this.all(node.items);
      case 'assert':
        return this.all(node.items, 'shown');
      case 'delete':
        return this.#delete(node.items);
      case 'assign':
        if (this.#isSetting(node.targets, node.value)) return;
        for (const target of node.targets) this.target(target);
        this.value(node.type, 'type');
        return this.value(node.value);
      case 'update':
        this.target(node.target);
        return this.value(node.value);
      case 'branch':
        this.all(node.tests, 'shown');
        break;
      case 'for':
        this.value(node.of);
        this.target(node.target);
        break;
      case 'try':
        // What a handler is for is compared, and never called.
        for (const { type } of node.handlers) this.value(type, 'shown');
        break;
      case 'with':
        for (const { value } of node.items) this.#opened(value);
        break;
      case 'function':
        return this.#function(node);
      case 'class':
        return this.#class(node);
      default:
        return;
    }
    if ('bodies' in node) for (const body of node.bodies) this.#block(body);
  }

  /** `os.environ['TZ'] = 'UTC'`; whether it is one. */
  #isSetting([target, ...more]: readonly Expression[], value: Expression | undefined): boolean {
    if (target?.is !== 'index' || more.length > 0 || this.names.memberOf(target.of) !== 'os.environ')
      return false;
    assertPlainSetting(target.keys.length === 1 ? target.keys[0] : undefined, value);
    return true;
  }

  #delete(items: readonly Expression[]): void {
    for (const item of items) {
      if (item.is !== 'name' && item.is !== 'index') throw new NotShown('what is deleted');
      this.target(item);
    }
  }

  /** What `with` opens is made there. */
  #opened(value: Expression): void {
    if (value.is !== 'call' && !this.isLock(value)) throw new NotShown('what is opened');
    this.value(value);
  }

  #function({ params, returns, decorators, body }: FunctionStatement): void {
    this.#decorators(decorators, (node) => this.#isOfLibrary(node));
    this.parameters(params);
    this.value(returns, 'type');
    this.#block(body);
  }

  /** `@click.option('--name')`, `@app.get('/items')`: what a library does with a function that it is given. */
  #isOfLibrary(callee: Expression): boolean {
    const members = this.names.membersOf(callee);
    if (members.length === 0) return callee.is === 'attribute' && DECORATING.has(callee.name);
    return members.every(
      (member) =>
        OF_LIBRARIES.get(member.slice(0, member.lastIndexOf('.')))?.has(
          member.slice(member.lastIndexOf('.') + 1),
        ) === true,
    );
  }

  #decorators(decorators: readonly Expression[], more: (callee: Expression) => boolean): void {
    for (const node of decorators) {
      const callee = node.is === 'call' ? node.callee : node;
      if (more(callee)) {
        if (!this.isRoute(node)) this.value(node);
        continue;
      }
      const members = this.names.membersOf(callee);
      const names = members.map((member) => member.slice(member.lastIndexOf('.') + 1));
      const setter = callee.is === 'attribute' && callee.name === 'setter' && callee.of.is === 'name';
      const wraps = members.length === 1 && members[0] === 'functools.wraps' && node.is === 'call';
      if (setter || wraps) {
        if (wraps) this.value(node);
        continue;
      }
      if (names.length === 0 || !names.every((name) => DECORATORS.has(name)))
        throw new NotShown('a decorator');
      if (!members.every((member) => OF_FUNCTIONS.has(member))) this.value(node);
    }
  }

  #class({ args, decorators, body }: ClassStatement): void {
    this.#decorators(decorators, (node) => {
      const name = this.names.memberOf(node)?.split('.').at(-1) ?? '';
      return OF_CLASSES.has(name) && this.#isOfLibrary(node);
    });
    for (const { name, star, value } of args) {
      if (name !== undefined || star !== '') throw new NotShown('a class of another kind');
      this.#base(value);
    }
    for (const node of body) {
      if (node.is === 'function' && /^__/.test(node.name) && !OWN_METHODS.has(node.name))
        throw new NotShown(node.name);
      const docs = node.is === 'do' && node.items.every(({ is }) => is === 'text' || is === 'constant');
      const about = node.is === 'class' && ABOUT_CLASSES.has(node.name) && node.args.length === 0;
      if (!docs && !about && !/^(?:function|assign|pass)$/.test(node.is))
        throw new NotShown('what stands in a class');
      this.#statement(node);
    }
  }

  #base(value: Expression): void {
    const base = value.is === 'index' ? value.of : value;
    const own = base.is === 'name' && this.names.isOwnName(base.id);
    if (own && this.bindings.of(base.id).every((one) => one.by === 'class' || this.isBase(one))) return;
    const names = this.names.membersOf(base).map((member) => member.slice(member.lastIndexOf('.') + 1));
    if (names.length === 0 || !names.every((name) => BASES.has(name)))
      throw new NotShown('a class of another kind');
    this.value(value, 'type');
  }
}
