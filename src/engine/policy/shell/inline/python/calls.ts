import { NotShown, SECRET_VARIABLE } from '../code-effect.js';
import { FILE_ARGUMENTS, FILE_FUNCTIONS, NAMED_ONLY, ON_PATHS, OPENERS } from './files.js';
import { SAVES } from './kept.js';
import { plainFormat } from './formats.js';
import { LISTS, OWN_METHODS, SHOWS } from './names.js';
import { isConfigure } from './django.js';
import { handsOn, mayBeNamed } from './own.js';
import { CLASSES } from '../path-words.js';
import { isValueOf, knownModule } from './resolve.js';
import { assertPlainSetting } from './settings.js';
import { startedBy, STARTERS } from './started.js';
import type { Argument, Expression } from './syntax.js';
import { TABLE_ARGUMENTS, TABLE_CALLERS, TABLE_WRITERS } from './tables.js';
import {
  asksElsewhere,
  assertNamed,
  assertNoAlias,
  isNoMove,
  isPlainName,
  loadedSafely,
  optionsOf,
} from './arguments.js';
import { assertPlain, OF_LIBRARIES } from './clients.js';
import { Frameworks } from './frameworks.js';
import type { Attribute, Call, End } from './values.js';

const OF_RECORDS = new Set('update_fields force_insert force_update commit using'.split(' '));
const OF_COLUMNS = new Set('columns index axis inplace'.split(' '));

/** What is called, with what. */
export abstract class Calls extends Frameworks {
  protected call(node: Call, end: End): void {
    const { callee, args } = node;
    if (callee.is === 'attribute' && this.#special(callee, node)) return;
    if (isConfigure(node, this.names)) return this.configured();
    const members = this.names.membersOf(callee);
    if (members.length === 0) {
      if (callee.is === 'attribute') return this.#method(callee, node, end);
      return this.#held(callee, args);
    }
    for (const member of members) this.#member(member, node, end);
  }

  /** A value is called: a class of a library may have been given another name. */
  #held(callee: Expression, args: readonly Argument[]): void {
    const named = callee.is === 'name' && this.bindings.of(callee.id);
    if (named) this.kept.assertGiven('', args);
    const own = named && named.every(({ by }) => by === 'function' || by === 'class');
    if (this.libraryMethods.size > 0 && !own) assertPlain(args);
    this.value(callee);
    this.given(args);
  }

  protected given(args: readonly Argument[], end: End = 'value'): void {
    for (const { value } of args) this.value(value, end);
  }

  #member(member: string, node: Call, end: End): void {
    const { args, callee } = node;
    const name = member.slice(member.lastIndexOf('.') + 1);
    if (OPENERS.has(member)) return this.#open(args, undefined);
    if (this.library(member, node)) return;
    if (Object.hasOwn(FILE_FUNCTIONS, member)) return this.#file(member, args);
    if (member.startsWith('builtins.')) return this.#builtin(name, node, end);
    if (CLASSES.has(member)) return this.given(args);
    if (STARTERS.has(member)) return this.#started(member, args);
    if (member === 'os.getenv') return this.variable(args.map(({ value }) => value));
    if (member === 'importlib.util.find_spec' && !(args.length === 1 && isPlainName(args[0]?.value)))
      throw new NotShown(member);
    if (member === 'yaml.load') return this.value(loadedSafely(args, this.names));
    if (Object.hasOwn(NAMED_ONLY, member)) return this.#named(member, args);
    if (member.startsWith('inspect.') && isValueOf('inspect', name)) {
      if (args.some((one) => one.name === 'eval_str' || one.star !== '')) throw new NotShown(member);
      this.value(callee);
      if (end === 'shown' && args.length === 1 && this.others.isOfPackage(args[0]?.value)) return;
      return this.given(args, 'shown');
    }
    const module = member.slice(0, -name.length - 1);
    if (!knownModule(module)) return this.#others(name, node, end);
    if (OF_LIBRARIES.has(module)) assertPlain(args);
    if (/^attrs?$/.test(module)) assertNoAlias(args);
    this.value(callee);
    this.given(args);
  }

  /** Code of the project is called as `python -m` does; that of packages as its author meant, to be shown. */
  #others(name: string, { callee, args }: Call, end: End): void {
    const own = this.others.isOwn(callee) || this.others.isMaker(callee);
    this.kept.assertGiven(name, args);
    if (asksElsewhere(name, args)) throw new NotShown('another machine');
    const named = mayBeNamed(name) || (own && name === 'run');
    if (!named || (!own && (end !== 'shown' || args.length > 0))) throw new NotShown(name);
    this.value(callee, this.others.isOwn(callee) ? 'value' : 'shown');
    this.given(args);
  }

  #builtin(name: string, node: Call, end: End): void {
    const { args, callee } = node;
    const [first, second, ...more] = args.map(({ value }) => value);
    if (name === 'type') return this.#type(node, end);
    if (name === 'getattr' && first !== undefined && second?.is === 'text' && second.value !== undefined) {
      if (args.some((one) => one.name !== undefined || one.star !== '')) throw new NotShown(name);
      this.attribute({ is: 'attribute', of: first, name: second.value }, end);
      return this.all(more);
    }
    this.value(callee);
    if (name === 'isinstance' && second !== undefined && args.length === 2) {
      this.value(first, 'shown');
      return this.value(second, 'type');
    }
    if (name === 'map' && first !== undefined && CLASSES.has(this.names.memberOf(first) ?? ''))
      return this.given(args.slice(1));
    // What is named beside them, as `key=`, is called.
    const how = SHOWS.has(name) ? 'shown' : LISTS.has(name) ? end : 'value';
    for (const one of args) this.value(one.value, one.name === undefined ? how : 'value');
  }

  /** The type of a value makes others, and is asked for its name only. */
  #type(node: Call, end: End): void {
    const parent = this.bindings.parentOf(node);
    const named = parent?.is === 'attribute' && /^__(?:qual)?name__$/.test(parent.name);
    if (node.args.length !== 1 || (end !== 'shown' && !named)) throw new NotShown('a type as a value');
    this.given(node.args, 'shown');
  }

  #special(callee: Attribute, { args }: Call): boolean {
    const { of, name } = callee;
    const member = this.names.memberOf(of);
    const given = args.map(({ value }) => value);
    if (member === 'os.environ' && name === 'get') this.variable(given);
    else if (member === 'os.environ' && name === 'setdefault') assertPlainSetting(given[0], given[1]);
    else if (member === 'sys.path' && /^(?:insert|append)$/.test(name)) this.#search(args);
    else if (member !== undefined && CLASSES.has(member)) {
      if (!/^(?:cwd|home)$/.test(name) || args.length > 0) throw new NotShown('a class of paths as a value');
    } else if (of.is === 'call' && this.names.memberOf(of.callee) === 'builtins.super') {
      if (of.args.length > 0 || !(OWN_METHODS.has(name) || this.mayBeHeld(callee))) throw new NotShown(name);
      this.given(args);
    } else return false;
    return true;
  }

  #method(callee: Attribute, { args }: Call, end: End): void {
    const { name, of } = callee;
    // A namespace that is given is any object, of which any part is set.
    if (/^parse_(?:known_)?args$/.test(name) && (args.length > 1 || args[0]?.name !== undefined))
      throw new NotShown(name);
    if (name === 'add_parser') assertNamed(args, 'argparse.ArgumentParser', 1);
    // A network is told that nothing is learned.
    if (name === 'eval' && args.length === 0 && this.names.imports('torch')) return this.value(of);
    if (name === 'add_argument' && !this.attributes.has(name))
      return this.all([of, ...optionsOf(args, this.names)]);
    if (Object.hasOwn(ON_PATHS, name)) return this.#onPath(callee, args);
    const own = this.others.isOwn(of);
    if ((this.tables || own) && TABLE_WRITERS.has(name)) return this.table(callee, args);
    if (this.tables && TABLE_CALLERS.has(name)) return this.table(callee, args);
    if (this.ofClient(callee, args) || this.framed(callee, args)) return;
    // A file that has been sent saves itself where it is told.
    if (name === 'save' && !own && !this.libraryWriters.has(name)) this.only(args, OF_RECORDS);
    if (this.libraryWriters.has(name) || (own && SAVES.test(name))) return this.#saved(callee, args);
    if (this.libraryMethods.has(name)) assertPlain(args);
    if (this.tables) this.assertAggregates(args);
    if (name === 'replace' || name === 'copy') {
      if (args.some(({ star }) => star !== '') || !isNoMove(name, args, this.tables, this.mayHoldPaths))
        throw new NotShown('a path may be moved');
      this.value(of);
    } else if (name === 'format') {
      if (!plainFormat(of)) throw new NotShown('a format');
      this.value(of);
    } else if (this.asked(callee, args) || this.inMemory(callee, args) || this.executed(callee, args)) return;
    else if (this.isWriter(name)) this.#written(name, callee, args);
    else if (this.others.isForeign(callee) || this.others.isOwn(callee))
      return this.#others(name, { is: 'call', callee, args }, end);
    else if (own && args.length > 0 && handsOn(name)) throw new NotShown(name);
    else this.value(callee);
    this.given(args);
  }

  /** `image.save('x.png')`, `figure.savefig('x.png')`. */
  #saved({ of, name }: Attribute, args: readonly Argument[]): void {
    const [first] = args;
    if (first === undefined || first.name !== undefined || first.star !== '') throw new NotShown(name);
    assertPlain(args);
    this.value(of);
    const buffer = this.comesFrom(first.value, (member) => member === 'io.BytesIO');
    if (!buffer) this.touch('write', this.paths.of(first.value));
    this.given(args);
  }

  #onPath({ name, of }: Attribute, args: readonly Argument[]): void {
    if (name === 'rename' && this.tables && args.every((one) => OF_COLUMNS.has(one.name ?? ''))) {
      this.value(of);
      return this.given(args);
    }
    this.value(of);
    if (name === 'open') return this.#open(args, of);
    const [kind, target] = ON_PATHS[name] ?? [];
    if (kind === undefined) throw new NotShown(name);
    this.touch(kind, this.paths.of(of));
    if (target !== undefined) {
      if (args.length !== 1 || args[0]?.name !== undefined) throw new NotShown(name);
      this.touch(target, this.paths.of((args[0] as Argument).value));
    }
    this.given(args);
  }

  /** `tree.write('x.xml')`, `settings.read('x.ini')`, and the same methods of files that have been opened. */
  #written(name: string, { of }: Attribute, args: readonly Argument[]): void {
    const [first] = args;
    this.value(of);
    const opened = of.is === 'name' && this.bindings.of(of.id).every(({ by }) => by === 'opened');
    if (opened || first === undefined || (name === 'read' && first.value.is === 'number')) return;
    if (first.name !== undefined || first.star !== '') throw new NotShown(name);
    this.touch(name === 'read' ? 'read' : 'write', this.paths.of(first.value));
  }

  /** A function that touches what its first arguments name. */
  #file(member: string, args: readonly Argument[]): void {
    const kinds = FILE_FUNCTIONS[member] ?? [];
    const tabled = /^(?:pandas|numpy|polars|xarray)\./.test(member);
    args.forEach(({ name, star, value }, i) => {
      const how = name !== undefined && (FILE_ARGUMENTS.has(name) || (tabled && TABLE_ARGUMENTS.has(name)));
      if (star !== '' || (name !== undefined && !how)) throw new NotShown(`how a file is used: ${name}`);
      // Flags of `open` may stand third; what else stands behind the files is data.
      if (
        name === undefined &&
        i >= kinds.length &&
        !/\.save(?:txt)?$|makedirs$|mkdir$|\.im(?:read|write)$/.test(member)
      )
        throw new NotShown(member);
      this.value(value);
    });
    kinds.forEach((kind, i) => {
      const argument = args[i];
      if (argument === undefined || argument.name !== undefined) throw new NotShown(member);
      if (tabled && this.#isBuffer(argument.value)) return;
      const words = this.paths.of(argument.value);
      // Some take a pattern.
      const pattern = member.startsWith('polars.')
        ? words?.map((word) => ({ ...word, glob: word.glob || /[*?[]/.test(word.text) }))
        : words;
      this.touch(kind, pattern);
    });
  }

  /** `pd.read_csv(sys.stdin)`, `pd.read_csv(io.StringIO(text))`. */
  #isBuffer(node: Expression): boolean {
    const member = this.names.memberOf(node.is === 'call' ? node.callee : node);
    return node.is === 'call' ? /^io\.(?:StringIO|BytesIO)$/.test(member ?? '') : member === 'sys.stdin';
  }

  /** `open(path, mode)`, and `path.open(mode)`. */
  #open(args: readonly Argument[], receiver: Expression | undefined): void {
    const rest = receiver === undefined ? args.slice(1) : args;
    const path = receiver ?? args[0]?.value;
    const named = receiver === undefined && args[0]?.name !== undefined;
    if (path === undefined || named || args.some(({ star }) => star !== '')) throw new NotShown('open');
    let mode = 'r';
    rest.forEach(({ name, value }, i) => {
      const key = name ?? (i === 0 ? 'mode' : 'buffering');
      if (key === 'mode') {
        if (value.is !== 'text' || value.value === undefined || i > 1)
          throw new NotShown('how a file is opened');
        mode = value.value;
      } else if (!/^(?:encoding|newline|errors|buffering)$/.test(key) || (name === undefined && i > 1))
        throw new NotShown('open');
      this.value(value);
    });
    if (path.is === 'number' && path.text === '0' && receiver === undefined) return;
    this.value(path);
    this.touch(/[wax+]/.test(mode) ? 'write' : 'read', this.paths.of(path));
  }

  #started(member: string, args: readonly Argument[]): void {
    this.given(args);
    this.effects.push(startedBy(member, args, this.paths, this.names));
  }

  #named(member: string, args: readonly Argument[]): void {
    assertNamed(args, member, member === 'functools.wraps' || member === 'argparse.ArgumentParser' ? 1 : 0);
    this.given(args);
  }

  /** `sys.path.insert(0, 'src')`. */
  #search(args: readonly Argument[]): void {
    const folder = args.at(-1)?.value;
    const paths = folder && this.paths.of(folder);
    if (paths === undefined || paths.some(({ text, known }) => !known || /^[/~]|\.\./.test(text)))
      throw new NotShown('where modules are looked for');
    this.given(args.slice(0, -1));
    this.touch('execute', paths);
  }

  protected variable(given: readonly Expression[]): void {
    const [name, ...more] = given;
    if (name?.is !== 'text' || name.value === undefined || SECRET_VARIABLE.test(name.value))
      throw new NotShown('the environment');
    this.all(more);
  }
}
