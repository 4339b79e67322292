import { knownWord } from '../../script.js';
import { NotShown, SCRATCH } from '../code-effect.js';
import { duckdbDoes } from '../../clients/duckdb.js';
import { readsOnly } from '../sql.js';
import { formed, isEngineOption } from './arguments.js';
import type { Use } from './bindings.js';
import { isStored } from './read-only.js';
import { requestedBy, REQUESTS } from './requests.js';
import type { Argument, Expression } from './syntax.js';
import { TableCalls } from './table-calls.js';
import type { Attribute, Call } from './values.js';

const LOCAL_DATABASE =
  /^(?:postgres(?:ql)?|mysql|mariadb)(?:\+\w+)?:\/\/(?:[\w.-]*(?::[\w.%!-]*)?@)?(?:localhost|127\.0\.0\.1)(?::\d+)?\/[\w-]*$/;
const IN_FILE = /^sqlite(?:\+\w+)?:\/\/(?:\/(?<path>[^?#%:]*))?$/;
/** `mode=ro` and its like: nothing is changed. */
const READ_ONLY = /^file:(?<path>[^?#%:]+)\?(?:mode=ro|immutable=1)(?:&(?:mode=ro|immutable=1|cache=\w+))?$/;

/** What a connection of DuckDB, and what it has found, is asked. */
const CONNECTIONS = new Set('execute sql close commit'.split(' '));
/** What a connection is asked that says no word. */
const OF_CONNECTIONS = new Set('close settimeout getpeername getsockname shutdown'.split(' '));
const RESULTS = new Set('fetchall fetchone fetchmany fetchdf df pl show'.split(' '));

/** Calls of libraries whose arguments are a language of their own: statements, addresses of databases. */
export abstract class Libraries extends TableCalls {
  /** A function of a library that is told here; whether it was one. @throws NotShown */
  protected library(member: string, node: Call): boolean {
    const { args } = node;
    switch (member) {
      case 'torch.load':
        this.#weights(args);
        return true;
      case 'duckdb.sql':
      case 'duckdb.query':
      case 'duckdb.execute':
        this.#queried(args);
        this.#assertAsked(node, RESULTS);
        return true;
      case 'duckdb.connect':
        this.#connected(args);
        this.#assertAsked(node, CONNECTIONS);
        return true;
      case 'sqlalchemy.create_engine':
        this.#engine(args);
        return true;
      case 'sqlalchemy.text':
        this.#reading(args[0]?.value);
        return true;
      case 'pandas.read_sql':
      case 'pandas.read_sql_query':
        this.#reading(args[0]?.value);
        if (args.length !== 2 || !this.#isConnection(args[1]?.value)) throw new NotShown(member);
        this.given(args);
        return true;
      case 'sqlite3.connect':
        return this.#opened(args);
      case 'zipfile.ZipFile':
      case 'tarfile.open':
        this.#archive(args);
        return true;
      case 'tempfile.TemporaryDirectory':
      case 'tempfile.mkdtemp':
        this.#scratch(args);
        return true;
      case 'socket.create_connection':
        this.#reached(node);
        return true;
      default:
        if (!REQUESTS.has(member)) return false;
        this.given(args);
        if (this.isAnsweredHere(node)) return true;
        this.effects.push(requestedBy(args, this.paths, this.names, this.bindings));
        return true;
    }
  }

  /** Whether a request stands where something answers it within the program. */
  protected abstract isAnsweredHere(node: Call): boolean;

  /** `zipfile.ZipFile('x.zip')`, `tarfile.open('x.tgz', 'r:gz')`. */
  #archive(args: readonly Argument[]): void {
    const [path, mode, ...more] = args;
    const reads =
      mode === undefined || (mode.value.is === 'text' && /^r(?::|$)/.test(mode.value.value ?? ''));
    const plain = path?.name === undefined && (mode?.name ?? 'mode') === 'mode' && more.length === 0;
    if (path === undefined || !plain || !reads || args.some(({ star }) => star !== ''))
      throw new NotShown('an archive that is made');
    this.value(path.value);
    this.touch('read', this.paths.of(path.value));
  }

  /** A folder that is made anew in `/tmp`. */
  #scratch(args: readonly Argument[]): void {
    const plain = args.every(({ name, star }) => star === '' && /^(?:prefix|suffix)$/.test(name ?? ''));
    if (!plain) throw new NotShown('a folder elsewhere');
    this.given(args);
    this.touch('write', [knownWord(SCRATCH)]);
  }

  /** `socket.create_connection(('localhost', 5432), timeout=2).close()`: whether a server is there. */
  #reached(node: Call): void {
    const [place, ...how] = node.args;
    const host = place?.value.is === 'tuple' && place.name === undefined ? place.value.items[0] : undefined;
    if (host?.is !== 'text' || !/^(?:localhost|127\.0\.0\.1|::1)$/.test(host.value ?? ''))
      throw new NotShown('another machine');
    if (
      !how.every(({ name, star, value }) => star === '' && name !== 'source_address' && value.is === 'number')
    )
      throw new NotShown('how a server is asked');
    this.given(node.args);
    this.#assertAsked(node, OF_CONNECTIONS);
    this.effects.push({ kind: 'network', path: undefined, host: 'localhost' });
  }

  /** Without `weights_only`, what is loaded runs. */
  #weights(args: readonly Argument[]): void {
    const [file, ...how] = args;
    const only = how.some(({ name, value }) => name === 'weights_only' && isTrue(value));
    if (!only || !how.every(({ name }) => /^(?:weights_only|map_location)$/.test(name ?? '')))
      throw new NotShown('torch.load');
    this.#touchFirst('read', file);
    this.given(args);
  }

  #touchFirst(kind: 'read' | 'write', file: Argument | undefined): void {
    if (file === undefined || file.name !== undefined || file.star !== '') throw new NotShown('a file');
    this.touch(kind, this.paths.of(file.value));
  }

  /** `duckdb.sql("select … from 'data/x.parquet'")`. */
  #queried(args: readonly Argument[]): void {
    const text = args[0]?.name === undefined ? this.#said(args[0]?.value) : undefined;
    const done = text === undefined ? undefined : duckdbDoes(text);
    if (done === undefined || args.some(({ star }) => star !== '')) throw new NotShown('a statement');
    for (const { kind, path } of done.effects) this.touch(kind, path && [path]);
    this.given(args);
  }

  #connected(args: readonly Argument[]): void {
    const [place, ...how] = args;
    if (!how.every(({ name, value }) => name === 'read_only' && value.is === 'constant'))
      throw new NotShown('duckdb');
    if (place === undefined) return;
    const words = this.paths.of(place.value);
    if (place.name !== undefined || words?.some(({ text }) => /^(?!:memory:$)[\w+-]*:/.test(text)) !== false)
      throw new NotShown('a database');
    if (!words.every(({ text }) => text === ':memory:')) this.touch('write', words);
    this.given(args);
  }

  /** An engine of a database in a file, on this machine, or the one that whoever runs the code has named. */
  #engine(args: readonly Argument[]): void {
    const [place, ...how] = args;
    if (
      place === undefined ||
      place.name !== undefined ||
      !how.every((one) => isEngineOption(one, this.names))
    )
      throw new NotShown('an engine');
    if (this.#isDatabaseUrl(place.value)) return void this.effects.push({ kind: 'network', path: undefined });
    const text = this.#said(place.value) ?? '';
    const file = IN_FILE.exec(text);
    if (file !== null) {
      const path = file.groups?.['path'] ?? '';
      return path === '' || path === ':memory:' ? undefined : this.touch('write', [knownWord(path)]);
    }
    if (!LOCAL_DATABASE.test(text)) throw new NotShown('a database elsewhere');
    this.effects.push({ kind: 'network', path: undefined, host: 'localhost' });
  }

  /** `os.environ['DATABASE_URL']`. */
  #isDatabaseUrl(node: Expression): boolean {
    const named = (key: Expression | undefined): boolean =>
      key?.is === 'text' && key.value === 'DATABASE_URL';
    if (node.is === 'index')
      return this.names.memberOf(node.of) === 'os.environ' && node.keys.length === 1 && named(node.keys[0]);
    if (node.is !== 'call' || node.args.length !== 1 || !named(node.args[0]?.value)) return false;
    return this.names.memberOf(node.callee) === 'os.getenv';
  }

  /** A name that stands for what one of the libraries has connected to: the address of a database is a text. */
  #isConnection(node: Expression | undefined): boolean {
    if (node?.is !== 'name') return false;
    const bindings = this.bindings.of(node.id);
    return (
      bindings.length > 0 &&
      bindings.every(
        (one) =>
          one.by === 'value' &&
          one.value.is === 'call' &&
          /^(?:sqlite3\.connect|sqlalchemy\.create_engine)$/.test(
            this.names.memberOf(one.value.callee) ?? '',
          ),
      )
    );
  }

  #reading(node: Expression | undefined): void {
    const text = this.#said(node);
    if (text === undefined || !readsOnly(text.trim())) throw new NotShown('a statement');
  }

  /** `sqlite3.connect('file:x.db?mode=ro', uri=True)`. */
  #opened(args: readonly Argument[]): boolean {
    const [place, uri, ...more] = args;
    if (uri?.name !== 'uri') return false;
    const path = READ_ONLY.exec(this.#said(place?.value) ?? '')?.groups?.['path'];
    if (path === undefined || more.length > 0 || !isTrue(uri.value)) throw new NotShown('a database');
    this.touch('read', [knownWord(path)]);
    return true;
  }

  /** A text that stands in the code, or a name that stands for one. */
  #said(node: Expression | undefined): string | undefined {
    const [only, ...more] = (node && this.paths.of(node)) ?? [];
    return only?.known === true && !only.glob && more.length === 0 ? only.text : undefined;
  }

  /** `con.execute(…)`, `con.sql(…)`: statements that only read, of the libraries that are there. */
  protected executed(callee: Attribute, args: readonly Argument[]): boolean {
    const { of, name } = callee;
    const uses = (library: string): boolean => this.names.imports(library);
    // Of what has been found; of a connection, it is given a statement.
    if (/^scalars?(?:_one(?:_or_none)?)?$/.test(name) && args.length === 0 && uses('sqlalchemy')) {
      this.value(of);
      return true;
    }
    if (name !== 'execute' && name !== 'sql') return false;
    if (!uses('duckdb') && (name === 'sql' || (!uses('sqlite3') && !uses('sqlalchemy')))) return false;
    const [statement] = args;
    if (statement === undefined || statement.name !== undefined) throw new NotShown('a statement');
    if (uses('sqlalchemy')) this.#isText(statement.value, this.memory.sqlalchemy);
    else if (
      uses('sqlite3') &&
      !readsOnly((formed(statement.value) ?? this.#said(statement.value) ?? '').trim())
    )
      throw new NotShown('a statement');
    this.value(of);
    if (uses('duckdb')) this.#asked(callee, args);
    else this.given(args);
    return true;
  }

  #asked(callee: Attribute, args: readonly Argument[]): void {
    this.#queried(args);
    const call = this.bindings.parentOf(callee);
    if (call?.is !== 'call') throw new NotShown('a statement');
    this.#assertAsked(call, RESULTS);
  }

  /** What DuckDB gives takes pieces of statements by many methods: it is asked by these, printed, or given a name. */
  #assertAsked(node: Expression, names: ReadonlySet<string>): void {
    const parent = this.bindings.parentOf(node);
    const held = this.#namesOf(node, parent);
    const kept =
      held === undefined
        ? this.#asks(node, parent, names)
        : held.every((name) =>
            this.bindings
              .uses(name)
              .every((use) => isStored(use.node, this.bindings) || this.#asks(use.node, use.parent, names)),
          );
    if (!kept) throw new NotShown('what a database gives');
  }

  /** The names that a value is given. */
  #namesOf(node: Expression, parent: Use | undefined): readonly string[] | undefined {
    if (parent?.is === 'assign' && parent.value === node)
      return parent.targets.every(({ is }) => is === 'name')
        ? parent.targets.map((target) => (target as { id: string }).id)
        : undefined;
    if (parent?.is !== 'with') return undefined;
    return parent.items.flatMap(({ name, value }) => (value === node && name !== undefined ? [name] : []));
  }

  #asks(node: Expression, parent: Use | undefined, names: ReadonlySet<string>): boolean {
    if (parent?.is === 'attribute') {
      const call = this.bindings.parentOf(parent);
      return names.has(parent.name) && call?.is === 'call' && call.callee === parent;
    }
    if (parent?.is === 'do') return true;
    if (names !== RESULTS || parent?.is !== 'call') return false;
    return parent.callee !== node && this.names.memberOf(parent.callee) === 'builtins.print';
  }

  /** A text that has been looked at, or a statement of expressions where the database lies in memory. */
  #isText(node: Expression, memory: boolean): void {
    const text = node.is === 'call' && this.names.memberOf(node.callee) === 'sqlalchemy.text';
    if (!text && !(memory && /^(?:call|name)$/.test(node.is))) throw new NotShown('a statement');
  }
}

const isTrue = (value: Expression): boolean => value.is === 'constant' && value.text === 'True';
