import { knownWord } from '../../script.js';
import type { Word } from '../../script.js';
import { NotShown, shown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { Bindings } from './bindings.js';
import { Calls } from './calls.js';
import { COMPUTING, GEMS, LIBRARIES } from './constants.js';
import { VALUES } from './names.js';
import { argumentsOf, child, constantName, is, isSelf, kidsOf, nameOf, textOf, walk } from './nodes.js';
import type { Node } from './nodes.js';
import { FOREIGN } from './own.js';
import { Paths } from './paths.js';
import { parseRuby } from './prism.js';
import { bodyOf } from './values.js';

/** How code is handed to Ruby. */
export interface Handed {
  /** The words behind the code; undefined where nobody has read them. */
  readonly argv: readonly Word[] | undefined;
  /** Where the file lies that holds it; undefined where it stands on the line. */
  readonly folder: string | undefined;
  /** Libraries that are loaded before it, and folders in which they are looked for. */
  readonly libraries: readonly string[];
  readonly folders: readonly string[];
  /** Whether an application of Rails runs it. */
  readonly rails: boolean;
}

/**
 * What Ruby code does, where it can be shown to do nothing but compute, print, read records, and read and write files
 * whose names stand in it; undefined otherwise.
 */
export function judgeRuby(code: string, handed: Handed): readonly CodeEffect[] | undefined {
  return shown(() => readRuby(code, handed));
}

/** @throws NotShown where it may do more */
export function readRuby(code: string, handed: Handed): readonly CodeEffect[] {
  return new Judge(parseRuby(code), handed).judge();
}

/** Folders of a project, where its own code lies. */
const FOLDER = /^(?:\.\/)?(?!\/|~)(?!.*\.\.)[\w./-]+$/;
/** Files that hold data, whatever loads what stands beside them. */
const DATA = /\.(?:txt|json|csv|tsv|md|log|html|out|diff|patch|svg|xml)$/;

const sameFile = (one = '', other = ''): boolean => one.replace(/^.*\//, '') === other.replace(/^.*\//, '');

class Judge extends Calls {
  protected readonly argv: readonly Word[] | undefined;
  protected readonly pathnames: boolean;
  readonly #folders: string[];
  readonly #reads = new Map<string, Node[]>();

  constructor(
    protected readonly root: Node,
    private readonly handed: Handed,
  ) {
    const bindings = new Bindings(root);
    const own = handed.rails || handed.libraries.some((name) => !LIBRARIES.has(name)) || loadsOwn(root);
    const pathnames = own || mentions(root, 'Pathname');
    super(bindings, new Paths(bindings, handed.argv, handed.folder, handed.rails, pathnames), own);
    this.argv = handed.argv;
    this.pathnames = pathnames;
    this.#folders = [...handed.folders];
  }

  judge(): readonly CodeEffect[] {
    if (this.handed.rails || this.handed.folders.length > 0)
      this.effects.push({ kind: 'execute', path: undefined });
    if (!this.handed.folders.every((folder) => FOLDER.test(folder)))
      throw new NotShown('code that lies elsewhere');
    walk(this.root, (node) => {
      if (is(node, 'LocalVariableRead'))
        this.#reads.set(nameOf(node), [...(this.#reads.get(nameOf(node)) ?? []), node]);
      if (is(node, 'Call') && isSearch(node)) this.#folders.push(...this.#searched(node));
    });
    for (const name of this.handed.libraries) this.#library(name);
    this.value(this.root);
    this.#assertApart();
    return this.effects;
  }

  protected readsOf(name: string): readonly Node[] {
    return this.#reads.get(name) ?? [];
  }

  /** What the code itself makes or fetches is not loaded by it. */
  #assertApart(): void {
    const made = this.effects.filter(
      ({ kind, path }) => /^(?:run|write|delete)$/.test(kind) && !DATA.test(path?.text ?? ''),
    );
    const loads = this.effects.some(({ kind, path }) => {
      if (kind !== 'execute' || made.length === 0) return false;
      // Of settings that are read it is only the same file that matters.
      if (path === undefined || path.glob || !/\.ya?ml$/.test(path.text)) return true;
      return made.some(
        (one) => one.kind !== 'run' && (one.path?.glob === true || sameFile(one.path?.text, path.text)),
      );
    });
    if (loads) throw new NotShown('it may load what it makes');
  }

  #library(name: string): void {
    if (LIBRARIES.has(name)) return;
    if (/^\.\.?\//.test(name)) return this.#file(name);
    if (GEMS.test(name)) {
      this.effects.push({ kind: 'execute', path: undefined });
      return;
    }
    const [folder] = this.#folders;
    if (folder === undefined || !/^[a-z]\w*(?:[/-]\w+)*$/.test(name))
      throw new NotShown(`the library ${name}`);
    this.#file(`${folder}/${name}`);
  }

  #file(name: string): void {
    const file = /\.rb$/.test(name) ? name : `${name}.rb`;
    if (!/^[\w./-]+$/.test(file)) throw new NotShown(`the library ${name}`);
    this.effects.push({ kind: 'execute', path: knownWord(file) });
  }

  protected required(node: Node): void {
    const [what, ...more] = argumentsOf(node);
    if (what === undefined || more.length > 0 || child(node, 'block') !== undefined)
      throw new NotShown('what is loaded');
    const relative = nameOf(node) === 'require_relative';
    const text = textOf(what);
    if (text !== undefined && !relative) return this.#library(text);
    const [word, ...others] = this.paths.of(what) ?? [];
    if (word === undefined || others.length > 0 || word.glob || !word.known)
      throw new NotShown('what is loaded');
    if (relative && !word.text.startsWith('/'))
      return this.#file(`${this.handed.folder ?? '.'}/${word.text}`);
    if (!/\//.test(word.text)) throw new NotShown('what is loaded');
    this.#file(word.text);
  }

  /** `$LOAD_PATH.unshift 'lib'`. */
  protected searched(node: Node): void {
    if (!isSearch(node)) throw new NotShown('where libraries lie');
    this.effects.push({ kind: 'execute', path: undefined });
  }

  #searched(node: Node): readonly string[] {
    return argumentsOf(node).map((one) => {
      const [word, ...more] = this.paths.of(one) ?? [];
      if (word === undefined || more.length > 0 || !word.known || word.glob || !FOLDER.test(word.text))
        throw new NotShown('where libraries lie');
      return word.text;
    });
  }

  protected definition(node: Node): void {
    if (is(node, 'Def')) {
      const receiver = child(node, 'receiver');
      if (receiver !== undefined && !is(receiver, 'Self')) throw new NotShown('a method of another');
      return this.all(kidsOf(node));
    }
    const name = constantName(child(node, 'constantPath')) ?? '';
    if (
      this.own ||
      !/^[A-Z]\w*$/.test(name) ||
      FOREIGN.has(name) ||
      VALUES.has(name) ||
      Object.hasOwn(COMPUTING, name)
    )
      throw new NotShown('a class of another');
    this.#above(child(node, 'superclass'));
    for (const item of bodyOf(node)) this.value(item);
  }

  #above(node: Node | undefined): void {
    if (node === undefined) return;
    const name = constantName(node);
    const made =
      is(node, 'Call') &&
      /^(?:Struct\.new|Data\.define)$/.test(`${constantName(child(node, 'receiver'))}.${nameOf(node)}`);
    if (made) return this.value(node);
    if (name === undefined || !(/^(?:\w*Error|Exception)$/.test(name) || this.bindings.constants.has(name)))
      throw new NotShown('a class of another kind');
    this.value(node);
  }
}

function isSearch(node: Node): boolean {
  const receiver = child(node, 'receiver');
  return (
    is(receiver, 'GlobalVariableRead') &&
    /^\$(?::|LOAD_PATH)$/.test(nameOf(receiver)) &&
    /^(?:unshift|<<|push)$/.test(nameOf(node))
  );
}

/** Whether code of the project is loaded. */
function loadsOwn(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    if (!is(node, 'Call') || !isSelf(child(node, 'receiver'))) return;
    const [what] = argumentsOf(node);
    const text = textOf(what);
    if (nameOf(node) === 'require_relative') found = true;
    if (nameOf(node) === 'require' && (text === undefined || !LIBRARIES.has(text))) found = true;
  });
  return found;
}

function mentions(root: Node, name: string): boolean {
  let found = false;
  walk(root, (node) => {
    if (is(node, 'ConstantRead', 'Call') && nameOf(node) === name) found = true;
  });
  return found;
}
