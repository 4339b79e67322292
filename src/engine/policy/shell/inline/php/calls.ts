import { NotShown } from '../code-effect.js';
import { handedToShell } from '../commands.js';
import { asksHere } from '../local-urls.js';
import { readsOnly } from '../sql.js';
import { Expressions } from './expressions.js';
import { makesOnly } from './factories.js';
import {
  BY_REFERENCE,
  CALLING,
  COMPUTING,
  LOOKING,
  OF_FEW,
  OF_FRAMEWORKS,
  ON_FILES,
  SETTINGS,
  TO_SHELL,
} from './functions.js';
import { LIBRARY_FUNCTIONS } from './libraries.js';
import { isNode, nameOf, nodeOf, nodesOf, textOf, variableOf } from './parse.js';
import type { Node } from './parse.js';
import type { Scope } from './scopes.js';

/** Streams of the program itself. */
const OWN_STREAM = /^php:\/\/(?:stdin|stdout|stderr|output|memory|temp)$/;
/** Settings of Laravel that say how it is set up, and hold no secret. */
const CONFIG =
  /^(?:app|cache|queue|session|view|logging|database|filesystems|hashing|broadcasting|mail|scout|auth\.defaults|horizon)\.(?:name|env|debug|url|timezone|locale|fallback_locale|faker_locale|default|driver|lifetime|guard|prefix|connection)$/;
/** Options of WordPress that everybody may see. */
const OPTION =
  /^(?:siteurl|home|blogname|blogdescription|admin_email|template|stylesheet|permalink_structure|active_plugins|timezone_string|gmt_offset|date_format|time_format|posts_per_page|show_on_front|page_on_front|page_for_posts|db_version|blog_public|default_role|users_can_register|WPLANG|woocommerce_(?:version|currency|default_country|db_version))$/;
const ABOUT_APP =
  /^(?:version|environment|getlocale|islocal|isproduction|runningunittests|isdownformaintenance|basepath)$/;

const lower = (node: Node): string => nameOf(node).toLowerCase().replace(/^\\/, '');

/** Whether a function by this name is none that code may give a meaning of its own. */
export const isTaken = (name: string): boolean =>
  COMPUTING.has(name) ||
  BY_REFERENCE.has(name) ||
  LOOKING.has(name) ||
  Object.hasOwn(OF_FEW, name) ||
  TO_SHELL.has(name) ||
  Object.hasOwn(CALLING, name) ||
  Object.hasOwn(ON_FILES, name) ||
  OF_FRAMEWORKS.tinker.has(name) ||
  OF_FRAMEWORKS.wordpress.has(name) ||
  /^(?:assert|collect|fopen|getenv|env|config|app|resolve|define|preg_replace|ini_set|set_time_limit|get_option)$/.test(
    name,
  );

/** Functions that are called by their names. */
export abstract class Calls extends Expressions {
  /** Functions that the code itself declares. */
  protected readonly declared = new Set<string>();

  protected abstract method(node: Node, scope: Scope): void;
  protected abstract fixedMethod(node: Node, scope: Scope): void;

  protected call(node: Node, scope: Scope): void {
    const what = nodeOf(node.what);
    switch (what.kind) {
      case 'name':
        this.functions.add(nameOf(what).toLowerCase());
        return this.#function(lower(what), nodesOf(node.arguments), scope);
      case 'propertylookup':
      case 'nullsafepropertylookup':
        return this.method(node, scope);
      case 'staticlookup':
        return this.fixedMethod(node, scope);
      case 'variable':
        if (!this.isFunction(what, scope)) throw new NotShown('a call of a value');
        break;
      case 'closure':
      case 'arrowfunc':
        this.value(what, scope);
        break;
      default:
        throw new NotShown('a call of a value');
    }
    this.called++;
    this.all(node.arguments, scope);
  }

  /** Whether a variable holds functions that stand in the code, and nothing else. */
  protected isFunction(node: Node, scope: Scope): boolean {
    const name = variableOf(node);
    if (name === undefined) return false;
    const { scope: inside, bindings } = scope.find(name);
    return (
      bindings.length > 0 &&
      !inside.isPassed(name) &&
      !scope.isPassed(name) &&
      bindings.every((one) => one.by === 'value' && /^(?:closure|arrowfunc)$/.test(one.value.kind))
    );
  }

  #function(name: string, given: readonly Node[], scope: Scope): void {
    if (this.declared.has(name) || COMPUTING.has(name) || BY_REFERENCE.has(name))
      return this.all(given, scope);
    if (this.own.loaded && LIBRARY_FUNCTIONS.has(this.own.functionName(name))) return this.all(given, scope);
    if (name === 'assert' && given.length > 0 && given.every(isComparison)) return this.all(given, scope);
    const { mode } = this.place;
    if (mode !== 'php' && OF_FRAMEWORKS[mode].has(name)) return this.all(given, scope);
    // Names, and values that are taken apart, would be other arguments than they seem.
    if (given.some(({ kind }) => /^(?:variadic|namedargument|variadicplaceholder)$/.test(kind)))
      throw new NotShown(`arguments of ${name}`);
    if (Object.hasOwn(OF_FEW, name) && given.length <= (OF_FEW[name] ?? 0)) return this.all(given, scope);
    const at = CALLING[name];
    if (Object.hasOwn(CALLING, name) && at !== undefined) return this.#calling(at, given, scope);
    if (LOOKING.has(name)) {
      this.all(given, scope);
      return this.looked(given[0], scope);
    }
    if (Object.hasOwn(ON_FILES, name)) return this.#onFiles(name, given, scope);
    if (TO_SHELL.has(name)) return this.#started(given, scope);
    this.#special(name, given, scope);
  }

  #calling(at: number, given: readonly Node[], scope: Scope): void {
    given.forEach((node, i) => (i === at ? this.callback(node, scope) : this.value(node, scope)));
  }

  /** A function that another one calls: it stands in the code, or computes, whatever it is given. */
  protected callback(node: Node, scope: Scope): void {
    const name = textOf(node)?.toLowerCase();
    if (name !== undefined) {
      if (!COMPUTING.has(name) && !this.declared.has(name)) throw new NotShown('a function by a text');
      return;
    }
    if (!/^(?:closure|arrowfunc|nullkeyword)$/.test(node.kind) && !this.isFunction(node, scope))
      throw new NotShown('a function that is not known');
    this.value(node, scope);
  }

  /** A name that could be none but a file's: it begins with what no stream begins with. */
  protected looked(node: Node | undefined, scope: Scope): void {
    const { text, whole } = this.paths.beginning(node, scope);
    const told = this.paths.of(node, scope);
    const stream = (start: string): boolean => /^[a-z][\w.+-]*:/i.test(start);
    if (told !== undefined && told.length > 0 ? told.some((word) => stream(word.text)) : stream(text))
      throw new NotShown('another stream');
    if (told === undefined && !whole && !/^[^:]*\//.test(text))
      throw new NotShown('a file that is not known');
  }

  #onFiles(name: string, given: readonly Node[], scope: Scope): void {
    const ways = ON_FILES[name] ?? [];
    if (given.length === 0 || given.length > ways.length) throw new NotShown(name);
    given.forEach((node, i) => {
      const way = ways[i] ?? 'data';
      this.value(node, scope);
      if (way === 'data') return;
      const { text, whole } = this.paths.beginning(node, scope);
      if (whole && OWN_STREAM.test(text) && way !== 'delete') return;
      if (name === 'file_get_contents' && asksHere({ text, whole }, 'http'))
        this.effects.push({ kind: 'network', path: undefined, host: 'localhost' });
      else this.touch(way, this.paths.of(node, scope));
    });
  }

  #opened(given: readonly Node[], scope: Scope): void {
    const [path, mode, ...more] = given;
    const how = textOf(mode);
    if (path === undefined || how === undefined || more.length > 0)
      throw new NotShown('how a file is opened');
    if (!/^(?:[rwaxc][bt]?\+?|[rwaxc]\+[bt]?)$/.test(how)) throw new NotShown('how a file is opened');
    this.value(path, scope);
    const { text, whole } = this.paths.beginning(path, scope);
    if (whole && OWN_STREAM.test(text)) return;
    this.touch(/^r[bt]?$/.test(how) ? 'read' : 'write', this.paths.of(path, scope));
  }

  /** `exec('git log', $lines)`: the first is the command, and the others take what it prints. */
  #started(given: readonly Node[], scope: Scope): void {
    const [command] = given;
    this.all(given, scope);
    this.effects.push(handedToShell(this.paths.of(command, scope), 'here'));
  }

  #special(name: string, given: readonly Node[], scope: Scope): void {
    const [first] = given;
    const text = textOf(first);
    const { mode } = this.place;
    const rest = (): void => this.all(given.slice(1), scope);
    if (name === 'fopen') return this.#opened(given, scope);
    if (name === 'preg_replace') return this.#replaced(given, scope);
    if (name === 'getenv' || (name === 'env' && mode === 'tinker')) {
      this.variable(text);
      return rest();
    }
    if (name === 'define' && text !== undefined && /^[A-Z]\w*$/.test(text)) {
      this.constants.add(text);
      return rest();
    }
    if (name === 'ini_set' && text !== undefined && SETTINGS.test(text)) return rest();
    if (name === 'set_time_limit') return this.all(given, scope);
    if (name === 'config' && mode === 'tinker' && text !== undefined && CONFIG.test(text)) return rest();
    if (name === 'get_option' && mode === 'wordpress' && text !== undefined && OPTION.test(text))
      return rest();
    if (/^(?:app|resolve)$/.test(name) && mode === 'tinker' && given.length === 1 && this.isOwnClass(first))
      return this.all(given, scope);
    throw new NotShown(name);
  }

  /** `App\Services\Prices::class`. */
  protected isOwnClass(node: Node | undefined): boolean {
    return (
      node?.kind === 'staticlookup' &&
      isNode(node.what) &&
      node.what.kind === 'name' &&
      nameOf(node.offset).toLowerCase() === 'class' &&
      this.own.ofClass(nameOf(node.what)) !== undefined
    );
  }

  /** What `app()` says about the application. */
  protected isAboutApp(what: Node, name: string): boolean {
    if (this.place.mode !== 'tinker' || what.kind !== 'call' || nodesOf(what.arguments).length > 0)
      return false;
    const callee = nodeOf(what.what);
    if (callee.kind !== 'name' || lower(callee) !== 'app' || !ABOUT_APP.test(name)) return false;
    this.functions.add(nameOf(callee).toLowerCase());
    return true;
  }

  /** Old versions run what a pattern with the mark `e` puts in: its marks must be told. */
  #replaced(given: readonly Node[], scope: Scope): void {
    this.all(given, scope);
    const patterns =
      given[0]?.kind === 'array' ? nodesOf(given[0].items).map(({ value }) => value) : [given[0]];
    for (const node of patterns) {
      const marks = isNode(node) ? /[^A-Za-z0-9\s\\]([A-Za-z]*)$/.exec(endOf(node)) : null;
      if (marks === null || /e/.test(marks[1] ?? '')) throw new NotShown('a pattern that is not known');
    }
  }

  /** `Order::factory()->count(3)->make()`: records that are made, and not kept. */
  protected ofFactory(spelled: string, given: readonly Node[], scope: Scope): readonly Node[] {
    if (!makesOnly(spelled, given)) throw new NotShown(spelled);
    this.all(given, scope);
    return given;
  }

  /** A text of SQL that reads. */
  protected assertReads(node: Node | undefined, before: string, scope: Scope): void {
    const words = this.paths.of(node, scope);
    if (
      words === undefined ||
      words.length === 0 ||
      !words.every(({ text }) => readsOnly(`${before}${text}`))
    )
      throw new NotShown('a statement that is not known to read');
  }
}

/** What a text ends with, as it is written. */
function endOf(node: Node): string {
  if (node.kind === 'bin' && node.type === '.') return endOf(nodeOf(node.right));
  if ((node.kind !== 'string' && node.kind !== 'encapsed') || typeof node.raw !== 'string') return '';
  return /^(['"])[^]*\1$/.test(node.raw) ? node.raw.slice(1, -1) : '';
}

/** Of `assert`, what is certainly true or false: old versions run a text. */
const isComparison = ({ kind, type }: Node): boolean =>
  kind === 'bin' && /^(?:[=!]==?|<>|[<>]=?|&&|\|\||instanceof)$/.test(String(type));
