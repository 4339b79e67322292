import { NotShown } from '../code-effect.js';
import { runsChange } from '../promises.js';
import { Calls } from './calls.js';
import {
  CHANGING_METHODS,
  CHANGING_NAMES,
  COMPUTING_CLASSES,
  EXCEPTIONS,
  LISTING_CLASSES,
  METHODS,
  RAW_METHODS,
  READING_METHODS,
  SCHEMA_METHODS,
  STARTS,
  STATIC_METHODS,
  TAKING_FUNCTIONS,
  TAKING_LISTS,
  TAKING_NAMES,
} from './classes.js';
import { assertTemplates, isArrayLoader, isMocked, isTool } from './doubles.js';
import { isFactory } from './factories.js';
import { CALLS_GIVEN, reachesFromLibrary } from './libraries.js';
import { reaches, worded } from './own.js';
import type { Kin } from './own.js';
import { childrenOf, isNode, nameOf, nodeOf, nodesOf, textOf, variableOf } from './parse.js';
import type { Node } from './parse.js';
import type { Scope } from './scopes.js';

/** Texts that code of the project is not given: names of functions and methods, files elsewhere, and other streams. */
const NOT_GIVEN =
  /^\\?(?:exec|system|passthru|shell_exec|popen|proc_open|pcntl_exec|eval|assert|unlink|rmdir|rename|copy|mail|putenv|file_put_contents|call_user_func\w*|create_function|include|require|phpinfo|unserialize|readfile|file|file_get_contents|fopen|array_map|array_filter|usort|dl|extract|parse_str|header|chmod|chown|symlink|link|touch|mkdir)$|::|^~|^\/(?:etc|root|home|usr|var|proc|sys|dev|boot|opt|bin|sbin|lib\w*|mnt|run|srv|tmp|media)(?:\/|$)|\.\.\/|\/\.\.|^[a-z][\w.+-]*:|(?:^|\/)\.(?:[a-z]|$)|id_rsa/i;
const RUNS_THINGS = /(?:^|_)(?:process|command|shell|exec|mailer|kernel|runner|migration|seeder|job)(?:_|$)/;
const KERNEL = /^illuminate\\contracts\\(?:console|http)\\kernel$/;

/** Classes, and what is called on them and on their objects. */
export abstract class Objects extends Calls {
  /** Classes and methods that the code itself declares. */
  protected readonly classes = new Set<string>();
  protected readonly methods = new Set<string>();
  readonly #followed = new Set<Node>();

  protected isRecord(node: Node): boolean {
    if (node.kind === 'cast') return node.type === 'object';
    if (node.kind !== 'new' || !isNode(node.what) || node.what.kind !== 'name') return false;
    const whole = this.own.whole(nameOf(node.what));
    return whole === 'stdclass' || this.classes.has(whole);
  }

  protected made(node: Node, scope: Scope): void {
    const what = nodeOf(node.what);
    const given = nodesOf(node.arguments);
    if (/^(?:self|static)reference$/.test(what.kind)) return this.all(given, scope);
    if (what.kind !== 'name') throw new NotShown('a class by a value');
    const name = this.tell(what);
    const whole = this.own.whole(name);
    this.all(given, scope);
    if (this.classes.has(whole) || COMPUTING_CLASSES.has(whole)) return;
    if (this.own.ofClass(name) === 'library') return this.#ofLibrary('__construct', given, scope);
    if (this.own.loaded && whole === 'guzzlehttp\\client' && isMocked(given, this.own, scope)) return;
    if (this.own.loaded && whole === 'twig\\loader\\arrayloader') return assertTemplates(given);
    if (this.own.loaded && whole === 'twig\\environment' && isArrayLoader(given[0], this.own, scope))
      return this.#handed(given.slice(1), scope);
    if (whole === 'simplexmlelement' && given.length === 1) return;
    if (whole === 'wp_query' && this.place.mode === 'wordpress') return;
    if (LISTING_CLASSES.has(whole)) return this.looked(given[0], scope);
    if (whole === 'splfileobject' && given.length === 1)
      return this.touch('read', this.paths.of(given[0], scope));
    if (
      this.own.ofClass(name) === undefined ||
      RUNS_THINGS.test(worded(name.slice(name.lastIndexOf('\\') + 1)))
    )
      throw new NotShown(name);
    this.#handed(given, scope);
  }

  protected method(node: Node, scope: Scope): void {
    const lookup = nodeOf(node.what);
    const what = nodeOf(lookup.what);
    const given = nodesOf(node.arguments);
    const spelled = this.tell(this.identifier(lookup.offset));
    const name = spelled.toLowerCase();
    if (this.isAboutApp(what, name) && given.length === 0) return;
    this.value(what, scope);
    if (isFactory(what, this.own)) return this.#handed(this.ofFactory(spelled, given, scope), scope);
    if (this.methods.has(name) && (!this.own.loaded || !reaches(spelled))) return this.all(given, scope);
    if (this.#boots(name, given)) return this.all(given, scope);
    const kin = this.own.of(what, scope);
    if (kin === undefined && isTool(what, name, this.own, scope)) {
      this.all(given, scope);
      for (const node of given.slice(0, 1)) this.#assertNoFunction(node, scope);
      return this.#handed(given.slice(1), scope);
    }
    if (kin === undefined) return this.#plain(name, given, scope);
    this.#ofOwn(kin, spelled, given, scope, READING_METHODS);
  }

  #plain(name: string, given: readonly Node[], scope: Scope): void {
    if (!METHODS.has(name) && (this.own.loaded || !CHANGING_METHODS.has(name))) throw new NotShown(name);
    this.all(given, scope);
  }

  /** `$app->make(Kernel::class)->bootstrap()`. */
  #boots(name: string, given: readonly Node[]): boolean {
    if (!this.own.loaded) return false;
    if (name === 'bootstrap') return given.length === 0;
    const [only, ...more] = given;
    if (name !== 'make' || more.length > 0 || only?.kind !== 'staticlookup' || !isNode(only.what))
      return false;
    if (nameOf(only.offset).toLowerCase() !== 'class' || only.what.kind !== 'name') return false;
    return KERNEL.test(this.own.whole(nameOf(only.what)));
  }

  #ofOwn(
    kin: Kin,
    spelled: string,
    given: readonly Node[],
    scope: Scope,
    reading: ReadonlySet<string>,
  ): void {
    const name = spelled.toLowerCase();
    if (kin === 'library') return this.#ofLibrary(name, given, scope);
    if (kin === 'code') {
      // What it gives back may be a collection, or a query, too.
      if (TAKING_FUNCTIONS.test(name) || TAKING_NAMES.test(name)) {
        if (!READING_METHODS.has(name)) throw new NotShown(spelled);
        return this.#taking(name, given, scope);
      }
      if (reaches(spelled)) throw new NotShown(spelled);
      this.all(given, scope);
      return this.#handed(given, scope);
    }
    if (RAW_METHODS.has(name) && kin === 'model') {
      this.all(given, scope);
      return this.assertReads(given[0], 'select ', scope);
    }
    if (!reading.has(name)) throw new NotShown(spelled);
    if (TAKING_FUNCTIONS.test(name) || TAKING_NAMES.test(name)) return this.#taking(name, given, scope);
    this.all(given, scope);
  }

  /** A method of a package that computes: what it may call stands in the code. */
  #ofLibrary(name: string, given: readonly Node[], scope: Scope): void {
    if (reachesFromLibrary(name)) throw new NotShown(name);
    this.all(given, scope);
    for (const node of given) {
      const calls = name === '__construct' || CALLS_GIVEN.test(name);
      if (calls && this.#mayName(node, scope)) throw new NotShown(`what ${name} is given`);
      this.#assertNoFunction(node, scope);
    }
  }

  /** Whether it may be a text that nobody has read: what a function gives, or what a name stands for. */
  #mayName(node: Node, scope: Scope): boolean {
    if (node.kind === 'call') return nodeOf(node.what).kind === 'name';
    if (node.kind !== 'variable') return false;
    const { bindings } = scope.find(variableOf(node) ?? '');
    return !bindings.every(
      (one) => one.by === 'value' && one.value.kind !== 'variable' && !this.#mayName(one.value, scope),
    );
  }

  /** No text that names a function, or a class and its method. @throws NotShown */
  #assertNoFunction(node: Node, scope: Scope): void {
    if (node.kind === 'variable')
      for (const one of this.#held(node, scope)) this.#assertNoFunction(one, scope);
    const text = textOf(node);
    const words = node.kind === 'bin' ? (this.paths.of(node, scope) ?? []) : [];
    if (node.kind === 'bin' && node.type === '.' && words.length === 0)
      throw new NotShown('a text that is not known');
    for (const said of [text, ...words.map((word) => word.text)])
      if (said !== undefined && /^\\?\w+$|::/.test(said) && NOT_GIVEN.test(said))
        throw new NotShown('the name of a function');
    if (!/^(?:closure|arrowfunc)$/.test(node.kind))
      for (const child of childrenOf(node)) this.#assertNoFunction(child, scope);
  }

  /** What these are given they may call: it stands in the code, or is the name of a column. */
  #taking(name: string, given: readonly Node[], scope: Scope): void {
    given.forEach((node, i) => {
      this.value(node, scope);
      const names = TAKING_NAMES.test(name);
      if (names && i > 0 && node.kind !== 'array' && node.kind !== 'variable') return;
      if (!this.#isTakable(node, names, TAKING_LISTS.test(name), scope))
        throw new NotShown(`what ${name} is given`);
    });
  }

  #isTakable(node: Node, names: boolean, lists: boolean, scope: Scope): boolean {
    if (/^(?:closure|arrowfunc|number|boolean|nullkeyword)$/.test(node.kind)) return true;
    if (this.isFunction(node, scope)) return true;
    if (node.kind === 'array')
      return lists && nodesOf(node.items).every((item) => this.#isRelation(item, scope));
    const words = names ? this.paths.of(node, scope) : undefined;
    return words !== undefined && words.length > 0 && words.every(({ text }) => isColumn(text));
  }

  /** `'items'`, `'items' => fn ($q) => …`. */
  #isRelation(item: Node, scope: Scope): boolean {
    if (item.kind !== 'entry' || item.unpack === true || !isNode(item.value)) return false;
    const { key, value } = item;
    if (!isNode(key)) return value.kind !== 'array' && this.#isTakable(value, true, false, scope);
    return (
      this.#isTakable(key, true, false, scope) && this.#isTakable(value, false, value.kind === 'array', scope)
    );
  }

  protected fixedMethod(node: Node, scope: Scope): void {
    const lookup = nodeOf(node.what);
    const what = nodeOf(lookup.what);
    const given = nodesOf(node.arguments);
    const spelled = this.tell(this.identifier(lookup.offset));
    const name = spelled.toLowerCase();
    if (/^(?:self|static|parent)reference$/.test(what.kind)) {
      if (!this.methods.has(name) && name !== '__construct') throw new NotShown(spelled);
      return this.all(given, scope);
    }
    if (what.kind !== 'name') throw new NotShown('a class by a value');
    const of = this.tell(what);
    const whole = this.own.whole(of);
    if (this.classes.has(whole) ? this.methods.has(name) : STATIC_METHODS[whole]?.has(name) === true)
      return this.all(given, scope);
    if (this.own.isFacade(of, 'db')) return this.#database(name, given, scope);
    if (this.own.isFacade(of, 'schema') && this.own.loaded && SCHEMA_METHODS.has(name))
      return this.all(given, scope);
    if (whole === 'symfony\\component\\yaml\\yaml') return this.#yaml(name, given, scope);
    const kin = this.own.ofClass(of);
    if (kin === undefined) throw new NotShown(of);
    if (kin === 'model' && name === 'factory' && given.every((node) => node.kind === 'number')) return;
    this.#ofOwn(kin, spelled, given, scope, STARTS);
  }

  #database(name: string, given: readonly Node[], scope: Scope): void {
    if (!this.own.loaded) throw new NotShown('a database');
    this.all(given, scope);
    if (name === 'table' && given.length === 1 && textOf(given[0]) !== undefined) return;
    if (name === 'connection' && given.length === 0) return;
    if (name === 'raw') return this.assertReads(given[0], 'select ', scope);
    if (!/^(?:select|selectone|scalar)$/.test(name)) throw new NotShown(name);
    this.assertReads(given[0], '', scope);
  }

  #yaml(name: string, given: readonly Node[], scope: Scope): void {
    if (given.length > (name === 'dump' ? 4 : 1)) throw new NotShown('how it is read');
    this.all(given, scope);
    if (name === 'parsefile') this.touch('read', this.paths.of(given[0], scope));
    // Old versions read the file of that name.
    else if (name === 'parse' ? !/[\n:{[]/.test(textOf(given[0]) ?? '') : name !== 'dump')
      throw new NotShown(name);
  }

  /** What code of the project is given: no text that may be the name of a function, or of a file elsewhere. */
  #handed(given: readonly Node[], scope: Scope): void {
    for (const node of given) {
      if (node.kind === 'variable') this.#handed(this.#held(node, scope), scope);
      if (node.kind === 'bin' || node.kind === 'encapsed') {
        const words = this.paths.of(node, scope) ?? [];
        if (words.some(({ text }) => NOT_GIVEN.test(text) || runsChange('', text)))
          throw new NotShown('what code of the project is given');
        if (words.length === 0 && (node.kind === 'encapsed' || node.type === '.'))
          throw new NotShown('a text that is not known');
      }
      const text = textOf(node);
      if (
        (node.kind === 'string' && text === undefined) ||
        NOT_GIVEN.test(text ?? '') ||
        runsChange('', text ?? '')
      )
        throw new NotShown('what code of the project is given');
      if (!/^(?:closure|arrowfunc)$/.test(node.kind)) this.#handed(childrenOf(node), scope);
    }
  }

  /** What a variable is set to, once each. */
  #held(node: Node, scope: Scope): readonly Node[] {
    const found = scope
      .find(variableOf(node) ?? '')
      .bindings.flatMap((one) => (one.by === 'value' ? [one.value] : []));
    const fresh = found.filter((one) => !this.#followed.has(one));
    for (const one of fresh) this.#followed.add(one);
    return fresh;
  }

  protected assertBase(node: Node): void {
    const whole = this.own.whole(this.tell(node));
    if (this.own.ofClass(nameOf(node)) === 'library' && /visitor(?:abstract)?$/.test(whole)) return;
    if (!this.classes.has(whole) && !(EXCEPTIONS.test(whole) && COMPUTING_CLASSES.has(whole)))
      throw new NotShown('a class of another kind');
  }
}

/** A column, a relation, or several of them: none that would change what is kept. */
function isColumn(text: string): boolean {
  return (
    /^[a-z_\d .:,*|>-][\w .:,*|>-]*$/.test(text) &&
    !text.split(/[.:, ]/).some((part) => CHANGING_NAMES.test(worded(part)))
  );
}
