import { NotShown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import type { Binding, Bindings } from './bindings.js';
import { changesMore, doesMore } from '../promises.js';
import { HANDS_ON, MODULES, OF_LANGUAGE, OWN } from './modules.js';
import { ABOUT } from './names.js';
import { ALL } from './statements.js';
import { knownWord } from '../../script.js';
import { fileOf, isOfProject } from './packages.js';
import { isValueOf, knownModule } from './resolve.js';
import type { Expression, Statement } from './syntax.js';
import { ARCHIVES, FILE_FUNCTIONS, NAMED_ONLY, OPENERS } from './files.js';
import { CLASSES } from '../path-words.js';
import { LIBRARIES } from './library-names.js';
import { LIBRARY_CALLS, TABLES } from './tables.js';

/** Names of modules that are called and not held. */
const CALLED = new Set([
  ...Object.keys(FILE_FUNCTIONS),
  ...Object.keys(NAMED_ONLY),
  ...OPENERS,
  ...ARCHIVES,
  ...CLASSES,
  'os.getenv',
  'os.environ',
  'sys.argv',
  'sys.path',
  'yaml.load',
  ...LIBRARY_CALLS,
]);

export const isCalledOnly = (member: string): boolean => CALLED.has(member);

/** Functions of packages that give what the project has defined. */
const MAKERS = new Set([
  'airflow.models.DagBag',
  'django.contrib.auth.get_user_model',
  'django.apps.apps.get_model',
]);
const MAKER_ROOTS = new Set([...MAKERS].flatMap((name) => name.split('.').slice(-2)));
const LISTERS = new Set('sorted list reversed enumerate'.split(' '));

/** Code of the project, or of packages: what of it is imported, and what its values are. */
export class Others {
  readonly #known = new Map<string, boolean>();

  constructor(
    private readonly bindings: Bindings,
    /** Whether modules are looked for in a folder of the project first. */
    private readonly near: boolean,
  ) {}

  /** What importing does. @throws NotShown where a module is known to hold more than is told here */
  effects(body: readonly Statement[]): readonly CodeEffect[] {
    const found: CodeEffect[] = [];
    for (const node of body) {
      if (node.is === 'import')
        for (const { name } of node.names) if (!assertModule(name)) found.push(running(name));
      if (node.is === 'from')
        for (const { name } of node.names)
          if (name === ALL) found.push(running(node.module));
          else if (!assertMember(node.module, name)) found.push(running(node.module));
      for (const block of 'bodies' in node ? node.bodies : 'body' in node ? [node.body] : [])
        found.push(...this.effects(block));
    }
    return found;
  }

  /** Whether a name comes from the project's own folders: what comes of it may be called, as `python -m` does. */
  isOwn(node: Expression): boolean {
    if (node.is === 'name') return this.#isOwnName(node.id);
    if (node.is === 'index') return this.isOwn(node.of);
    if (node.is === 'call')
      return this.isMaker(node.callee) || this.isOwn(node.callee) || this.#isListed(node);
    if (node.is !== 'attribute' || !this.isOwn(node.of)) return false;
    return mayBeNamed(node.name) || (node.name === 'run' && this.#isTask(node.of));
  }

  /** Whether a name is imported from where code of the project comes from. */
  isSource(binding: Binding): boolean {
    if (binding.by === 'member' && MAKER_ROOTS.has(binding.name)) return true;
    return (binding.by === 'module' || binding.by === 'member') && this.#isOwn(binding);
  }

  /** What gives code of the project: `get_user_model()`. */
  isMaker(callee: Expression): boolean {
    const bindings = callee.is === 'name' ? this.bindings.of(callee.id) : [];
    if (callee.is === 'attribute' && callee.of.is === 'name') {
      const of = this.bindings.of(callee.of.id);
      const made = `.${callee.name}`;
      return (
        of.length > 0 &&
        of.every((one) => one.by === 'member' && MAKERS.has(one.module + '.' + one.name + made))
      );
    }
    return (
      bindings.length > 0 &&
      bindings.every((one) => one.by === 'member' && MAKERS.has(`${one.module}.${one.name}`))
    );
  }

  /** `sorted(bag.dags.items())`. */
  #isListed({ callee, args }: Expression & { readonly is: 'call' }): boolean {
    const [first] = args;
    const lists = callee.is === 'name' && LISTERS.has(callee.id) && this.bindings.of(callee.id).length === 0;
    return lists && first !== undefined && first.star === '' && this.isOwn(first.value);
  }

  /** `httpx.Client.__init__`: what a package has, of which no more is made than to show how it is called. */
  isOfPackage(node: Expression | undefined): boolean {
    let root = node;
    while (root?.is === 'attribute') {
      if (root.name.startsWith('__') && !/^__(?:init|call|new|enter|aenter)__$/.test(root.name)) return false;
      root = root.of;
    }
    const bindings = root?.is === 'name' ? this.bindings.of(root.id) : [];
    const packaged = (module: string): boolean =>
      /^(?:httpx|requests)$/.test(module) || SHOWN_PARTS.test(module) || fileOf(module) === undefined;
    return bindings.length > 0 && bindings.every((one) => 'module' in one && packaged(one.module));
  }

  /** Whether a name promises no more than what it is of: the `run` of a task is its function. */
  mayName(name: string, node: Expression): boolean {
    return mayBeNamed(name) || (name === 'run' && this.isOwn(node));
  }

  /** A task of a queue, by the module that it is taken from: its `run` is its function. */
  #isTask(node: Expression): boolean {
    const bindings = node.is === 'name' ? this.bindings.of(node.id) : [];
    const named = (one: Binding): boolean =>
      one.by === 'member' &&
      /(?:^|\.)tasks(?:\.|$)/.test(one.module) &&
      !doesMore(one.name) &&
      !changesMore(one.name);
    return bindings.length > 0 && bindings.every(named);
  }

  /** Each name is followed once; one that is made of itself is none. */
  #isOwnName(name: string): boolean {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, false);
    const bindings = this.bindings.of(name);
    const own = bindings.length > 0 && bindings.every((one) => this.#isOwn(one));
    this.#known.set(name, own);
    return own;
  }

  #isOwn(binding: Binding): boolean {
    if (binding.by === 'module' || binding.by === 'member')
      return OWN.test(binding.module) || isOfProject(binding.module, this.near);
    // What is listed, or opened, of it is its own too.
    if (binding.by === 'each') return this.isOwn(binding.of);
    if (binding.by === 'other') return binding.caught?.is === 'name' && this.isOwn(binding.caught);
    if (binding.by !== 'value' && binding.by !== 'opened') return false;
    return /^(?:call|index)$/.test(binding.value.is) && this.isOwn(binding.value);
  }

  /** Whether it is, or belongs to, what comes from elsewhere: it may be shown, and no more. */
  isForeign(node: Expression): boolean {
    if (node.is === 'attribute') return this.isForeign(node.of);
    if (node.is !== 'name') return false;
    return this.bindings
      .of(node.id)
      .some(
        (one) =>
          (one.by === 'module' && !knownModule(one.module)) ||
          (one.by === 'member' && !knownModule(one.module) && !knownModule(`${one.module}.${one.name}`)),
      );
  }
}

function running(module: string): CodeEffect {
  const file = fileOf(module);
  return { kind: 'execute', path: file === undefined ? undefined : knownWord(file) };
}

/** Modules of the language by whose names fields go, and which do nothing where they are asked for. */
const FIELDS = new Set(
  'email token calendar html string statistics numbers locale keyword tokenize uuid decimal datetime time random json csv queue resource'.split(
    ' ',
  ),
);

/** Settings that are keys. */
const OF_SETTINGS =
  /^(?:[A-Z\d]+_)*(?:SECRET|PASSWORD|PASSWD|TOKEN|CREDENTIALS?|KEY|DSN|DATABASE_URL)(?:_[A-Z\d]+)*$/;

/** Names of what belongs to the project that do not promise to run whatever they are told. */
export function mayBeNamed(name: string): boolean {
  const module = (OF_LANGUAGE.has(name) || MODULES.has(name)) && !FIELDS.has(name);
  return !HANDS_ON.test(name) && !module && !name.startsWith('_') && !OF_SETTINGS.test(name);
}

/** What is given to a method of this name may be run, whatever else has such a name; of a list, it is an element. */
export const handsOn = (name: string): boolean => HANDS_ON.test(name) && !/^_|^remove$/.test(name);

/** Packages of which some modules are told here; the others may be shown, as those of packages that are not. */
const IN_PARTS = new Set(LIBRARIES.map(([name]) => name.split('.', 1)[0] as string));

/** Parts of a package that asks others, of which no more is made than to show them. */
const SHOWN_PARTS = /^requests\.(?:adapters|api|auth|cookies|exceptions|models|sessions|structures|utils)$/;

/** Whether a module is one that is told here. */
function assertModule(name: string): boolean {
  if (TABLES.has(name)) return false;
  if (knownModule(name)) return true;
  const parts = name.split('.');
  const [first = ''] = parts;
  const told = TABLES.has(first) && !IN_PARTS.has(first);
  if (SHOWN_PARTS.test(name)) return false;
  if (first === '' || OF_LANGUAGE.has(first) || MODULES.has(first) || told)
    throw new NotShown(`the module ${name}`);
  // A module within another is a file of its own there, whatever that one itself imports.
  const own = parts.length > 1 && (OWN.test(first) || isOfProject(name));
  // `app._speedups`: what is built beside the code.
  const packaged = fileOf(name) === undefined;
  const further = (part: string, i: number): boolean =>
    own && i > 0
      ? part.startsWith('__')
      : part.startsWith('_') || (HANDS_ON.test(part) && !(i > 0 && part === 'session' && packaged));
  if (parts.some(further)) throw new NotShown(`the module ${name}`);
  return false;
}

function assertMember(module: string, name: string): boolean {
  const whole = `${module}.${name}`;
  if (whole === 'os.environ' || whole === 'sys.path') throw new NotShown(whole);
  if (knownModule(whole)) return !TABLES.has(whole);
  if (knownModule(module)) {
    if (!isValueOf(module, name) && !CALLED.has(whole) && !ABOUT.has(name)) throw new NotShown(whole);
    return !TABLES.has(module);
  }
  if (!ABOUT.has(name) && !mayBeNamed(name)) throw new NotShown(name);
  return assertModule(module.replace(/^\.+(?=\w)/, ''));
}
