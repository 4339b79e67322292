import { NotShown } from '../code-effect.js';
import { FACADES, MODELS, NO_MODELS, OWN_ROOTS, REACHING, SAME_CLASSES } from './classes.js';
import { isLibrary, LIBRARY_FUNCTIONS } from './libraries.js';
import { isNode, nameOf, nodesOf, textOf, variableOf } from './parse.js';
import type { Node } from './parse.js';
import type { Place } from './paths.js';
import type { Scope } from './scopes.js';

/** What something belongs to: kept data of the project, other code of the project, a library that computes. */
export type Kin = 'model' | 'code' | 'fluent' | 'library';

const MAX_STEPS = 200;

/** `camelCase` in words, in lower case. */
export const worded = (name: string): string =>
  name
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
    .toLowerCase()
    .replace(/_+/g, '_');

/** Whether a name of what belongs to the project says that it reaches further than a value. */
export const reaches = (name: string): boolean => name.startsWith('_') || REACHING.test(worded(name));

/** Helpers of Laravel whose values are its own. */
const FLUENT = /^(?:collect|now|today|str)$/;

/** What belongs to the project, and by which names. */
export class Own {
  /** What `use` gives short names to. */
  readonly #aliases = new Map<string, string>();
  readonly #functions = new Map<string, string>();
  /** Whether code of the project is loaded. */
  loaded: boolean;
  #steps = 0;

  constructor(private readonly place: Place) {
    this.loaded = place.mode !== 'php';
  }

  /** Of an application that runs, what a package makes may belong to it. */
  get #hasLibraries(): boolean {
    return this.loaded && this.place.mode === 'php';
  }

  /** `use App\Models\Plan as P`. @throws NotShown where the short name is that of another class */
  alias(short: string, full: string): void {
    const name = short.toLowerCase();
    const path = full.toLowerCase().replace(/^\\/, '');
    const last = path.slice(path.lastIndexOf('\\') + 1);
    if (last !== name && NO_MODELS.test(name)) throw new NotShown(`the name ${short}`);
    if (this.#aliases.has(name) && this.#aliases.get(name) !== path)
      throw new NotShown('a name that means two');
    this.#aliases.set(name, path);
  }

  /** The whole name of a class, in lower case. */
  whole(name: string): string {
    const path = name.toLowerCase();
    if (path.startsWith('\\')) return same(path.slice(1));
    const [first = '', ...rest] = path.split('\\');
    const found = this.#aliases.get(first);
    if (found !== undefined) return same([found, ...rest].join('\\'));
    const facade = this.place.mode === 'tinker' ? FACADES[path] : undefined;
    return facade ?? same(path);
  }

  /** What a class is to the project; undefined where it is none of its own. */
  ofClass(name: string): Kin | undefined {
    const whole = this.whole(name);
    const [root = '', ...rest] = whole.split('\\');
    if (rest.length > 0) {
      if (this.#hasLibraries && isLibrary(whole)) return 'library';
      if (!OWN_ROOTS.test(root) || !this.loaded) return undefined;
      // `App\Order` was a model once.
      const model = MODELS.test(whole) || (rest.length === 1 && this.place.mode === 'tinker');
      return model ? 'model' : 'code';
    }
    const short = this.place.mode === 'tinker' && !name.includes('\\') && /^[A-Z][a-z]/.test(name);
    return short && !NO_MODELS.test(whole) ? 'model' : undefined;
  }

  /** What a value belongs to, as far as it can be followed. */
  of(node: unknown, scope: Scope): Kin | undefined {
    this.#steps = 0;
    return this.#of(node, scope);
  }

  #of(node: unknown, scope: Scope): Kin | undefined {
    if (!isNode(node) || ++this.#steps > MAX_STEPS) return undefined;
    switch (node.kind) {
      case 'propertylookup':
      case 'nullsafepropertylookup':
      case 'offsetlookup':
        return this.#of(node.what, scope);
      case 'staticlookup':
        return isNode(node.what) && node.what.kind === 'name' ? this.#fixed(nameOf(node.what)) : undefined;
      case 'clone':
        return this.#of(node.what, scope);
      case 'new':
        return isNode(node.what) && node.what.kind === 'name' ? this.ofClass(nameOf(node.what)) : undefined;
      case 'call':
        return this.#called(node, scope);
      case 'assign':
        return this.#of(node.right, scope);
      case 'bin':
        return node.type === '??' ? this.#both(node.left, node.right, scope) : undefined;
      case 'variable':
        return this.#variable(variableOf(node) ?? '', scope);
      default:
        return undefined;
    }
  }

  /** What a class gives back by itself. */
  #fixed(name: string): Kin | undefined {
    const whole = this.whole(name);
    if (/^illuminate\\support\\facades\\db$/.test(whole) || this.isFacade(name, 'db')) return 'model';
    return this.ofClass(name) ?? (/^(?:carbon|illuminate\\support)\\/.test(whole) ? 'fluent' : undefined);
  }

  /** Whether a name is that of a facade. */
  isFacade(name: string, facade: string): boolean {
    const whole = this.whole(name);
    return (
      whole === `illuminate\\support\\facades\\${facade}` ||
      (this.place.mode === 'tinker' && whole === facade)
    );
  }

  #called({ what, arguments: given }: Node, scope: Scope): Kin | undefined {
    if (!isNode(what) || what.kind !== 'name') return this.#of(what, scope);
    const name = nameOf(what).toLowerCase().replace(/^\\/, '');
    if (this.#hasLibraries && LIBRARY_FUNCTIONS.has(this.functionName(name))) return 'library';
    if (this.place.mode !== 'tinker') return undefined;
    if (FLUENT.test(name)) return 'fluent';
    return /^(?:app|resolve)$/.test(name) ? this.#named(nodesOf(given)[0]) : undefined;
  }

  /** `use function Symfony\\Component\\String\\u`. @throws NotShown where it is none of a package that computes */
  aliasFunction(short: string, full: string): void {
    const path = full.toLowerCase().replace(/^\\/, '');
    if (!LIBRARY_FUNCTIONS.has(path) || this.#functions.has(short.toLowerCase()))
      throw new NotShown('a function by another name');
    this.#functions.set(short.toLowerCase(), path);
  }

  functionName(name: string): string {
    return this.#functions.get(name) ?? name;
  }

  /** `X::class`. */
  #named(node: Node | undefined): Kin | undefined {
    if (node?.kind !== 'staticlookup' || !isNode(node.what) || textOf(node) !== undefined) return undefined;
    if (nameOf(node.offset).toLowerCase() !== 'class' || node.what.kind !== 'name') return undefined;
    return this.ofClass(nameOf(node.what));
  }

  #both(one: unknown, other: unknown, scope: Scope): Kin | undefined {
    const first = this.#of(one, scope);
    return this.#of(other, scope) === first ? first : undefined;
  }

  #variable(name: string, scope: Scope): Kin | undefined {
    if (name === 'this') return undefined;
    const { scope: inside, bindings } = scope.find(name);
    const kin = bindings.map((binding): Kin | undefined => {
      if (binding.by === 'value') return this.#of(binding.value, inside);
      if (binding.by === 'each') return this.#of(binding.of, inside);
      return binding.by === 'given' ? this.#giver(binding.call, inside) : undefined;
    });
    const [first] = kin;
    if (first === undefined || kin.some((one) => one === undefined)) return undefined;
    return (['model', 'code', 'library'] as const).find((one) => kin.includes(one)) ?? 'fluent';
  }

  /** What is given to a function that is handed over in a call: what the call is made on, or its other arguments. */
  #giver({ what, arguments: given }: Node, scope: Scope): Kin | undefined {
    const outer = scope.outer ?? scope;
    if (isNode(what) && what.kind !== 'name') return this.#of(what, outer);
    const kin = nodesOf(given).map((one) => this.#of(one, outer));
    return kin.find((one) => one !== undefined);
  }
}

const same = (path: string): string => SAME_CLASSES[path] ?? path;
